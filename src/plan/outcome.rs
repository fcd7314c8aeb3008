//! How a solve ended, apart from whether there is a plan.

use super::{Plan, Score};
use crate::domain::RequestIndex;

/// What is known about the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No plan has a higher score: proved.
    Optimal,
    /// No plan has a score beyond the gap that was asked for: proved.
    WithinGap,
    /// A plan; a limit ended the search before the proof.
    Feasible,
    /// No plan serves all mandatory requests: proved.
    Infeasible,
    /// No plan with all mandatory requests was found within the limit, and none was excluded. What was found is the best
    /// partial plan, which leaves some of them out.
    Unknown,
}

impl Status {
    /// Stable code for files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::WithinGap => "withinGap",
            Self::Feasible => "feasible",
            Self::Infeasible => "infeasible",
            Self::Unknown => "unknown",
        }
    }

    /// Whether there is a plan with all mandatory requests.
    pub fn has_plan(self) -> bool {
        matches!(self, Self::Optimal | Self::WithinGap | Self::Feasible)
    }
}

/// Why the search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoppedBy {
    /// Nothing was left to prove.
    Proof,
    /// The gap that was asked for was reached.
    Gap,
    /// The time limit.
    TimeLimit,
    /// The work was done that it was given.
    WorkLimit,
    /// Somebody asked it to stop.
    Interrupt,
    /// The engine had nothing more to try.
    Exhausted,
}

/// The answer of a solve.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What is known about the plan.
    pub status: Status,
    /// Why the search ended.
    pub stopped_by: StoppedBy,
    /// The best plan found, checked, with its score; where the status is `unknown`, a partial one.
    pub plan: Option<(Plan, Score)>,
    /// No plan has a higher score. `None` where there is no plan at all.
    pub bound: Option<i64>,
    /// Mandatory requests that cannot be served together, while without any one of them the others can.
    pub clash: Vec<RequestIndex>,
    /// What went wrong on the way, if anything did; the rest holds all the same.
    pub troubles: Vec<String>,
}

impl Outcome {
    /// How far the score may be from the best one: `(bound − score) / max(1, |score|)`; `None` without a whole plan.
    pub fn gap(&self) -> Option<f64> {
        let (_, score) = self.plan.as_ref().filter(|_| self.status.has_plan())?;
        Some(gap(score.total(), self.bound?))
    }
}

/// `(bound − score) / max(1, |score|)`.
pub fn gap(score: i64, bound: i64) -> f64 {
    (i128::from(bound) - i128::from(score)) as f64 / score.unsigned_abs().max(1) as f64
}
