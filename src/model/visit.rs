//! Visits: requests that are booked together, one after the other on one date, or not at all.
//!
//! What a visit asks of two of its candidates, and the candidates that it leaves: one that no candidate of the next or
//! the previous request goes with cannot be booked (arc consistency; two sweeps along the visit make it complete for
//! order, wait and date). Standing bookings of the visit bind the open requests beside them in the same way.

use std::collections::HashMap;

use super::candidate::{Candidate, OpenRequest};
use crate::domain::{Booking, Interval, Minute, Problem, RequestIndex, StaffIndex, Visit, VisitStaff};
use crate::plan::Reason;

/// The open requests of a visit, at least two; all of them are booked, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenVisit {
    /// Their positions in the part, in the order of the visit.
    pub members: Vec<usize>,
    /// Between each and the next: the next starts on the same local date, from the end of the one before on, and at most
    /// so many minutes later. `None` where a standing booking lies between the two and binds them instead.
    pub waits: Vec<Option<Minute>>,
    /// Who may serve them.
    pub staff: VisitStaff,
}

/// The starts that the request after a booking may have, on its date.
pub fn next_starts(problem: &Problem, request: RequestIndex, start: Minute, max_wait: Minute) -> Interval {
    let (zone, end) = (problem.zone_of(request), problem.appointment(request, start).end);
    Interval::new(end, (end + max_wait + 1).min(zone.day(zone.date(start)).end))
}

/// Whether two bookings of a visit may have these people.
pub fn go_together(staff: VisitStaff, one: &[StaffIndex], other: &[StaffIndex]) -> bool {
    if one.is_empty() || other.is_empty() {
        return true;
    }
    match staff {
        VisitStaff::Any => true,
        VisitStaff::Same => one == other,
        VisitStaff::Different => one.iter().all(|person| !other.contains(person)),
    }
}

/// The candidates of a request with a start in the interval, by their positions.
pub fn starting_in(open: &OpenRequest, interval: Interval) -> std::ops::Range<usize> {
    let before = |minute| open.candidates.partition_point(|candidate| candidate.start < minute);
    before(interval.start)..before(interval.end.max(interval.start))
}

/// The visits among open requests, each with all of its open requests or none of them there.
pub fn open_visits(problem: &Problem, requests: &[OpenRequest]) -> Vec<OpenVisit> {
    if problem.visits.is_empty() {
        return Vec::new();
    }
    let positions = positions(requests);
    let mut visits = Vec::new();
    for visit in &problem.visits {
        let (mut members, mut waits, mut beside) = (Vec::new(), Vec::new(), false);
        for request in problem.members(visit) {
            let Some(&position) = positions.get(&request) else {
                beside = false;
                continue;
            };
            if !members.is_empty() {
                waits.push(beside.then_some(visit.max_wait));
            }
            members.push(position);
            beside = true;
        }
        if members.len() > 1 {
            visits.push(OpenVisit { members, waits, staff: visit.staff });
        }
    }
    visits
}

fn positions(requests: &[OpenRequest]) -> HashMap<RequestIndex, usize> {
    requests.iter().enumerate().map(|(position, open)| (open.request, position)).collect()
}

/// Takes away the candidates that cannot be booked with the others of their visits. Where one of a visit has none
/// left, all have none.
pub fn narrow(problem: &Problem, requests: &mut [OpenRequest]) {
    if problem.visits.is_empty() {
        return;
    }
    let positions = positions(requests);
    for visit in &problem.visits {
        let members: Vec<RequestIndex> = problem.members(visit).collect();
        keep_beside_standing(problem, visit, &members, requests, &positions);
        let open: Vec<Option<usize>> = members.iter().map(|request| positions.get(request).copied()).collect();
        let links: Vec<(usize, usize)> = open.windows(2).filter_map(|pair| pair[0].zip(pair[1])).collect();
        for &(one, next) in &links {
            keep_after(problem, visit, requests, one, next);
        }
        for &(one, next) in links.iter().rev() {
            keep_before(problem, visit, requests, one, next);
        }
        let open: Vec<usize> = open.into_iter().flatten().collect();
        if open.iter().any(|&position| requests[position].candidates.is_empty()) {
            give_up(requests, &open);
        }
    }
}

/// Leaves the requests of a visit without candidates, since they cannot be booked together.
pub fn give_up(requests: &mut [OpenRequest], members: &[usize]) {
    for &position in members {
        requests[position].candidates.clear();
        requests[position].obstacle.get_or_insert(Reason::NoVisit);
    }
}

/// Keeps the candidates that go with the standing bookings of the visit.
fn keep_beside_standing(
    problem: &Problem,
    visit: &Visit,
    members: &[RequestIndex],
    requests: &mut [OpenRequest],
    positions: &HashMap<RequestIndex, usize>,
) {
    let standing: Vec<Option<&Booking>> = members.iter().map(|&one| problem.request(one).standing()).collect();
    for (at, request) in members.iter().enumerate() {
        let Some(open) = positions.get(request).map(|&position| &mut requests[position]) else { continue };
        let before = at.checked_sub(1).and_then(|one| Some((members[one], standing[one]?)));
        let after = standing.get(at + 1).copied().flatten();
        let after_previous =
            before.map(|(request, booking)| next_starts(problem, request, booking.start, visit.max_wait));
        open.candidates.retain(|candidate| {
            let next = |booking: &Booking| {
                let starts = next_starts(problem, *request, candidate.start, visit.max_wait);
                (starts.start..starts.end).contains(&booking.start)
            };
            after_previous.is_none_or(|starts| (starts.start..starts.end).contains(&candidate.start))
                && after.is_none_or(next)
                && standing.iter().flatten().all(|one| go_together(visit.staff, &candidate.staff, &one.staff))
        });
    }
}

/// Keeps the candidates of `next` that some candidate of `one` can come before.
fn keep_after(problem: &Problem, visit: &Visit, requests: &mut [OpenRequest], one: usize, next: usize) {
    let zone = problem.zone_of(requests[next].request);
    let length = problem.service_of(requests[one].request).duration;
    let goes = |candidate: &Candidate| {
        let (latest, day) = (candidate.start - length, zone.day(zone.date(candidate.start)));
        let earlier = starting_in(&requests[one], Interval::new((latest - visit.max_wait).max(day.start), latest + 1));
        requests[one].candidates[earlier].iter().any(|other| go_together(visit.staff, &other.staff, &candidate.staff))
    };
    let kept: Vec<bool> = requests[next].candidates.iter().map(goes).collect();
    retain(&mut requests[next], kept);
}

/// Keeps the candidates of `one` that some candidate of `next` can come after.
fn keep_before(problem: &Problem, visit: &Visit, requests: &mut [OpenRequest], one: usize, next: usize) {
    let request = requests[one].request;
    let goes = |candidate: &Candidate| {
        let starts = next_starts(problem, request, candidate.start, visit.max_wait);
        let later = starting_in(&requests[next], starts);
        requests[next].candidates[later].iter().any(|other| go_together(visit.staff, &other.staff, &candidate.staff))
    };
    let kept: Vec<bool> = requests[one].candidates.iter().map(goes).collect();
    retain(&mut requests[one], kept);
}

fn retain(open: &mut OpenRequest, kept: Vec<bool>) {
    let mut kept = kept.into_iter();
    open.candidates.retain(|_| kept.next().unwrap_or(false));
}
