//! What stands is as it was, and nothing new starts in the frozen time.

use crate::domain::{Booking, Problem, RequestIndex};

use super::super::{Plan, PlannedBooking, same_members, wording};
use super::{Case, Rule, Violation, listing};

/// Live standing requests whose booking the plan changes or leaves out.
pub(super) fn check(problem: &Problem, plan: &Plan) -> Vec<Violation> {
    let live = problem.standing_bookings().filter(|&(request, _)| problem.request(request).status.is_live());
    let mut given: Vec<Option<&Booking>> = vec![None; problem.requests.len()];
    live.for_each(|(request, booking)| given[request.position()] = Some(booking));
    let stands = |request: RequestIndex| given.get(request.position()).copied().flatten();

    let known = plan.bookings.iter().filter(|planned| listing::is_known(problem, planned));
    let changed = known.filter(|planned| stands(planned.request).is_some_and(|was| !is_same(problem, was, planned)));
    let changed =
        changed.map(|planned| violation(problem, planned.request, "must stay as it is, but the plan moves it"));
    let left_out = plan.unassigned.iter().filter(|left_out| stands(left_out.request).is_some());
    let left_out =
        left_out.map(|left_out| violation(problem, left_out.request, "must stay as it is, but the plan leaves it out"));
    changed.chain(left_out).collect()
}

/// New bookings that start in the frozen time.
pub(super) fn thaw(case: &Case<'_>) -> Vec<Violation> {
    let frozen = case.problem.frozen_until.filter(|&until| case.planned.booking.start < until);
    let violation = frozen.map(|until| {
        let until = wording::moment(case.problem.zone_of(case.request), until);
        case.breaks(Rule::Frozen, &format!("is booked {}, but nothing new may start before {until}", case.when()))
    });
    violation.into_iter().collect()
}

fn is_same(problem: &Problem, was: &Booking, planned: &PlannedBooking) -> bool {
    let now = &planned.booking;
    was.start == now.start
        && planned.end == problem.appointment(planned.request, was.start).end
        && same_members(&was.staff, &now.staff)
        && same_members(&was.resources, &now.resources)
}

fn violation(problem: &Problem, request: RequestIndex, what: &str) -> Violation {
    let given = problem.request(request).standing().map(|booking| problem.appointment(request, booking.start));
    let when = given.map_or(String::new(), |at| format!(" {}", wording::span(problem.zone_of(request), at)));
    let detail = format!("the booking of {}{when} {what}", wording::requests(problem, &[request]));
    Violation { at: given, ..Violation::new(Rule::Standing, detail).of(&[request]) }
}
