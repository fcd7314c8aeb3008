//! Services of the problem file, with their requirements and phases.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Any `units` different resources out of the pools and resources named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["anyOf"]))]
pub struct Requirement {
    /// Ids of resources or names of pools.
    pub any_of: Vec<String>,
    /// How many of them.
    #[schemars(range(min = 1, max = 100))]
    pub units: i64,
}

impl Default for Requirement {
    fn default() -> Self {
        Self { any_of: Vec::new(), units: 1 }
    }
}

/// Who is taken in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Busy {
    /// The people who serve.
    Staff,
    /// The resources.
    Resources,
    /// The client.
    Client,
}

/// A part of an appointment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["minutes", "busy"]))]
pub struct Phase {
    /// Its length; all of them add up to that of the appointment.
    #[schemars(range(min = 1, max = 1440))]
    pub minutes: i64,
    /// Who is taken in it; the others are free for something else.
    pub busy: Vec<Busy>,
}

/// A kind of appointment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "durationMinutes"]))]
pub struct Service {
    /// Unique among the services.
    pub id: String,
    /// Name for people; the id where absent.
    pub name: String,
    /// Length of the appointment.
    #[schemars(range(min = 1, max = 1440))]
    pub duration_minutes: i64,
    /// Price in the currency of the problem.
    #[schemars(range(min = 0.0, max = 1e9))]
    pub price: f64,
    /// Minutes before the appointment in which people and resources are taken.
    #[schemars(range(min = 0, max = 1440))]
    pub setup_minutes: i64,
    /// Minutes after it.
    #[schemars(range(min = 0, max = 1440))]
    pub cleanup_minutes: i64,
    /// How many different people it takes; 0 is self-service.
    #[schemars(range(min = 0, max = 8))]
    pub staff_count: i64,
    /// All of these are reserved with the appointment.
    pub requires: Vec<Requirement>,
    /// Whether the appointment may lie outside the site's opening hours.
    pub outside_opening_hours: bool,
    /// The parts of the appointment in order; without them people, resources and client are busy throughout.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<Phase>,
}

impl Default for Service {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            duration_minutes: 0,
            price: 0.0,
            setup_minutes: 0,
            cleanup_minutes: 0,
            staff_count: 1,
            requires: Vec::new(),
            outside_opening_hours: false,
            phases: Vec::new(),
        }
    }
}
