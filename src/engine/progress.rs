//! Progress: what a listener hears while a solve runs. The library itself prints nothing.

use std::time::Duration;

use crate::plan::gap;

/// The state of a solve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Since the start.
    pub elapsed: Duration,
    /// Score of the best plan so far; `None` while a mandatory request is not booked.
    pub score: Option<i64>,
    /// No plan scores higher.
    pub bound: i64,
    /// Booked requests of the best plan so far.
    pub booked: usize,
    /// Live requests.
    pub requests: usize,
    /// Parts whose search has ended.
    pub parts_done: usize,
    /// All parts.
    pub parts: usize,
}

impl Progress {
    /// `(bound − score) / max(1, |score|)`.
    pub fn gap(&self) -> Option<f64> {
        self.score.map(|score| gap(score, self.bound))
    }
}

/// Hears of progress, from several threads, possibly many times a second.
pub trait Listener: Sync {
    /// Called whenever the state has changed, and from time to time while it has not.
    fn hear(&self, progress: &Progress);

    /// Called with what is worth a line in a log: how a part is planned and why, what a bound leaves out.
    fn note(&self, _: &str) {}
}

/// Listens to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Listener for Silent {
    fn hear(&self, _: &Progress) {}
}
