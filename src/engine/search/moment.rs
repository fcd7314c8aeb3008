//! Moment: the jobs that are on at a slot, each at its time, shared out anew among many staff-days in the best way.
//!
//! At one moment nobody does more than one job, so that this is an assignment problem, exact for any number of
//! staff-days by the Hungarian method. The [exchange](super::exchange) sees all times of few people, this one time of many:
//! chains of any length, of which each link alone would fail. Among equals it gathers work as the exchange does.

use super::dice::Dice;
use super::exchange::WAITING;
use super::matching::Matching;
use super::state::Spot;
use super::trial::Trial;
use crate::engine::board::{DayIndex, JobIndex, Slot};

/// The most staff-days.
const DAYS: usize = 64;

/// The most noise in the loads, relative to the largest.
const NOISE: f64 = 0.1;

/// Scratch space of the move.
#[derive(Clone, Debug, Default)]
pub(super) struct Moment {
    days: Vec<DayIndex>,
    /// Of each staff-day, its load without the tasks, with noise.
    loads: Vec<f64>,
    tasks: Vec<(JobIndex, Spot)>,
    /// How many of the tasks waited.
    waited: usize,
    /// By task and staff-day, where the task would be.
    spots: Vec<Option<Spot>>,
    matching: Matching,
}

impl Trial<'_> {
    /// Shares the jobs of a moment out anew.
    pub(super) fn share_moment(&mut self, moment: &mut Moment, dice: &mut Dice, work: &mut u64) {
        let Some(victim) = self.victim(dice) else { return };
        let job = dice.among(&self.state.on_day[victim]);
        let Some(spot) = self.state.spots[job] else { return };
        let Some(busy) = self.state.chart.board.jobs[job].busy.first().filter(|busy| !busy.is_empty()) else { return };
        let slot = spot.origin + busy.start + dice.below(busy.len());
        moment.draw(self, victim, dice);
        moment.take(self, slot, dice);
        moment.weigh(self, dice);
        moment.give(self);
        *work += (moment.spots.len() + moment.tasks.len() * moment.spots.len() / 16) as u64;
    }
}

impl Moment {
    /// Draws staff-days with jobs, rarely one without.
    fn draw(&mut self, trial: &mut Trial<'_>, victim: DayIndex, dice: &mut Dice) {
        let all = trial.state.on_day.len();
        trial.touch(victim);
        for _ in 0..2 * DAYS {
            let day = dice.below(all);
            if trial.touched.len() < DAYS && (!trial.state.on_day[day].is_empty() || dice.chance(0.1)) {
                trial.touch(day);
            }
        }
        self.days.clone_from(&trial.touched);
    }

    /// Takes the jobs of the slot away and lists them with a few that wait for it.
    fn take(&mut self, trial: &mut Trial<'_>, slot: Slot, dice: &mut Dice) {
        let chart = trial.state.chart;
        let is_on = |job: JobIndex, spot: Spot| {
            let busy = &chart.board.jobs[job].busy;
            let covers = || (spot.origin + busy[0].start..spot.origin + busy[0].end).contains(&slot);
            chart.ways[spot.way].is_simple && covers()
        };
        self.tasks.clear();
        for &day in &self.days {
            let on_day = trial.state.on_day[day].iter();
            let mut placed = on_day.filter_map(|&job| trial.state.spots[job].map(|spot| (job, spot)));
            self.tasks.extend(placed.find(|&(job, spot)| is_on(job, spot)));
        }
        self.tasks.iter().for_each(|&(job, _)| trial.remove(job));
        let placed = self.tasks.len();
        for _ in 0..(4 * WAITING).min(trial.state.waiting.len()) {
            let job = dice.among(&trial.state.waiting);
            let is_listed = self.tasks.iter().any(|task| task.0 == job) || self.tasks.len() >= placed + WAITING;
            let spot = if is_listed { None } else { trial.any_spot(job, dice) };
            self.tasks.extend(spot.filter(|&spot| is_on(job, spot)).map(|spot| (job, spot)));
        }
        self.waited = self.tasks.len() - placed;
    }

    /// What each task is worth on each staff-day: points, less the cost of the day, and a little for its load.
    fn weigh(&mut self, trial: &Trial<'_>, dice: &mut Dice) {
        let chart = trial.state.chart;
        self.loads.clear();
        self.loads.extend(self.days.iter().map(|&day| trial.load(day) as f64));
        let most = self.loads.iter().copied().fold(1.0, f64::max);
        self.loads.iter_mut().for_each(|load| *load += most * NOISE * dice.unit());
        let longest = self.tasks.iter().map(|&(job, _)| chart.board.jobs[job].length).max().unwrap_or(1).max(1);
        let scale = 0.5 / (2.0 * most * (longest * self.tasks.len().max(1)) as f64);
        self.matching.begin(self.tasks.len(), self.days.len() + self.waited);
        self.spots.clear();
        for (row, &(job, spot)) in self.tasks.iter().enumerate() {
            let of = &chart.board.jobs[job];
            for (column, &day) in self.days.iter().enumerate() {
                let there = trial.at_same_time(day, job, spot);
                self.spots.push(there);
                if let Some(there) = there {
                    let points = chart.points(&chart.ways[there.way], there.origin);
                    let cost = trial.state.cost_of_day(day, there.origin + of.appointment.start);
                    let gathered = self.loads[column] * of.busy[0].len() as f64 * scale;
                    self.matching.set(row, column, (points - cost) as f64 + gathered);
                }
            }
            let without = if of.mandatory { -chart.penalty as f64 } else { 0.0 };
            (0..self.waited).for_each(|one| self.matching.set(row, self.days.len() + one, without));
        }
    }

    /// Places the tasks as the best assignment has them.
    fn give(&mut self, trial: &mut Trial<'_>) {
        self.matching.solve();
        for row in 0..self.tasks.len() {
            let column = self.matching.column(row).filter(|&column| column < self.days.len());
            let spot = column.and_then(|column| self.spots[row * self.days.len() + column]);
            if let Some(spot) = spot.filter(|&spot| trial.state.fits(spot)) {
                trial.place(spot);
            }
        }
    }
}
