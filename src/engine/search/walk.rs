//! A walk: steps of ruin and recreation, accepted as simulated annealing accepts.

use super::chart::Chart;
use super::close::Closing;
use super::dice::Dice;
use super::exchange::Exchange;
use super::moment::Moment;
use super::recreate::Recreation;
use super::ruin::Ruin;
use super::schedule::Schedule;
use super::state::{Spot, State};
use super::trial::Trial;
use crate::engine::board::{Assignment, Placement};
use crate::engine::dual::Totals;

/// The share of exchanges that look at one moment of many staff-days, not at all times of a few.
const MOMENTS: f64 = 0.5;

/// Work to close staff-days, for each unit of other work, where every job has only one time.
const CLOSING: u64 = 3;

/// One annealed walk over assignments of a board.
///
/// It does a given amount of work at a time and never looks at a clock: the same chart, start, seed, guides and amounts
/// of work lead to the same plan.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    trial: Trial<'a>,
    dice: Dice,
    schedule: Schedule,
    scratch: Recreation,
    exchange: Exchange,
    moment: Moment,
    closing: Closing,
    /// Work done to close staff-days, and all other.
    closed: u64,
    other: u64,
    /// What duals ask of each origin of each way.
    prices: Vec<f32>,
    best: Best,
    steps: u64,
}

/// The best plan met so far.
#[derive(Clone, Debug)]
struct Best {
    spots: Vec<Option<Spot>>,
    rank: i64,
    value: i64,
    missing: usize,
}

impl<'a> Walk<'a> {
    /// A walk that begins at an assignment for which there is room.
    pub fn new(chart: &'a Chart<'a>, start: &Assignment, seed: u64) -> Self {
        let state = State::new(chart);
        let best = Best { spots: Vec::new(), rank: i64::MIN, value: 0, missing: usize::MAX };
        let mut walk = Self {
            trial: Trial::new(state),
            dice: Dice::new(seed),
            schedule: Schedule::of(chart),
            scratch: Recreation::default(),
            exchange: Exchange::default(),
            moment: Moment::default(),
            closing: Closing::default(),
            closed: 0,
            other: 0,
            prices: Vec::new(),
            best,
            steps: 0,
        };
        walk.adopt(start);
        walk
    }

    /// Goes on from another assignment, which becomes the best if it is better.
    pub fn adopt(&mut self, assignment: &Assignment) {
        let chart = self.trial.state.chart;
        let spot = |placement: Placement| Some(Spot { way: chart.way_of(placement)?, origin: placement.origin });
        let spots: Vec<Option<Spot>> = assignment.iter().map(|placement| placement.and_then(spot)).collect();
        self.go_to(&spots);
        self.note_best();
    }

    /// Cools once over so much work from now on, for a walk that begins at a good plan and ends then.
    pub fn cool(&mut self, work: u64) {
        self.schedule = Schedule::once(self.trial.state.chart, work);
    }

    /// Lets prices guide the walk from now on, or no longer.
    pub fn guide(&mut self, totals: Option<&Totals>) {
        self.prices.clear();
        if let Some(totals) = totals {
            self.trial.state.chart.prices(totals, &mut self.prices);
        }
    }

    /// Walks on for an amount of work: about one for each way that is looked at, some tens of nanoseconds.
    pub fn run(&mut self, work: u64) {
        let mut done = 0;
        while done < work {
            let before = done;
            self.step(&mut done);
            done += 8;
            if self.schedule.advance(done - before) && self.trial.state.rank() < self.best.rank {
                let spots = std::mem::take(&mut self.best.spots);
                self.go_to(&spots);
                self.best.spots = spots;
            }
        }
    }

    /// The steps taken so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The best assignment met; those with more of the mandatory jobs come before all others.
    pub fn best(&self) -> Assignment {
        self.trial.state.chart.assignment(&self.best.spots)
    }

    /// The assignment that the walk is at, with its value.
    pub fn now(&self) -> (Assignment, i64) {
        (self.trial.state.assignment(), self.trial.state.value)
    }

    /// The value of the best assignment, as [`Board::value`](crate::engine::board::Board::value) defines it.
    pub fn value(&self) -> i64 {
        self.best.value
    }

    /// The mandatory jobs that the best assignment does not place.
    pub fn missing(&self) -> usize {
        self.best.missing
    }

    fn step(&mut self, work: &mut u64) {
        self.steps += 1;
        let before = self.trial.state.rank();
        self.trial.begin();
        let (done, closes) = (*work, self.trial.state.chart.gathers && self.closed < CLOSING * self.other);
        if closes {
            self.trial.close(&mut self.closing, &mut self.dice, work);
        } else if self.dice.chance(self.trial.state.chart.exchanges) {
            if self.dice.chance(MOMENTS) {
                self.trial.share_moment(&mut self.moment, &mut self.dice, work);
            } else {
                self.trial.exchange(&mut self.exchange, &mut self.dice, work);
            }
        } else {
            let ruin = Ruin::draw(&mut self.dice);
            self.trial.ruin(ruin, &mut self.dice);
            let prices = (!self.prices.is_empty()).then_some(&self.prices[..]);
            self.trial.recreate(prices, &mut self.scratch, &mut self.dice, work);
        }
        *work += 2 * self.trial.changes().len() as u64;
        *(if closes { &mut self.closed } else { &mut self.other }) += *work - done;
        let gain = self.trial.state.rank() - before;
        if gain >= 0 || gain as f64 > self.schedule.temperature() * self.dice.unit().ln() {
            self.note_best();
        } else {
            self.trial.undo();
        }
    }

    fn note_best(&mut self) {
        let state = &self.trial.state;
        if state.rank() > self.best.rank {
            self.best.spots.clone_from(&state.spots);
            self.best.rank = state.rank();
            self.best.value = state.value;
            self.best.missing = state.missing;
        }
    }

    /// Changes what is placed to these spots.
    fn go_to(&mut self, spots: &[Option<Spot>]) {
        let state = &mut self.trial.state;
        for (job, spot) in spots.iter().enumerate() {
            if state.spots[job] != *spot {
                state.remove(job);
            }
        }
        for (job, spot) in spots.iter().enumerate() {
            if let (None, Some(spot)) = (state.spots[job], *spot) {
                state.place(spot);
            }
        }
        self.trial.begin();
    }
}
