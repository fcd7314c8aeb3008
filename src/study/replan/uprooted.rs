//! Bookings whose people or resources are not there.

use crate::domain::{Booking, DAY, Interval, Problem, RequestIndex, ResourceIndex, StaffIndex};

/// Live bookings that their people or resources have no hours for, in the order of the requests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uprooted {
    /// Those that a plan must change.
    pub open: Vec<RequestIndex>,
    /// Those that stand all the same: pinned whole, or frozen.
    pub standing: Vec<RequestIndex>,
}

/// The bookings that cannot stay as they are because somebody is absent or something is down.
pub fn uprooted(problem: &Problem) -> Uprooted {
    let mut found = Uprooted::default();
    for (index, request) in problem.indexed_requests().filter(|(_, request)| request.status.is_live()) {
        let Some(booking) = &request.booking else { continue };
        if !has_hours(problem, index, booking) {
            if request.is_open() { found.open.push(index) } else { found.standing.push(index) }
        }
    }
    found
}

fn has_hours(problem: &Problem, request: RequestIndex, booking: &Booking) -> bool {
    let occupied = problem.occupied(request, booking.start);
    let around = Interval::new(occupied.start - DAY, occupied.end + DAY);
    let on_shift = |&person: &StaffIndex| {
        let shifts = problem.shifts(person, around);
        problem.staff_busy(request, booking.start).all(|busy| shifts.covers(busy))
    };
    let in_order = |&resource: &ResourceIndex| {
        let usable = problem.usable(resource, around);
        problem.resource(resource).active
            && problem.resources_busy(request, booking.start).all(|busy| usable.covers(busy))
    };
    booking.staff.iter().all(on_shift) && booking.resources.iter().all(in_order)
}
