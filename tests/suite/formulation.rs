//! Small problems at the edges of the arguments in FORMULATION.md, each once planned wrongly.

#![expect(clippy::unwrap_used, reason = "a problem that cannot be read must fail the test")]

use slotwright::engine::{Interrupt, Options, Silent, solve};
use slotwright::io::read_problem;
use slotwright::plan::Status;

/// Hours round the clock.
const ALWAYS: &str = r#"{ "mon": ["00:00-24:00"], "tue": ["00:00-24:00"], "wed": ["00:00-24:00"],
    "thu": ["00:00-24:00"], "fri": ["00:00-24:00"], "sat": ["00:00-24:00"], "sun": ["00:00-24:00"] }"#;

/// The proved score, and the ids of what is booked, by start.
fn optimum(file: &str) -> (i64, Vec<String>) {
    let problem = read_problem(file.replace("ALWAYS", ALWAYS).as_bytes()).unwrap().problem;
    let outcome = solve(&problem, &Options::default(), &Interrupt::new(), &Silent).unwrap();
    assert_eq!(outcome.status, Status::Optimal);
    let (plan, score) = outcome.plan.unwrap();
    let booked = plan.bookings.iter().map(|one| problem.request(one.request).id.clone());
    (score.total(), booked.collect())
}

/// § 9. The appointment from 23:30 runs on Tuesday, but only Monday is charged for it: 7000 + 7000 − 5000 is more than 10000 − 5000.
#[test]
fn a_resource_day_is_charged_on_the_date_of_the_start_alone() {
    let file = r#"{
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-25" }, "gridMinutes": 30,
        "sites": [{ "id": "s", "timeZone": "Europe/Budapest" }], "resources": [{ "id": "bed", "site": "s" }],
        "services": [{ "id": "tan", "durationMinutes": 60, "staffCount": 0, "requires": [{ "anyOf": ["bed"] }] }],
        "requests": [
            { "id": "best", "service": "tan", "site": "s", "price": 100,
              "windows": [{ "earliestStart": "2026-11-23T23:00", "latestEnd": "2026-11-24T00:00" }] },
            { "id": "before", "service": "tan", "site": "s", "price": 70,
              "windows": [{ "earliestStart": "2026-11-23T22:30", "latestEnd": "2026-11-23T23:30" }] },
            { "id": "across", "service": "tan", "site": "s", "price": 70,
              "windows": [{ "earliestStart": "2026-11-23T23:30", "latestEnd": "2026-11-24T00:30" }] },
            { "id": "cheap", "service": "tan", "site": "s", "price": 0,
              "windows": [{ "earliestStart": "2026-11-24T00:00", "latestEnd": "2026-11-24T01:00" }] }
        ],
        "policy": { "resourceDay": 5000 }
    }"#;
    assert_eq!(optimum(file), (9000, vec!["before".to_owned(), "across".to_owned()]));
}

/// § 8. The long one takes Monday noon to Wednesday noon; the short one, on Tuesday, competes with it.
#[test]
fn parts_share_the_dates_between_first_and_last() {
    let file = r#"{
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-28" }, "gridMinutes": 30,
        "sites": [{ "id": "s", "timeZone": "Europe/Budapest" }],
        "staff": [{ "id": "p", "site": "s", "services": ["long", "short"], "weeklyHours": ALWAYS }],
        "services": [
            { "id": "long", "durationMinutes": 1440, "setupMinutes": 720, "cleanupMinutes": 720, "price": 100 },
            { "id": "short", "durationMinutes": 60, "price": 50 }
        ],
        "requests": [
            { "id": "a", "service": "long", "site": "s",
              "windows": [{ "earliestStart": "2026-11-24T00:00", "latestEnd": "2026-11-25T00:00" }] },
            { "id": "b", "service": "short", "site": "s",
              "windows": [{ "earliestStart": "2026-11-24T10:00", "latestEnd": "2026-11-24T11:00" }] }
        ]
    }"#;
    assert_eq!(optimum(file), (10_000, vec!["a".to_owned()]));
}

/// § 3. Midnight in Auckland is 11:00 UTC on the date before; 12 hours of setup begin at 23:00 UTC another date before.
#[test]
fn a_setup_may_reach_far_before_the_horizon() {
    let file = r#"{
        "schemaVersion": 1, "horizon": { "start": "2026-11-24", "end": "2026-11-25" }, "gridMinutes": 30,
        "sites": [{ "id": "s", "timeZone": "Pacific/Auckland" }],
        "staff": [{ "id": "p", "site": "s", "services": ["v"], "weeklyHours": ALWAYS }],
        "services": [{ "id": "v", "durationMinutes": 60, "setupMinutes": 720, "price": 100 }],
        "requests": [{ "id": "a", "service": "v", "site": "s",
            "windows": [{ "earliestStart": "2026-11-24T00:00", "latestEnd": "2026-11-24T01:00" }] }]
    }"#;
    assert_eq!(optimum(file), (10_000, vec!["a".to_owned()]));
}
