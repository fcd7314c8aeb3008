//! Each live request is listed once, booked or left out, and nothing else is listed.

use crate::domain::{Problem, RequestIndex};

use super::super::{Plan, PlannedBooking, wording};
use super::{Rule, Violation};

/// How often a plan lists a request.
#[derive(Clone, Copy, Default)]
struct Listed {
    booked: usize,
    left_out: usize,
}

/// The violations of the lists as such.
pub(super) fn check(problem: &Problem, plan: &Plan) -> Vec<Violation> {
    let mut listed = vec![Listed::default(); problem.requests.len()];
    let mut violations = Vec::new();
    for (position, planned) in plan.bookings.iter().enumerate() {
        if !is_known(problem, planned) {
            violations.push(unknown(problem, planned.request, &format!("booking {position}")));
        }
        if let Some(request) = listed.get_mut(planned.request.position()) {
            request.booked += 1;
        }
    }
    for (position, left_out) in plan.unassigned.iter().enumerate() {
        match listed.get_mut(left_out.request.position()) {
            Some(request) => request.left_out += 1,
            None => violations.push(unknown(problem, left_out.request, &format!("left-out request {position}"))),
        }
    }
    let each = problem.indexed_requests().zip(listed);
    violations.extend(each.filter_map(|((request, _), listed)| listing(problem, request, listed)));
    violations
}

/// Whether the request, the people and the resources of a booking are positions in the problem's lists.
pub(super) fn is_known(problem: &Problem, planned: &PlannedBooking) -> bool {
    planned.request.position() < problem.requests.len()
        && planned.booking.staff.iter().all(|one| one.position() < problem.staff.len())
        && planned.booking.resources.iter().all(|one| one.position() < problem.resources.len())
}

/// Whether every position in the plan is one of the problem's.
pub(super) fn all_known(problem: &Problem, plan: &Plan) -> bool {
    plan.bookings.iter().all(|planned| is_known(problem, planned))
        && plan.unassigned.iter().all(|left_out| left_out.request.position() < problem.requests.len())
}

fn unknown(problem: &Problem, request: RequestIndex, entry: &str) -> Violation {
    let detail = format!("{entry} names a request, person or resource that the problem does not have");
    let concerned = (request.position() < problem.requests.len()).then_some(request);
    Violation::new(Rule::Unknown, detail).of(concerned.as_slice())
}

fn listing(problem: &Problem, request: RequestIndex, listed: Listed) -> Option<Violation> {
    let asked = problem.request(request);
    let (rule, what) = match (asked.status.is_live(), listed.booked, listed.left_out) {
        (false, 0, 0) => return None,
        (false, ..) => (Rule::NotLive, "is planned although it is history or cancelled"),
        (true, 0, 0) => (Rule::Missing, "is neither booked nor left out"),
        (true, 0, 1) if asked.mandatory && asked.is_open() => (Rule::Mandatory, "is mandatory but left out"),
        (true, 1, 0) | (true, 0, 1) => return None,
        (true, 0, _) => (Rule::Repeated, "is left out more than once"),
        (true, _, 0) => (Rule::Repeated, "is booked more than once"),
        (true, ..) => (Rule::Repeated, "is both booked and left out"),
    };
    let detail = format!("{} {what}", wording::requests(problem, &[request]));
    Some(Violation::new(rule, detail).of(&[request]))
}
