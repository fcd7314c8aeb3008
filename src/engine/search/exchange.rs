//! Exchange: the jobs of a few staff-days, each at its time, shared out among them anew in the best way.
//!
//! Jobs come in the order of their starts. All that matters of those before is who is still busy and, where staff-days cost,
//! who has been used: a dynamic programme over these states, exact for two to five staff-days as long as a layer has no
//! more than [`LAYER`] states. Where that gains nothing, it gathers work: among equals it takes the one with
//! the largest Σ load before × load after. The sum of squared loads is convex, so that it never falls by such a step but
//! for the noise; the busy become busier and the idle, in the end, free. That is what shift minimisation needs, where a
//! step seldom gains anything else.

use super::dice::Dice;
use super::state::Spot;
use super::trial::Trial;
use crate::engine::board::{DayIndex, JobIndex, Slot};

/// The most staff-days.
const DAYS: usize = 5;

/// The most states after each job.
const LAYER: usize = 200;

/// Staff-days of which the one with the least load is drawn.
const DRAWN: usize = 24;

/// The most noise in the loads, relative to the largest.
const NOISE: f64 = 0.02;

/// The most waiting jobs that take part.
pub(super) const WAITING: usize = 4;

/// Scratch space of the exchange.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    tasks: Vec<Task>,
    /// After each task, from the first on; `ends` says where each layer ends.
    nodes: Vec<Node>,
    ends: Vec<usize>,
}

/// A job at a time.
#[derive(Clone, Debug)]
struct Task {
    job: JobIndex,
    start: Slot,
    end: Slot,
    /// From the origin to the start of the appointment.
    lead: usize,
    /// Whether it was placed: then it is again, as it can be.
    was_placed: bool,
    /// On each staff-day, where it would be.
    spots: [Option<Spot>; DAYS],
    /// What speaks for each staff-day, if points do not.
    merits: [i64; DAYS],
    /// The most points of this task and those after it.
    most: i64,
}

/// Where a share-out stands after some tasks.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Of each staff-day, 1 + the position of the task that it is at when the next one starts, 16 bits each; above
    /// them, a bit for each staff-day that has been used.
    key: u128,
    value: i64,
    /// What decides between equals.
    merit: i64,
    /// The node before, and the staff-day that took the last task.
    before: usize,
    taker: Option<usize>,
}

impl Trial<'_> {
    /// Shares the jobs of a few staff-days out anew.
    pub(super) fn exchange(&mut self, exchange: &mut Exchange, dice: &mut Dice, work: &mut u64) {
        let count = 2 + dice.below(DAYS - 1);
        let Some(victim) = self.victim(dice) else { return };
        self.touch(victim);
        for _ in 0..4 * count {
            if self.touched.len() >= count {
                break;
            }
            let from = dice.among(&self.touched);
            if let Some(day) = self.related(from, dice)
                && (!self.state.on_day[day].is_empty() || dice.chance(0.1))
            {
                self.touch(day);
            }
        }
        let mut days = self.touched.clone();
        days.truncate(DAYS);
        let before = self.state.value;
        exchange.take(self, &days, dice);
        let missing = exchange.tasks.iter().filter(|task| !task.was_placed);
        let missing = missing.filter(|task| self.state.chart.board.jobs[task.job].mandatory).count() as i64;
        let least = before - self.state.value - missing * self.state.chart.penalty;
        exchange.share(self, &days, least, work);
        exchange.give(self);
    }

    /// Of a few staff-days with jobs, the one with the least of them.
    pub(super) fn victim(&self, dice: &mut Dice) -> Option<DayIndex> {
        let days = &self.state.on_day;
        let drawn = (0..4 * DRAWN).map(|_| dice.below(days.len())).filter(|&day| !days[day].is_empty()).take(DRAWN);
        drawn.min_by_key(|&day| self.load(day))
    }

    /// Where a job would be on a staff-day at the time and with the footprint of another spot of it, if there is room.
    pub(super) fn at_same_time(&self, day: DayIndex, job: JobIndex, spot: Spot) -> Option<Spot> {
        let chart = self.state.chart;
        // Most pairs fail here, without a look at the ways, which lie far apart.
        let busy = chart.board.jobs[job].busy.first()?;
        if !chart.is_able(day, job) || !self.state.has_time(day, spot.origin + busy.start, spot.origin + busy.end) {
            return None;
        }
        let footprint = chart.ways[spot.way].footprint;
        let ways = chart.chance(day, job).filter(|&way| chart.ways[way].footprint == footprint);
        let mut spots = ways.map(|way| Spot { way, origin: spot.origin });
        spots.find(|&there| chart.is_allowed(there)).filter(|&there| self.state.fits(there))
    }

    /// The slots of the jobs of a staff-day.
    pub(super) fn load(&self, day: DayIndex) -> usize {
        self.state.on_day[day].iter().map(|&job| self.state.chart.board.jobs[job].length).sum()
    }
}

impl Exchange {
    /// Takes the jobs of the staff-days away and lists them with a few that wait, in the order of their starts.
    fn take(&mut self, trial: &mut Trial<'_>, days: &[DayIndex], dice: &mut Dice) {
        let chart = trial.state.chart;
        self.tasks.clear();
        let loads: Vec<i64> = days.iter().map(|&day| trial.load(day) as i64).collect();
        let spread = (loads.iter().max().copied().unwrap_or(0) as f64 * NOISE * dice.unit()) as usize;
        for &day in days {
            for job in trial.state.on_day[day].clone() {
                if let Some(spot) = trial.state.spots[job].filter(|spot| chart.ways[spot.way].is_simple) {
                    trial.remove(job);
                    self.add(job, spot, true);
                }
            }
        }
        for _ in 0..WAITING.min(trial.state.waiting.len()) {
            let job = dice.among(&trial.state.waiting);
            let is_listed = self.tasks.iter().any(|task| task.job == job);
            if let Some(spot) = trial.any_spot(job, dice).filter(|spot| chart.ways[spot.way].is_simple && !is_listed) {
                self.add(job, spot, false);
            }
        }
        for task in &mut self.tasks {
            let Some(spot) = task.spots[0].take() else { continue };
            for (at, &day) in days.iter().enumerate() {
                task.spots[at] = trial.at_same_time(day, task.job, spot);
            }
            let (of, busy) = (&chart.board.jobs[task.job], &chart.board.jobs[task.job].busy[0]);
            (task.start, task.end) = (spot.origin + busy.start, spot.origin + busy.end);
            task.lead = of.appointment.start;
            let noise = std::array::from_fn::<_, DAYS, _>(|_| dice.below(1 + spread) as i64);
            task.merits =
                std::array::from_fn(|at| (loads.get(at).copied().unwrap_or(0) + noise[at]) * busy.len() as i64);
        }
        self.tasks.sort_unstable_by_key(|task| (task.start, task.end, task.job));
        let mut most = 0;
        for task in self.tasks.iter_mut().rev() {
            let points = task.spots.iter().flatten().map(|spot| chart.points(&chart.ways[spot.way], spot.origin)).max();
            most += points.unwrap_or(0).max(if task.was_placed { i64::MIN } else { 0 });
            task.most = most;
        }
    }

    /// Adds a task, with its spot in the first place.
    fn add(&mut self, job: JobIndex, spot: Spot, was_placed: bool) {
        let mut spots = [None; DAYS];
        spots[0] = Some(spot);
        self.tasks.push(Task { job, start: 0, end: 0, lead: 0, was_placed, spots, merits: [0; DAYS], most: 0 });
    }

    /// The dynamic programme. Nodes that cannot reach the value of the share-out before, `least`, are left out.
    fn share(&mut self, trial: &Trial<'_>, days: &[DayIndex], least: i64, work: &mut u64) {
        self.nodes.clear();
        self.ends.clear();
        self.nodes.push(Node { key: 0, value: 0, merit: 0, before: 0, taker: None });
        let mut first = 0;
        for at in 0..self.tasks.len() {
            let last = self.nodes.len();
            for node in first..last {
                self.extend(trial, days, at, node, least);
            }
            *work += (self.nodes.len() - last) as u64;
            self.keep_best(last);
            self.ends.push(self.nodes.len());
            first = last;
        }
    }

    /// All that may happen to a task after a node.
    fn extend(&mut self, trial: &Trial<'_>, days: &[DayIndex], at: usize, node: usize, least: i64) {
        let chart = trial.state.chart;
        let (task, of) = (&self.tasks[at], self.nodes[node]);
        let next = self.tasks.get(at + 1).map_or((Slot::MAX, 0), |task| (task.start, task.most));
        if !task.was_placed {
            let must = chart.board.jobs[task.job].mandatory;
            let value = of.value - if must { chart.penalty } else { 0 };
            let key = self.settled(of.key, next.0);
            self.nodes.push(Node { key, value, before: node, taker: None, ..of });
        }
        for (taker, spot) in task.spots.iter().enumerate() {
            let Some(spot) = spot.filter(|_| of.key >> (16 * taker) & 0xffff == 0) else { continue };
            let is_new = of.key >> (16 * DAYS + taker) & 1 == 0;
            let cost = if is_new { trial.state.cost_of_day(days[taker], spot.origin + task.lead) } else { 0 };
            let value = of.value + chart.points(&chart.ways[spot.way], spot.origin) - cost;
            if value + next.1 < least {
                continue;
            }
            let taken = (at as u128 + 1) << (16 * taker) | 1 << (16 * DAYS + taker);
            let key = self.settled(of.key | taken, next.0);
            let merit = of.merit + task.merits[taker];
            self.nodes.push(Node { key, value, merit, before: node, taker: Some(taker) });
        }
    }

    /// A key without the tasks that have ended at a slot.
    fn settled(&self, key: u128, slot: Slot) -> u128 {
        (0..DAYS).fold(key, |key, day| {
            let task = (key >> (16 * day) & 0xffff) as usize;
            if task > 0 && self.tasks[task - 1].end <= slot { key & !(0xffff << (16 * day)) } else { key }
        })
    }

    /// Of equal states the best, and of all states the best few.
    fn keep_best(&mut self, first: usize) {
        self.nodes[first..]
            .sort_unstable_by(|one, other| (one.key, other.value, other.merit).cmp(&(other.key, one.value, one.merit)));
        let mut kept = first;
        for at in first..self.nodes.len() {
            if kept == first || self.nodes[kept - 1].key != self.nodes[at].key {
                self.nodes[kept] = self.nodes[at];
                kept += 1;
            }
        }
        self.nodes.truncate(kept);
        if kept - first > LAYER {
            self.nodes[first..].sort_unstable_by_key(|node| std::cmp::Reverse((node.value, node.merit)));
            self.nodes.truncate(first + LAYER);
        }
    }

    /// Places the tasks as the best node of the last layer has them.
    fn give(&self, trial: &mut Trial<'_>) {
        let first = self.ends.len().checked_sub(2).map_or(1, |layer| self.ends[layer]);
        let last = first..self.nodes.len();
        let Some(mut node) = last.max_by_key(|&node| (self.nodes[node].value, self.nodes[node].merit)) else { return };
        for task in self.tasks.iter().rev() {
            let of = self.nodes[node];
            if let Some(spot) = of.taker.and_then(|taker| task.spots[taker]).filter(|&spot| trial.state.fits(spot)) {
                trial.place(spot);
            }
            node = of.before;
        }
    }
}
