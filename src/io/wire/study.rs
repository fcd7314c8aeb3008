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
