//! Signals end the search, not the program: the best plan is written.
#![cfg(unix)]

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{folder, within};
use crate::support::program::{Run, program, run};

/// Sends a signal to a solve that would take a minute; the plan must be there, keep the rules and say who ended it.
fn is_stopped_by(signal: &str) {
    let folder = folder();
    let (problem, plan) = (within(&folder, "problem.json"), within(&folder, "plan.json"));
    run(&["generate", "--staff", "16", "--seed", "1", "--load", "1.2", "-o", &problem]).exits(0);
    let started = Instant::now();
    let mut command = program(&["solve", &problem, "--time-limit", "60s", "-o", &plan]);
    let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
    sleep(Duration::from_secs(3));
    assert!(child.try_wait().unwrap().is_none(), "the search was over before the signal");
    Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    let ended = Run::from(child.wait_with_output().unwrap()).exits(4);
    assert!(started.elapsed() < Duration::from_secs(30), "it took {:?} to stop", started.elapsed());
    assert!(ended.stderr.contains("stopped on request"), "{}", ended.stderr);
    run(&["check", &problem, &plan]).exits(0);
    let text = std::fs::read_to_string(&plan).unwrap();
    assert!(text.contains(r#""status": "feasible""#) && text.contains(r#""stoppedBy": "interrupt""#));
}

#[test]
fn ctrl_c_ends_the_search_with_a_plan() {
    is_stopped_by("-INT");
}

#[test]
fn the_system_s_request_to_end_does_the_same() {
    is_stopped_by("-TERM");
}
