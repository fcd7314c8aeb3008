//! What people read, word by word.

use super::{PROBLEM, TEN_FAULTS, edited, folder, within};
use crate::support::program::{run, run_with};

/// Compares a text with its snapshot; times and versions may differ.
macro_rules! reads {
    ($text:expr) => {
        insta::with_settings!({ filters => vec![(r"\d+\.\d s\b", "[time]"), (r"\d+\.\d+\.\d+", "[version]")] }, {
            insta::assert_snapshot!($text);
        });
    };
}

#[test]
fn help() {
    reads!(run(&["--help"]).stdout);
}

#[test]
fn help_of_each_command() {
    for command in [
        "solve",
        "check",
        "validate",
        "report",
        "whatif",
        "diff",
        "recommend",
        "move",
        "value",
        "explain",
        "generate",
        "import",
        "bench",
        "schema",
        "completions",
    ] {
        insta::with_settings!({ snapshot_suffix => command }, { reads!(run(&[command, "--help"]).stdout); });
    }
}

#[test]
fn summary_of_a_plan_that_leaves_a_request_out() {
    reads!(run(&["solve", PROBLEM]).stderr);
}

#[test]
fn summary_of_a_plan_that_moves_bookings() {
    reads!(run(&["solve", "fixtures/tiny.move-costs.problem.json"]).stderr);
}

#[test]
fn summary_of_an_infeasible_problem() {
    reads!(run(&["solve", "fixtures/tiny.infeasible-mandatory.problem.json"]).stderr);
}

/// One room, two hours, three massages of an hour.
#[test]
fn why_a_request_is_left_out() {
    let case = "fixtures/tiny.one-room";
    let files = [format!("{case}.problem.json"), format!("{case}.plan.json")];
    reads!(run(&["explain", &files[0], &files[1], "--work", "100000"]).stdout);
}

#[test]
fn why_a_problem_is_infeasible() {
    reads!(run(&["explain", "fixtures/tiny.infeasible-mandatory.problem.json", "--work", "100000"]).stdout);
}

#[test]
fn ten_faults() {
    let run = run(&["validate", TEN_FAULTS]);
    reads!(format!("{}{}", run.stdout, run.stderr));
}

#[test]
fn a_valid_file_with_warnings() {
    reads!(run(&["validate", "fixtures/tiny.pin-all.problem.json"]).stdout);
}

/// Both massages at one hour in one room.
#[test]
fn a_broken_plan() {
    let plan = edited("fixtures/tiny.one-room.plan.json", |plan| {
        plan["bookings"][1]["start"] = plan["bookings"][0]["start"].clone();
        plan["bookings"][1]["end"] = plan["bookings"][0]["end"].clone();
    });
    reads!(run_with(&["check", "fixtures/tiny.one-room.problem.json", "-"], &plan).stdout);
}

/// From the frozen morning to the free one.
#[test]
fn what_changes_between_two_plans() {
    let folder = folder();
    let (frozen, free) = (within(&folder, "frozen.json"), within(&folder, "free.json"));
    let problem = "fixtures/tiny.move-costs.problem.json";
    run(&["solve", problem, "--freeze-until", "2026-11-23T10:30", "-o", &frozen]).exits(0);
    run(&["solve", problem, "-o", &free]).exits(0);
    reads!(run(&["diff", problem, &frozen, &free]).stdout);
}

#[test]
fn the_report_on_a_machine() {
    reads!(
        run(&[
            "report",
            "fixtures/report.scenario-1-ipl.problem.json",
            "--period",
            "lastMonth",
            "--today",
            "2027-03-10"
        ])
        .stdout
    );
}

#[test]
fn the_report_from_a_person_to_her_machine() {
    let problem = "fixtures/report.scenario-3-anna.problem.json";
    let period = ["--from", "2026-11-16", "--to", "2026-11-22"];
    let asked = ["--basis", "opening", "--reconcile", "anna:ipl-1", "--reconcile", "bence:ipl-1", "--waterfall"];
    reads!(run(&[&["report", problem][..], &period, &asked].concat()).stdout);
}

#[test]
fn the_report_on_a_team() {
    reads!(
        run(&[
            "report",
            "fixtures/report.scenario-3-anna.problem.json",
            "--team",
            "--from",
            "2026-11-16",
            "--to",
            "2026-11-22"
        ])
        .stdout
    );
}
