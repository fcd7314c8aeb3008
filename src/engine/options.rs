//! How to solve.

use std::time::Duration;

/// Which method plans the parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EngineName {
    /// The one that promises the best proof for the size of each part.
    #[default]
    Auto,
    /// The compact model, solved by a back end.
    Compact,
    /// Decomposition into staff-days: search from below, prices and branches from above.
    Decomposed,
    /// Greedy insertion: an answer in milliseconds with a weak bound.
    Greedy,
}

impl EngineName {
    /// The name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Compact => "compact",
            Self::Decomposed => "decomposed",
            Self::Greedy => "greedy",
        }
    }
}

/// Which solver solves the compact model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BackendName {
    /// HiGHS: branch and cut.
    #[default]
    Highs,
    /// microlp: pure Rust, for small models and for comparison. It knows no bound before its proof, nor a gap.
    Microlp,
}

impl BackendName {
    /// The name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Highs => "highs",
            Self::Microlp => "microlp",
        }
    }
}

/// Limits and choices of a solve.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// When to stop at the latest, counted from the call; without it, at the proof.
    pub time_limit: Option<Duration>,
    /// How much work to do at most, in the units of FORMULATION.md § 20: with it and without a time limit, the answer
    /// depends on the problem and these options alone, not on the machine, its load or the number of threads.
    pub work: Option<u64>,
    /// Relative gap at which a plan is good enough: `(bound − score) / max(1, |score|)`.
    pub gap: f64,
    /// Threads to use; without it, one for each core.
    pub threads: Option<usize>,
    /// For every random choice.
    pub seed: u64,
    /// Which method plans the parts.
    pub engine: EngineName,
    /// Which solver solves the compact model.
    pub backend: BackendName,
}
