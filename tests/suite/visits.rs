//! Visits: what binds their bookings, for the checker, for conflicts, and for the engine.

#![expect(clippy::unwrap_used, reason = "a broken problem must fail the test")]

use serde_json::{Value, json};
use slotwright::domain::{Pin, Problem, Status, VisitStaff};
use slotwright::engine::{EngineName, Options};
use slotwright::io::read_problem;
use slotwright::plan::{Outcome, Reason, Rule, check, conflicts};

use crate::support::salon::Salon;
use crate::support::solve::solve_checked;

#[test]
fn a_visit_in_order_within_its_wait_is_kept() {
    let mut salon = Salon::new();
    salon.bind(&["r1", "r2"], 15, VisitStaff::Same);
    assert_eq!(salon.broken(), []);
    let mut salon = Salon::new();
    salon.bind(&["r1", "off", "r2"], 15, VisitStaff::Any);
    assert_eq!(salon.broken(), [], "what is cancelled is skipped");
    let mut salon = Salon::new();
    salon.bind(&["r4"], 0, VisitStaff::Any);
    assert_eq!(salon.broken(), [], "left out as a whole");
}

#[test]
fn a_violation_names_the_visit_and_its_two_requests() {
    let mut salon = Salon::new();
    salon.bind(&["r2", "r1"], 600, VisitStaff::Any);
    let found = check(&salon.problem, &salon.plan);
    let detail = "requests r2 and r1 of visit v0 are not booked one after the other, \
                  from 2026-11-23 10:00+01:00 to 2026-11-23 11:45+01:00";
    assert_eq!((found.len(), found[0].detail.as_str()), (1, detail));
    assert_eq!(found[0].requests, [salon.index("r1"), salon.index("r2")]);
}

/// `past` is from 09:00 to 10:00 with Béla, `r1` from 10:00 with Anna.
#[test]
fn open_requests_are_bound_to_the_standing_ones_beside_them() {
    let mut salon = Salon::new();
    salon.bind(&["past", "r1"], 0, VisitStaff::Different);
    assert_eq!(salon.broken(), []);
    salon.problem.visits[0].staff = VisitStaff::Same;
    assert_eq!(salon.broken(), [Rule::VisitStaff]);
    salon.problem.visits[0].staff = VisitStaff::Any;
    salon.rebook("r1", "2026-11-23 10:15", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), [Rule::StaffOverlap, Rule::ResourceOverlap, Rule::VisitWait]);
    salon.cancel("r1");
    salon.leave_out("r1");
    assert_eq!(salon.broken(), [], "what stands may stay alone");
}

#[test]
fn standing_bookings_that_do_not_go_together_are_a_conflict_and_no_violation() {
    let mut salon = Salon::quiet();
    salon.give("a", "massage", Status::Completed, Pin::None, "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.give("b", "massage", Status::Confirmed, Pin::All, "2026-11-23 12:00", &["bela"], &["room-1"]);
    salon.book("b", "2026-11-23 12:00", &["bela"], &["room-1"]);
    salon.bind(&["a", "b"], 30, VisitStaff::Same);
    assert_eq!(salon.broken(), []);
    let told: Vec<Rule> = conflicts(&salon.problem).iter().map(|one| one.rule).collect();
    assert_eq!(told, [Rule::VisitWait, Rule::VisitStaff]);
}

/// One therapist and one hairdresser; a massage of an hour and a cut of half an hour, one after the other.
fn day(requests: Value, visits: Value) -> Problem {
    let week = json!({ "mon": ["09:00-12:00"] });
    let file = json!({
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-24" }, "gridMinutes": 30,
        "sites": [{ "id": "s", "timeZone": "UTC" }],
        "staff": [
            { "id": "anna", "site": "s", "services": ["massage"], "weeklyHours": week },
            { "id": "bea", "site": "s", "services": ["cut"], "weeklyHours": week },
        ],
        "services": [
            { "id": "massage", "durationMinutes": 60, "price": 100 },
            { "id": "cut", "durationMinutes": 30, "price": 40 },
        ],
        "requests": requests, "visits": visits,
    });
    read_problem(file.to_string().as_bytes()).unwrap().problem
}

fn window(start: &str, end: &str) -> Value {
    json!([{ "earliestStart": format!("2026-11-23T{start}"), "latestEnd": format!("2026-11-23T{end}") }])
}

fn solved(problem: &Problem, engine: EngineName) -> Outcome {
    solve_checked(problem, &Options { engine, ..Options::default() })
}

fn left_out(outcome: &Outcome) -> Vec<Reason> {
    outcome.plan.as_ref().unwrap().0.unassigned.iter().map(|one| one.reason).collect()
}

#[test]
fn greedy_books_a_visit_as_a_whole() {
    let requests = json!([
        { "id": "m", "client": "c", "service": "massage", "site": "s" },
        { "id": "h", "client": "c", "service": "cut", "site": "s" },
        { "id": "other", "service": "cut", "site": "s", "windows": window("10:00", "10:30"), "price": 30 },
    ]);
    let problem = day(requests, json!([{ "id": "v", "requests": ["m", "h"] }]));
    for engine in [EngineName::Greedy, EngineName::Auto] {
        let (plan, score) = solved(&problem, engine).plan.unwrap();
        assert_eq!((score.total(), plan.bookings.len()), (17_000, 3));
    }
}

#[test]
fn a_visit_with_a_hopeless_request_is_left_out_as_a_whole() {
    let requests = |mandatory| {
        json!([
            { "id": "m", "client": "c", "service": "massage", "site": "s" },
            { "id": "h", "client": "c", "service": "cut", "site": "s", "windows": window("12:00", "13:00"),
              "mandatory": mandatory },
        ])
    };
    let visits = json!([{ "id": "v", "requests": ["m", "h"] }]);
    let outcome = solved(&day(requests(false), visits.clone()), EngineName::Auto);
    assert_eq!(left_out(&outcome), [Reason::NoVisit, Reason::NoStaff]);
    let problem = day(requests(true), visits);
    let outcome = solved(&problem, EngineName::Auto);
    let clash: Vec<&str> = outcome.clash.iter().map(|&one| problem.request(one).id.as_str()).collect();
    assert_eq!((outcome.plan.is_none(), clash), (true, vec!["h"]));
}

/// The cut is over before the massage can end: alone both could be booked.
#[test]
fn windows_that_do_not_fit_together_are_told_as_the_reason() {
    let requests = json!([
        { "id": "m", "client": "c", "service": "massage", "site": "s" },
        { "id": "h", "client": "c", "service": "cut", "site": "s", "windows": window("09:00", "10:00") },
    ]);
    let outcome = solved(&day(requests, json!([{ "id": "v", "requests": ["m", "h"] }])), EngineName::Auto);
    assert_eq!(left_out(&outcome), [Reason::NoVisit, Reason::NoVisit]);
}

/// A mandatory cut makes the massage before it mandatory, though a dearer one wants its only hour.
#[test]
fn a_mandatory_request_makes_its_visit_mandatory() {
    let requests = json!([
        { "id": "m", "client": "c", "service": "massage", "site": "s", "windows": window("09:00", "10:00") },
        { "id": "h", "client": "c", "service": "cut", "site": "s", "mandatory": true },
        { "id": "dear", "service": "massage", "site": "s", "windows": window("09:00", "10:00"), "price": 900 },
    ]);
    let problem = day(requests, json!([{ "id": "v", "requests": ["m", "h"], "maxWaitMinutes": 30 }]));
    for engine in [EngineName::Greedy, EngineName::Auto] {
        assert_eq!(solved(&problem, engine).plan.unwrap().1.total(), 14_000);
    }
}

/// The pack leaves its room at 10:00 to be cleaned; the facial must be in room 1 then. So the pack goes to room 2, and not
/// to the first that is free.
#[test]
fn the_first_room_that_fits_is_not_the_only_one() {
    let week = json!({ "mon": ["09:00-11:00"] });
    let file = json!({
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-24" }, "gridMinutes": 30,
        "sites": [{ "id": "s", "timeZone": "UTC", "openingHours": week }],
        "resources": [{ "id": "room-1", "site": "s", "pool": "room" }, { "id": "room-2", "site": "s", "pool": "room" }],
        "services": [
            { "id": "pack", "durationMinutes": 60, "cleanupMinutes": 30, "price": 50, "staffCount": 0, "requires": [{ "anyOf": ["room"] }] },
            { "id": "facial", "durationMinutes": 60, "price": 50, "staffCount": 0, "requires": [{ "anyOf": ["room-1"] }] },
        ],
        "requests": [
            { "id": "p", "client": "c", "service": "pack", "site": "s" },
            { "id": "f", "client": "c", "service": "facial", "site": "s" },
        ],
        "visits": [{ "id": "v", "requests": ["p", "f"] }],
    });
    let problem = read_problem(file.to_string().as_bytes()).unwrap().problem;
    assert_eq!(solved(&problem, EngineName::Auto).plan.unwrap().1.total(), 10_000);
}

/// A visit with a frozen massage: the cut follows it, though it has to give up the better hour.
#[test]
fn what_is_frozen_binds_the_rest_of_its_visit() {
    let requests = json!([
        { "id": "m", "client": "c", "service": "massage", "site": "s", "status": "confirmed",
          "booking": { "start": "2026-11-23T09:00", "staff": ["anna"] } },
        { "id": "h", "client": "c", "service": "cut", "site": "s", "preferredStart": "2026-11-23T11:00" },
    ]);
    let problem = day(requests, json!([{ "id": "v", "requests": ["m", "h"], "maxWaitMinutes": 30 }]));
    let frozen = problem.clone().freeze_until(problem.horizon_at(0.into()).start + 570);
    // 10:30 is half an hour before the wish: 4000 × 60 × 30 div 60000.
    assert_eq!(solved(&frozen, EngineName::Auto).plan.unwrap().1.total(), 13_880);
    // To move the massage costs half of it.
    assert_eq!(solved(&problem, EngineName::Auto).plan.unwrap().1.total(), 13_880);
}
