//! `explain` as people run it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use slotwright::io::schema::explanation_schema;

use super::edited;
use crate::support::program::{run, run_with};

const PROBLEM: &str = "fixtures/tiny.one-room.problem.json";

const PLAN: &str = "fixtures/tiny.one-room.plan.json";

const INFEASIBLE: &str = "fixtures/tiny.infeasible-mandatory.problem.json";

/// The answer as JSON, which its schema describes.
fn answer(arguments: &[&str], code: i32) -> Value {
    let answer = run(&[&["explain", "--json", "--work", "100000"], arguments].concat()).exits(code).json();
    assert!(jsonschema::is_valid(&explanation_schema(), &answer), "{answer}");
    answer
}

/// One room and two hours for three massages of an hour: r3 is worth least.
#[test]
fn a_request_is_displaced_and_the_changes_lead_to_a_plan_with_it() {
    let answer = answer(&[PROBLEM, PLAN], 0);
    let one = &answer["explanations"][0];
    assert_eq!((&one["request"], &one["reason"], &answer["score"]), (&json!("r3"), &json!("displaced"), &json!(20000)));
    assert!(one["price"]["atLeast"].as_i64() > Some(0), "{one}");
    let efforts: Vec<i64> =
        one["changes"].as_array().into_iter().flatten().filter_map(|one| one["effort"].as_i64()).collect();
    assert!(efforts.len() > 1 && efforts.is_sorted(), "{efforts:?}");
    let kinds: BTreeSet<&str> = one["changes"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|change| change["edits"].as_array().into_iter().flatten())
        .filter_map(|edit| edit.as_object()?.keys().next().map(String::as_str))
        .collect();
    assert!(kinds.contains("set") && kinds.contains("addResource"), "{kinds:?}");
}

#[test]
fn an_infeasible_problem_is_explained_by_rules_and_repaired() {
    let answer = answer(&[INFEASIBLE], 3);
    let clash = &answer["clashes"][0];
    let of = |code: &str| -> Vec<&str> {
        let rules = clash["rules"].as_array().into_iter().flatten().filter(|rule| rule["code"] == code);
        rules.filter_map(|rule| rule["of"].as_str()).collect()
    };
    assert_eq!((of("mandatory"), of("window")), (vec!["r1", "r2"], vec!["r1", "r2"]));
    assert_eq!((of("person"), &clash["smallest"]), (vec!["anna"], &json!(true)));
    let repairs: Vec<&str> =
        clash["repairs"].as_array().into_iter().flatten().filter_map(|one| one["detail"].as_str()).collect();
    assert!(repairs[0].contains("window") && repairs[0].contains("Anna"), "{repairs:?}");
    assert!(repairs.iter().any(|one| one.contains("left out")), "{repairs:?}");
    let said = run(&["solve", INFEASIBLE]).exits(3);
    assert_eq!(said.json()["clashes"][0]["rules"], clash["rules"]);
    assert!(said.stderr.contains("these rules clash"), "{}", said.stderr);
}

#[test]
fn what_cannot_be_explained_is_told() {
    let unknown = run(&["explain", PROBLEM, PLAN, "--request", "r99"]).exits(2).stderr;
    assert!(unknown.contains("no request with this id"), "{unknown}");
    let booked = run(&["explain", PROBLEM, PLAN, "--request", "r1"]).exits(2).stderr;
    assert!(booked.contains("does not leave it out"), "{booked}");
    let broken = edited(PLAN, |plan| plan["bookings"][1] = plan["bookings"][0].clone());
    let said = run_with(&["explain", PROBLEM, "-"], &broken).exits(2).stderr;
    assert!(said.contains("breaks") && said.contains("slotwright check"), "{said}");
    run_with(&["explain", "-", "-"], b"").exits(2);
}

#[test]
fn without_time_nothing_is_made_up() {
    let said = run(&["explain", PROBLEM, PLAN, "--time-limit", "0", "--json"]).exits(4).json();
    let one = &said["explanations"][0];
    assert_eq!((&one["changes"], &one["complete"], &one["reason"]), (&json!([]), &json!(false), &json!("undecided")));
}
