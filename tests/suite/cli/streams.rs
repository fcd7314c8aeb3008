//! Data on stdout, talk on stderr; colours on terminals alone.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::{PLAN, PROBLEM, TEN_FAULTS};
use crate::support::program::{Run, program, run};

#[test]
fn the_plan_is_data_and_the_summary_is_talk() {
    let run = run(&["solve", PROBLEM]).exits(0);
    assert_eq!(run.json()["schemaVersion"], 1);
    assert!(run.stdout.ends_with("}\n"));
    assert!(run.stderr.starts_with("Two rooms, two therapists\n"), "{}", run.stderr);
}

#[test]
fn quiet_and_json_say_nothing() {
    for flag in ["--quiet", "--json"] {
        let run = run(&["solve", PROBLEM, flag]).exits(0);
        assert_eq!((run.json()["score"].as_i64(), run.stderr.as_str()), (Some(20_000), ""));
    }
}

#[test]
fn every_result_can_be_json() {
    for arguments in [
        &["validate", PROBLEM][..],
        &["validate", "fixtures/tiny.pin-all.problem.json"],
        &["check", PROBLEM, PLAN],
        &["report", PROBLEM, PLAN, "--team"],
    ] {
        let run = run(&[arguments, &["--json"]].concat()).exits(0);
        assert_eq!(run.json()["schemaVersion"], 1, "{arguments:?}");
        assert_eq!(run.stderr, "", "{arguments:?}");
    }
    let check = run(&["check", PROBLEM, PLAN, "--json"]).json();
    assert_eq!((check["ok"].as_bool(), check["score"].as_i64()), (Some(true), Some(20_000)));
    assert_eq!(run(&["diff", PROBLEM, PLAN, PLAN, "--json"]).json()["changes"], serde_json::json!([]));
}

#[test]
fn a_standing_double_booking_is_a_warning_and_no_fault() {
    let run = run(&["validate", "fixtures/tiny.pin-all.problem.json", "--json"]).exits(0).json();
    assert_eq!(run["ok"], true);
    let warnings = run["warnings"].as_array().unwrap();
    assert!(warnings.iter().any(|one| one["cause"].as_str().unwrap().contains("r1 and r2")), "{warnings:?}");
}

/// Runs each command with an environment that wants, or does not want, colours.
fn in_environment(key: &str) -> Vec<Run> {
    let commands: [&[&str]; 6] = [
        &["solve", PROBLEM],
        &["validate", TEN_FAULTS],
        &["check", PROBLEM, PLAN],
        &["report", PROBLEM, PLAN],
        &["diff", PROBLEM, PLAN, PLAN],
        &["--help"],
    ];
    commands.iter().map(|arguments| program(arguments).env(key, "1").output().unwrap().into()).collect()
}

#[test]
fn no_colours_where_there_is_no_terminal() {
    for run in in_environment("NO_COLOR").iter().chain(&in_environment("COLORTERM")) {
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{run:?}");
    }
}

#[test]
fn colours_where_they_are_forced() {
    let coloured = in_environment("CLICOLOR_FORCE");
    assert!(coloured[0].stderr.contains("\u{1b}[32m"), "{:?}", coloured[0]);
    assert!(!coloured[0].stdout.contains('\u{1b}'), "a plan is no text to colour");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    for arguments in [&["generate", "--staff", "60"][..], &["schema", "problem"], &["completions", "bash"]] {
        let mut command = program(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let run = Run::from(child.wait_with_output().unwrap()).exits(0);
        assert_eq!(run.stderr, "", "{arguments:?}");
    }
}
