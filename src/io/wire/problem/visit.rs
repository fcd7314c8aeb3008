//! Visits of the problem file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// By whom the services of a visit are served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum VisitStaff {
    /// By anybody.
    #[default]
    Any,
    /// All by the same people.
    Same,
    /// No two by one person.
    Different,
}

/// Requests of one client, booked one after the other on one date, or not at all.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "requests"]))]
pub struct Visit {
    /// Unique among the visits.
    pub id: String,
    /// Ids of two requests or more, in order.
    pub requests: Vec<String>,
    /// The most minutes from the end of an appointment to the start of the next.
    #[schemars(range(min = 0, max = 1440))]
    pub max_wait_minutes: i64,
    /// Who serves them.
    pub staff: VisitStaff,
}
