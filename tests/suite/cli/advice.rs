//! `recommend` and `move`, as people run them.

use std::fs;

use super::{folder, within};
use crate::support::program::run;

const PROBLEM: &str = "fixtures/advice.hour-in-the-middle.problem.json";
const REQUEST: &str = "fixtures/advice.new-client.request.json";

/// The plan of the problem in a folder.
fn planned(folder: &tempfile::TempDir) -> String {
    let plan = within(folder, "plan.json");
    run(&["solve", "-q", PROBLEM, "-o", &plan]).exits(0);
    plan
}

#[test]
fn the_best_starts_come_with_their_prices() {
    let folder = folder();
    let plan = planned(&folder);
    let arguments = ["recommend", PROBLEM, &plan, "--request", REQUEST, "--at-any-price", "--work", "1000000"];
    insta::assert_snapshot!(run(&arguments).exits(0).stdout);
    let file = run(&[&arguments[..], &["--json"]].concat()).exits(0).json();
    let told = |start: &serde_json::Value| {
        let cost = &start["opportunityCost"];
        (cost["lower"].as_i64(), cost["upper"].as_i64(), start["disturbs"].as_str().map(str::to_owned))
    };
    let told: Vec<_> = file["starts"].as_array().unwrap().iter().map(told).collect();
    let free = (Some(-7_520), Some(-7_520), Some("none".to_owned()));
    assert_eq!(told, [free.clone(), free, (Some(-2_400), Some(-2_400), Some("time".to_owned()))]);
    assert_eq!(file["proved"], true);
}

#[test]
fn clients_see_no_resource_no_points_and_nobody_else() {
    let folder = folder();
    let plan = planned(&folder);
    let arguments =
        ["recommend", PROBLEM, &plan, "--request", REQUEST, "--client-view", "--at-any-price", "--work", "1000000"];
    for more in [&["-q"][..], &["-q", "--json"]] {
        let shown = run(&[&arguments[..], more].concat()).exits(0).stdout;
        assert!(shown.contains("anna") || shown.contains("Anna"), "{shown}");
        for secret in ["room-1", "room-2", "Room", "r1", "ost", "7,520", "7520"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}

#[test]
fn the_first_answer_alone_needs_no_solve() {
    let folder = folder();
    let plan = planned(&folder);
    let first = run(&["recommend", PROBLEM, &plan, "--request", REQUEST, "--at-once", "--json"]).exits(0).json();
    assert_eq!(first["starts"].as_array().unwrap().len(), 2);
    assert_eq!(first["proved"], false);
}

#[test]
fn faults_of_the_request_are_told_in_its_own_file() {
    let folder = folder();
    let (plan, request) = (planned(&folder), within(&folder, "new.json"));
    fs::write(&request, r#"{ "id": "r1", "service": "nails", "site": "s", "colour": "red" }"#).unwrap();
    let said = run(&["recommend", PROBLEM, &plan, "--request", &request]).exits(2).stderr;
    for fault in ["$.colour", "$.service", "$.id", "has 3 faults"] {
        assert!(said.contains(fault), "{fault} is not in {said}");
    }
    fs::write(&request, "[]").unwrap();
    let said = run(&["recommend", PROBLEM, &plan, "--request", &request]).exits(2).stderr;
    assert!(said.contains("the file holds no request"), "{said}");
}

#[test]
fn a_plan_that_breaks_rules_is_no_ground_to_build_on() {
    let folder = folder();
    let plan = planned(&folder);
    let broken = fs::read_to_string(&plan).unwrap().replace("T10:00:00", "T08:00:00");
    fs::write(&plan, broken).unwrap();
    for command in [
        &["recommend", PROBLEM, &plan, "--request", REQUEST][..],
        &["move", PROBLEM, &plan, "--booking", "r1", "--to", "room-2"],
    ] {
        let said = run(command).exits(2).stderr;
        assert!(said.contains("breaks the rules of the problem"), "{said}");
    }
}

#[test]
fn a_booking_changes_its_room_by_name_and_the_next_plan_keeps_it() {
    let folder = folder();
    let plan = planned(&folder);
    let (after, pinned, next) =
        (within(&folder, "after.json"), within(&folder, "pinned.json"), within(&folder, "next.json"));
    let to = ["move", PROBLEM, &plan, "--booking", "r1", "--to", "Room 2", "-o", &after, "--pinned", &pinned];
    let said = run(&to).exits(0).stdout;
    assert_eq!(said, "request r1: fine: nothing else has to move\n");
    run(&["check", PROBLEM, &after]).exits(0);
    run(&["solve", "-q", &pinned, "-o", &next]).exits(0);
    assert!(fs::read_to_string(&next).unwrap().contains("room-2"));
}

#[test]
fn a_change_that_cannot_be_says_why() {
    let folder = folder();
    let plan = planned(&folder);
    let late = ["move", PROBLEM, &plan, "--booking", "r1", "--start", "2026-11-23T11:30"];
    let said = run(&late).exits(3).stdout;
    assert!(said.starts_with("request r1: not possible\n  because ") && said.contains("[staffShift]"), "{said}");
    let file = run(&[&late[..], &["--json"]].concat()).exits(3).json();
    assert_eq!(
        (file["verdict"].as_str(), file["reasons"][0]["code"].as_str()),
        (Some("impossible"), Some("staffShift"))
    );
}

#[test]
fn what_a_change_names_must_be_there() {
    let folder = folder();
    let plan = planned(&folder);
    let cases: [(&[&str], &str); 4] = [
        (&["--booking", "r7", "--to", "room-2"], "request r7 is not in the problem file"),
        (&["--booking", "r1", "--to", "room-9"], "--to room-9: there is no such resource; there are room-1, room-2"),
        (&["--booking", "r1", "--start", "eleven"], "--start eleven: write YYYY-MM-DDTHH:MM"),
        (&["--booking", "r1"], "say what changes: --to, --start or --staff"),
    ];
    for (arguments, expected) in cases {
        let said = run(&[&["move", PROBLEM, &plan][..], arguments].concat()).exits(2).stderr;
        assert!(said.contains(expected), "{said}");
    }
}
