//! Edits of a problem file: what an owner would change, in the words of the file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::problem::Policy;

/// One change of a problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Edit {
    /// More resources like one that there is.
    AddResource(More),
    /// More people like one that there is.
    AddStaff(More),
    /// A person or resource that takes no new booking; the bookings that it has must move.
    Remove(Named),
    /// Longer hours.
    ExtendHours(LongerHours),
    /// Time taken away: an absence, maintenance.
    Block(Absence),
    /// More or fewer requests.
    ScaleDemand(Demand),
    /// Another policy: the fields given replace those of the problem.
    SetPolicy(#[schemars(with = "Policy")] Map<String, Value>),
    /// Other fields of one site, person, resource, service or request.
    Set(Patch),
}

/// Copies of a person or resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["like"]))]
pub struct More {
    /// Whom or what they are like; for resources a pool may be named, of which the first is meant.
    pub like: String,
    /// How many.
    #[schemars(range(min = 1, max = 100))]
    pub count: i64,
    /// Id of the first copy; without it they are `like+1`, `like+2`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl Default for More {
    fn default() -> Self {
        Self { like: String::new(), count: 1, id: None }
    }
}

/// A person or resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["id"]))]
pub struct Named {
    /// Its id.
    pub id: String,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// Hours that come to those there are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["of", "hours"]))]
pub struct LongerHours {
    /// Id of a person, resource or site.
    pub of: String,
    /// The hours: `18:00-20:00`.
    pub hours: String,
    /// On these dates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<String>,
    /// On these weekdays; without dates and weekdays on every day that has hours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<Weekday>,
}

/// Time taken from a person or resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["of", "start", "end"]))]
pub struct Absence {
    /// Id of the person or resource.
    pub of: String,
    /// First minute taken: `2026-11-25T09:00`.
    pub start: String,
    /// First minute after.
    pub end: String,
}

/// A demand in proportion to the requests that there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["factor"]))]
pub struct Demand {
    /// 1.2 for a fifth more, 0.8 for a fifth less.
    #[schemars(range(min = 0.0, max = 100.0))]
    pub factor: f64,
    /// Only requests for this service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Seed of the lots by which requests are copied or left out.
    #[schemars(range(min = 0))]
    pub seed: i64,
}

impl Default for Demand {
    fn default() -> Self {
        Self { factor: 1.0, service: None, seed: 0 }
    }
}

/// A merge patch (RFC 7396) of one thing: fields given replace, `null` takes out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["to"]))]
pub struct Patch {
    /// Id of a request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Id of a service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Id of a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<String>,
    /// Id of a resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// Id of a site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The fields with their new values.
    pub to: Map<String, Value>,
}

impl Edit {
    /// Its name in the file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AddResource(_) => "addResource",
            Self::AddStaff(_) => "addStaff",
            Self::Remove(_) => "remove",
            Self::ExtendHours(_) => "extendHours",
            Self::Block(_) => "block",
            Self::ScaleDemand(_) => "scaleDemand",
            Self::SetPolicy(_) => "setPolicy",
            Self::Set(_) => "set",
        }
    }
}
