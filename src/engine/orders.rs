//! What the search of one part has to keep to.

use super::Limits;
use super::backend::Backend;
use super::restricted::Effort;

/// Units of work that a node of a solver's tree counts for.
const NODE: u64 = 10_000;

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
    /// What a solver may do with a compact model: all that it needs, or a share of the work.
    pub fn effort(&self) -> Effort {
        let nodes = self.work.map_or(u64::MAX, |work| (work / NODE).max(1));
        Effort { nodes, seed: self.seed, limits: self.limits.clone() }
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
