//! What sampled weeks say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Differences over weeks whose requests were drawn from those of the problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Replicates {
    /// How many weeks were drawn.
    pub weeks: i64,
    /// Each scenario that was finished in all of them.
    pub scenarios: Vec<ScenarioMeans>,
}

/// Means of the differences of a scenario from the problem as it is, in the same weeks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScenarioMeans {
    /// Its name.
    pub name: String,
    /// Of the scores; null where the policies differ.
    pub score: Option<Mean>,
    /// Of the requests served.
    pub served: Mean,
    /// Of the revenue.
    pub revenue: Mean,
}

/// A mean with its 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mean {
    /// The mean over the plans that were found.
    pub mean: f64,
    /// Lower end, as if each difference were the least that the gaps allow.
    pub low: f64,
    /// Upper end, as if each were the most.
    pub high: f64,
}
