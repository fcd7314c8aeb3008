//! Exit codes.

use std::fs;

use serde_json::{Value, json};

use super::{PLAN, PROBLEM, edited, folder, within};
use crate::support::program::{Run, run, run_with};

/// Greedy insertion puts `early` at 09:00, its favourite, in each of its orders: it is worth more, and one person makes
/// for fewer ways than the two of `only-nine`, which then finds the room taken. A search moves `early` to 10:00.
fn hard_for_greedy() -> Vec<u8> {
    edited("fixtures/tiny.one-room.problem.json", |problem| {
        let asked = |id: &str, price: i64, until: &str| {
            json!({
                "id": id, "service": "massage", "site": "buda", "price": price, "mandatory": true,
                "windows": [{ "earliestStart": "2026-11-23T09:00", "latestEnd": until }],
                "preferredStart": "2026-11-23T09:00"
            })
        };
        problem["gridMinutes"] = json!(60);
        for person in ["cili", "dora"] {
            let mut another = problem["staff"][0].clone();
            another["id"] = json!(person);
            problem["staff"].as_array_mut().unwrap().push(another);
        }
        problem["requests"] =
            json!([asked("early", 100, "2026-11-23T11:00"), asked("only-nine", 50, "2026-11-23T10:00")]);
        problem["requests"][0]["allowedStaff"] = json!(["anna"]);
    })
}

fn status(run: &Run) -> Value {
    run.json()["status"].clone()
}

#[test]
fn a_proved_plan_exits_with_0() {
    let run = run(&["solve", PROBLEM]).exits(0);
    assert_eq!((status(&run), run.json()["bound"].as_i64()), (json!("optimal"), Some(20000)));
}

#[test]
fn a_plan_within_the_requested_gap_exits_with_0() {
    let problem = run(&["generate", "--staff", "4", "--seed", "1"]).exits(0).stdout;
    let run = run_with(&["solve", "-", "--gap", "0.9"], problem.as_bytes()).exits(0);
    assert_eq!(status(&run), "withinGap");
    let plan = run.json();
    let (score, bound) = (plan["score"].as_f64().unwrap(), plan["bound"].as_f64().unwrap());
    assert!(score < bound && bound - score <= 0.9 * score, "{score} {bound}");
    assert_eq!(plan["solver"]["stoppedBy"], "gap");
}

#[test]
fn a_limit_with_a_plan_exits_with_4() {
    let problem = run(&["generate", "--staff", "16", "--seed", "1", "--load", "1.2"]).exits(0).stdout;
    for limit in ["0", "1ms"] {
        let run = run_with(&["solve", "-", "--time-limit", limit], problem.as_bytes()).exits(4);
        assert_eq!((status(&run), run.json()["solver"]["stoppedBy"].clone()), (json!("feasible"), json!("timeLimit")));
        assert!(run.json()["bookings"].as_array().unwrap().len() > 50);
    }
}

#[test]
fn a_limit_without_a_plan_exits_with_5() {
    let problem = hard_for_greedy();
    let stopped = run_with(&["solve", "-", "--time-limit", "0"], &problem).exits(5);
    // What was found is a partial plan: one of the two that are mandatory.
    assert_eq!((status(&stopped), &stopped.json()["gap"]), (json!("unknown"), &Value::Null));
    assert_eq!(stopped.json()["bookings"].as_array().unwrap().len(), 1);
    assert!(stopped.stderr.contains("the best partial one"), "{}", stopped.stderr);
    // There is a plan, and with time it is found: 10000 less the hour, and 5000.
    assert_eq!(run_with(&["solve", "-"], &problem).exits(0).json()["score"], 14_400);
}

#[test]
fn an_infeasible_problem_exits_with_3_and_names_the_clash() {
    let run = run(&["solve", "fixtures/tiny.infeasible-mandatory.problem.json"]).exits(3);
    assert_eq!((status(&run), &run.json()["clash"]), (json!("infeasible"), &json!(["r1", "r2"])));
    assert!(run.stderr.contains("r1 (Facial)") && run.stderr.contains("r2 (Facial)"), "{}", run.stderr);
    assert!(!run.stderr.contains("r3"), "r3 is no part of the clash: {}", run.stderr);
}

#[test]
fn a_plan_that_keeps_the_rules_exits_with_0() {
    let run = run(&["check", PROBLEM, PLAN]).exits(0);
    assert!(run.stdout.starts_with("ok ") && run.stdout.contains("20,000"), "{}", run.stdout);
}

/// Both massages at one hour, the second moved into the room of the first.
fn double_booked() -> Vec<u8> {
    edited(PLAN, |plan| {
        plan["bookings"][1]["start"] = plan["bookings"][0]["start"].clone();
        plan["bookings"][1]["end"] = plan["bookings"][0]["end"].clone();
        plan["bookings"][1]["resources"] = plan["bookings"][0]["resources"].clone();
    })
}

#[test]
fn a_double_booked_room_exits_with_3_and_is_named() {
    let plan = double_booked();
    let said = run_with(&["check", PROBLEM, "-"], &plan).exits(3).stdout;
    let line = said.lines().find(|line| line.contains("room")).unwrap();
    for part in ["room/1", "r1", "r2", "2026-11-23 09:00+01:00"] {
        assert!(line.contains(part), "{part} is missing: {line}");
    }
    let result = run_with(&["check", "--json", PROBLEM, "-"], &plan).exits(3).json();
    assert_eq!(result["ok"], false);
    let violations = result["violations"].as_array().unwrap();
    assert!(violations.iter().any(|one| one["resource"] == "room/1" && one["requests"] == json!(["r1", "r2"])));
}

#[test]
fn wrong_usage_exits_with_2() {
    for arguments in [
        &[][..],
        &["plan"],
        &["solve"],
        &["solve", PROBLEM, "--fast"],
        &["solve", PROBLEM, "--gap", "-1"],
        &["solve", PROBLEM, "--gap", "NaN"],
        &["solve", PROBLEM, "--time-limit", "soon"],
        &["solve", PROBLEM, "--threads", "0"],
        &["solve", PROBLEM, "--freeze-until", "noon"],
        &["report", PROBLEM, "--from", "2026-11-23"],
        &["report", PROBLEM, "--from", "2026-11-24", "--to", "2026-11-23"],
        &["report", PROBLEM, "--site", "pest"],
        &["report", PROBLEM, "--reconcile", "anna"],
        &["report", PROBLEM, "--reconcile", "anna:room"],
        &["report", PROBLEM, "--reconcile", "anna:room/1", "--staff", "anna"],
        &["report", PROBLEM, "--ceiling", "--staff", "anna"],
        &["report", PROBLEM, "--ceiling=tomorrow"],
        &["report", PROBLEM, "--time-limit", "5s"],
        &["schema", "calendar"],
    ] {
        let run = run(arguments).exits(2);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_exit_with_0() {
    for arguments in [&["--help"][..], &["-h"], &["help", "solve"], &["solve", "--help"], &["--version"]] {
        assert!(run(arguments).exits(0).stdout.contains("slotwright"), "{arguments:?}");
    }
}

#[test]
fn every_other_command_exits_with_0() {
    let folder = folder();
    let made = within(&folder, "made.problem.json");
    run(&["generate", "--staff", "3", "-o", &made]).exits(0);
    assert!(run(&["validate", &made]).exits(0).stdout.starts_with("ok "));
    assert_eq!(run(&["diff", PROBLEM, PLAN, PLAN]).exits(0).stdout, "no changes\nscore 20,000 → 20,000, as before\n");
    assert!(run(&["report", PROBLEM, PLAN]).exits(0).stdout.contains("Utilisation"));
    assert!(run(&["completions", "bash"]).exits(0).stdout.contains("slotwright"));
    for name in ["problem", "plan", "report"] {
        let stored = fs::read_to_string(format!("{}/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert_eq!(run(&["schema", name]).exits(0).stdout, stored);
    }
}
