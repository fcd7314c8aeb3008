//! The chart: a board laid out for the search, once for all walks.
//!
//! Whatever can be taken has a *row*, a bit set of the slots at which it is free: one for each staff-day, and one for
//! each shared lane and amount that some job takes of it. A [`Way`] is an offer with a footprint; it may begin at an
//! origin if all its rows are free over its [`Take`]s from there. All lists lie in arenas, so that a step of the search
//! allocates nothing and reads what lies together.

use std::collections::BTreeMap;
use std::ops::Range;

use super::pieces::{Piece, pieces};
use super::state::Spot;
use crate::engine::board::{
    Assignment, Board, DayIndex, JobIndex, LaneIndex, Offer, OfferIndex, Offsets, Placement, Slot, bits,
};
use crate::engine::dual::Totals;

/// Position of a way.
pub(super) type WayIndex = usize;

/// An offer with a footprint.
#[derive(Clone, Debug)]
pub(super) struct Way {
    pub(super) job: JobIndex,
    pub(super) offer: OfferIndex,
    pub(super) footprint: usize,
    /// The words that hold all that it takes from any of its origins.
    pub(super) words: Range<usize>,
    /// The first and the last origin.
    pub(super) origins: (Slot, Slot),
    /// The most points of an origin.
    pub(super) most: i64,
    /// Whether it can be a part of a path through its staff-day.
    pub(super) is_simple: bool,
    allowed: usize,
    points: usize,
    pieces: Range<usize>,
    takes: Range<usize>,
}

/// Rows that must be free over the same slots.
#[derive(Clone, Debug)]
pub(super) struct Take {
    pub(super) offsets: Offsets,
    rows: Range<usize>,
}

/// A bit set of free slots in the arena of a state: word `w` of the board is word `base + w` there, counted round.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) words: Range<usize>,
    pub(super) base: usize,
}

/// How a job can be served on a staff-day: the ways are neighbours.
#[derive(Clone, Debug)]
pub(super) struct Chance {
    pub(super) job: JobIndex,
    pub(super) ways: Range<WayIndex>,
}

/// A board laid out for the search.
#[derive(Debug)]
pub struct Chart<'a> {
    pub(super) board: &'a Board<'a>,
    /// In the order of jobs.
    pub(super) ways: Vec<Way>,
    /// The ways of each job.
    pub(super) ways_of: Vec<Range<WayIndex>>,
    /// What each staff-day can do, in the order of jobs; an offer of a team is there for each of its people.
    pub(super) chances: Vec<Vec<Chance>>,
    /// The jobs of those, as a bit set for each staff-day.
    able: Vec<Vec<u64>>,
    /// Those of the staff-days, then those of the lanes.
    pub(super) rows: Vec<Row>,
    /// Of each lane, the amounts that are taken of it and their rows.
    pub(super) levels: Vec<Vec<(u32, usize)>>,
    /// The jobs that may take each lane.
    pub(super) users: Vec<Vec<JobIndex>>,
    /// The share of steps that exchange: where staff-days cost, and more if jobs have only one time.
    pub(super) exchanges: f64,
    /// Whether staff-days cost and every job has only one time: all that is to be found is who does what.
    pub(in crate::engine) gathers: bool,
    /// Whether staff-days or lanes cost points by the day.
    pub(super) has_days: bool,
    /// Whether the use of some lane costs points by the day.
    pub(super) has_lane_days: bool,
    /// The position of each job's visit.
    pub(super) visit_of: Vec<Option<usize>>,
    /// The most points of each job.
    pub(super) worth: Vec<i64>,
    /// More than all jobs and days together can bring or cost: what a mandatory job that is not placed costs.
    pub(super) penalty: i64,
    allowed: Vec<u64>,
    points: Vec<i64>,
    pieces: Vec<Piece>,
    takes: Vec<Take>,
    taken_rows: Vec<usize>,
}

/// The words of a row that nothing is known of yet: none, and any others cover more.
const NOWHERE: Range<usize> = Range { start: usize::MAX, end: 0 };

/// What a row belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Day(DayIndex),
    Level(LaneIndex, u32),
}

impl<'a> Chart<'a> {
    /// How many jobs there are.
    pub fn jobs(&self) -> usize {
        self.board.jobs.len()
    }

    /// Lays a board out.
    pub fn of(board: &'a Board<'a>) -> Self {
        let mut chart = Self::empty(board);
        let mut row_of = chart.rows_of_days();
        for job in 0..board.jobs.len() {
            let first = chart.ways.len();
            for offer in board.jobs[job].offers.clone() {
                for footprint in 0..board.jobs[job].footprints.len() {
                    chart.add_way(offer, footprint, &mut row_of);
                }
            }
            chart.ways_of.push(first..chart.ways.len());
            chart.worth.push(chart.ways[first..].iter().map(|way| way.most).max().unwrap_or(0));
        }
        chart.lay_rows();
        chart.add_chances();
        chart.penalty = chart.all_points();
        let is_fixed = chart.ways.iter().all(|way| way.origins.0 == way.origins.1);
        let costs = board.days.iter().any(|day| !day.costs.is_empty());
        chart.gathers = costs && is_fixed;
        chart.exchanges = if !costs {
            0.0
        } else if is_fixed {
            0.97
        } else {
            0.2
        };
        chart
    }

    fn empty(board: &'a Board<'a>) -> Self {
        let mut visit_of = vec![None; board.jobs.len()];
        for (index, visit) in board.visits.iter().enumerate() {
            visit.jobs.iter().for_each(|&job| visit_of[job] = Some(index));
        }
        Self {
            board,
            ways: Vec::new(),
            ways_of: Vec::new(),
            chances: vec![Vec::new(); board.days.len()],
            able: vec![vec![0; board.jobs.len().div_ceil(64)]; board.days.len()],
            rows: Vec::new(),
            levels: vec![Vec::new(); board.lanes.len()],
            users: users(board),
            exchanges: 0.0,
            gathers: false,
            has_days: board.lanes.iter().any(|lane| !lane.days.is_empty())
                || board.days.iter().any(|day| !day.costs.is_empty()),
            has_lane_days: board.lanes.iter().any(|lane| !lane.days.is_empty()),
            visit_of,
            worth: Vec::new(),
            penalty: 0,
            allowed: Vec::new(),
            points: Vec::new(),
            pieces: Vec::new(),
            takes: Vec::new(),
            taken_rows: Vec::new(),
        }
    }

    fn rows_of_days(&mut self) -> BTreeMap<Owner, usize> {
        let unused = Row { words: NOWHERE, base: 0 };
        self.rows = vec![unused; self.board.days.len()];
        (0..self.board.days.len()).map(|day| (Owner::Day(day), day)).collect()
    }

    fn add_way(&mut self, offer: OfferIndex, footprint: usize, row_of: &mut BTreeMap<Owner, usize>) {
        let of = &self.board.offers[offer];
        let job = &self.board.jobs[of.job];
        let free = &job.footprints[footprint];
        let (points, first_piece) = (self.points.len(), self.pieces.len());
        let origins: Vec<(Slot, i64)> = of
            .origins()
            .filter(|(origin, _)| bits::is_set(&free.origins, *origin))
            .map(|(origin, points)| (origin, points + free.points))
            .collect();
        let (Some(&(first, _)), Some(&(last, _))) = (origins.first(), origins.last()) else { return };
        let words = first / 64..(last + job.length).div_ceil(64).max(last / 64 + 1);
        let allowed = self.allowed.len();
        self.allowed.resize(allowed + words.len(), 0);
        self.points.resize(points + last + 1 - first, i64::MIN);
        for &(origin, worth) in &origins {
            bits::set(&mut self.allowed[allowed..], origin - words.start * 64);
            self.points[points + origin - first] = worth;
        }
        self.pieces.extend(pieces(&origins));
        let takes = self.add_takes(of, footprint, &words, row_of);
        self.ways.push(Way {
            job: of.job,
            offer,
            footprint,
            words,
            origins: (first, last),
            most: origins.iter().map(|(_, points)| *points).max().unwrap_or(0),
            is_simple: job.is_simple(of) && self.visit_of[of.job].is_none(),
            allowed,
            points,
            pieces: first_piece..self.pieces.len(),
            takes,
        });
    }

    /// What a way takes, rows with the same offsets together.
    fn add_takes(
        &mut self,
        offer: &Offer,
        footprint: usize,
        words: &Range<usize>,
        row_of: &mut BTreeMap<Owner, usize>,
    ) -> Range<usize> {
        let job = &self.board.jobs[offer.job];
        let mut by_offsets: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let people = offer.team.iter().flat_map(|&day| job.busy.iter().map(move |busy| (Owner::Day(day), busy)));
        let uses = job.footprints[footprint].uses.iter();
        let uses = uses.map(|one| (Owner::Level(one.lane, one.amount), &one.offsets));
        // What is chosen and never busy takes nothing.
        for (owner, offsets) in people.chain(uses).filter(|(_, offsets)| !offsets.is_empty()) {
            let row = *row_of.entry(owner).or_insert_with(|| {
                self.rows.push(Row { words: NOWHERE, base: 0 });
                self.rows.len() - 1
            });
            if let Owner::Level(lane, amount) = owner
                && !self.levels[lane].contains(&(amount, row))
            {
                self.levels[lane].push((amount, row));
            }
            let covered = &mut self.rows[row].words;
            *covered = covered.start.min(words.start)..covered.end.max(words.end);
            by_offsets.entry((offsets.start, offsets.end)).or_default().push(row);
        }
        let first = self.takes.len();
        for ((from, to), rows) in by_offsets {
            let start = self.taken_rows.len();
            self.taken_rows.extend(rows);
            self.takes.push(Take { offsets: from..to, rows: start..self.taken_rows.len() });
        }
        first..self.takes.len()
    }

    /// Gives each row its place.
    fn lay_rows(&mut self) {
        let mut next = 0;
        for row in &mut self.rows {
            if row.words.is_empty() {
                row.words = 0..0;
            }
            row.base = usize::wrapping_sub(next, row.words.start);
            next += row.words.len();
        }
        for row in &mut self.taken_rows {
            *row = self.rows[*row].base;
        }
    }

    fn add_chances(&mut self) {
        for (index, way) in self.ways.iter().enumerate() {
            for &day in &self.board.offers[way.offer].team {
                bits::set(&mut self.able[day], way.job);
                match self.chances[day].last_mut() {
                    Some(chance) if chance.job == way.job && chance.ways.end == index => chance.ways.end += 1,
                    _ => self.chances[day].push(Chance { job: way.job, ways: index..index + 1 }),
                }
            }
        }
    }

    fn all_points(&self) -> i64 {
        let extremes = |ways: &Range<WayIndex>| {
            let points = self.ways[ways.clone()].iter().flat_map(|way| self.points_of(way));
            points.map(|points| points.abs()).max().unwrap_or(0)
        };
        let jobs: i64 = self.ways_of.iter().map(extremes).sum();
        let people: i64 = self.board.days.iter().flat_map(|day| &day.costs).map(|(_, cost)| *cost).sum();
        let lanes = self.board.lanes.iter().flat_map(|lane| &lane.days);
        2 * (jobs + people + lanes.map(|day| day.cost * i64::from(day.units.max(1))).sum::<i64>()) + 1
    }

    fn points_of<'c>(&'c self, way: &'c Way) -> impl Iterator<Item = i64> + 'c {
        let (first, last) = way.origins;
        self.points[way.points..=way.points + last - first].iter().copied().filter(|points| *points != i64::MIN)
    }

    /// The words of arena of all rows.
    pub(super) fn row_words(&self) -> usize {
        self.rows.iter().map(|row| row.words.len()).sum()
    }

    /// The origins of a way on the empty board, as words of [`Way::words`].
    pub(super) fn allowed(&self, way: &Way) -> &[u64] {
        &self.allowed[way.allowed..way.allowed + way.words.len()]
    }

    /// What spots, by job, stand for.
    pub(super) fn assignment(&self, spots: &[Option<Spot>]) -> Assignment {
        let placement = |spot: Spot| {
            let way = &self.ways[spot.way];
            Placement { offer: way.offer, origin: spot.origin, footprint: way.footprint }
        };
        spots.iter().map(|spot| spot.map(placement)).collect()
    }

    /// The points of one of its origins.
    pub(super) fn points(&self, way: &Way, origin: Slot) -> i64 {
        self.points[way.points + origin - way.origins.0]
    }

    pub(super) fn pieces(&self, way: &Way) -> &[Piece] {
        &self.pieces[way.pieces.clone()]
    }

    pub(super) fn takes(&self, way: &Way) -> &[Take] {
        &self.takes[way.takes.clone()]
    }

    /// The bases of the rows of a take.
    pub(super) fn bases(&self, take: &Take) -> &[usize] {
        &self.taken_rows[take.rows.clone()]
    }

    /// The staff-days of a way.
    pub(super) fn team(&self, way: &Way) -> &'a [DayIndex] {
        &self.board.offers[way.offer].team
    }

    /// How a job can be served on a staff-day.
    pub(super) fn chance(&self, day: DayIndex, job: JobIndex) -> Range<WayIndex> {
        let chances = &self.chances[day];
        let first = chances.partition_point(|chance| chance.job < job);
        let found = chances.get(first).filter(|chance| chance.job == job);
        found.map_or(0..0, |chance| chance.ways.clone())
    }

    /// Whether a job can be served on a staff-day at all.
    pub(super) fn is_able(&self, day: DayIndex, job: JobIndex) -> bool {
        bits::is_set(&self.able[day], job)
    }

    /// Whether a way can begin at an origin on the empty board.
    pub(super) fn is_allowed(&self, spot: Spot) -> bool {
        let way = &self.ways[spot.way];
        let (first, last) = way.origins;
        (first..=last).contains(&spot.origin) && bits::is_set(self.allowed(way), spot.origin - way.words.start * 64)
    }

    /// The way and origin of a placement.
    pub(super) fn way_of(&self, placement: Placement) -> Option<WayIndex> {
        let ways = self.ways_of[self.board.offers[placement.offer].job].clone();
        ways.into_iter()
            .find(|&way| (self.ways[way].offer, self.ways[way].footprint) == (placement.offer, placement.footprint))
    }

    /// What the prices ask of each origin, laid out as the points are.
    pub(super) fn prices(&self, totals: &Totals, prices: &mut Vec<f32>) {
        prices.clear();
        prices.resize(self.points.len(), 0.0);
        for way in &self.ways {
            for origin in way.origins.0..=way.origins.1 {
                let at = way.points + origin - way.origins.0;
                if self.points[at] != i64::MIN {
                    let placement = Placement { offer: way.offer, origin, footprint: way.footprint };
                    prices[at] = totals.placement(self.board, placement) as f32;
                }
            }
        }
    }

    /// The price of an origin in such a layout.
    pub(super) fn price(&self, prices: &[f32], way: &Way, origin: Slot) -> f64 {
        f64::from(prices[way.points + origin - way.origins.0])
    }
}

/// The jobs that may take each lane.
fn users(board: &Board<'_>) -> Vec<Vec<JobIndex>> {
    let mut users: Vec<Vec<JobIndex>> = vec![Vec::new(); board.lanes.len()];
    for (job, of) in board.jobs.iter().enumerate() {
        for one in of.footprints.iter().flat_map(|footprint| &footprint.uses) {
            if users[one.lane].last() != Some(&job) {
                users[one.lane].push(job);
            }
        }
    }
    users
}
