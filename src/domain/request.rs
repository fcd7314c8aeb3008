//! A request: an asked-for appointment, with the booking that it may already have.

use super::index::{ClientIndex, ResourceIndex, ServiceIndex, SiteIndex, StaffIndex};
use super::service::Cents;
use super::time::{Interval, Minute};

/// Where an appointment stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Asked for.
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

impl Status {
    /// Whether the appointment is still to be planned.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Requested | Self::Tentative | Self::Confirmed)
    }

    /// Whether it stands as it is and occupies what it occupied.
    pub fn is_history(self) -> bool {
        matches!(self, Self::Arrived | Self::Completed | Self::NoShow)
    }
}

/// What of an existing booking a plan must keep if it keeps the booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pin {
    /// Nothing.
    None,
    /// The start.
    Time,
    /// The people.
    Staff,
    /// The resources: given by hand, they stand in place of the service's requirements.
    Resource,
    /// Everything: the booking stands as it is, whatever rule it breaks.
    All,
}

/// When, by whom and with what a request is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Start of the appointment; the setup comes before it.
    pub start: Minute,
    /// The people, in order.
    pub staff: Vec<StaffIndex>,
    /// The resources, in order.
    pub resources: Vec<ResourceIndex>,
}

/// An asked-for appointment.
#[derive(Clone, Debug)]
pub struct Request {
    /// Unique id.
    pub id: String,
    /// Whose it is; a client is in one place at a time.
    pub client: Option<ClientIndex>,
    /// What is asked for.
    pub service: ServiceIndex,
    /// Where.
    pub site: SiteIndex,
    /// The appointment lies within one of these. Never empty; the gate fills in the default.
    pub windows: Vec<Interval>,
    /// The start that the client would like best.
    pub preferred_start: Option<Minute>,
    /// The people of whom the client would like at least one, if given.
    pub preferred_staff: Option<Vec<StaffIndex>>,
    /// The people who may serve it, if restricted.
    pub allowed_staff: Option<Vec<StaffIndex>>,
    /// The resources that it may use, if restricted.
    pub allowed_resources: Option<Vec<ResourceIndex>>,
    /// Weight of its worth, at least 1.
    pub priority: i64,
    /// What the client pays.
    pub price: Cents,
    /// Whether every plan must book it.
    pub mandatory: bool,
    /// Where it stands in its life.
    pub status: Status,
    /// The booking that it has.
    pub booking: Option<Booking>,
    /// What of that booking must be kept.
    pub pin: Pin,
    /// When it was asked for, if the file says so.
    pub created_at: Option<Minute>,
}

impl Request {
    /// What somebody asks who would come in any of these windows, pays that price and has no wishes.
    pub fn plain(service: ServiceIndex, site: SiteIndex, windows: Vec<Interval>, price: Cents) -> Self {
        Self {
            id: String::new(),
            client: None,
            service,
            site,
            windows,
            preferred_start: None,
            preferred_staff: None,
            allowed_staff: None,
            allowed_resources: None,
            priority: 1,
            price,
            mandatory: false,
            status: Status::Requested,
            booking: None,
            pin: Pin::None,
            created_at: None,
        }
    }

    /// The booking that no plan may touch: history, or one that is pinned whole.
    pub fn standing(&self) -> Option<&Booking> {
        let stands = self.status.is_history() || self.status.is_live() && self.pin == Pin::All;
        self.booking.as_ref().filter(|_| stands)
    }

    /// Whether a plan decides about it: live and not standing.
    pub fn is_open(&self) -> bool {
        self.status.is_live() && self.standing().is_none()
    }
}
