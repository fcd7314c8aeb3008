//! Polish: a few staff-days at a time are planned anew, to the best, with the rest of the plan as it is.
//!
//! The staff-days are drawn by what they leave undone at the prices, and by the jobs that they could serve for one another.
//! Their jobs are freed, and with them the jobs left out that they could serve. All other placements are fixed in the
//! compact model, and what has no room beside them is left out. So are placements that no better plan of this kind can
//! have: with the rest fixed, the bound of the prices less the loss of the placement says so (`engine::dual`, losses; FORMULATION.md
//! § 19).

use super::Limits;
use super::backend::BackendError;
use super::board::{Assignment, DayIndex, JobIndex};
use super::columns::{Column, Occupancy};
use super::dual::{Bars, Loss, Losses, Network, Prices, Pricing};
use super::restricted::{Effort, Restricted};
use super::search::dice::Dice;

/// Staff-days that are planned anew together.
const DAYS: usize = 3;

/// The most columns of a model; those with the greatest losses are left out beyond that.
const COLUMNS: usize = 800;

/// Nodes of the tree of a model.
const NODES: u64 = 50;

/// A plan that is polished.
#[derive(Debug)]
pub struct Polish<'n, 'b, 'a> {
    network: &'n Network<'b, 'a>,
    losses: Losses<'n, 'b, 'a>,
    prices: Prices,
    bound: f64,
    best: Assignment,
    value: i64,
    /// Of each staff-day, what it does best at the prices.
    days: Vec<f64>,
    /// The jobs that each staff-day could serve, in order.
    jobs: Vec<Vec<JobIndex>>,
    dice: Dice,
    /// Models solved so far.
    count: u64,
}

impl<'n, 'b, 'a> Polish<'n, 'b, 'a> {
    /// Begins with an assignment that places all mandatory jobs, and with prices.
    pub fn new(network: &'n Network<'b, 'a>, mut prices: Prices, start: Assignment, seed: u64) -> Self {
        let board = network.board;
        network.quantum.round(board, &mut prices);
        let priced = Pricing::new(network).price(&prices, &Bars::none(board));
        let jobs_of = |day: DayIndex| {
            let mut jobs: Vec<JobIndex> = board.days[day].offers.iter().map(|&offer| board.offers[offer].job).collect();
            jobs.sort_unstable();
            jobs.dedup();
            jobs
        };
        Self {
            network,
            losses: Losses::at(network, &prices),
            prices,
            bound: priced.bound,
            value: board.value(&start),
            best: start,
            days: priced.paths.iter().map(|path| path.value).collect(),
            jobs: (0..board.days.len()).map(jobs_of).collect(),
            dice: Dice::new(seed),
            count: 0,
        }
    }

    /// The best assignment.
    pub fn best(&self) -> &Assignment {
        &self.best
    }

    /// What it is worth.
    pub fn value(&self) -> i64 {
        self.value
    }

    /// Plans so many choices of staff-days anew.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn run(&mut self, times: u32, limits: &Limits) -> Result<(), BackendError> {
        for _ in 0..times {
            if limits.are_reached() {
                break;
            }
            self.once(limits)?;
        }
        Ok(())
    }

    fn once(&mut self, limits: &Limits) -> Result<(), BackendError> {
        self.count += 1;
        let undone = self.undone();
        let days = self.draw(&undone);
        let restricted = self.restrict(&days, &undone);
        if restricted.is_empty() {
            return Ok(());
        }
        let effort = Effort { nodes: NODES, seed: self.count, limits: limits.clone() };
        let board = self.network.board;
        let found = restricted.solve(&self.best, &effort)?.assignment;
        if let Some(found) = found.filter(|found| board.value(found) > self.value && board.keeps_rules(found)) {
            self.value = board.value(&found);
            self.best = found;
        }
        Ok(())
    }

    /// By staff-day, how much less its path brings at the prices than the best one.
    fn undone(&self) -> Vec<f64> {
        let mut undone = self.days.clone();
        for column in Column::of_assignment(self.network, &self.best) {
            if let Some(day) = column.day {
                let brings: f64 = column.placements.iter().map(|&placement| self.losses.value(placement)).sum();
                undone[day] -= brings - self.network.days[day].cost;
            }
        }
        undone
    }

    /// Draws staff-days: the first by what it leaves undone, the others also by the jobs in common with those drawn.
    fn draw(&mut self, undone: &[f64]) -> Vec<DayIndex> {
        let least = 1.0 + undone.iter().sum::<f64>().max(0.0) / (4 * undone.len().max(1)) as f64;
        let mut days: Vec<DayIndex> = Vec::new();
        while days.len() < DAYS.min(undone.len()) {
            let weights: Vec<f64> = (0..undone.len())
                .map(|day| if days.contains(&day) { 0.0 } else { (undone[day] + least) * self.relation(day, &days) })
                .collect();
            let total: f64 = weights.iter().sum();
            if total <= 0.0 {
                break;
            }
            let mut left = self.dice.unit() * total;
            let day = weights.iter().position(|weight| {
                left -= weight;
                left < 0.0
            });
            days.extend(day);
        }
        days
    }

    /// How many jobs a staff-day could serve that others could, too.
    fn relation(&self, day: DayIndex, others: &[DayIndex]) -> f64 {
        let is_common = |job: &&JobIndex| others.iter().any(|&other| self.jobs[other].binary_search(job).is_ok());
        if others.is_empty() { 1.0 } else { self.jobs[day].iter().filter(is_common).count() as f64 }
    }

    /// The model in which the staff-days and the jobs that they serve or could serve are free.
    fn restrict(&self, days: &[DayIndex], undone: &[f64]) -> Restricted<'b, 'a> {
        let board = self.network.board;
        let is_free = self.free_jobs(days);
        let (mut restricted, mut occupancy) = (Restricted::new(board), Occupancy::new(board));
        for (job, placement) in self.best.iter().enumerate() {
            let Some(placement) = *placement else { continue };
            if is_free[job] {
                restricted.allow(placement);
            } else {
                restricted.fix(placement);
                occupancy.take(&Column::alone(placement));
            }
        }
        let bound = self.bound_beside(days, undone, &is_free);
        let mut losses = self.losses_of(days, &is_free);
        losses.retain(|loss| {
            bound - loss.points >= (self.value + 1) as f64 && occupancy.has_room(&Column::alone(loss.placement))
        });
        losses.sort_by(|one, other| one.points.total_cmp(&other.points).then(one.placement.cmp(&other.placement)));
        for loss in losses {
            if restricted.len() >= COLUMNS {
                break;
            }
            restricted.allow(loss.placement);
        }
        restricted
    }

    /// The jobs that the staff-days serve, and those left out that they could serve; visits whole.
    fn free_jobs(&self, days: &[DayIndex]) -> Vec<bool> {
        let board = self.network.board;
        let touches = |job: JobIndex| match self.best[job] {
            Some(placement) => board.offers[placement.offer].team.iter().any(|day| days.contains(day)),
            None => board.offers[board.jobs[job].offers.clone()].iter().any(|offer| is_within(&offer.team, days)),
        };
        let mut is_free: Vec<bool> = (0..board.jobs.len()).map(touches).collect();
        for visit in &board.visits {
            if visit.jobs.iter().any(|&job| is_free[job]) {
                visit.jobs.iter().for_each(|&job| is_free[job] = true);
            }
        }
        is_free
    }

    /// No plan that differs from the best only in the free jobs is worth more: what other staff-days leave undone, and the
    /// price of other jobs that are left out, stay lost.
    fn bound_beside(&self, days: &[DayIndex], undone: &[f64], is_free: &[bool]) -> f64 {
        let board = self.network.board;
        // A free job of a visit may be served by other staff-days, whose loss then changes.
        let is_kept = |day: DayIndex| !days.contains(&day) && !self.serves_free(day, is_free);
        let of_days: f64 = (0..undone.len()).filter(|&day| is_kept(day)).map(|day| undone[day]).sum();
        let left_out = (0..board.jobs.len()).filter(|&job| self.best[job].is_none() && !is_free[job]);
        self.bound - of_days - left_out.map(|job| self.prices.jobs[job].max(0.0)).sum::<f64>()
    }

    fn serves_free(&self, day: DayIndex, is_free: &[bool]) -> bool {
        self.jobs[day].iter().any(|&job| {
            let placement = self.best[job].filter(|_| is_free[job]);
            placement.is_some_and(|placement| self.network.board.offers[placement.offer].team.contains(&day))
        })
    }

    /// The placements of the free jobs on these staff-days.
    fn losses_of(&self, days: &[DayIndex], is_free: &[bool]) -> Vec<Loss> {
        let board = self.network.board;
        let of_days = days.iter().flat_map(|&day| self.losses.of_day(day).1);
        let alone = self.network.alone.iter().filter(|&&job| is_free[job]).flat_map(|&job| self.losses.of_job(job).1);
        let is_open = |loss: &Loss| {
            let offer = &board.offers[loss.placement.offer];
            is_free[offer.job] && is_within(&offer.team, days)
        };
        of_days.chain(alone).filter(is_open).collect()
    }
}

fn is_within(team: &[DayIndex], days: &[DayIndex]) -> bool {
    team.iter().all(|day| days.contains(day))
}
