//! The value of an hour: by hand on small problems, as a bound on generated ones.

#![expect(clippy::unwrap_used, reason = "a problem that cannot be read must fail the test")]

use serde_json::{Value, json};
use slotwright::engine::{Interrupt, Limits, Options, Silent};
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, WindowMix, generate};
use slotwright::io::wire::problem as wire;
use slotwright::io::{Reading, read_problem};
use slotwright::study::value::{
    Confirmed, Hour, Kind, Report, Solves, Subject, Trial, Values, Verdict, trials, values,
};

use crate::support::program::run;

fn limits() -> Limits {
    Limits { deadline: None, interrupt: Interrupt::new() }
}

/// A Monday from nine to twelve on a grid of an hour, massages of an hour that take a room, clients for ten o'clock alone.
fn monday(rooms: i64, staff: Value, prices: &[i64]) -> Reading {
    let request = |(number, price): (usize, &i64)| {
        json!({ "id": format!("r{number}"), "service": "massage", "site": "s", "price": price,
                "windows": [{ "earliestStart": "2026-11-23T10:00", "latestEnd": "2026-11-23T11:00" }] })
    };
    let file = json!({
        "schemaVersion": 1, "currency": "EUR", "horizon": { "start": "2026-11-23", "end": "2026-11-24" }, "gridMinutes": 60,
        "sites": [{ "id": "s", "timeZone": "Europe/Budapest", "openingHours": { "mon": ["09:00-12:00"] } }],
        "staff": staff,
        "resources": [{ "id": "room", "site": "s", "units": rooms }],
        "services": [{ "id": "massage", "durationMinutes": 60, "price": 80, "requires": [{ "anyOf": ["room"] }] }],
        "requests": prices.iter().enumerate().map(request).collect::<Vec<_>>()
    });
    read_problem(file.to_string().as_bytes()).unwrap()
}

fn person(id: &str, hours: &str) -> Value {
    json!({ "id": id, "site": "s", "services": ["massage"], "weeklyHours": { "mon": [hours] } })
}

/// What an hour of the Monday is worth in the row of that name.
fn hour(reading: &Reading, values: &Values, id: &str, hour: usize) -> Option<Hour> {
    let row = values.rows.iter().find(|row| row.subject.id(&reading.problem) == id).unwrap();
    row.at(0, hour)
}

/// Prices are found by steps: within a fiftieth.
fn assert_close(hour: Option<Hour>, expected: i64) {
    let points = hour.unwrap().points;
    assert!((points - expected).abs() <= expected / 50 + 5, "{points} is not about {expected}");
}

fn confirmed(reading: &Reading, values: &Values, trials: &[Trial], options: &Options) -> Vec<Confirmed> {
    let (file, problem, interrupt) = (&reading.file, &reading.problem, &Interrupt::new());
    Solves { file, problem, values, options, interrupt, listener: &Silent }.confirm(trials).unwrap()
}

#[test]
fn another_room_is_worth_the_client_who_was_refused() {
    let staff = json!([person("anna", "09:00-12:00"), person("bea", "09:00-12:00")]);
    let reading = monday(1, staff, &[100, 60]);
    let values = values(&reading.problem, 1, &limits()).unwrap();
    assert_close(hour(&reading, &values, "room", 10), 6000);
    for free in [9, 11] {
        assert_eq!(hour(&reading, &values, "room", free).unwrap().points, 0);
        assert_close(hour(&reading, &values, "massage", free), 8000);
    }
    // One more client at ten would take the place of one who pays as much, or more.
    assert_close(hour(&reading, &values, "massage", 10), 0);
    // Either of the two can serve the one client that there is room for.
    assert_close(hour(&reading, &values, "anna", 10), 0);
    assert!(hour(&reading, &values, "anna", 10).unwrap().is_there);

    let found = confirmed(&reading, &values, &trials(&values, 1), &Options::default());
    let room = found.iter().find(|one| !one.trial.is_less && one.trial.from == 10).unwrap();
    assert_eq!((room.trial.from, room.trial.to), (10, 11));
    assert_eq!((room.without, room.with), ((10_000, 10_000), (16_000, 16_000)));
    assert_eq!((room.range(), room.verdict()), ((6000, 6000), Verdict::Proved));
    let client = found.iter().find(|one| one.trial.from != 10).unwrap();
    assert_eq!(client.range(), (8000, 8000));
}

#[test]
fn an_hour_of_a_person_is_worth_what_would_be_lost_or_won() {
    let staff = json!([person("anna", "09:00-12:00"), person("bea", "09:00-10:00")]);
    let reading = monday(2, staff, &[100, 60]);
    let values = values(&reading.problem, 1, &limits()).unwrap();
    // Without Anna at ten nobody is there; with Bea the second client is served as well.
    let (anna, bea) = (hour(&reading, &values, "anna", 10), hour(&reading, &values, "bea", 10));
    assert!(anna.unwrap().is_there && !bea.unwrap().is_there);
    assert_close(anna, 10_000);
    assert_close(bea, 6000);
    assert_close(hour(&reading, &values, "bea", 9), 0);
    assert_close(hour(&reading, &values, "bea", 11), 0);
    assert_close(hour(&reading, &values, "room", 10), 0);

    let found = confirmed(&reading, &values, &trials(&values, 1), &Options::default());
    let of = |id: &str| {
        let is_of = |one: &&Confirmed| values.rows[one.trial.row].subject.id(&reading.problem) == id;
        found.iter().find(is_of).unwrap()
    };
    assert_eq!((of("anna").trial.is_less, of("anna").range()), (true, (10_000, 10_000)));
    assert_eq!((of("bea").trial.is_less, of("bea").range()), (false, (6000, 6000)));
}

#[test]
fn where_all_are_served_nothing_more_is_worth_anything() {
    let staff = json!([person("anna", "09:00-12:00"), person("bea", "09:00-11:00")]);
    let reading = monday(2, staff, &[100, 60]);
    let values = values(&reading.problem, 1, &limits()).unwrap();
    assert_eq!(values.eased, 16_000);
    for (id, at) in [("room", 9), ("room", 10), ("room", 11), ("bea", 11)] {
        assert_eq!(hour(&reading, &values, id, at).unwrap().points, 0, "{id} at {at}");
    }
    assert_eq!(hour(&reading, &values, "room", 12), None);
}

/// A generated day, as a file that was read.
fn day(seed: u64, staff: usize) -> Reading {
    let windows = WindowMix { day: 0.0, half_day: 0.2, two_hours: 0.8 };
    let spec = Spec { seed, staff, load: 1.2, rooms: 0.5, window_mix: windows, grid_minutes: 30, ..Spec::default() };
    let file: wire::Problem = generate(&spec);
    admit(&file).unwrap();
    read_problem(serde_json::to_string(&file).unwrap().as_bytes()).unwrap()
}

/// Any prices prove a bound, of the problem as it is and of the problem with more or less of something: so the best plan
/// after a change is worth no more than what the values say.
#[test]
fn no_plan_after_a_change_is_worth_more_than_prices_say() {
    let mut sorts = std::collections::BTreeSet::new();
    for seed in 1..=5 {
        let reading = day(seed, 2);
        let values = values(&reading.problem, 1, &limits()).unwrap();
        let tried = trials(&values, 2);
        let found = confirmed(&reading, &values, &tried, &Options::default());
        assert_eq!(found.len(), tried.len());
        for one in found {
            let is_service = matches!(values.rows[one.trial.row].subject, Subject::Service(..));
            let most = match (one.trial.is_less, is_service) {
                (true, _) => values.pressed - one.trial.points,
                (_, true) => values.pressed + one.trial.points,
                (_, false) => values.eased + one.trial.points,
            };
            // Hours are rounded to whole points.
            assert!(one.with.0 <= most + 24, "seed {seed}: {one:?} is worth more than {most}");
            assert_eq!(one.with.0, one.with.1, "the solve has come to its proof");
            let (least, gain) = (one.range().0, one.range().1);
            assert_eq!(least, gain);
            sorts.insert((values.rows[one.trial.row].subject.kind(), one.trial.is_less, gain > 0));
        }
    }
    for (kind, is_less) in [(Kind::Pool, false), (Kind::Staff, true), (Kind::Service, false)] {
        assert!(sorts.contains(&(kind, is_less, true)), "no {kind:?} has gained or lost anything");
    }
}

#[test]
fn values_depend_on_the_problem_alone() {
    let reading = day(7, 3);
    let one = values(&reading.problem, 1, &limits()).unwrap();
    assert_eq!(one, values(&reading.problem, 2, &limits()).unwrap());
    assert!(one.rows.iter().any(|row| row.is_worth_something()));
}

#[test]
fn the_page_has_a_map_for_each_that_is_worth_something_and_runs_nothing() {
    let staff = json!([person("anna", "09:00-12:00"), person("bea", "09:00-12:00")]);
    let mut reading = monday(1, staff, &[100, 60]);
    reading.problem.staff[0].name = "<script>Anna</script>".into();
    let values = values(&reading.problem, 1, &limits()).unwrap();
    let mut page = Vec::new();
    Report { problem: &reading.problem, values: &values, confirmed: &[] }.html(&mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    let worthy = values.rows.iter().filter(|row| row.is_worth_something()).count();
    assert_eq!(page.matches("<caption>").count(), worthy);
    assert!(page.contains("&lt;script&gt;Anna&lt;/script&gt;") && !page.contains("<script"), "{page}");
    assert!(!page.contains("http://") && !page.contains("https://"), "the page needs no network");
}

#[test]
fn the_program_writes_every_format() {
    let fixture = "fixtures/tiny.one-room.problem.json";
    let json: Value = serde_json::from_str(&run(&["value", fixture, "--work", "100000", "--json"]).stdout).unwrap();
    assert_eq!((&json["schemaVersion"], &json["isMoney"]), (&json!(1), &json!(true)));
    assert!(json["confirmed"].as_array().is_some_and(|list| !list.is_empty()));
    let csv = run(&["value", fixture, "--top", "0", "--format", "csv"]).stdout;
    assert_eq!(csv.lines().count(), 1 + json["hours"].as_array().unwrap().len());
    let table = run(&["value", fixture, "--work", "100000"]);
    assert_eq!((table.code, table.stderr.as_str()), (Some(0), ""));
    assert!(table.stdout.starts_with("The value of an hour, in ") && table.stdout.contains("Solved with and without"));
    assert!(run(&["value", fixture, "--top", "0", "--format", "html"]).stdout.starts_with("<!doctype html>"));
}

#[test]
fn hours_have_no_value_where_mandatory_requests_clash() {
    let clash = run(&["value", "fixtures/tiny.infeasible-mandatory.problem.json"]);
    assert_eq!((clash.code, clash.stdout.as_str()), (Some(3), ""));
    assert!(clash.stderr.contains("mandatory"), "{}", clash.stderr);
}
