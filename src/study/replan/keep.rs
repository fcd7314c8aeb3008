//! The bookings of a plan as those that the requests have.

use std::collections::{HashMap, HashSet};

use crate::domain::{Booking, Interval, Problem, RequestIndex};
use crate::io::wire::problem as wire;
use crate::plan::Plan;

/// The file with the bookings of a plan, for which `problem` was read from it.
///
/// Requests that the plan leaves out have no booking any more, and no pin; those that it does not know stay as they are.
/// Windows that follow from whether there is a booking are written down, so that they stay what they were. Standing
/// bookings, history and what is cancelled are not touched.
pub fn keep(file: &wire::Problem, problem: &Problem, plan: &Plan) -> wire::Problem {
    let planned: HashMap<RequestIndex, &Booking> =
        plan.bookings.iter().map(|planned| (planned.request, &planned.booking)).collect();
    let left_out: HashSet<RequestIndex> = plan.unassigned.iter().map(|left_out| left_out.request).collect();
    let mut kept = file.clone();
    for ((index, request), entry) in problem.indexed_requests().zip(&mut kept.requests) {
        let booking = planned.get(&index);
        if !request.is_open() || booking.is_none() && !left_out.contains(&index) {
            continue;
        }
        entry.windows.get_or_insert_with(|| request.windows.iter().map(|one| window(problem, index, *one)).collect());
        entry.booking = booking.map(|booking| written(problem, index, booking));
        if booking.is_none() {
            entry.pin = wire::Pin::None;
        }
    }
    kept
}

fn window(problem: &Problem, request: RequestIndex, window: Interval) -> wire::Window {
    let zone = problem.zone_of(request);
    wire::Window { earliest_start: zone.text(window.start), latest_end: zone.text(window.end) }
}

fn written(problem: &Problem, request: RequestIndex, booking: &Booking) -> wire::Booking {
    wire::Booking {
        start: problem.zone_of(request).text(booking.start),
        staff: booking.staff.iter().map(|&one| problem.person(one).id.clone()).collect(),
        resources: booking.resources.iter().map(|&one| problem.resource(one).id.clone()).collect(),
    }
}
