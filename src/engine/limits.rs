//! When to stop: a deadline, or somebody who asks for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Options;

/// A request to stop that can be made from any thread, also from a signal handler.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Nobody has asked yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the solve to end with the best plan so far.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The end of the time for a solve, or for one of its parts.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The end of the time, if it ends.
    pub deadline: Option<Instant>,
    /// Ends it earlier.
    pub interrupt: Interrupt,
}

impl Limits {
    /// Those of a solve that begins now.
    pub fn of(options: &Options, interrupt: &Interrupt) -> Self {
        let deadline = options.time_limit.and_then(|limit| Instant::now().checked_add(limit));
        Self { deadline, interrupt: interrupt.clone() }
    }

    /// The time left; `None` where there is no limit.
    pub fn left(&self) -> Option<Duration> {
        self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Whether to stop now.
    pub fn are_reached(&self) -> bool {
        self.interrupt.is_asked() || self.left().is_some_and(|left| left.is_zero())
    }

    /// These limits with at most `share` of the time that is left.
    #[must_use]
    pub fn with_share(&self, share: f64) -> Self {
        let deadline = self.left().map(|left| Instant::now() + left.mul_f64(share.clamp(0.0, 1.0)));
        Self { deadline, interrupt: self.interrupt.clone() }
    }
}
