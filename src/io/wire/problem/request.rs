//! Requests of the problem file, with their windows and bookings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain;

/// A stretch of time that the appointment may lie in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["earliestStart", "latestEnd"]))]
pub struct Window {
    /// The appointment starts here or later.
    pub earliest_start: String,
    /// It ends here or earlier.
    pub latest_end: String,
}

/// When, by whom and with what a request is served.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["start"]))]
pub struct Booking {
    /// Start of the appointment.
    pub start: String,
    /// Ids of the people.
    pub staff: Vec<String>,
    /// Ids of the resources.
    pub resources: Vec<String>,
}

/// Where an appointment stands in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// Asked for.
    #[default]
    Requested,
    /// Held, not yet promised.
    Tentative,
    /// Promised.
    Confirmed,
    /// The client is here.
    Arrived,
    /// Done.
    Completed,
    /// Called off: never planned, frees everything.
    Cancelled,
    /// The client did not come.
    NoShow,
}

/// What of its booking a request must keep, if it keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Pin {
    /// Nothing.
    #[default]
    None,
    /// The start.
    Time,
    /// The people.
    Staff,
    /// The resources.
    Resource,
    /// Everything: the booking stands as it is.
    All,
}

impl From<domain::Pin> for Pin {
    fn from(pin: domain::Pin) -> Self {
        match pin {
            domain::Pin::None => Self::None,
            domain::Pin::Time => Self::Time,
            domain::Pin::Staff => Self::Staff,
            domain::Pin::Resource => Self::Resource,
            domain::Pin::All => Self::All,
        }
    }
}

/// An asked-for appointment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "service", "site"]))]
pub struct Request {
    /// Unique among the requests.
    pub id: String,
    /// Whose it is; a client is in one place at a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// What is asked for.
    pub service: String,
    /// Where.
    pub site: String,
    /// The appointment lies within one of these; absent: the day of the booking, or else the whole horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub windows: Option<Vec<Window>>,
    /// The start that the client would like best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_start: Option<String>,
    /// The people of whom the client would like at least one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_staff: Option<Vec<String>>,
    /// The only people who may serve it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_staff: Option<Vec<String>>,
    /// The only resources that it may use; pools may be named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_resources: Option<Vec<String>>,
    /// Weight of its worth.
    #[schemars(range(min = 1, max = 1000))]
    pub priority: i64,
    /// What the client pays; absent: the price of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e9))]
    pub price: Option<f64>,
    /// Whether every plan must book it.
    pub mandatory: bool,
    /// Where it stands in its life.
    pub status: Status,
    /// The booking that it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booking: Option<Booking>,
    /// What of that booking must be kept.
    pub pin: Pin,
    /// When it was asked for; the report tells lead times from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            id: String::new(),
            client: None,
            service: String::new(),
            site: String::new(),
            windows: None,
            preferred_start: None,
            preferred_staff: None,
            allowed_staff: None,
            allowed_resources: None,
            priority: 1,
            price: None,
            mandatory: false,
            status: Status::default(),
            booking: None,
            pin: Pin::default(),
            created_at: None,
        }
    }
}
