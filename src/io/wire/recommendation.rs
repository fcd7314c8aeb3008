//! The recommendation: the best starts for a new request.
//!
//! In the client's view, what is of no concern to clients is absent: resources, points and other people's bookings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plan::{ProblemIdentity, Reason};

/// The best starts for a new request beside the bookings of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Recommendation {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// The problem that the plan answers.
    pub problem: ProblemIdentity,
    /// Id of the new request.
    pub request: String,
    /// The best starts first.
    pub starts: Vec<Start>,
    /// Whether it is proved that no other choice of starts is better, one by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proved: Option<bool>,
    /// No start has a lower opportunity cost than this; where it is above 0, the request displaces more than it brings
    /// at every start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_opportunity_cost: Option<i64>,
    /// Why no start would be possible even if all open bookings could go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// After how many seconds the starts that need no move were known; absent where the work was limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_seconds: Option<f64>,
    /// Seconds that the answer took; absent where the work was limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}

/// A start with its price. Times are local to the request's site and carry their offset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Start {
    /// Start of the appointment.
    pub start: String,
    /// End of the appointment.
    pub end: String,
    /// Ids of the people.
    pub staff: Vec<String>,
    /// Ids of the resources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<Vec<String>>,
    /// The best score without the request less the best score with it at this start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opportunity_cost: Option<Between>,
    /// The opportunity cost and what the request is worth: what all others, and the wishes of the client, give up for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot_price: Option<Between>,
    /// The opportunity cost if no other booking moves; absent where it does not fit so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unmoved_cost: Option<Between>,
    /// The most visible of the changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disturbs: Option<Disturbs>,
    /// How other requests are served differently than in the plan, in the order of the requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
}

/// Points that lie between two bounds; a bound that is not known is null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Between {
    /// At least.
    pub lower: Option<i64>,
    /// At most.
    pub upper: Option<i64>,
}

/// What of other bookings changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Disturbs {
    /// Nothing.
    None,
    /// Resources only: nobody notices.
    Resources,
    /// Other people serve somebody at the same time.
    Staff,
    /// Somebody comes at another time.
    Time,
    /// Somebody loses their booking.
    Dropped,
}

/// How a request is served differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Change {
    /// Id of the request.
    pub request: String,
    /// What differs.
    pub changed: Vec<Aspect>,
    /// Whether client or staff notice it.
    pub visible: bool,
    /// The change in words.
    pub detail: String,
}

/// One way in which a request is served differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Aspect {
    /// It is booked, and was not.
    Booked,
    /// It was booked, and is not.
    Dropped,
    /// It starts at another time.
    Time,
    /// Other people serve it.
    Staff,
    /// It uses other resources.
    Resources,
}
