//! Close: a staff-day is emptied and barred, and its jobs find room on those in use by ejecting others, each at its time.
//!
//! A job that is out takes the place of those in its way on some staff-day, which are out then. Weights make that end:
//! each job has one, which grows when it comes in at the cost of others, and what is ejected is what weighs least. So jobs for
//! which it is hard to find room come to stay and those with many choices move on (ejection pools: Nagata and Bräysy
//! 2009). For a while a job that came in is not ejected again, as in partial colouring (Blöchliger and Zufferey 2008), of which this
//! is the case of intervals. Mandatory jobs that wait are brought in in the same way, with all staff-days open.

use super::dice::Dice;
use super::state::Spot;
use super::trial::Trial;
use crate::engine::board::{DayIndex, JobIndex, Slot};

/// Jobs brought in, for each job of the board, before an attempt is given up.
const PATIENCE: usize = 20;

/// Jobs that are out and looked at for each that is brought in.
const LOOKED_AT: usize = 3;

/// For how many steps, at least and at most, a job that was brought in stays.
const STAY: (usize, usize) = (5, 20);

/// The most staff-days in use that change places with unused ones before an attempt.
const CHANGED: usize = 3;

/// Scratch space and memory of the move.
#[derive(Clone, Debug, Default)]
pub(super) struct Closing {
    /// By job, how hard it was to find room for it, over all attempts.
    weights: Vec<u64>,
    /// By job, the step until which it stays.
    stays: Vec<u64>,
    steps: u64,
    /// Where each job is or was: it keeps the time.
    spots: Vec<Option<Spot>>,
    /// When each job takes its staff-day.
    times: Vec<(Slot, Slot)>,
    out: Vec<JobIndex>,
    open: Vec<DayIndex>,
}

/// A job that is out, with where it may come in.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Position among those that are out.
    at: usize,
    day: DayIndex,
    /// What is ejected weighs so much more than what comes in.
    loss: i64,
}

impl Trial<'_> {
    /// Closes a staff-day, or brings in the mandatory jobs that wait.
    pub(super) fn close(&mut self, closing: &mut Closing, dice: &mut Dice, work: &mut u64) {
        closing.weights.resize(self.state.spots.len(), 1);
        closing.stays.resize(self.state.spots.len(), 0);
        closing.open.clear();
        closing.out.clear();
        if self.state.missing > 0 {
            closing.open.extend(0..self.state.on_day.len());
        } else {
            closing.choose(self, dice);
        }
        closing.look(self, dice);
        for _ in 0..PATIENCE * self.state.spots.len() {
            if closing.out.is_empty() {
                break;
            }
            closing.bring_in(self, dice, work);
        }
    }
}

impl Closing {
    /// Chooses which staff-days are open: of those in use all but one, with some changed for unused ones.
    fn choose(&mut self, trial: &mut Trial<'_>, dice: &mut Dice) {
        let all = trial.state.on_day.len();
        let (mut used, mut unused): (Vec<_>, Vec<_>) = (0..all).partition(|&day| !trial.state.on_day[day].is_empty());
        let Some(victim) = trial.victim(dice) else { return };
        used.retain(|&day| day != victim);
        let mut empty = vec![victim];
        for _ in 0..dice.below(CHANGED + 1).min(unused.len()).min(used.len()) {
            empty.push(used.swap_remove(dice.below(used.len())));
            self.open.push(unused.swap_remove(dice.below(unused.len())));
        }
        self.open.append(&mut used);
        self.open.sort_unstable();
        // Where each job was is seen before it is taken away.
        self.spots.clone_from(&trial.state.spots);
        for day in empty {
            for job in trial.state.on_day[day].clone() {
                self.out.push(job);
                trial.remove(job);
            }
        }
    }

    /// Notes the times of all jobs, and which of them are out.
    fn look(&mut self, trial: &Trial<'_>, dice: &mut Dice) {
        let (state, chart) = (&trial.state, trial.state.chart);
        if self.out.is_empty() {
            self.spots.clone_from(&state.spots);
            let waiting = state.waiting.iter().filter(|&&job| chart.board.jobs[job].mandatory);
            for &job in waiting {
                self.spots[job] = trial.any_spot(job, dice);
                self.out.push(job);
            }
        }
        let spots = &self.spots;
        self.out.retain(|&job| spots[job].is_some_and(|spot| chart.ways[spot.way].is_simple));
        self.times.clear();
        self.times.extend(self.spots.iter().enumerate().map(|(job, spot)| {
            let busy = chart.board.jobs[job].busy.first();
            spot.zip(busy).map_or((0, 0), |(spot, busy)| (spot.origin + busy.start, spot.origin + busy.end))
        }));
    }

    /// Brings a job in where what is ejected weighs least.
    fn bring_in(&mut self, trial: &mut Trial<'_>, dice: &mut Dice, work: &mut u64) {
        self.steps += 1;
        let mut best: Option<Entry> = None;
        let mut ties = 0;
        for _ in 0..LOOKED_AT.min(self.out.len()) {
            let at = dice.below(self.out.len());
            *work += self.open.len() as u64;
            for &day in &self.open {
                let Some(loss) = self.loss(trial, self.out[at], day) else { continue };
                let least = best.map_or(i64::MAX, |best| best.loss);
                ties = if loss < least { 1 } else { ties + usize::from(loss == least) };
                if loss < least || loss == least && dice.below(ties) == 0 {
                    best = Some(Entry { at, day, loss });
                }
            }
        }
        // Where all that is in the way stays, a later step may find a place.
        if let Some(entry) = best {
            self.enter(trial, entry, dice);
        }
    }

    /// How much more what is in the way of a job on a staff-day weighs than the job, if it may be ejected.
    fn loss(&self, trial: &Trial<'_>, job: JobIndex, day: DayIndex) -> Option<i64> {
        let (state, chart) = (&trial.state, trial.state.chart);
        if !chart.is_able(day, job) {
            return None;
        }
        let mut loss = -(self.weights[job] as i64);
        for &other in &state.on_day[day] {
            if self.is_in_the_way(job, other) {
                let is_simple = state.spots[other].is_some_and(|spot| chart.ways[spot.way].is_simple);
                if !is_simple || self.stays[other] > self.steps {
                    return None;
                }
                loss += self.weights[other] as i64;
            }
        }
        Some(loss)
    }

    fn is_in_the_way(&self, job: JobIndex, other: JobIndex) -> bool {
        let ((from, to), (start, end)) = (self.times[job], self.times[other]);
        start < to && from < end
    }

    /// Ejects what is in the way of a job and places it.
    fn enter(&mut self, trial: &mut Trial<'_>, entry: Entry, dice: &mut Dice) {
        let job = self.out.swap_remove(entry.at);
        let mut at = trial.state.on_day[entry.day].len();
        let mut has_ejected = false;
        while at > 0 {
            at -= 1;
            let other = trial.state.on_day[entry.day][at];
            if self.is_in_the_way(job, other) {
                trial.remove(other);
                self.out.push(other);
                has_ejected = true;
            }
        }
        let there = self.spots[job].and_then(|spot| trial.at_same_time(entry.day, job, spot));
        let Some(spot) = there else {
            // A shared lane is full: what was ejected will come back.
            self.stays[job] = 0;
            self.out.push(job);
            return;
        };
        trial.place(spot);
        self.spots[job] = Some(spot);
        self.weights[job] += u64::from(has_ejected);
        self.stays[job] = self.steps + (STAY.0 + dice.below(STAY.1 - STAY.0)) as u64;
    }
}
