//! What the search of one part has to keep to.

use super::backend::Backend;
use super::finish::Effort;
use super::{Interrupt, Limits};

/// Units of work that a node of a solver's tree counts for.
const NODE: u64 = 10_000;

/// The share of the time that is left for the exact finish where everything else has to wait for it.
const ALONE: f64 = 0.3;

/// How long, how far and with what a part is to be planned.
#[derive(Clone, Copy)]
pub struct Orders<'a> {
    /// Relative gap at which the answer is good enough.
    pub gap: f64,
    /// For every random choice.
    pub seed: u64,
    /// Units of work that it may take; without it, as much as the limits allow.
    pub work: Option<u64>,
    /// When to stop.
    pub limits: &'a Limits,
    /// Which solver solves compact models.
    pub backend: &'static dyn Backend,
    /// Who hears of progress.
    pub ear: &'a dyn Ear,
}

impl Orders<'_> {
    /// What a solver may do beside the search, until it is told to stop: all that it needs, or a share of the work. Where
    /// there is no thread for it alone, it has a share of the time.
    pub fn effort(&self, stop: &Interrupt) -> Effort {
        let share = if rayon::current_num_threads() > 1 { 1.0 } else { ALONE };
        let limits = Limits { interrupt: stop.clone(), ..self.limits.with_share(share) };
        Effort { nodes: self.nodes().unwrap_or(u64::MAX), seed: self.seed, limits }
    }

    /// The nodes of a solver's tree that the work is enough for.
    pub fn nodes(&self) -> Option<u64> {
        self.work.map(|work| (work / NODE).max(1))
    }
}

/// Hears of the progress of one part.
pub trait Ear: Sync {
    /// Better points or a better bound.
    fn hear(&self, points: Option<i64>, bound: Option<i64>);

    /// Something worth a line in a log.
    fn note(&self, text: &str);
}

/// Hears nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deaf;

impl Ear for Deaf {
    fn hear(&self, _: Option<i64>, _: Option<i64>) {}

    fn note(&self, _: &str) {}
}

impl std::fmt::Debug for Orders<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Orders(gap {}, seed {}, work {:?}, {:?})", self.gap, self.seed, self.work, self.limits)
    }
}
