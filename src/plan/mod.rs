//! The plan: bookings, their score, their check, and how a solve ended.
//!
//! The story tells of it after the model, the imports have it below: what is here knows the domain alone, so that
//! the checker stays independent of the formulation and reports know nothing of solvers.

mod availability;
mod check;
mod conflict;
mod diff;
mod outcome;
mod overlap;
mod rule;
mod score;
mod unassigned;
mod violation;
mod visits;
mod wording;

pub use check::{Claims, check, check_claims, check_file};
pub use conflict::{Conflict, conflicts, double_bookings, outside_hours};
pub use diff::{Aspect, Change, calls, changes, diff};
pub use outcome::{Outcome, Status, StoppedBy, gap};
pub use rule::Rule;
pub use score::{Score, score};
pub use unassigned::{Reason, Unassigned};
pub use violation::Violation;

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

/// Whether two lists name the same people or resources, in whatever order.
fn same_members<T: Copy + Ord>(one: &[T], other: &[T]) -> bool {
    let sorted = |list: &[T]| {
        let mut list = list.to_vec();
        list.sort_unstable();
        list
    };
    sorted(one) == sorted(other)
}
