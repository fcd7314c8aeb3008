//! Back ends: the solvers that a model can be handed to.
//!
//! One small seam, one file each. A back end takes a [`Model`], keeps to its [`Limits`], and says how it ended apart
//! from what it found: values, a bound, both or neither.

pub mod highs;
#[expect(unsafe_code, reason = "the C interface of HiGHS is the only way to hear of its progress and to interrupt it")]
mod highs_callback;
pub mod highs_lp;
pub mod microlp;

use crate::model::Model;

use super::limits::Limits;
use super::options::BackendName;

/// Why a back end stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The values are optimal, or within the gap that was asked for.
    Proved,
    /// There are no values that keep to the constraints.
    Infeasible,
    /// A limit.
    Limit,
}

/// What a back end has found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Why it stopped.
    pub ending: Ending,
    /// The best values, by position of the variable.
    pub values: Option<Vec<f64>>,
    /// No values bring more points than this; a floating-point number with a solver's tolerance.
    pub bound: Option<f64>,
}

/// What a back end tells while it runs, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct News {
    /// The points of its best values.
    pub points: Option<f64>,
    /// Its best bound.
    pub bound: Option<f64>,
}

/// What a back end has to know besides the model.
#[derive(Clone, Debug)]
pub struct Instructions {
    /// Values to start from, by position of the variable.
    pub start: Option<Vec<f64>>,
    /// Relative gap at which to stop.
    pub gap: f64,
    /// For random choices.
    pub seed: u64,
    /// Nodes of the tree after which to stop, where the back end can count them.
    pub nodes: Option<u64>,
    /// When to stop.
    pub limits: Limits,
}

/// A solver that failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{backend} failed: {message}")]
pub struct BackendError {
    /// Which.
    pub backend: &'static str,
    /// What it said.
    pub message: String,
}

/// A solver of mixed-integer programmes.
pub trait Backend: Sync {
    /// Maximises the points of the model; tells `hear` of its progress while it runs, if it can.
    fn solve(&self, model: Model, instructions: &Instructions, hear: &dyn Fn(News)) -> Result<Found, BackendError>;
}

/// The back end of that name.
pub fn named(name: BackendName) -> &'static dyn Backend {
    match name {
        BackendName::Highs => &highs::Highs,
        BackendName::Microlp => &microlp::Microlp,
    }
}

/// Divisor for the points of a model, so that no coefficient is beyond what solvers with fixed tolerances treat well.
fn scale(model: &Model) -> f64 {
    const LARGEST: f64 = 1e7;
    let largest = model.largest_points() as f64;
    if largest <= LARGEST { 1.0 } else { (largest / LARGEST).log2().ceil().exp2() }
}
