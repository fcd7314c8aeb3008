//! Plan files: what is written is read back, and every fault has its path.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own file has failed")]

use serde_json::{Value, json};
use slotwright::domain::{Pin, Status};
use slotwright::io::plan::{plan_file, read_plan};
use slotwright::io::wire::plan as wire;
use slotwright::plan::{Outcome, Plan, Rule, StoppedBy, check_file, score};

use crate::support::salon::{Salon, at};

fn solver() -> wire::Solver {
    wire::Solver {
        engine: "by hand".into(),
        version: "1".into(),
        seconds: Some(0.5),
        threads: Some(2),
        work: None,
        seed: 7,
        stopped_by: wire::StoppedBy::TimeLimit,
    }
}

/// The salon's plan, 10 % below its bound.
fn outcome(salon: &Salon) -> Outcome {
    Outcome {
        status: slotwright::plan::Status::Feasible,
        stopped_by: StoppedBy::TimeLimit,
        plan: Some((salon.plan.clone(), score(&salon.problem, &salon.plan))),
        bound: Some(1_694_000),
        clash: Vec::new(),
        troubles: Vec::new(),
    }
}

fn file(salon: &Salon) -> Value {
    serde_json::to_value(plan_file(&salon.problem, "5e1f", &outcome(salon), solver())).unwrap()
}

/// Path and code of each fault.
fn faults(salon: &Salon, file: &Value) -> Vec<(String, &'static str)> {
    let text = serde_json::to_vec(file).unwrap();
    read_plan(&salon.problem, &text).unwrap_err().0.into_iter().map(|fault| (fault.path, fault.code)).collect()
}

#[test]
fn the_file_has_the_fields_of_the_contract() {
    let mut salon = Salon::new();
    salon.give("same", "massage", Status::Completed, Pin::None, "2026-11-23 09:00", &["bela"], &["room-1"]);
    let expected = json!({
        "schemaVersion": 1,
        "problem": { "name": "salon", "sha256": "5e1f" },
        "status": "feasible",
        "score": 1_540_000, "bound": 1_694_000, "gap": 0.1,
        "terms": { "served": 1_540_000, "startDeviation": 0, "dayDeviation": 0, "staffPreference": 0, "moveTime": 0,
                   "moveStaff": 0, "moveResource": 0, "drop": 0, "staffDay": 0, "resourceDay": 0 },
        "freezeUntil": null,
        "bookings": [
            { "request": "r1", "start": "2026-11-23T10:00:00+01:00", "end": "2026-11-23T11:00:00+01:00",
              "staff": ["anna"], "resources": ["room-1"] },
            { "request": "r2", "start": "2026-11-23T11:15:00+01:00", "end": "2026-11-23T11:45:00+01:00",
              "staff": ["anna"], "resources": ["room-1", "ipl-1"] },
            { "request": "r3", "start": "2026-11-23T13:00:00+01:00", "end": "2026-11-23T14:00:00+01:00",
              "staff": ["anna", "bela"], "resources": ["room-1", "room-2"] },
        ],
        "unassigned": [{
            "request": "r4", "reason": "displaced",
            "detail": "it could be booked alone, but no plan with it scores higher than this one",
            "action": "raise its priority, make it mandatory, or add capacity",
        }],
        "warnings": [{
            "code": "staffOverlap",
            "message": "Béla (bela) is taken by requests past and same at once, \
                        from 2026-11-23 09:00+01:00 to 2026-11-23 10:15+01:00",
        }],
        "solver": { "engine": "by hand", "version": "1", "seconds": 0.5, "threads": 2, "seed": 7,
                    "stoppedBy": "timeLimit" },
    });
    assert_eq!(file(&salon), expected);
}

#[test]
fn bookings_leave_by_start_then_by_id() {
    let mut salon = Salon::quiet();
    for id in ["b", "a", "c"] {
        salon.ask(id, "class");
    }
    salon.book("b", "2026-11-23 12:00", &[], &["studio"]);
    salon.book("a", "2026-11-23 12:00", &[], &["studio"]);
    salon.book("c", "2026-11-23 11:00", &[], &["studio"]);
    let plan = plan_file(&salon.problem, "", &outcome(&salon), solver());
    assert_eq!(plan.bookings.iter().map(|one| one.request.as_str()).collect::<Vec<_>>(), ["c", "a", "b"]);
}

#[test]
fn what_is_written_is_read_back_and_checked() {
    let mut salon = Salon::new();
    salon.problem = salon.problem.freeze_until(at("2026-11-23 09:30"));
    let text = serde_json::to_vec_pretty(&file(&salon)).unwrap();
    let reading = read_plan(&salon.problem, &text).unwrap();
    assert_eq!(reading.plan, salon.plan);
    let mut turned = file(&salon);
    turned["bookings"].as_array_mut().unwrap().reverse();
    let turned = read_plan(&salon.problem, &serde_json::to_vec(&turned).unwrap()).unwrap();
    assert_eq!(turned.plan, salon.plan, "bookings are put in order");
    assert_eq!((reading.sha256.as_str(), reading.frozen_until), ("5e1f", Some(at("2026-11-23 09:30"))));
    assert_eq!(reading.claims.score, Some(1_540_000));
    assert_eq!(check_file(&salon.problem, &reading.plan, &reading.claims), []);
}

#[test]
fn an_answer_without_a_plan_is_nulls_and_reads_as_such() {
    let salon = Salon::new();
    let clash = vec![salon.index("r1"), salon.index("r4")];
    let status = slotwright::plan::Status::Infeasible;
    let outcome =
        Outcome { status, stopped_by: StoppedBy::Proof, plan: None, bound: Some(1), clash, troubles: Vec::new() };
    let file = serde_json::to_value(plan_file(&salon.problem, "", &outcome, solver())).unwrap();
    for name in ["score", "bound", "gap", "terms"] {
        assert_eq!(file.get(name), Some(&Value::Null), "{name} is there and null");
    }
    assert_eq!((&file["clash"], &file["bookings"]), (&json!(["r1", "r4"]), &json!([])));
    let reading = read_plan(&salon.problem, &serde_json::to_vec(&file).unwrap()).unwrap();
    assert_eq!(reading.plan, Plan::default());
    let found = check_file(&salon.problem, &reading.plan, &reading.claims);
    assert_eq!(found.iter().map(|one| one.rule).collect::<Vec<_>>(), [Rule::NoPlan]);
    assert_eq!(found[0].detail, "the file holds no plan to check: its status is infeasible");
}

#[test]
fn ids_and_times_that_mean_nothing_are_all_told() {
    let salon = Salon::new();
    let mut file = file(&salon);
    file["freezeUntil"] = json!("tomorrow");
    file["bookings"][0]["request"] = json!("r99");
    file["bookings"][0]["start"] = json!("2026-11-23T10:00:00");
    file["bookings"][1]["end"] = json!("2026-11-23T11:45:30+01:00");
    file["bookings"][2]["staff"] = json!(["anna", "nobody"]);
    file["bookings"][2]["resources"] = json!(["room-3", "room-2"]);
    file["unassigned"][0]["request"] = json!("");
    let expected = [
        ("$.freezeUntil", "malformedTime"),
        ("$.bookings[0].request", "unknownRequest"),
        ("$.bookings[0].start", "malformedTime"),
        ("$.bookings[1].end", "malformedTime"),
        ("$.bookings[2].staff[1]", "unknownStaff"),
        ("$.bookings[2].resources[0]", "unknownResource"),
        ("$.unassigned[0].request", "unknownRequest"),
    ];
    assert_eq!(faults(&salon, &file), expected.map(|(path, code)| (path.to_string(), code)));
}

#[test]
fn fields_of_the_wrong_shape_are_all_told() {
    let salon = Salon::new();
    let mut file = file(&salon);
    file["schemaVersion"] = json!(2);
    file["status"] = json!("splendid");
    file["bookings"][0]["staff"] = json!("anna");
    file["bookings"][1]["room"] = json!("room-1");
    file["unassigned"][0]["reason"] = json!("tooLate");
    file["solver"].as_object_mut().unwrap().remove("seed");
    let mut found = faults(&salon, &file);
    found.sort();
    let expected = [
        ("$.bookings[0].staff", "wrongType"),
        ("$.bookings[1].room", "unknownField"),
        ("$.schemaVersion", "wrongVersion"),
        ("$.solver.seed", "missingField"),
        ("$.status", "unknownValue"),
        ("$.unassigned[0].reason", "unknownValue"),
    ];
    assert_eq!(found, expected.map(|(path, code)| (path.to_string(), code)));
}

#[test]
fn a_later_version_of_the_format_is_not_read_as_this_one() {
    let salon = Salon::new();
    let mut file = file(&salon);
    file["schemaVersion"] = json!(2);
    assert_eq!(faults(&salon, &file), [("$.schemaVersion".to_string(), "wrongVersion")]);
}

#[test]
fn text_that_is_no_json_is_told_with_its_line() {
    let salon = Salon::new();
    let fault = read_plan(&salon.problem, b"{\n  \"schemaVersion\": 1,\n}").unwrap_err().0.remove(0);
    assert_eq!((fault.path.as_str(), fault.code), ("$", "malformedJson"));
    assert!(fault.cause.contains("line 3"), "{}", fault.cause);
    let found = read_plan(&salon.problem, &[0xff]).unwrap_err().0;
    assert_eq!(found.len(), 1);
}

#[test]
fn a_written_file_fits_its_schema() {
    let salon = Salon::new();
    let schema = slotwright::io::schema::plan_schema();
    assert!(jsonschema::is_valid(&schema, &file(&salon)));
    let mut without = file(&salon);
    without.as_object_mut().unwrap().remove("bookings");
    assert!(!jsonschema::is_valid(&schema, &without));
}
