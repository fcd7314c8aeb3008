//! Prices: the multipliers of the rows that staff-days share.
//!
//! The rows are those of FORMULATION.md § 14: each job at most once, each lane at most at its capacity in each slot, and
//! each person in one place in each slot that several subproblems may take. A price says how many points it would
//! bring to have one more.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::engine::board::{Board, DayIndex, Footprint, JobIndex, LaneIndex, Offer, Placement, Slot};

/// A price for each row.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// Of a job; negative only for mandatory ones.
    pub jobs: Vec<f64>,
    /// Of a unit of each lane, by slot; never negative.
    pub lanes: Vec<Vec<f64>>,
    /// Of the time of each staff-day, by slot from its first on; never negative, and zero where only the path of the
    /// staff-day itself takes it.
    pub days: Vec<Vec<f64>>,
    /// Of the cuts of a pricing that has any; never negative. Others leave them out: zero is a price, too.
    pub cuts: Vec<f64>,
}

impl Prices {
    /// Everything for nothing.
    pub fn zero(board: &Board<'_>) -> Self {
        Self {
            jobs: vec![0.0; board.jobs.len()],
            lanes: vec![vec![0.0; board.grid.len()]; board.lanes.len()],
            days: board.days.iter().map(|day| vec![0.0; day.slots.len()]).collect(),
            cuts: Vec::new(),
        }
    }
}

impl Prices {
    /// The best prices if only the number of slots of all people counted: the relaxed knapsack (Dantzig 1957). A slot is
    /// worth δ points, and a job has the price of what it brings beyond its own slots.
    pub fn of_density(board: &Board<'_>) -> Self {
        let time: usize = board.days.iter().map(|day| day.slots.len()).sum();
        let mut wishes: Vec<(f64, f64)> = (0..board.jobs.len()).map(|job| wish(board, job)).collect();
        let jobs = wishes.clone();
        wishes.retain(|&(points, slots)| points > 0.0 && slots > 0.0);
        wishes.sort_by(|one, other| (other.0 / other.1).total_cmp(&(one.0 / one.1)));
        let mut left = time as f64;
        let critical = wishes.iter().find(|(_, slots)| {
            left -= slots;
            left < 0.0
        });
        let density = critical.map_or(0.0, |(points, slots)| points / slots);
        let price = |&(points, slots): &(f64, f64)| if slots > 0.0 { (points - density * slots).max(0.0) } else { 0.0 };
        Self { jobs: jobs.iter().map(price).collect(), ..Self::zero(board) }
    }
}

impl Prices {
    /// Where a proof may begin: whichever of these proves the least bound.
    pub fn starts(board: &Board<'_>) -> Vec<Self> {
        vec![Self::of_density(board), Self::of_cliques(board)]
    }

    /// The best prices if only the number of people counted who must be there at once. Jobs that certainly overlap at
    /// a slot need a person each, and each person costs a staff-day: on every date, those of the slot where that costs
    /// the most pay for it. All else has the price of what it brings, so that a path is worth nothing: of a clique it
    /// takes one job, which is worth the cost of the staff-day. The bound is the worth of all jobs less the cost of the
    /// largest clique; the peak is the clique number, since intervals are perfect.
    pub fn of_cliques(board: &Board<'_>) -> Self {
        let mut prices =
            Self { jobs: (0..board.jobs.len()).map(|job| wish(board, job).0).collect(), ..Self::zero(board) };
        if board.days.iter().all(|day| day.costs.is_empty()) {
            return prices;
        }
        let mut shares: Vec<f64> =
            (0..board.jobs.len()).map(|job| clique_share(board, job, prices.jobs[job])).collect();
        let cores: Vec<Range<Slot>> = (0..board.jobs.len()).map(|job| core(board, job)).collect();
        for (from, to) in dates(board) {
            let mut weights = vec![0.0; board.grid.len()];
            for (core, share) in cores.iter().zip(&shares) {
                weights[core.clone()].iter_mut().for_each(|weight| *weight += share);
            }
            let heaviest = (from..to).max_by(|one, other| weights[*one].total_cmp(&weights[*other]));
            for job in (0..board.jobs.len()).filter(|&job| heaviest.is_some_and(|slot| cores[job].contains(&slot))) {
                prices.jobs[job] -= std::mem::take(&mut shares[job]);
            }
        }
        prices
    }
}

/// What a job can pay of the staff-day that it needs: all of it if it must be served, otherwise no more than its worth.
/// Teams and holes are not priced by paths, which know of no day.
fn clique_share(board: &Board<'_>, job: JobIndex, worth: f64) -> f64 {
    let of = &board.jobs[job];
    let offers = &board.offers[of.offers.clone()];
    if !offers.iter().all(|offer| of.is_simple(offer)) {
        return 0.0;
    }
    let costs = offers.iter().flat_map(|offer| {
        let day = &board.days[offer.team[0]];
        offer.origins().map(|(origin, _)| day.cost(origin + of.appointment.start))
    });
    let least = costs.min().unwrap_or(0) as f64;
    if of.mandatory { least } else { least.min(worth) }
}

/// The slots in which a job is busy wherever it is placed; empty if there is none.
fn core(board: &Board<'_>, job: JobIndex) -> Range<Slot> {
    let of = &board.jobs[job];
    let Some(busy) = of.busy.first() else { return 0..0 };
    let origins = || board.offers[of.offers.clone()].iter().flat_map(Offer::origins).map(|(origin, _)| origin);
    match (origins().max(), origins().min()) {
        (Some(last), Some(first)) => last + busy.start..(first + busy.end).max(last + busy.start),
        _ => 0..0,
    }
}

/// From the first slot of each date on which a staff-day costs to its end.
fn dates(board: &Board<'_>) -> BTreeSet<(Slot, Slot)> {
    board.days.iter().flat_map(|day| &day.costs).map(|(slots, _)| (slots.start, slots.end)).collect()
}

/// The most points of a job, and the slots that it takes of its people.
fn wish(board: &Board<'_>, job: JobIndex) -> (f64, f64) {
    let of = &board.jobs[job];
    let offers = &board.offers[of.offers.clone()];
    let points = offers.iter().flat_map(Offer::origins).map(|(_, points)| points).max().unwrap_or(0);
    let people = offers.iter().map(|offer| offer.team.len()).min().unwrap_or(0);
    (points as f64, (people * of.busy.iter().map(ExactSizeIterator::len).sum::<usize>()) as f64)
}

/// Sums of prices over time, so that an interval costs a subtraction.
#[derive(Clone, Debug)]
pub struct Totals {
    jobs: Vec<f64>,
    lanes: Vec<Vec<f64>>,
    days: Vec<Vec<f64>>,
}

impl Totals {
    /// Adds the prices up.
    pub fn of(prices: &Prices) -> Self {
        let sums = |all: &Vec<Vec<f64>>| all.iter().map(|one| running_sums(one)).collect();
        Self { jobs: prices.jobs.clone(), lanes: sums(&prices.lanes), days: sums(&prices.days) }
    }

    /// The price of a job.
    pub fn job(&self, job: JobIndex) -> f64 {
        self.jobs[job]
    }

    /// The sums of the prices of a lane: at each slot, over those before it.
    pub fn lane(&self, lane: LaneIndex) -> &[f64] {
        &self.lanes[lane]
    }

    /// The sums of the prices of the time of a staff-day: at each of its slots, over those before it.
    pub fn day(&self, day: DayIndex) -> &[f64] {
        &self.days[day]
    }

    /// The price of what a footprint takes from an origin on.
    pub fn footprint(&self, footprint: &Footprint, origin: Slot) -> f64 {
        let price = |one: &crate::engine::board::Use| {
            let sums = &self.lanes[one.lane];
            f64::from(one.amount) * (sums[origin + one.offsets.end] - sums[origin + one.offsets.start])
        };
        footprint.uses.iter().map(price).sum()
    }

    /// What a placement brings at the prices: its points less the price of what it takes; `None` where it is no candidate.
    pub fn worth(&self, board: &Board<'_>, placement: Placement) -> Option<f64> {
        board.points(placement).map(|points| points as f64 - self.placement(board, placement))
    }

    /// The price of all that a placement takes: the job, the lanes and the people's time.
    pub fn placement(&self, board: &Board<'_>, placement: Placement) -> f64 {
        let offer = &board.offers[placement.offer];
        let job = &board.jobs[offer.job];
        let people: f64 = offer
            .team
            .iter()
            .map(|&day| {
                let sums = &self.days[day];
                // The person may be busy only later: the origin can lie before their first slot.
                let at = |offset: usize| placement.origin + offset - board.days[day].slots.start;
                job.busy.iter().map(|busy| sums[at(busy.end)] - sums[at(busy.start)]).sum::<f64>()
            })
            .sum();
        self.job(offer.job) + self.footprint(&job.footprints[placement.footprint], placement.origin) + people
    }
}

fn running_sums(prices: &[f64]) -> Vec<f64> {
    let mut total = 0.0;
    let after = prices.iter().map(|price| {
        total += price;
        total
    });
    std::iter::once(0.0).chain(after).collect()
}
