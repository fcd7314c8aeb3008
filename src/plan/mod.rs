//! The plan: bookings, their score, their check, and how a solve ended.
//!
//! The story tells of it after the model, the imports have it below: what is here knows the domain alone, so that
//! the checker stays independent of the formulation and reports know nothing of solvers.

mod outcome;
mod score;
mod unassigned;

pub use outcome::{Outcome, Status, StoppedBy, gap};
pub use score::{Score, score};
pub use unassigned::{Reason, Unassigned};

use crate::domain::{Booking, Minute, RequestIndex};

/// A request and the booking that serves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedBooking {
    /// What is served.
    pub request: RequestIndex,
    /// When, by whom and with what.
    pub booking: Booking,
    /// End of the appointment.
    pub end: Minute,
}

/// Each live request either booked or left out with a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is served, in the order of start, then request.
    pub bookings: Vec<PlannedBooking>,
    /// What is left out, in the order of the requests.
    pub unassigned: Vec<Unassigned>,
}
