//! The plan file.
//!
//! What has no value is null: score, bound, gap and terms where there is no plan. Unlike in the problem file nothing
//! has a default that could hide a loss: a plan comes from a program.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::explanation::Clash;

/// A plan: each live request either booked or left out with a reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plan {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// The problem that it answers.
    pub problem: ProblemIdentity,
    /// What is known about the plan.
    pub status: Status,
    /// Points; null where there is no plan.
    pub score: Option<i64>,
    /// No plan has more points: proved. Null where no bound is known.
    pub bound: Option<i64>,
    /// `(bound − score) / max(1, |score|)`.
    pub gap: Option<f64>,
    /// What the score is made of; null where there is no plan.
    pub terms: Option<Terms>,
    /// Bookings that start before this time stood as they were, and nothing new starts before it.
    pub freeze_until: Option<String>,
    /// What is served, by start, then by id of the request.
    pub bookings: Vec<Booking>,
    /// What is left out, in the order of the requests.
    pub unassigned: Vec<Unassigned>,
    /// Where no plan can serve all mandatory requests: ids of a smallest set that cannot be served together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<String>,
    /// The rules behind that: smallest sets that cannot be kept together, and what would repair it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clashes: Vec<Clash>,
    /// Conflicts among given bookings, which are no fault of the plan.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// What made the plan, and why it stopped.
    pub solver: Solver,
}

/// Which problem a plan answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProblemIdentity {
    /// Its name.
    pub name: String,
    /// SHA-256 of the bytes of its file, in hexadecimal digits.
    pub sha256: String,
}

/// What is known about the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// No plan has a higher score: proved.
    Optimal,
    /// No plan has a score beyond the gap that was asked for: proved.
    WithinGap,
    /// A plan; a limit ended the search before the proof.
    Feasible,
    /// No plan serves all mandatory requests: proved.
    Infeasible,
    /// No plan with all mandatory requests was found within the limit, and none was excluded. The bookings are those of
    /// the best partial plan.
    Unknown,
}

/// The terms of a score, in points; penalties are negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terms {
    /// Worth of what is booked.
    pub served: i64,
    /// Away from the preferred time of day.
    pub start_deviation: i64,
    /// Away from the preferred date.
    pub day_deviation: i64,
    /// Without any of the preferred people.
    pub staff_preference: i64,
    /// Bookings that start elsewhere than they did.
    pub move_time: i64,
    /// Bookings with other people than they had.
    pub move_staff: i64,
    /// Bookings with other resources than they had.
    pub move_resource: i64,
    /// Bookings that were given up.
    pub drop: i64,
    /// People and dates with a booking.
    pub staff_day: i64,
    /// Resources and dates with a booking.
    pub resource_day: i64,
}

/// A request that is served. Times are local to its site and carry their offset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Booking {
    /// Id of the request.
    pub request: String,
    /// Start of the appointment: `2026-11-23T10:00:00+01:00`.
    pub start: String,
    /// End of the appointment.
    pub end: String,
    /// Ids of the people.
    pub staff: Vec<String>,
    /// Ids of the resources.
    pub resources: Vec<String>,
}

/// A request that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Unassigned {
    /// Id of the request.
    pub request: String,
    /// Why.
    pub reason: Reason,
    /// The reason in words.
    pub detail: String,
    /// What may let it in.
    pub action: String,
}

/// What kept a request out of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// No start on the grid fits its windows, the opening hours and what else its client has booked.
    NoStart,
    /// Nobody who may serve it is on shift long enough within its windows.
    NoStaff,
    /// The resources that it needs are never free together long enough within its windows.
    NoResource,
    /// People and resources are each free at some time, but at no common start.
    NoCommonStart,
    /// It could be booked, but not together with the other services of its visit.
    NoVisit,
    /// It could be booked alone; the best plan, as proved, serves others instead.
    Displaced,
    /// It could be booked alone; the search ended before it was settled whether it fits.
    Undecided,
}

/// Something to know that makes nothing invalid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Warning {
    /// Stable code.
    pub code: String,
    /// Who, what, when.
    pub message: String,
}

/// What made the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Solver {
    /// Name of the engine.
    pub engine: String,
    /// Its version.
    pub version: String,
    /// Wall time that the solve took; absent where the work was limited, so that the same answer is the same file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// Threads that it used; absent like the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threads: Option<u32>,
    /// The work that it was given, where that was limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<u64>,
    /// Seed of its random numbers.
    pub seed: u64,
    /// Why it stopped.
    pub stopped_by: StoppedBy,
}

/// Why the search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
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
