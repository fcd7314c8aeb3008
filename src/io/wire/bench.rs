//! The result file of the benchmark command.
//!
//! Each run is complete in itself, so that files of several programs and days can be put together: what was solved, by what,
//! under which limits, how it ended, and how score and bound came to that.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plan::Status;

/// Runs of engines on instances.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Results {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// The runs.
    pub runs: Vec<Run>,
}

/// One engine on one instance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Run {
    /// Name of the instance: its file without folder and ending, or the description that the generator got.
    pub instance: String,
    /// The instances that it is counted with.
    pub group: String,
    /// SHA-256 of the bytes of the problem file, in hexadecimal digits.
    pub sha256: String,
    /// Live requests of the problem.
    pub requests: u64,
    /// Engine of this program, or the name of another solver.
    pub engine: String,
    /// Solver of the models, where the engine has a choice.
    pub backend: Option<String>,
    /// Version of the program that ran.
    pub version: String,
    /// The time limit; null where there was none.
    pub time_limit_seconds: Option<f64>,
    /// The relative gap at which to stop.
    pub gap_limit: f64,
    /// Threads that it might use.
    pub threads: u32,
    /// Seed of its random numbers.
    pub seed: u64,
    /// Cores of the machine.
    pub cores: u32,
    /// What is known about the plan.
    pub status: Status,
    /// Points, recomputed from the plan; null where there is no plan.
    pub score: Option<i64>,
    /// No plan has more points, as this run proved; null where it proved nothing.
    pub bound: Option<i64>,
    /// `(bound − score) / max(1, |score|)`.
    pub gap: Option<f64>,
    /// Requests that the plan books.
    pub booked: Option<u64>,
    /// Wall time from the problem in memory to the answer.
    pub seconds: f64,
    /// Wall time to the first plan.
    pub first_plan_seconds: Option<f64>,
    /// Wall time until a gap of 1 % was proved.
    pub one_percent_seconds: Option<f64>,
    /// What went wrong: the engine failed, or its plan breaks a rule; then score and bound count for nothing.
    pub error: Option<String>,
    /// How score and bound changed, by time.
    pub trace: Vec<Moment>,
}

/// The state of a run from one time on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Moment {
    /// Since the start.
    pub seconds: f64,
    /// Points of the best plan so far.
    pub score: Option<i64>,
    /// The best bound so far.
    pub bound: Option<i64>,
}

impl Moment {
    /// `(bound − score) / max(1, |score|)`, where both are known.
    pub fn gap(&self) -> Option<f64> {
        Some(crate::plan::gap(self.score?, self.bound?))
    }
}
