//! Faults that were found, each with the smallest problem that shows it; the right answer is by hand and by trying.

#![expect(clippy::unwrap_used, reason = "a broken problem must fail the test")]

use serde_json::{Value, json};
use slotwright::domain::Problem;
use slotwright::engine::Options;
use slotwright::io::read_problem;
use slotwright::plan::Status;

use crate::support::brute::{Best, brute};
use crate::support::solve::solve_checked;

fn problem(file: Value) -> Problem {
    read_problem(file.to_string().as_bytes()).unwrap().problem
}

fn week(range: &str) -> Value {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    days.iter().map(|day| ((*day).to_owned(), json!([range]))).collect::<serde_json::Map<_, _>>().into()
}

fn window(start: &str, end: &str) -> Value {
    json!([{ "earliestStart": start, "latestEnd": end }])
}

/// Asserts the proved optimum, by the engine and by trying.
fn assert_best(problem: &Problem, points: i64) {
    assert_eq!(brute(problem), Best::Score(points));
    let outcome = solve_checked(problem, &Options::default());
    assert_eq!((outcome.status, outcome.plan.map(|(_, score)| score.total())), (Status::Optimal, Some(points)));
}

/// Occupied from Monday to Wednesday, a person cannot serve anybody on the Tuesday between: one part, not two.
#[test]
fn a_booking_takes_the_dates_between_its_first_and_its_last() {
    let problem = problem(json!({
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-28" }, "gridMinutes": 60,
        "sites": [{ "id": "s", "timeZone": "UTC" }],
        "staff": [{ "id": "p", "site": "s", "services": ["long", "short"], "weeklyHours": week("00:00-24:00") }],
        "services": [
            { "id": "long", "durationMinutes": 1440, "setupMinutes": 720, "cleanupMinutes": 720, "price": 5 },
            { "id": "short", "durationMinutes": 60, "price": 2 },
        ],
        "requests": [
            { "id": "a", "service": "long", "site": "s", "windows": window("2026-11-24T00:00", "2026-11-25T00:00") },
            { "id": "b", "service": "short", "site": "s", "windows": window("2026-11-24T10:00", "2026-11-24T12:00") },
        ],
    }));
    assert_best(&problem, 500);
}

/// The night's booking is Monday's: a unit that it keeps busy until Tuesday costs no resource-day of Tuesday.
#[test]
fn a_night_costs_one_resource_day() {
    let problem = problem(json!({
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-25" }, "gridMinutes": 60,
        "sites": [{ "id": "s", "timeZone": "UTC" }],
        "resources": [{ "id": "room", "site": "s" }],
        "services": [
            { "id": "night", "durationMinutes": 240, "staffCount": 0, "requires": [{ "anyOf": ["room"] }], "price": 9 },
            { "id": "short", "durationMinutes": 60, "staffCount": 0, "requires": [{ "anyOf": ["room"] }], "price": 1 },
        ],
        "requests": [
            { "id": "a", "service": "night", "site": "s", "windows": window("2026-11-23T22:00", "2026-11-24T02:00") },
            { "id": "b", "service": "short", "site": "s", "windows": window("2026-11-24T01:00", "2026-11-24T02:00") },
        ],
        "policy": { "resourceDay": 300 },
    }));
    assert_best(&problem, 600);
}

/// With a long setup a booking begins to take people two dates before the horizon, on the clock of Greenwich.
#[test]
fn hours_before_the_horizon_count() {
    let problem = problem(json!({
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-24" }, "gridMinutes": 60,
        "sites": [{ "id": "s", "timeZone": "Pacific/Auckland" }],
        "staff": [{ "id": "p", "site": "s", "services": ["v"], "weeklyHours": week("00:00-24:00") }],
        "services": [{ "id": "v", "durationMinutes": 60, "setupMinutes": 1440, "cleanupMinutes": 1440, "price": 5 }],
        "requests": [
            { "id": "a", "service": "v", "site": "s", "windows": window("2026-11-23T00:00", "2026-11-23T01:00") },
        ],
    }));
    assert_best(&problem, 500);
}
