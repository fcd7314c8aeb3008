//! A climb: a plunge, then a walk from where it arrived, again and again.
//!
//! Plunges know the prices and walks do not forget: a walk from where a plunge arrives is soon better than one that began
//! at a greedy plan and walked ten times as long.

use super::board::Assignment;
use super::dual::{Network, Totals, Volume};
use super::plunge::Plunge;
use super::search::{Chart, Walk};

/// What a walk calls work, for a unit.
const WALK_WORK: u64 = 8;

/// Units of work of a walk, for each job of the board.
const WALK: u64 = 6_000;

/// From so many jobs on a walk cools once over its whole length; smaller boards are gone through often enough to be heated
/// again and again.
const MANY_JOBS: usize = 200;

/// The share of staff-days that a plunge around a known plan plans anew.
const SHARES: [f64; 3] = [0.25, 0.4, 0.6];

/// Plunges and walks, taking turns.
#[derive(Debug)]
pub(super) struct Climb<'s, 'b, 'a> {
    chart: &'s Chart<'s>,
    walk: Walk<'s>,
    plunge: Option<Plunge<'s, 'b, 'a>>,
    /// Units of work until the walk has gone far enough.
    left: u64,
    seed: u64,
    plunges: u64,
}

impl<'s, 'b, 'a> Climb<'s, 'b, 'a> {
    /// Begins with a walk from an assignment.
    pub(super) fn new(chart: &'s Chart<'s>, start: &Assignment, seed: u64) -> Self {
        Self { chart, walk: Walk::new(chart, start, seed), plunge: None, left: 0, seed, plunges: 0 }
    }

    /// Whether all that is to be found is who does what, on as few staff-days as possible.
    pub(super) fn gathers(&self) -> bool {
        self.chart.gathers
    }

    /// The walk, which has the best assignment since the last plunge.
    pub(super) fn walk(&self) -> &Walk<'s> {
        &self.walk
    }

    /// Lets prices guide the walk.
    pub(super) fn guide(&mut self, totals: &Totals) {
        self.walk.guide(Some(totals));
    }

    /// Whether the walk has gone far enough, and it is time for the next plunge.
    pub(super) fn is_at_rest(&self) -> bool {
        self.plunge.is_none() && self.left == 0
    }

    /// Whether the first plunge has arrived.
    pub(super) fn has_arrived(&self) -> bool {
        self.plunges > 1 || self.plunges == 1 && self.plunge.is_none()
    }

    /// Begins a plunge: the first and every other from the volume algorithm alone, the rest around the best plan known.
    pub(super) fn plunge(
        &mut self,
        network: &'s Network<'b, 'a>,
        volume: &Volume<'s, 'b, 'a>,
        best: &Assignment,
        target: i64,
    ) {
        self.plunges += 1;
        let plunge = Plunge::new(network, volume, target, self.seed.wrapping_add(self.plunges << 20));
        let share = SHARES[(self.plunges % SHARES.len() as u64) as usize];
        self.plunge = Some(if self.plunges % 4 == 1 { plunge } else { plunge.around(best, share) });
    }

    /// Goes on for about so much work.
    pub(super) fn run(&mut self, work: u64, totals: &Totals) {
        let Some(plunge) = &mut self.plunge else {
            self.walk.run(work * WALK_WORK);
            self.left = self.left.saturating_sub(work);
            return;
        };
        plunge.run(work);
        if plunge.is_done() {
            let arrived = plunge.assignment();
            self.set_out(&arrived, totals);
        }
    }

    /// Walks from an assignment on.
    pub(super) fn set_out(&mut self, start: &Assignment, totals: &Totals) {
        self.plunge = None;
        self.walk = Walk::new(self.chart, start, self.seed.wrapping_add(self.plunges << 24));
        self.walk.guide(Some(totals));
        self.left = WALK * self.chart.jobs() as u64;
        if self.chart.jobs() >= MANY_JOBS {
            self.walk.cool(self.left * WALK_WORK);
        }
    }
}
