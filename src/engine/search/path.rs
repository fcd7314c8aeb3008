//! The longest path through the free time of a staff-day: which waiting jobs, in which order, when.
//!
//! Time is a line of slots; a job that may begin at a slot is an arc to the slot at which it ends, as long as it is worth.
//! The best way to a slot is found from those to all slots before it, in one sweep. A true longest path may take a
//! job twice; here each slot keeps the jobs of its one best way as a bit mask and refuses to take one again. That makes
//! the path a heuristic, and one that needs no repair.

use super::chart::WayIndex;
use super::dice::Dice;
use super::starts::Words;
use super::state::Spot;
use super::trial::Trial;
use crate::engine::board::{DayIndex, Slot, bits};

/// Ways looked at: the bits of a mask.
const MOST: usize = 128;

/// Scratch space of the sweep.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    /// The ways, with what the noise multiplies their worth by.
    arcs: Vec<Arc>,
    /// By slot, the ways that may begin, by bit.
    begin: Vec<u128>,
    labels: Vec<Label>,
    found: Vec<Spot>,
}

#[derive(Clone, Debug)]
struct Arc {
    way: WayIndex,
    /// The bits of all ways of its job.
    job: u128,
    noise: f64,
    /// From origin to the slots taken, and how many.
    lead: usize,
    length: usize,
}

/// The best way to a slot.
#[derive(Clone, Copy, Debug)]
struct Label {
    worth: f64,
    /// The ways of the jobs that it takes.
    jobs: u128,
    /// The last arc, if it is not idle time.
    arc: Option<usize>,
    /// Where that began.
    from: usize,
}

const NOWHERE: Label = Label { worth: f64::NEG_INFINITY, jobs: 0, arc: None, from: 0 };

impl Path {
    /// Places waiting jobs along a long path through what is free of a staff-day.
    #[expect(clippy::too_many_arguments, reason = "scratch space is handed down")]
    pub(super) fn lay(
        &mut self,
        trial: &mut Trial<'_>,
        day: DayIndex,
        prices: Option<&[f32]>,
        theta: f64,
        words: &mut Words,
        dice: &mut Dice,
        work: &mut u64,
    ) {
        let slots = trial.state.chart.board.days[day].slots.clone();
        self.list(trial, day, slots.start, slots.len(), words, dice, work);
        if self.arcs.is_empty() {
            return;
        }
        self.sweep(trial, slots.start, slots.len(), prices, theta);
        *work += slots.len() as u64 / 4;
        self.trace(slots.start, slots.len());
        let cost: i64 = if trial.state.on_day[day].is_empty() {
            trial.state.chart.board.days[day].costs.first().map_or(0, |(_, cost)| *cost)
        } else {
            0
        };
        let worth = self.labels[slots.len()].worth;
        if worth > cost as f64 {
            for &spot in self.found.iter().rev() {
                if trial.state.fits(spot) {
                    trial.place(spot);
                }
            }
        }
    }

    /// Lists the ways of waiting jobs and where they may begin.
    #[expect(clippy::too_many_arguments, reason = "scratch space is handed down")]
    fn list(
        &mut self,
        trial: &Trial<'_>,
        day: DayIndex,
        first: Slot,
        slots: usize,
        words: &mut Words,
        dice: &mut Dice,
        work: &mut u64,
    ) {
        let chart = trial.state.chart;
        self.arcs.clear();
        self.begin.clear();
        self.begin.resize(slots + 1, 0);
        let chances = &chart.chances[day];
        if chances.is_empty() {
            return;
        }
        let start = dice.below(chances.len());
        let spread = dice.among(&[0.0, 0.1, 0.3]);
        for chance in chances[start..].iter().chain(&chances[..start]) {
            if trial.state.spots[chance.job].is_some() || self.arcs.len() + chance.ways.len() > MOST {
                continue;
            }
            let noise = 1.0 + spread * (dice.unit() - 0.5);
            let (busy, before) = (&chart.board.jobs[chance.job].busy, self.arcs.len());
            for index in chance.ways.clone() {
                let way = &chart.ways[index];
                if !way.is_simple {
                    continue;
                }
                *work += 1;
                let starts = trial.state.starts(way, words);
                let base = way.words.start * 64 + busy[0].start;
                let bit = 1_u128 << self.arcs.len();
                let mut any = false;
                for at in bits::ones(starts) {
                    self.begin[base + at - first] |= bit;
                    any = true;
                }
                if any {
                    let length = busy[0].end - busy[0].start;
                    self.arcs.push(Arc { way: index, job: 0, noise, lead: busy[0].start, length });
                }
            }
            let job = (before..self.arcs.len()).fold(0, |mask, at| mask | 1_u128 << at);
            self.arcs[before..].iter_mut().for_each(|arc| arc.job = job);
        }
    }

    fn sweep(&mut self, trial: &Trial<'_>, first: Slot, slots: usize, prices: Option<&[f32]>, theta: f64) {
        let chart = trial.state.chart;
        self.labels.clear();
        self.labels.resize(slots + 1, NOWHERE);
        self.labels[0].worth = 0.0;
        for slot in 0..slots {
            let label = self.labels[slot];
            if label.worth >= self.labels[slot + 1].worth {
                self.labels[slot + 1] = Label { arc: None, from: slot, ..label };
            }
            let mut open = self.begin[slot] & !label.jobs;
            while open != 0 {
                let at = open.trailing_zeros() as usize;
                open &= open - 1;
                let arc = &self.arcs[at];
                let way = &chart.ways[arc.way];
                let origin = first + slot - arc.lead;
                let price = prices.map_or(0.0, |prices| theta * chart.price(prices, way, origin));
                let worth = label.worth + chart.points(way, origin) as f64 * arc.noise - price;
                let end = &mut self.labels[slot + arc.length];
                if worth > end.worth {
                    *end = Label { worth, jobs: label.jobs | arc.job, arc: Some(at), from: slot };
                }
            }
        }
    }

    /// Follows the path back from the end.
    fn trace(&mut self, first: Slot, slots: usize) {
        self.found.clear();
        let mut slot = slots;
        while slot > 0 {
            let label = self.labels[slot];
            if let Some(at) = label.arc {
                let arc = &self.arcs[at];
                self.found.push(Spot { way: arc.way, origin: first + label.from - arc.lead });
            }
            slot = label.from;
        }
    }
}
