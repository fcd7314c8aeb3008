//! Whether people work and resources can be used for the whole occupied time of a booking.
//!
//! A new booking must respect it; for a standing one it is a conflict to warn of.

use crate::domain::{Booking, DAY, Interval, IntervalSet, Problem, RequestIndex, ResourceIndex, StaffIndex};

use super::wording;
use super::{Rule, Violation};

/// People and resources of the booking that are inactive or not there for all of its occupied time.
pub(super) fn unavailable(problem: &Problem, request: RequestIndex, booking: &Booking) -> Vec<Violation> {
    let occupied = problem.occupied(request, booking.start);
    let people = booking.staff.iter().filter_map(|&one| absent(problem, request, one, occupied));
    let resources = booking.resources.iter().filter_map(|&one| unusable(problem, request, one, occupied));
    people.chain(resources).collect()
}

/// The appointment may run only while its site is open.
pub(super) fn is_open(problem: &Problem, request: RequestIndex, appointment: Interval) -> bool {
    covers(appointment, |span| problem.opening(problem.request(request).site, span))
}

fn absent(problem: &Problem, request: RequestIndex, index: StaffIndex, occupied: Interval) -> Option<Violation> {
    let (rule, state) = if !problem.person(index).active {
        (Rule::StaffInactive, "is inactive")
    } else if !covers(occupied, |span| problem.shifts(index, span)) {
        (Rule::StaffShift, "is not on shift for all of the time")
    } else {
        return None;
    };
    let detail = taken(problem, request, &wording::person(problem, index), state, occupied);
    Some(Violation::new(rule, detail).of(&[request]).by(index).at(occupied))
}

fn unusable(problem: &Problem, request: RequestIndex, index: ResourceIndex, occupied: Interval) -> Option<Violation> {
    let (rule, state) = if !problem.resource(index).active {
        (Rule::ResourceInactive, "is inactive")
    } else if !covers(occupied, |span| problem.usable(index, span)) {
        (Rule::ResourceHours, "cannot be used for all of the time")
    } else {
        return None;
    };
    let detail = taken(problem, request, &wording::resource(problem, index), state, occupied);
    Some(Violation::new(rule, detail).of(&[request]).with(index).at(occupied))
}

fn taken(problem: &Problem, request: RequestIndex, who: &str, state: &str, occupied: Interval) -> String {
    let (request, zone) = (wording::requests(problem, &[request]), problem.zone_of(request));
    format!("{who} {state} that {request} takes, {}", wording::span(zone, occupied))
}

/// Hours are asked for a day more on both sides, so that nothing depends on where a span cuts them.
fn covers(interval: Interval, hours: impl Fn(Interval) -> IntervalSet) -> bool {
    hours(Interval::new(interval.start - DAY, interval.end + DAY)).covers(interval)
}
