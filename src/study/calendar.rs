//! The calendar: a problem whose requests have the bookings of a plan, and small changes of it for trial solves.
//!
//! What a plan has promised is kept where that is best: in the calendar it is a booking, and to move it costs what the
//! policy says.

use crate::domain::{Interval, Minute, Pin, Problem, RequestIndex, Status};
use crate::plan::{Plan, PlannedBooking, Reason, Unassigned};

/// The problem in which a plan is what is booked: requests that it serves have its bookings and keep their pins, those
/// that it leaves out have none.
#[must_use]
pub fn calendar(problem: &Problem, plan: &Plan) -> Problem {
    let mut calendar = problem.clone();
    for request in calendar.requests.iter_mut().filter(|request| request.is_open()) {
        request.booking = None;
    }
    for planned in &plan.bookings {
        let request = &mut calendar.requests[planned.request.position()];
        if request.is_open() {
            let mut booking = planned.booking.clone();
            booking.staff.sort_unstable();
            booking.resources.sort_unstable();
            request.booking = Some(booking);
        }
    }
    for request in calendar.requests.iter_mut().filter(|request| request.is_open() && request.booking.is_none()) {
        request.pin = Pin::None;
    }
    calendar
}

/// The plan in which every booking of the calendar stays as it is and nothing else is booked.
pub fn as_it_stands(calendar: &Problem) -> Plan {
    let mut plan = Plan::default();
    for (request, asked) in calendar.indexed_requests().filter(|(_, asked)| asked.status.is_live()) {
        match &asked.booking {
            Some(booking) => {
                let end = calendar.appointment(request, booking.start).end;
                plan.bookings.push(PlannedBooking { request, booking: booking.clone(), end });
            }
            None => plan.unassigned.push(Unassigned { request, reason: Reason::Undecided }),
        }
    }
    plan.bookings.sort_by_key(|planned| (planned.booking.start, planned.request));
    plan
}

/// The calendar in which no booking may move.
#[must_use]
pub fn standing(calendar: &Problem) -> Problem {
    let mut fixed = calendar.clone();
    for request in fixed.requests.iter_mut().filter(|request| request.booking.is_some() && request.status.is_live()) {
        request.pin = Pin::All;
    }
    fixed
}

/// The calendar without a request.
#[must_use]
pub fn without(calendar: &Problem, request: RequestIndex) -> Problem {
    let mut rest = calendar.clone();
    rest.requests[request.position()].status = Status::Cancelled;
    rest
}

/// The calendar without the open requests that are not among these, in order.
#[must_use]
pub fn only(calendar: &Problem, requests: &[RequestIndex]) -> Problem {
    let mut rest = calendar.clone();
    for (position, request) in rest.requests.iter_mut().enumerate() {
        if request.is_open() && requests.binary_search(&position.into()).is_err() {
            request.status = Status::Cancelled;
        }
    }
    rest
}

/// The calendar in which a request may only lie within `window`.
#[must_use]
pub fn within(calendar: &Problem, request: RequestIndex, window: Interval) -> Problem {
    let mut narrowed = calendar.clone();
    let windows = &mut narrowed.requests[request.position()].windows;
    *windows = windows.iter().filter_map(|one| one.intersect(window)).collect();
    narrowed
}

/// The calendar in which a request must be booked.
#[must_use]
pub fn demanding(calendar: &Problem, request: RequestIndex) -> Problem {
    let mut strict = calendar.clone();
    strict.requests[request.position()].mandatory = true;
    strict
}

/// The calendar in which open bookings keep their times, and requests without a booking wait; `request` may go anywhere.
#[must_use]
pub fn keeping_times(calendar: &Problem, request: RequestIndex) -> Problem {
    let mut fixed = calendar.clone();
    for position in 0..fixed.requests.len() {
        if position == request.position() || !fixed.requests[position].is_open() {
            continue;
        }
        let appointment = fixed.requests[position].booking.as_ref().map(|booking| booking.start);
        match appointment.map(|start| fixed.appointment(position.into(), start)) {
            Some(appointment) => fixed.requests[position].windows = vec![appointment],
            None => fixed.requests[position].status = Status::Cancelled,
        }
    }
    fixed
}

/// The calendar in which a request must start at that minute.
#[must_use]
pub fn starting(calendar: &Problem, request: RequestIndex, start: Minute) -> Problem {
    let mut fixed = calendar.clone();
    let appointment = fixed.appointment(request, start);
    let asked = &mut fixed.requests[request.position()];
    (asked.windows, asked.mandatory) = (vec![appointment], true);
    fixed
}
