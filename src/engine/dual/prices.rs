//! Prices: the multipliers of the rows that staff-days share.
//!
//! The rows are those of FORMULATION.md § 14: each job at most once, each lane at most at its capacity in each slot, and
//! each person in one place in each slot that several subproblems may take. A price says how many points it would
//! bring to have one more.

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
