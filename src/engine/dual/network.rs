//! The network: the placements of simple jobs as arcs of staff-days, laid out for pricing.
//!
//! A day of one person is a path over slots: an arc of a job from the slot at which the person is first busy to the one
//! after, or an idle arc to the next slot. Pricing looks at all arcs again and again, so those of a staff-day lie in lines,
//! one for an offer and a footprint, by origin; lines of the same length that take the same of the shared lanes form a
//! group, so that the price of the lanes is taken once for all of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Quantum;
use crate::engine::board::{Board, DayIndex, Job, JobIndex, Offer, OfferIndex, Slot, Use, bits};

/// The arcs of all staff-days, and the jobs that are no arcs.
#[derive(Debug)]
pub struct Network<'b, 'a> {
    /// What it was made from.
    pub board: &'b Board<'a>,
    /// What prices must be multiples of.
    pub quantum: Quantum,
    /// What footprints take, each once.
    pub profiles: Vec<Profile>,
    /// By staff-day.
    pub days: Vec<DayArcs>,
    /// Jobs with an offer of nobody, of several people, or of time with holes: each is priced alone.
    pub alone: Vec<JobIndex>,
    /// By staff-day: whether jobs that are priced alone may take time of it, so that its time has a price.
    pub is_contested: Vec<bool>,
    /// How many placements there are but for footprints; each has a number below that.
    pub arcs: usize,
    /// How often each job that is not mandatory may be done: once. A little less or more tells prices apart that prove
    /// the same (FORMULATION.md § 22); what they then prove is no bound of the board.
    pub demand: f64,
    /// The number of the first origin of each offer.
    numbers: Vec<usize>,
}

/// What a footprint takes, with the origins at which anybody asks for it.
#[derive(Debug)]
pub struct Profile {
    /// What it takes, relative to the origin.
    pub uses: Vec<Use>,
    /// From the first to the last origin.
    pub origins: Range<Slot>,
}

/// The arcs of a staff-day.
#[derive(Debug)]
pub struct DayArcs {
    /// The nodes: its slots.
    pub slots: Range<Slot>,
    /// The least that any path with an arc costs.
    pub cost: f64,
    /// The distinct lengths of its arcs, ascending.
    pub lengths: Vec<usize>,
    /// Lines that share length and profile.
    pub groups: Vec<Group>,
    /// Sorted by group.
    pub lines: Vec<Line>,
    /// The points of the arcs, line by line; −∞ where there is none.
    pub points: Vec<f64>,
    /// All arcs in the order of time, if they are few for the nodes and lengths that there are: then each is looked at by
    /// itself. That is so where jobs have one start, or next to it.
    pub few: Option<Vec<LoneArc>>,
}

/// An arc that is looked at by itself.
#[derive(Clone, Copy, Debug)]
pub struct LoneArc {
    /// Where it begins, and where it ends.
    pub nodes: (usize, usize),
    /// Positions of its group and its line.
    pub of: (usize, usize),
    /// Its origin.
    pub origin: Slot,
}

/// Arcs are few if there is at most one for so many pairs of node and length.
const PAIRS_OF_ARC: usize = 8;

/// Lines of the same length that take the same.
#[derive(Clone, Debug)]
pub struct Group {
    /// Position among the profiles.
    pub profile: usize,
    /// Slots from the origin to the first busy slot.
    pub shift: usize,
    /// Position among the lengths of the staff-day.
    pub length: usize,
    /// Its lines.
    pub lines: Range<usize>,
    /// From the first to the last origin of its lines.
    pub origins: Range<Slot>,
}

/// The arcs of an offer with a footprint.
#[derive(Clone, Debug)]
pub struct Line {
    /// The job.
    pub job: JobIndex,
    /// The offer.
    pub offer: OfferIndex,
    /// Position among the footprints of the job.
    pub footprint: usize,
    /// The origins of its arcs.
    pub origins: Range<Slot>,
    /// Where its points begin among those of the staff-day.
    pub at: usize,
    /// The most points of an arc.
    pub most: f64,
    /// The number of its first arc.
    pub number: usize,
}

/// What lines of a group have in common: position of length, shift, profile.
type Key = (usize, usize, usize);

impl<'b, 'a> Network<'b, 'a> {
    /// Lays the arcs of a board out.
    pub fn of(board: &'b Board<'a>) -> Self {
        let is_path = |job: &Job| board.offers[job.offers.clone()].iter().all(|offer| job.is_simple(offer));
        let alone: Vec<JobIndex> = (0..board.jobs.len()).filter(|&job| !is_path(&board.jobs[job])).collect();
        let (profiles, profile_of) = profiles(board);
        let mut is_contested = vec![false; board.days.len()];
        for offer in alone.iter().flat_map(|&job| board.jobs[job].offers.clone()) {
            board.offers[offer].team.iter().for_each(|&day| is_contested[day] = true);
        }
        let quantum = Quantum::of(board);
        let mut arcs = 0;
        let next = |offer: &Offer| {
            arcs += offer.points.len();
            arcs - offer.points.len()
        };
        let numbers = board.offers.iter().map(next).collect();
        let days = Vec::new();
        let mut network = Self { board, quantum, profiles, days, alone, is_contested, arcs, demand: 1.0, numbers };
        for day in 0..board.days.len() {
            let arcs = network.day_arcs(day, &profile_of);
            network.days.push(arcs);
        }
        network
    }

    /// How often a job may be done.
    pub fn most(&self, job: JobIndex) -> f64 {
        if self.board.jobs[job].mandatory { 1.0 } else { self.demand }
    }

    /// The number of the placements of an offer at an origin.
    pub fn number(&self, offer: OfferIndex, origin: Slot) -> usize {
        self.numbers[offer] + origin - self.board.offers[offer].first
    }

    fn day_arcs(&mut self, day: DayIndex, profile_of: &[Vec<usize>]) -> DayArcs {
        let board = self.board;
        let of = &board.days[day];
        let offers = of.offers.iter().filter(|&&offer| self.alone.binary_search(&board.offers[offer].job).is_err());
        let offers: Vec<OfferIndex> = offers.copied().collect();
        let length = |offer: OfferIndex| board.jobs[board.offers[offer].job].busy[0].len();
        let mut lengths: Vec<usize> = offers.iter().map(|&offer| length(offer)).collect();
        lengths.sort_unstable();
        lengths.dedup();
        let mut by_key: BTreeMap<Key, Vec<(OfferIndex, usize)>> = BTreeMap::new();
        for &offer in &offers {
            let job = board.offers[offer].job;
            let position = lengths.partition_point(|&one| one < length(offer));
            for (footprint, &profile) in profile_of[job].iter().enumerate() {
                let key = (position, board.jobs[job].busy[0].start, profile);
                by_key.entry(key).or_default().push((offer, footprint));
            }
        }
        let mut arcs = DayArcs {
            slots: of.slots.clone(),
            cost: 0.0,
            lengths,
            groups: vec![],
            lines: vec![],
            points: vec![],
            few: None,
        };
        for ((length, shift, profile), members) in by_key {
            let first = arcs.lines.len();
            for (offer, footprint) in members {
                self.add_line(&mut arcs, offer, footprint);
            }
            let lines = first..arcs.lines.len();
            if let Some(origins) = arcs.lines[lines.clone()].iter().map(|line| line.origins.clone()).reduce(hull) {
                let asked = &mut self.profiles[profile].origins;
                *asked = hull(asked.clone(), origins.clone());
                arcs.groups.push(Group { profile, shift, length, lines, origins });
            }
        }
        arcs.cost = self.least_cost(day, &arcs.lines);
        if arcs.points.len() * PAIRS_OF_ARC <= arcs.slots.len() * arcs.lengths.len() {
            arcs.few = Some(arcs.lone());
        }
        arcs
    }

    fn add_line(&mut self, arcs: &mut DayArcs, offer: OfferIndex, footprint: usize) {
        let of = &self.board.offers[offer];
        let with = &self.board.jobs[of.job].footprints[footprint];
        let fits = |&(origin, _): &(Slot, i64)| bits::is_set(&with.origins, origin);
        let open: Vec<(Slot, i64)> = of.origins().filter(fits).collect();
        let (Some(first), Some(last)) = (open.first(), open.last()) else { return };
        let (origins, at) = (first.0..last.0 + 1, arcs.points.len());
        arcs.points.resize(at + origins.len(), f64::NEG_INFINITY);
        for &(origin, points) in &open {
            arcs.points[at + origin - origins.start] = (points + with.points) as f64;
        }
        let most = arcs.points[at..].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let number = self.number(offer, origins.start);
        arcs.lines.push(Line { job: of.job, offer, footprint, origins, at, most, number });
    }

    /// The least that it costs to begin the staff-day with an arc of these lines. Paths over several dates pay for one.
    fn least_cost(&self, day: DayIndex, lines: &[Line]) -> f64 {
        let of = &self.board.days[day];
        let least = of.costs.iter().map(|(_, cost)| *cost).min().unwrap_or(0);
        let is_paid = |line: &Line| {
            let start = self.board.jobs[line.job].appointment.start;
            of.costs.is_empty() || line.origins.clone().all(|origin| of.cost(origin + start) > 0)
        };
        if lines.iter().all(is_paid) { least as f64 } else { 0.0 }
    }
}

impl DayArcs {
    /// All arcs in the order of time.
    fn lone(&self) -> Vec<LoneArc> {
        let mut lone = Vec::new();
        for (position, group) in self.groups.iter().enumerate() {
            for line in group.lines.clone() {
                for origin in self.lines[line].origins.clone() {
                    let node = origin + group.shift - self.slots.start;
                    let nodes = (node, node + self.lengths[group.length]);
                    lone.push(LoneArc { nodes, of: (position, line), origin });
                }
            }
        }
        lone.sort_by_key(|arc| (arc.nodes, arc.of));
        lone
    }
}

/// The distinct uses of footprints, and for each job those of its footprints.
fn profiles(board: &Board<'_>) -> (Vec<Profile>, Vec<Vec<usize>>) {
    let key = |one: &Use| (one.lane, one.offsets.start, one.offsets.end, one.amount);
    let mut known: BTreeMap<Vec<_>, usize> = BTreeMap::new();
    let mut profiles = Vec::new();
    let mut profile = |uses: &Vec<Use>| {
        *known.entry(uses.iter().map(key).collect()).or_insert_with(|| {
            profiles.push(Profile { uses: uses.clone(), origins: 0..0 });
            profiles.len() - 1
        })
    };
    let of_job = |job: &Job| job.footprints.iter().map(|footprint| profile(&footprint.uses)).collect();
    let profile_of = board.jobs.iter().map(of_job).collect();
    (profiles, profile_of)
}

/// The smallest range with both; an empty one has nothing to add.
pub(super) fn hull(one: Range<Slot>, other: Range<Slot>) -> Range<Slot> {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other,
        (_, true) => one,
        _ => one.start.min(other.start)..one.end.max(other.end),
    }
}
