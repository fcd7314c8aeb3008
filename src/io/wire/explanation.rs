//! Why requests are left out, which rules clash, and what would help.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::edit::Edit;
use super::plan::{Booking, ProblemIdentity};

/// The answer of `explain`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Explanations {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// The problem that it is about.
    pub problem: ProblemIdentity,
    /// Points of the plan that leaves the requests out; null where there is no plan.
    pub score: Option<i64>,
    /// One for each request that was asked about, in the order of the requests.
    pub explanations: Vec<Explanation>,
    /// Where no plan can book all mandatory requests: why, and what would help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clashes: Vec<Clash>,
}

/// Why a request is left out, and what would let it in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Explanation {
    /// Id of the request.
    pub request: String,
    /// Ids of the others of its visit: all are booked, or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// Why it is left out.
    pub reason: Cause,
    /// The reason in words.
    pub detail: String,
    /// What shows it: who could serve it and when they work, what is free and for how long.
    pub evidence: Vec<String>,
    /// What the best plan that was found with it gives up; null where it cannot be booked at all.
    pub price: Option<Price>,
    /// What would let it in, the cheapest first; each verified. Empty where nothing was found within the limit.
    pub changes: Vec<Change>,
    /// Whether the search ended by itself; if not, a longer one may find a cheaper change.
    pub complete: bool,
}

/// Why a request is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Cause {
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
    /// It can be booked only by displacing or worsening what is worth more: proved.
    Displaced,
    /// It can be booked at no loss: the plan is not the best one.
    Fits,
    /// A plan with it was found that is worth less; whether there is a better one is open.
    Undecided,
}

/// What booking a request costs, in points of the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Price {
    /// No plan with it comes closer to the score of the plan than this: proved. Negative where a better plan is not
    /// excluded; null where no plan at all books it beside the mandatory requests.
    pub at_least: Option<i64>,
    /// The best plan found with it comes this close; null where none was found.
    pub at_most: Option<i64>,
    /// Ids of the requests that this best plan leaves out instead, or of the mandatory ones that it clashes with.
    pub displaces: Vec<String>,
    /// How many bookings it has at another time, with other people or with other resources.
    pub moves: usize,
}

/// A change that lets a request in, or that makes an infeasible problem feasible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Change {
    /// What it is, as a sentence.
    pub detail: String,
    /// What it asks of people, in weighted minutes: the measure of what is cheapest.
    pub effort: i64,
    /// The change as edits of the problem file. Empty where nothing has to be changed: other bookings make room.
    #[schemars(with = "Vec<serde_json::Map<String, serde_json::Value>>")]
    pub edits: Vec<Edit>,
    /// What is booked then that was not.
    pub bookings: Vec<Booking>,
    /// The bookings of the plan that are elsewhere then.
    pub moved: Vec<Booking>,
    /// Ids of the requests that are left out then and were not: at no loss in points.
    pub dropped: Vec<String>,
}

/// A smallest set of rules that no plan can keep together: without any one of them, a plan can keep the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clash {
    /// The rules. What is not among them plays no part in the clash.
    pub rules: Vec<Rule>,
    /// Whether the set is proved to be a smallest one; if not, a limit ended the search.
    pub smallest: bool,
    /// Changes after which there is a plan with all mandatory requests, the cheapest first; each verified. Of several
    /// clashes the last has them, and they end all.
    pub repairs: Vec<Change>,
}

/// A rule of the problem, in the words of its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// What sort of rule.
    pub code: RuleCode,
    /// Id of the request, person, resource or site that it is about.
    pub of: String,
    /// The rule as a sentence.
    pub detail: String,
    /// What takes the rule away, as edits of the problem file.
    #[schemars(with = "Vec<serde_json::Map<String, serde_json::Value>>")]
    pub without: Vec<Edit>,
}

/// The sorts of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum RuleCode {
    /// A request must be booked.
    Mandatory,
    /// It lies within its windows.
    Window,
    /// It keeps what is pinned of its booking.
    Pin,
    /// Only some people may serve it.
    AllowedStaff,
    /// It may use only some resources.
    AllowedResources,
    /// A client is in one place at a time.
    Client,
    /// A booking stands as it is.
    Standing,
    /// A person works only on shift.
    Shift,
    /// A person is absent.
    Absence,
    /// A person is inactive.
    InactiveStaff,
    /// A person serves one client at a time.
    Person,
    /// There are only so many units.
    Capacity,
    /// A resource can be used only in its hours.
    ResourceHours,
    /// A resource is under maintenance.
    Maintenance,
    /// A resource is inactive.
    InactiveResource,
    /// A site is open only in its hours.
    OpeningHours,
}
