//! Files that are not what they should be.

use std::fs;

use serde_json::Value;

use super::{PLAN, PROBLEM, TEN_FAULTS, edited, folder, names, within};
use crate::support::program::{run, run_with};

/// Each command that reads a problem, with the problem on stdin.
const READERS: [&[&str]; 5] =
    [&["solve", "-"], &["validate", "-"], &["check", "-", PLAN], &["report", "-"], &["diff", "-", PLAN, PLAN]];

/// Each command that reads a plan, with the plan on stdin.
const PLAN_READERS: [&[&str]; 4] =
    [&["check", PROBLEM, "-"], &["report", PROBLEM, "-"], &["diff", PROBLEM, "-", PLAN], &["diff", PROBLEM, PLAN, "-"]];

fn ten_faults() -> Vec<u8> {
    edited(TEN_FAULTS, |_| {})
}

#[test]
fn every_command_tells_all_ten_faults() {
    for arguments in READERS {
        let run = run_with(arguments, &ten_faults()).exits(2);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("10 faults"), "{arguments:?}: {said}");
        for part in ["$.staff[1].id", "[duplicateId]", "$.requests[1].windows[0].latestEnd", "[windowBackwards]"] {
            assert!(said.contains(part), "{arguments:?} without {part}: {said}");
        }
        assert_eq!(said.matches("hint: ").count(), 10, "{arguments:?}: {said}");
    }
}

#[test]
fn every_command_tells_all_ten_faults_as_json() {
    for arguments in READERS {
        let run = run_with(&[arguments, &["--json"]].concat(), &ten_faults()).exits(2);
        let result = run.json();
        let faults = result["faults"].as_array().unwrap();
        assert_eq!((faults.len(), &result["ok"]), (10, &Value::Bool(false)), "{arguments:?}");
        let text = |fault: &Value, key: &str| fault[key].as_str().unwrap().to_owned();
        assert_eq!(text(&faults[3], "code") + &text(&faults[3], "path"), "duplicateId$.staff[1].id");
        assert!(faults.iter().all(|fault| !text(fault, "cause").is_empty() && !text(fault, "action").is_empty()));
    }
}

#[test]
fn what_is_no_json_is_a_fault() {
    let arrays = "[".repeat(100_000).into_bytes();
    let objects = "{\"a\":".repeat(100_000).into_bytes();
    let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
    for text in [&b""[..], b"   ", b"null", b"[]", b"{\"schemaVersion\": 1", &binary, &arrays, &objects] {
        for arguments in READERS.iter().chain(&PLAN_READERS) {
            let run = run_with(arguments, text).exits(2);
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(said.contains("error: ") && said.contains("fault"), "{arguments:?}: {said}");
            assert!(!said.contains("panicked") && said.len() < 4000, "{arguments:?}: {said}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    for path in ["no-such.problem.json", "fixtures"] {
        for arguments in READERS.iter().chain(&PLAN_READERS) {
            let named: Vec<&str> = arguments.iter().map(|&one| if one == "-" { path } else { one }).collect();
            let run = run(&named).exits(2);
            assert!(run.stderr.starts_with(&format!("error: cannot read {path}: ")), "{}", run.stderr);
        }
    }
}

#[test]
fn a_plan_for_another_version_of_the_problem_is_read_with_a_warning() {
    let newer = edited(PROBLEM, |problem| problem["name"] = "Two rooms, renamed".into());
    let run = run_with(&["check", "-", PLAN], &newer).exits(0);
    assert!(run.stderr.contains("another version of the problem"), "{}", run.stderr);
}

#[test]
fn a_plan_for_other_requests_is_a_fault() {
    let run = run(&["check", "fixtures/tiny.preferred-start.problem.json", PLAN]).exits(2);
    assert!(run.stderr.contains("[unknownRequest]"), "{}", run.stderr);
}

#[test]
fn invalid_input_leaves_the_output_as_it_was() {
    let folder = folder();
    let (old, new) = (within(&folder, "old.json"), within(&folder, "new.json"));
    fs::write(&old, "precious").unwrap();
    for output in [&old, &new] {
        run(&["solve", TEN_FAULTS, "-o", output]).exits(2);
        run(&["report", TEN_FAULTS, "-o", output]).exits(2);
    }
    assert_eq!(names(&folder), ["old.json"], "nothing is left behind");
    assert_eq!(fs::read_to_string(&old).unwrap(), "precious");
}
