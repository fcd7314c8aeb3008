//! `solve --keep`: a plan is planned again after a morning's bad news.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{folder, within};
use crate::support::program::run;

const WEEK: &str = "fixtures/salon.demo-week.problem.json";
const PLAN: &str = "fixtures/salon.demo-week.plan.json";

/// Anna is ill on Monday: the list of calls is what `diff` calls visible, and nothing of it tells of rooms.
#[test]
fn a_sick_day_gives_a_plan_and_a_list_of_calls() {
    let folder = folder();
    let [plan, calls, problem] = ["new.plan.json", "calls.csv", "new.problem.json"].map(|name| within(&folder, name));
    let asked = ["solve", WEEK, "--keep", PLAN, "--absent", "anna@2026-11-23", "--work", "2000000"];
    let outputs = ["-o", &plan, "--calls", &calls, "--save-problem", &problem];
    let said = run(&[&asked[..], &outputs].concat());
    assert!(matches!(said.code, Some(0 | 4)), "{}", said.stderr);
    assert!(said.stderr.contains("cannot stay as booked"), "{}", said.stderr);
    let checked = run(&["check", &problem, &plan]).exits(0);
    assert_eq!(checked.stderr, "", "the plan was made for the problem that was saved");
    let new: Value = serde_json::from_slice(&fs::read(&plan).unwrap()).unwrap();
    let booked = new["bookings"].as_array().unwrap();
    let hers = |one: &&Value| one["staff"].as_array().unwrap().contains(&"anna".into());
    let monday = |one: &&Value| one["start"].as_str().unwrap().starts_with("2026-11-23");
    let history: Value = serde_json::from_slice(&fs::read(&problem).unwrap()).unwrap();
    let pinned: BTreeSet<&str> = history["requests"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["pin"] == "all")
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    let left =
        booked.iter().filter(monday).filter(hers).filter(|one| !pinned.contains(one["request"].as_str().unwrap()));
    assert_eq!(left.count(), 0, "Anna is ill");

    let rows = fs::read_to_string(&calls).unwrap();
    let mut reader = csv::Reader::from_reader(rows.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
    assert_eq!(heads[..4], ["Client", "Request", "Service", "Change"]);
    let called: BTreeSet<String> = reader.records().map(|row| row.unwrap()[1].to_owned()).collect();
    let changes = run(&["diff", "--json", &problem, PLAN, &plan]).exits(0).json();
    let visible = changes["changes"].as_array().unwrap().iter().filter(|one| one["visible"] == true);
    let visible: BTreeSet<String> = visible.map(|one| one["request"].as_str().unwrap().to_owned()).collect();
    assert_eq!(called, visible);
    assert!(called.len() > 3, "{rows}");
    assert_eq!(changes["visible"], called.len());
    for room in ["room-1", "room-2", "Room 1", "IPL machine"] {
        assert!(!rows.contains(room), "clients see no resources: {rows}");
    }
}

#[test]
fn nothing_new_changes_nothing_and_nobody_is_called() {
    let folder = folder();
    let [plan, again, calls] = ["plan.json", "again.json", "calls.json"].map(|name| within(&folder, name));
    let problem = "fixtures/tiny.move-costs.problem.json";
    run(&["solve", problem, "-o", &plan]).exits(0);
    let said = run(&["solve", problem, "--keep", &plan, "-o", &again, "--calls", &calls]).exits(0);
    assert!(said.stderr.contains("every booking could stay"), "{}", said.stderr);
    assert!(!said.stderr.contains("changed"), "{}", said.stderr);
    assert_eq!(fs::read_to_string(&calls).unwrap(), "[]\n");
    let changes = run(&["diff", "--json", problem, &plan, &again]).exits(0).json();
    assert_eq!((&changes["changes"], &changes["visible"]), (&Value::Array(Vec::new()), &0.into()));
}

#[test]
fn a_room_that_is_down_moves_to_another() {
    let problem = "fixtures/tiny.move-costs.problem.json";
    let folder = folder();
    let [plan, calls] = ["plan.json", "calls.csv"].map(|name| within(&folder, name));
    let asked = ["solve", problem, "--down", "room-1@2026-11-23T09:00..10:00", "-o", &plan, "--calls", &calls];
    let said = run(&asked).exits(0);
    assert!(said.stderr.contains("1 booking cannot stay"), "{}", said.stderr);
    let plan: Value = serde_json::from_slice(&fs::read(&plan).unwrap()).unwrap();
    let r1 = plan["bookings"].as_array().unwrap().iter().find(|one| one["request"] == "r1").unwrap();
    assert_eq!((&r1["resources"][0], &r1["staff"][0]), (&"room-2".into(), &"anna".into()));
    assert!(!fs::read_to_string(&calls).unwrap().contains("r1"), "another room is no call");
}

#[test]
fn all_that_is_wrong_with_the_flags_is_told_at_once() {
    let flags = ["--absent", "ana@2026-11-23", "--absent", "anna@2027-11-23", "--down", "anna@2026-11-23"];
    let said = run(&[&["solve", WEEK], &flags[..]].concat()).exits(2).stderr;
    for part in ["--absent ana@2026-11-23: nobody has the id `ana`; write `anna`", "outside the horizon", "is a person"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = run(&["solve", WEEK, "--absent", "anna@2026-11-23T10:00..09:00"]).exits(2).stderr;
    assert!(said.contains("--absent anna@2026-11-23T10:00..09:00"), "{said}");
    let said = run(&["solve", WEEK, "--calls", "-"]).exits(2).stderr;
    assert!(said.contains("only one result can go to stdout"), "{said}");
    let said = run(&["solve", WEEK, "--keep", "nowhere.plan.json"]).exits(2).stderr;
    assert!(said.contains("nowhere.plan.json"), "{said}");
}
