//! The bookings behind the appointments, with their requests.

use crate::domain::{Booking, Problem, RequestIndex, Status};
use crate::plan::Plan;

/// A request and how it is booked.
pub(super) type RequestBooking<'a> = (RequestIndex, &'a Booking);

/// The bookings that a report on a problem, or on history and a plan for it, counts: all but cancelled ones.
pub(super) fn bookings<'a>(problem: &'a Problem, plan: Option<&'a Plan>) -> Vec<RequestBooking<'a>> {
    let counts = |status: Status| status != Status::Cancelled && (plan.is_none() || status.is_history());
    let given = problem.indexed_requests().filter(|(_, request)| counts(request.status));
    let given = given.filter_map(|(index, request)| Some((index, request.booking.as_ref()?)));
    given.chain(plan.into_iter().flat_map(|plan| plan.bookings.iter().map(|one| (one.request, &one.booking)))).collect()
}
