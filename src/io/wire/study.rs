//! The study file: what to try on a problem.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::edit::Edit;

/// Scenarios to compare with the problem as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["schemaVersion"]))]
pub struct Study {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// Name for people.
    pub name: String,
    /// What to try, each for itself.
    pub scenarios: Vec<Scenario>,
    /// What to try in every combination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grid: Option<Grid>,
}

/// The problem with some edits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["name", "edits"]))]
pub struct Scenario {
    /// Unique in the study.
    pub name: String,
    /// What is changed, in this order.
    pub edits: Vec<Edit>,
}

/// Every combination of the numbers of its axes is a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["axes"]))]
pub struct Grid {
    /// One or two: rooms, therapists.
    pub axes: Vec<Axis>,
}

/// How many there are of something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["counts"]))]
pub struct Axis {
    /// Name for people: `rooms`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// A pool, a resource or a person: the numbers are how many there are like it altogether.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// In place of `like`: edits that are made so many times.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
    /// The numbers.
    #[schemars(inner(range(min = 0, max = 100)))]
    pub counts: Vec<i64>,
    /// What one of them costs in the dates that are planned, in the currency of the problem: rent, wages.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e9))]
    pub cost: Option<f64>,
}
