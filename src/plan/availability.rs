//! Whether people work and resources can be used for the whole time for which a booking takes them.
//!
//! A new booking must respect it; for a standing one it is a conflict to warn of.

use crate::domain::{Booking, DAY, Interval, IntervalSet, Minute, Problem, RequestIndex, ResourceIndex, StaffIndex};

use super::wording;
use super::{Rule, Violation};

/// People and resources of the booking that are inactive or not there for all of the time for which it takes them.
pub(super) fn unavailable(problem: &Problem, request: RequestIndex, booking: &Booking) -> Vec<Violation> {
    let people = booking.staff.iter().filter_map(|&one| absent(problem, request, one, booking.start));
    let resources = booking.resources.iter().filter_map(|&one| unusable(problem, request, one, booking.start));
    people.chain(resources).collect()
}

/// The appointment may run only while its site is open.
pub(super) fn is_open(problem: &Problem, request: RequestIndex, appointment: Interval) -> bool {
    covers(appointment, |span| problem.opening(problem.request(request).site, span))
}

fn absent(problem: &Problem, request: RequestIndex, index: StaffIndex, start: Minute) -> Option<Violation> {
    let (rule, state, at) = if !problem.person(index).active {
        (Rule::StaffInactive, "is inactive for the time", problem.occupied(request, start))
    } else {
        let mut busy = problem.staff_busy(request, start);
        let off_shift = busy.find(|&one| !covers(one, |span| problem.shifts(index, span)))?;
        (Rule::StaffShift, "is not on shift for all of the time", off_shift)
    };
    let detail = taken(problem, request, &wording::person(problem, index), state, at);
    Some(Violation::new(rule, detail).of(&[request]).by(index).at(at))
}

fn unusable(problem: &Problem, request: RequestIndex, index: ResourceIndex, start: Minute) -> Option<Violation> {
    let (rule, state, at) = if !problem.resource(index).active {
        (Rule::ResourceInactive, "is inactive for the time", problem.occupied(request, start))
    } else {
        let mut busy = problem.resources_busy(request, start);
        let shut = busy.find(|&one| !covers(one, |span| problem.usable(index, span)))?;
        (Rule::ResourceHours, "cannot be used for all of the time", shut)
    };
    let detail = taken(problem, request, &wording::resource(problem, index), state, at);
    Some(Violation::new(rule, detail).of(&[request]).with(index).at(at))
}

fn taken(problem: &Problem, request: RequestIndex, who: &str, state: &str, at: Interval) -> String {
    let (request, zone) = (wording::requests(problem, &[request]), problem.zone_of(request));
    format!("{who} {state} that {request} takes, {}", wording::span(zone, at))
}

/// Hours are asked for a day more on both sides, so that nothing depends on where a span cuts them.
fn covers(interval: Interval, hours: impl Fn(Interval) -> IntervalSet) -> bool {
    hours(Interval::new(interval.start - DAY, interval.end + DAY)).covers(interval)
}
