//! The answer to a booking changed by hand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plan::{Booking, ProblemIdentity};
use super::recommendation::{Change, Disturbs};

/// What became of a booking changed by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rebooking {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// The problem that the plan answers.
    pub problem: ProblemIdentity,
    /// What became of the change.
    pub verdict: Verdict,
    /// The changed booking.
    pub booking: Booking,
    /// What it breaks as the plan is.
    pub reasons: Vec<Broken>,
    /// The most visible of the changes.
    pub disturbs: Disturbs,
    /// How other requests are served differently, in the order of the requests.
    pub changes: Vec<Change>,
    /// Seconds that the answer took; absent where the work was limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}

/// What became of a change by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Nothing else has to move.
    Fine,
    /// Other bookings move, and all are kept.
    Moves,
    /// Other bookings are given up.
    GivesUp,
    /// There is no plan with it: proved.
    Impossible,
    /// A limit ended the search before a plan was found.
    Open,
}

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Broken {
    /// Stable code of the rule, as `check` has it.
    pub code: String,
    /// Ids of the requests concerned.
    pub requests: Vec<String>,
    /// Who, what, when.
    pub detail: String,
}
