//! Reasons: what is said to let a request in does so. The judges are the gate, the checker, the score and a solve of the
//! edited file; none of them knows how the change was found.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files must fail")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use slotwright::domain::{Booking, Problem, RequestIndex};
use slotwright::engine::{Interrupt, Limits, Options};
use slotwright::io::generate::{Kind, Spec, generate};
use slotwright::io::wire::explanation::{Cause, Change};
use slotwright::io::wire::plan as plan_wire;
use slotwright::io::wire::problem as wire;
use slotwright::plan::{Plan, PlannedBooking, Reason, Status, Unassigned, check, score};
use slotwright::study::explain::{Means, Setting, explain};

use crate::support::seeds::{on_all_cores, seeds};
use crate::support::solve::solve_checked;

/// So much time for each day that none needs it on a machine of its own: it is for machines that are busy with other tests.
fn means() -> Means {
    let deadline = Instant::now().checked_add(Duration::from_secs(60));
    let limits = Limits { deadline, interrupt: Interrupt::new() };
    Means { limits, threads: 1, seed: 0, work: Some(4_000) }
}

/// Days of every kind: salons and clinics, pairs of people, self-service, turnover, bookings with pins.
fn day(seed: u64) -> wire::Problem {
    let spec = Spec { seed, staff: 4, grid_minutes: 15, load: 1.4, ..Spec::default() };
    generate(&match seed % 5 {
        0 => Spec { kind: Kind::Clinic, two_people: 0.1, ..spec },
        1 => Spec { load: 1.6, ..spec },
        2 => Spec { turnover: true, insisting: 0.5, self_service: 0.1, ..spec },
        3 => Spec { booked: 0.5, pinned: 0.3, ..spec },
        _ => Spec { processing: true, days: 2, staff: 3, ..spec },
    })
}

fn plan_of(problem: &Problem) -> Plan {
    solve_checked(problem, &Options { work: Some(200_000), threads: Some(1), ..Options::default() }).plan.unwrap().0
}

fn ids<'a, T>(all: &'a [T], id: impl Fn(&'a T) -> &'a String) -> BTreeMap<&'a str, usize> {
    all.iter().enumerate().map(|(at, one)| (id(one).as_str(), at)).collect()
}

/// The plan with the bookings of the change, as a plan of the edited problem.
fn changed(before: &Problem, plan: &Plan, edited: &Problem, change: &Change) -> Plan {
    let requests = ids(&edited.requests, |one| &one.id);
    let (people, units) = (ids(&edited.staff, |one| &one.id), ids(&edited.resources, |one| &one.id));
    let mut booked: BTreeMap<RequestIndex, Booking> = BTreeMap::new();
    for one in &plan.bookings {
        let id = before.request(one.request).id.as_str();
        if !change.dropped.iter().any(|dropped| dropped == id) {
            let staff = one.booking.staff.iter().map(|&one| people[before.person(one).id.as_str()].into()).collect();
            let resources = one.booking.resources.iter().map(|&one| units[before.resource(one).id.as_str()].into());
            let booking = Booking { start: one.booking.start, staff, resources: resources.collect() };
            booked.insert(requests[id].into(), booking);
        }
    }
    for one in change.bookings.iter().chain(&change.moved) {
        let staff = one.staff.iter().map(|id| people[id.as_str()].into()).collect();
        let resources = one.resources.iter().map(|id| units[id.as_str()].into()).collect();
        booked.insert(requests[one.request.as_str()].into(), Booking { start: start(one), staff, resources });
    }
    let live = edited.indexed_requests().filter(|(index, one)| one.status.is_live() && !booked.contains_key(index));
    let unassigned = live.map(|(request, _)| Unassigned { request, reason: Reason::Undecided }).collect();
    let planned = booked.into_iter().map(|(request, booking)| {
        let end = edited.appointment(request, booking.start).end;
        PlannedBooking { request, booking, end }
    });
    let mut bookings: Vec<PlannedBooking> = planned.collect();
    bookings.sort_by_key(|one| (one.booking.start, one.request));
    Plan { bookings, unassigned }
}

fn start(booking: &plan_wire::Booking) -> i64 {
    chrono::DateTime::parse_from_rfc3339(&booking.start).unwrap().timestamp() / 60
}

/// The score of what the plan does for all but these.
fn others(problem: &Problem, plan: &Plan, wanted: &[String]) -> i64 {
    let is_other = |request: RequestIndex| !wanted.contains(&problem.request(request).id);
    let mut rest = plan.clone();
    rest.bookings.retain(|one| is_other(one.request));
    rest.unassigned.retain(|one| is_other(one.request));
    score(problem, &rest).total()
}

/// How many requests of a day were let in by the first change told, and their reasons.
fn let_in(seed: u64) -> Option<Vec<Cause>> {
    let setting = Setting::new(day(seed), None).unwrap();
    let problem = &setting.problem;
    let plan = plan_of(problem);
    // As many of each day, anywhere in its list.
    let mut asked: Vec<RequestIndex> = plan.unassigned.iter().map(|one| one.request).collect();
    let first = seed as usize % asked.len().max(1);
    asked.rotate_left(first);
    asked.truncate(PER_DAY);
    let mut causes = Vec::new();
    for one in explain(&setting, &plan, &asked, &means()) {
        let wanted: Vec<String> = [&one.request].into_iter().chain(&one.with).cloned().collect();
        let value = others(problem, &plan, &wanted);
        let efforts: Vec<i64> = one.changes.iter().map(|change| change.effort).collect();
        assert!(!efforts.is_empty() && efforts.is_sorted(), "seed {seed}, {}: {efforts:?}", one.request);
        for change in &one.changes {
            let place = format!("seed {seed}, {}: {}", one.request, change.detail);
            let edited = setting.edited(&change.edits).unwrap();
            let after = changed(problem, &plan, &edited.problem, change);
            assert_eq!(check(&edited.problem, &after), [], "{place}");
            assert!(others(&edited.problem, &after, &wanted) >= value, "{place}");
            let is_booked = |id: &String| change.bookings.iter().any(|booking| booking.request == *id);
            assert!(wanted.iter().all(is_booked), "{place}");
        }
        confirm(&setting, &one.changes[0], &wanted, value);
        causes.push(one.reason);
    }
    Some(causes)
}

/// A solve of the edited file, in which the request is mandatory and worth next to nothing, finds the others' value too.
fn confirm(setting: &Setting, change: &Change, wanted: &[String], value: i64) {
    let mut posed = setting.edited(&change.edits).unwrap().problem;
    for request in posed.requests.iter_mut().filter(|one| wanted.contains(&one.id)) {
        (request.mandatory, request.price, request.priority, request.preferred_start) = (true, 0, 1, None);
        request.preferred_staff = None;
    }
    let outcome = solve_checked(&posed, &Options { work: Some(200_000), threads: Some(1), ..Options::default() });
    let (plan, _) = outcome.plan.unwrap();
    assert!(wanted.iter().all(|id| plan.bookings.iter().any(|one| posed.request(one.request).id == *id)));
    if outcome.status == Status::Optimal {
        assert!(others(&posed, &plan, wanted) + wanted.len() as i64 >= value, "{wanted:?}: {}", change.detail);
    }
}

/// Requests of each day.
const PER_DAY: usize = 3;

#[test]
fn fifty_requests_that_were_left_out_are_let_in() {
    let causes: Vec<Cause> = on_all_cores(seeds(1..20), let_in).into_iter().flatten().collect();
    assert!(causes.len() >= 50, "{} requests", causes.len());
    let displaced = causes.iter().filter(|one| matches!(one, Cause::Displaced | Cause::Undecided)).count();
    assert!(displaced > 10 && displaced < causes.len(), "{causes:?}");
}
