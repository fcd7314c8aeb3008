//! Close: a staff-day is emptied and barred, and its jobs find room on those in use by ejecting others, each at its time.
//!
//! A job that is out takes the place of those in its way on some staff-day, which are out then. Weights make that end:
//! each job has one, which grows when it comes in at the cost of others, and what is ejected is what weighs least. So jobs for
//! which it is hard to find room come to stay and those with many choices move on (ejection pools: Nagata and Bräysy
//! 2009). For a while a job that came in is not ejected again, as in partial colouring (Blöchliger and Zufferey 2008), of which this
//! is the case of intervals. Mandatory jobs that wait are brought in in the same way, with all staff-days open.
//!
//! All of this is done on a sheet of its own, which knows no more than who does what; the state of the walk hears of it
//! when all jobs are in. What others take of shared lanes stays as it is, since each job keeps its time and its footprint.

use super::dice::Dice;
use super::state::Spot;
use super::trial::Trial;
use crate::engine::board::{DayIndex, JobIndex, Slot};

/// Jobs brought in, for each job of the board, after which an attempt ends if no fewer are out than ever in it.
const PATIENCE: usize = 20;

/// Jobs that are out and looked at for each that is brought in.
const LOOKED_AT: usize = 3;

/// For how many steps, at least and at most, a job that was brought in stays.
const STAY: (usize, usize) = (2, 8);

/// The most staff-days in use that change places with unused ones when the first attempt begins.
const CHANGED: usize = 3;

/// Staff-days of which the one with the fewest jobs changes places with an unused one before a further attempt.
const DRAWN: usize = 4;

/// The share of failed attempts after which the next begins at the plan of the walk again.
const ANEW: f64 = 0.02;

/// Places that are looked at in a unit of work of the walk.
const LOOKS: usize = 4;

/// The sheet, and the memory of the move.
#[derive(Clone, Debug, Default)]
pub(super) struct Closing {
    /// By job, how hard it was to find room for it, over all attempts.
    weights: Vec<u64>,
    /// By job, the step until which it stays.
    stays: Vec<u64>,
    steps: u64,
    /// The rank of the plan that the sheet began at.
    rank: i64,
    /// What the staff-days cost that were in use then, and what those that are open do.
    costs: (i64, i64),
    /// By job, the staff-days that can serve it at its time, and where; none for those that keep their place.
    able: Vec<Vec<(DayIndex, Spot)>>,
    /// By job, when it takes its staff-day.
    times: Vec<(Slot, Slot)>,
    /// By job, where it is on the sheet.
    spots: Vec<Option<Spot>>,
    on_day: Vec<Vec<JobIndex>>,
    is_open: Vec<bool>,
    out: Vec<JobIndex>,
}

/// A job that is out, with where it may come in.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Position among those that are out.
    at: usize,
    day: DayIndex,
    spot: Spot,
    /// What is ejected weighs so much more than what comes in.
    loss: i64,
}

impl Trial<'_> {
    /// Closes a staff-day, or brings in the mandatory jobs that wait. A failed attempt changes nothing, and the next one
    /// goes on from where it ended with another staff-day closed.
    pub(super) fn close(&mut self, closing: &mut Closing, dice: &mut Dice, work: &mut u64) {
        let repairs = self.state.missing > 0;
        if repairs || closing.out.is_empty() || closing.rank < self.state.rank() || dice.chance(ANEW) {
            closing.begin(self, dice, work);
        } else {
            closing.change(self, DRAWN, dice);
        }
        let (mut least, mut steps) = (closing.out.len(), 0);
        while least > 0 && steps < PATIENCE * closing.able.len() {
            closing.bring_in(dice, work);
            steps += 1;
            if closing.out.len() < least {
                (least, steps) = (closing.out.len(), 0);
            }
        }
        if repairs || closing.out.is_empty() {
            closing.give(self);
        }
    }
}

impl Closing {
    /// Copies the plan of the walk, and closes a staff-day or lists the mandatory jobs that wait.
    fn begin(&mut self, trial: &mut Trial<'_>, dice: &mut Dice, work: &mut u64) {
        self.copy(trial, dice, work);
        if !self.out.is_empty() {
            self.is_open.fill(true);
            return;
        }
        self.costs.0 = self.open().map(|day| cost(trial, day)).sum();
        self.costs.1 = self.costs.0;
        let Some(victim) = trial.victim(dice).filter(|&day| self.may_close(day)) else { return };
        self.shut(trial, victim);
        for _ in 0..dice.below(CHANGED + 1) {
            self.change(trial, 1, dice);
        }
    }

    fn copy(&mut self, trial: &Trial<'_>, dice: &mut Dice, work: &mut u64) {
        let (state, chart) = (&trial.state, trial.state.chart);
        let board = chart.board;
        self.weights.resize(board.jobs.len(), 1);
        self.stays.resize(board.jobs.len(), 0);
        self.able.resize(board.jobs.len(), Vec::new());
        self.rank = state.rank();
        self.spots.clone_from(&state.spots);
        self.on_day.clone_from(&state.on_day);
        self.is_open.clear();
        self.is_open.extend(state.on_day.iter().map(|jobs| !jobs.is_empty()));
        self.times.clear();
        self.out.clear();
        for (job, of) in board.jobs.iter().enumerate() {
            self.able[job].clear();
            let waits = state.spots[job].is_none() && of.mandatory;
            let spot = if waits { trial.any_spot(job, dice) } else { state.spots[job] };
            let Some(spot) = spot else {
                self.times.push((0, 0));
                continue;
            };
            let way = &chart.ways[spot.way];
            if !way.is_simple {
                self.times.push((spot.origin, spot.origin + of.length));
                continue;
            }
            let busy = of.busy.first().map_or(0..0, |busy| spot.origin + busy.start..spot.origin + busy.end);
            self.times.push((busy.start, busy.end));
            let ways = chart.ways_of[job].clone().filter(|&one| chart.ways[one].is_simple);
            let spots = ways.map(|one| Spot { way: one, origin: spot.origin });
            let like = spots.filter(|one| chart.ways[one.way].footprint == way.footprint && chart.is_allowed(*one));
            let places = like.filter_map(|one| Some((*chart.team(&chart.ways[one.way]).first()?, one)));
            self.able[job].extend(places);
            *work += (self.able[job].len() / LOOKS) as u64;
            if waits {
                self.out.push(job);
            }
        }
    }

    fn open(&self) -> impl Iterator<Item = DayIndex> + '_ {
        (0..self.is_open.len()).filter(|&day| self.is_open[day])
    }

    /// Whether all jobs of a staff-day may be elsewhere.
    fn may_close(&self, day: DayIndex) -> bool {
        self.on_day[day].iter().all(|&job| !self.able[job].is_empty())
    }

    /// Empties a staff-day and bars it.
    fn shut(&mut self, trial: &Trial<'_>, day: DayIndex) {
        self.is_open[day] = false;
        self.costs.1 -= cost(trial, day);
        for job in self.on_day[day].drain(..) {
            self.spots[job] = None;
            self.out.push(job);
        }
    }

    /// Closes the one with the fewest jobs of a few open staff-days and opens another, if that costs less than the plan.
    fn change(&mut self, trial: &Trial<'_>, drawn: usize, dice: &mut Dice) {
        let (open, barred): (Vec<_>, Vec<_>) = (0..self.is_open.len()).partition(|&day| self.is_open[day]);
        if open.is_empty() || barred.is_empty() {
            return;
        }
        let opened = dice.among(&barred);
        let few = (0..drawn).map(|_| dice.among(&open)).filter(|&day| self.may_close(day));
        let Some(shut) = few.min_by_key(|&day| self.on_day[day].len()) else { return };
        if self.costs.1 - cost(trial, shut) + cost(trial, opened) < self.costs.0 {
            self.shut(trial, shut);
            self.is_open[opened] = true;
            self.costs.1 += cost(trial, opened);
        }
    }

    /// Brings a job in where what is ejected weighs least.
    fn bring_in(&mut self, dice: &mut Dice, work: &mut u64) {
        self.steps += 1;
        let mut best: Option<Entry> = None;
        let (mut ties, mut looks) = (0, 0);
        for _ in 0..LOOKED_AT.min(self.out.len()) {
            let at = dice.below(self.out.len());
            let job = self.out[at];
            looks += self.able[job].len();
            for &(day, spot) in self.able[job].iter().filter(|(day, _)| self.is_open[*day]) {
                let Some(loss) = self.loss(job, day) else { continue };
                let least = best.map_or(i64::MAX, |best| best.loss);
                ties = if loss < least { 1 } else { ties + usize::from(loss == least) };
                if loss < least || loss == least && dice.below(ties) == 0 {
                    best = Some(Entry { at, day, spot, loss });
                }
            }
        }
        *work += 1 + (looks / LOOKS) as u64;
        // Where all that is in the way stays, a later step may find a place.
        if let Some(entry) = best {
            self.enter(entry, dice);
        }
    }

    /// How much more what is in the way of a job on a staff-day weighs than the job, if it may be ejected.
    fn loss(&self, job: JobIndex, day: DayIndex) -> Option<i64> {
        let mut loss = -(self.weights[job] as i64);
        for &other in &self.on_day[day] {
            if self.is_in_the_way(job, other) {
                if self.stays[other] > self.steps || self.able[other].is_empty() {
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
    fn enter(&mut self, entry: Entry, dice: &mut Dice) {
        let job = self.out.swap_remove(entry.at);
        let before = self.out.len();
        let mut at = self.on_day[entry.day].len();
        while at > 0 {
            at -= 1;
            let other = self.on_day[entry.day][at];
            if self.is_in_the_way(job, other) {
                self.on_day[entry.day].swap_remove(at);
                self.spots[other] = None;
                self.out.push(other);
            }
        }
        self.on_day[entry.day].push(job);
        self.spots[job] = Some(entry.spot);
        self.weights[job] += u64::from(self.out.len() > before);
        self.stays[job] = self.steps + (STAY.0 + dice.below(STAY.1 - STAY.0)) as u64;
    }

    /// Takes the sheet over into the state of the walk, as far as there is room: what has been placed since the sheet began
    /// may be in the way, and a shared lane in that of a job that waited.
    fn give(&mut self, trial: &mut Trial<'_>) {
        self.out.clear();
        let moved = |job: &JobIndex| !self.able[*job].is_empty() && self.spots[*job] != trial.state.spots[*job];
        let moved: Vec<JobIndex> = (0..self.able.len()).filter(moved).collect();
        moved.iter().for_each(|&job| trial.remove(job));
        for spot in moved.iter().filter_map(|&job| self.spots[job]) {
            if trial.state.fits(spot) {
                trial.place(spot);
            }
        }
    }
}

/// What a staff-day in use costs.
fn cost(trial: &Trial<'_>, day: DayIndex) -> i64 {
    trial.state.chart.board.days[day].costs.iter().map(|(_, cost)| cost).sum()
}
