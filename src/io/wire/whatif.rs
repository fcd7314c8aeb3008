//! The results of a study.

mod frontier;
mod replicates;

pub use frontier::{Cell, Fewest, Frontier, FrontierAxis, Step};
pub use replicates::{Mean, Replicates, ScenarioMeans};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::edit::Edit;
use super::plan::{ProblemIdentity, Status};
use super::report::Basis;

/// Scenarios beside the problem as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WhatIf {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// Name of the study.
    pub study: String,
    /// Which problem it is about.
    pub problem: ProblemIdentity,
    /// Currency of all amounts.
    pub currency: String,
    /// First date that is planned.
    pub from: String,
    /// Last date that is planned.
    pub to: String,
    /// How it was solved.
    pub solver: StudySolver,
    /// The problem as it is; null where its search was not finished.
    pub baseline: Option<Scenario>,
    /// The scenarios whose search was finished, in the order of the study.
    pub scenarios: Vec<Scenario>,
    /// Names of those whose search somebody interrupted.
    pub unfinished: Vec<String>,
    /// What the grid says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frontier: Option<Frontier>,
    /// What sampled weeks say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicates: Option<Replicates>,
}

/// How a study was solved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StudySolver {
    /// Method and solver.
    pub engine: String,
    /// Version of the program.
    pub version: String,
    /// How long it took; null with a limit by work.
    pub seconds: Option<f64>,
    /// Threads; null with a limit by work.
    pub threads: Option<u32>,
    /// Limit by work of each solve.
    pub work: Option<u64>,
    /// Seed of every random choice.
    pub seed: u64,
    /// Whether somebody interrupted it.
    pub interrupted: bool,
}

/// What a scenario comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// What was changed, as in the study file.
    #[schemars(with = "Vec<serde_json::Value>")]
    pub edits: Vec<Edit>,
    /// What is known of the plan.
    pub status: Status,
    /// Points of the plan; null where there is none.
    pub score: Option<i64>,
    /// No plan has more points.
    pub bound: Option<i64>,
    /// `(bound − score) / max(1, |score|)`.
    pub gap: Option<f64>,
    /// With `infeasible`: mandatory requests that clash.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<String>,
    /// What the plan does.
    pub plan: Option<Figures>,
    /// How many requests can be served.
    pub served: Range,
    /// How much can be earned.
    pub revenue: MoneyRange,
    /// For how many minutes resources can be booked.
    pub booked_minutes: Range,
    /// The fewest days of people with which as many requests are served as possible, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fewest_staff_days: Option<FewestDays>,
    /// The same of resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fewest_resource_days: Option<FewestDays>,
    /// What differs from the problem as it is; null for that itself, and where one of the two has no plan.
    pub comparison: Option<Comparison>,
}

/// Days with a booking.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FewestDays {
    /// How many requests are served.
    pub served: i64,
    /// A plan serves them on so many days.
    pub days: i64,
    /// No plan serves as many on fewer.
    pub least: i64,
}

/// What the best of all plans reaches at least and at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Range {
    /// A plan reaches it.
    pub least: Option<i64>,
    /// No plan exceeds it.
    pub most: Option<i64>,
}

/// The same in the currency of the problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoneyRange {
    /// A plan reaches it.
    pub least: Option<f64>,
    /// No plan exceeds it.
    pub most: Option<f64>,
}

/// What a plan does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Figures {
    /// Live requests.
    pub requests: i64,
    /// How many it serves.
    pub served: i64,
    /// How many it leaves out.
    pub refused: i64,
    /// What the served ones pay.
    pub revenue: f64,
    /// Minutes for which resources are booked, history included.
    pub booked_minutes: i64,
    /// The share of the available time, on each basis.
    pub utilisation: Vec<Utilisation>,
    /// The same for each resource.
    pub resources: Vec<ResourceUse>,
    /// People with a booking.
    pub staff_used: i64,
    /// Pairs of a person and a date with a booking.
    pub staff_days: i64,
    /// Resources with a booking.
    pub resources_used: i64,
    /// Pairs of a resource and a date with a booking.
    pub resource_days: i64,
    /// What changes for the bookings that there were.
    pub moves: Vec<Move>,
}

/// Booked of available on a basis.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Utilisation {
    /// What makes a resource available.
    pub basis: Basis,
    /// Minutes available.
    pub available_minutes: i64,
    /// Booked over available; null where nothing is.
    pub utilisation: Option<f64>,
    /// No plan has a higher one; null where that is not known.
    pub bound: Option<f64>,
}

/// What a resource is used for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResourceUse {
    /// Its id.
    pub resource: String,
    /// Its name.
    pub name: String,
    /// Minutes booked.
    pub booked_minutes: i64,
    /// The share of its available time on each basis, in the same order as above.
    pub utilisation: Vec<Option<f64>>,
}

/// A booking that changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Move {
    /// Whose.
    pub request: String,
    /// Whether client or staff notice it.
    pub visible: bool,
    /// In words.
    pub detail: String,
}

/// A scenario beside the problem as it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Comparison {
    /// Of the best scores; null where their policies differ.
    pub score: Option<Difference>,
    /// Of the most requests that can be served.
    pub served: Difference,
    /// Of the most that can be earned.
    pub revenue: MoneyDifference,
}

/// A difference, scenario minus problem as it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Difference {
    /// What is proved.
    pub verdict: Verdict,
    /// The difference is at least this.
    pub least: Option<i64>,
    /// The difference is at most this.
    pub most: Option<i64>,
}

/// A difference in the currency of the problem.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoneyDifference {
    /// What is proved.
    pub verdict: Verdict,
    /// The difference is at least this.
    pub least: Option<f64>,
    /// The difference is at most this.
    pub most: Option<f64>,
}

/// What is proved of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// The scenario is surely higher.
    Better,
    /// Surely lower.
    Worse,
    /// Surely the same.
    Same,
    /// The gaps are larger than the difference.
    Undecided,
}
