//! What a grid says of capacity.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MoneyRange, Range};

/// Served demand and revenue for each combination of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Frontier {
    /// What is counted.
    pub axes: Vec<FrontierAxis>,
    /// Each combination that was finished, the last axis fastest.
    pub cells: Vec<Cell>,
    /// Numbers after which more brings markedly less; null where there is no such place.
    pub knee: Option<Vec<i64>>,
    /// For each axis: the fewest that serve every request.
    pub fewest: Vec<Fewest>,
    /// What one more of an axis brings, from cell to cell.
    pub steps: Vec<Step>,
}

/// An axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FrontierAxis {
    /// Its name.
    pub name: String,
    /// Its numbers.
    pub counts: Vec<i64>,
    /// What one of them costs.
    pub cost: Option<f64>,
}

/// A combination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cell {
    /// The scenario of that name.
    pub name: String,
    /// A number for each axis.
    pub counts: Vec<i64>,
    /// Live requests.
    pub requests: i64,
    /// The most requests that can be served.
    pub served: Range,
    /// The most that can be earned.
    pub revenue: MoneyRange,
    /// What its people and things cost; null where no axis has a cost.
    pub cost: Option<f64>,
    /// Whether no cell of at most the same size (cost, or number) is known to earn as much.
    pub efficient: bool,
}

/// The fewest of an axis that serve every request, with as many of the other as the grid has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fewest {
    /// Name of the axis.
    pub axis: String,
    /// So many do; null where none of the numbers is known to do.
    pub count: Option<i64>,
    /// Whether it is proved that the next smaller number of the grid does not.
    pub proved: bool,
}

/// What one more brings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// Name of the axis.
    pub axis: String,
    /// The numbers before.
    pub from: Vec<i64>,
    /// The numbers after.
    pub to: Vec<i64>,
    /// How many more requests can be served.
    pub served: Range,
    /// How much more can be earned with one more: rent or wages below `least` pay, above `most` they do not.
    pub break_even: MoneyRange,
}
