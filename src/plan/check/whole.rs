//! The open requests of a visit are booked together or not at all.

use crate::domain::{Problem, RequestIndex, Visit};

use super::super::wording;
use super::{Case, Rule, Violation};

/// The visits of which some open requests are booked and others are not.
pub(super) fn check(problem: &Problem, cases: &[Case<'_>]) -> Vec<Violation> {
    if problem.visits.is_empty() {
        return Vec::new();
    }
    let mut is_booked = vec![false; problem.requests.len()];
    cases.iter().for_each(|case| is_booked[case.request.position()] = true);
    problem.visits.iter().filter_map(|visit| incomplete(problem, visit, &is_booked)).collect()
}

fn incomplete(problem: &Problem, visit: &Visit, is_booked: &[bool]) -> Option<Violation> {
    let open = problem.members(visit).filter(|&one| problem.request(one).is_open());
    let (booked, left_out): (Vec<RequestIndex>, Vec<RequestIndex>) = open.partition(|one| is_booked[one.position()]);
    if booked.is_empty() || left_out.is_empty() {
        return None;
    }
    let (done, missing) = (wording::requests(problem, &booked), wording::requests(problem, &left_out));
    let detail = format!("visit {} is booked in part: {done} without {missing}", visit.id);
    let mut requests = [booked, left_out].concat();
    requests.sort_unstable();
    Some(Violation::new(Rule::VisitIncomplete, detail).of(&requests))
}
