//! The problem file.
//!
//! Every struct has a default, so that a file with a fault in one place can still be read everywhere else;
//! what a file must give is said by `required` and enforced with the schema.

mod request;
mod service;
mod visit;

pub use request::{Booking, Pin, Request, Status, Window};
pub use service::{Busy, Phase, Requirement, Service};
pub use visit::{Visit, VisitStaff};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Requests, staff and resources to plan. Times without an offset are wall time at the site concerned.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["schemaVersion", "horizon", "sites"]))]
pub struct Problem {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// Name for people.
    pub name: String,
    /// Currency of all prices, such as `EUR`.
    pub currency: String,
    /// The dates to plan.
    pub horizon: Horizon,
    /// Starts are multiples of this many minutes after local midnight.
    #[serde(default = "grid_default")]
    #[schemars(range(min = 1, max = 1440))]
    pub grid_minutes: i64,
    /// The places.
    pub sites: Vec<Site>,
    /// The people.
    pub staff: Vec<Staff>,
    /// Rooms, equipment and other things that appointments reserve.
    pub resources: Vec<Resource>,
    /// The kinds of appointments.
    pub services: Vec<Service>,
    /// The asked-for appointments, past ones among them.
    pub requests: Vec<Request>,
    /// Requests that are booked together or not at all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<Visit>,
    /// What a plan is worth.
    pub policy: Policy,
}

fn grid_default() -> i64 {
    5
}

/// Local dates from `start` up to, but without, `end`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["start", "end"]))]
pub struct Horizon {
    /// First date: `2026-11-23`.
    pub start: String,
    /// First date after.
    pub end: String,
}

/// Hours by weekday: `"09:00-18:00"`, also across midnight: `"22:00-02:00"`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct WeeklyHours {
    /// Monday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mon: Vec<String>,
    /// Tuesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tue: Vec<String>,
    /// Wednesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wed: Vec<String>,
    /// Thursday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub thu: Vec<String>,
    /// Friday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fri: Vec<String>,
    /// Saturday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sat: Vec<String>,
    /// Sunday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sun: Vec<String>,
}

impl WeeklyHours {
    /// The names of the weekdays with their hours, Monday first.
    pub fn days(&self) -> [(&'static str, &[String]); 7] {
        [
            ("mon", &self.mon),
            ("tue", &self.tue),
            ("wed", &self.wed),
            ("thu", &self.thu),
            ("fri", &self.fri),
            ("sat", &self.sat),
            ("sun", &self.sun),
        ]
    }
}

/// Hours that replace the weekday's on a date.
pub type Exceptions = BTreeMap<String, Vec<String>>;

/// Time taken away: an absence, maintenance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["start", "end"]))]
pub struct Block {
    /// First minute taken: `2026-11-24T15:00`.
    pub start: String,
    /// First minute after.
    pub end: String,
}

/// A place with one wall clock.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "timeZone"]))]
pub struct Site {
    /// Unique among the sites.
    pub id: String,
    /// Name for people; the id where absent.
    pub name: String,
    /// Zone of the IANA database: `Europe/Budapest`.
    pub time_zone: String,
    /// When the site is open; where no day has hours, they restrict nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<WeeklyHours>,
    /// Hours on single dates; an empty list closes the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exceptions: Option<Exceptions>,
}

/// A person who serves clients.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "site"]))]
pub struct Staff {
    /// Unique among the staff.
    pub id: String,
    /// Name for people; the id where absent.
    pub name: String,
    /// Where they work.
    pub site: String,
    /// The services they can do.
    pub services: Vec<String>,
    /// When they work; without it they do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_hours: Option<WeeklyHours>,
    /// Hours on single dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exceptions: Option<Exceptions>,
    /// Absences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// An inactive person works no hours and takes no new booking.
    pub active: bool,
}

impl Default for Staff {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            site: String::new(),
            services: Vec::new(),
            weekly_hours: None,
            exceptions: None,
            blocks: Vec::new(),
            active: true,
        }
    }
}

/// What sort of thing a resource is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// A room, cabin or booth.
    Room,
    /// A machine, a chair, a table.
    Equipment,
    /// A tanning bed.
    Solarium,
    /// Anything else.
    #[default]
    Other,
}

/// A room, machine or other thing that appointments reserve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "site"]))]
pub struct Resource {
    /// Unique among the resources and pools.
    pub id: String,
    /// Name for people; the id where absent.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where it stands.
    pub site: String,
    /// The pool it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pool: Option<String>,
    /// Short for this many identical resources `id/1`, `id/2`, … in a pool named `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1000))]
    pub units: Option<i64>,
    /// How many people it holds; it counts only with `multiUse`.
    #[schemars(range(min = 1, max = 10000))]
    pub capacity: i64,
    /// Whether up to `capacity` bookings may run at once.
    pub multi_use: bool,
    /// An inactive resource takes no new booking.
    pub active: bool,
    /// When it can be used; without it, it follows its site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly_hours: Option<WeeklyHours>,
    /// Hours on single dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exceptions: Option<Exceptions>,
    /// Maintenance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

impl Default for Resource {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            kind: Kind::default(),
            site: String::new(),
            pool: None,
            units: None,
            capacity: 1,
            multi_use: false,
            active: true,
            weekly_hours: None,
            exceptions: None,
            blocks: Vec::new(),
        }
    }
}

/// What a booked request is worth, before its priority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Worth {
    /// Its price in hundredths, at least 1.
    #[default]
    Revenue,
    /// Its duration in minutes, times 100.
    Minutes,
    /// 10 000.
    Count,
}

/// Weights of the score: per mille of a request's worth, but points for `staffDay` and `resourceDay`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Policy {
    /// What a booked request is worth.
    pub worth: Worth,
    /// For each hour away from the preferred time of day.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub start_deviation_per_hour: i64,
    /// For each day away from the preferred date.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub day_deviation: i64,
    /// For a booking without any of the preferred people.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub staff_preference: i64,
    /// For another start than the booking's.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub move_time: i64,
    /// For other people than the booking's.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub move_staff: i64,
    /// For other resources than the booking's.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub move_resource: i64,
    /// For leaving out a request that had a booking.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub drop: i64,
    /// Points for each person and local date with a booking.
    #[schemars(range(min = 0, max = 1_000_000_000_000i64))]
    pub staff_day: i64,
    /// Points for each resource and local date with a booking.
    #[schemars(range(min = 0, max = 1_000_000_000_000i64))]
    pub resource_day: i64,
}

impl Default for Policy {
    fn default() -> Self {
        let policy = crate::domain::Policy::default();
        Self {
            worth: Worth::Revenue,
            start_deviation_per_hour: policy.start_deviation_per_hour,
            day_deviation: policy.day_deviation,
            staff_preference: policy.staff_preference,
            move_time: policy.move_time,
            move_staff: policy.move_staff,
            move_resource: policy.move_resource,
            drop: policy.drop,
            staff_day: policy.staff_day,
            resource_day: policy.resource_day,
        }
    }
}
