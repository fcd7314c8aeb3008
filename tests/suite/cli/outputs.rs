//! Where results go.

use std::fs;
use std::time::{Duration, Instant};

use super::{PLAN, PROBLEM, folder, names, within};
use crate::support::program::{Run, program, run, run_with};

#[test]
fn a_result_replaces_the_old_file_whole() {
    let folder = folder();
    let output = within(&folder, "out.json");
    fs::write(&output, "x".repeat(100_000)).unwrap();
    run(&["solve", PROBLEM, "-o", &output]).exits(0);
    run(&["check", PROBLEM, &output]).exits(0);
    assert_eq!(names(&folder), ["out.json"]);
}

#[test]
fn a_dash_is_stdin_and_stdout() {
    let text = fs::read(format!("{}/{PROBLEM}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let plan = run_with(&["solve", "-", "-o", "-"], &text).exits(0);
    assert_eq!(plan.json()["score"], 20_000);
    assert!(run_with(&["check", PROBLEM, "-"], plan.stdout.as_bytes()).exits(0).stderr.is_empty());
    let report = run(&["report", PROBLEM, PLAN, "--format", "csv"]).exits(0).stdout;
    assert_eq!(run(&["report", PROBLEM, PLAN, "--format", "csv", "-o", "-"]).exits(0).stdout, report);
}

#[test]
fn a_workbook_goes_to_a_file_or_to_a_pipe() {
    let folder = folder();
    let output = within(&folder, "week.xlsx");
    let arguments = ["report", PROBLEM, PLAN, "--format", "xlsx"];
    run(&[&arguments[..], &["-o", &output]].concat()).exits(0);
    let piped = program(&arguments).output().unwrap();
    assert!(piped.stdout.starts_with(b"PK"), "a workbook is an archive");
    assert!(piped.stdout == fs::read(&output).unwrap(), "the same report is the same file");
}

#[test]
fn a_period_too_long_for_a_workbook_is_said_and_nothing_is_written() {
    let folder = folder();
    let output = within(&folder, "centuries.xlsx");
    let years = ["--from", "0001-01-01", "--to", "2200-01-01", "--format", "xlsx", "-o", &output];
    let run = run(&[&["report", PROBLEM, PLAN][..], &years].concat()).exits(2);
    let said =
        "error: the sheet of days would have 1,606,338 rows, and a workbook holds 1,048,575: take a shorter period";
    assert!(run.stderr.starts_with(said), "{}", run.stderr);
    assert!(names(&folder).is_empty());
}

#[test]
fn decimal_commas_are_for_csv() {
    let run = run(&["report", PROBLEM, PLAN, "--decimal-comma"]).exits(2);
    assert_eq!(run.stderr, "error: --decimal-comma goes with --format csv\n");
}

/// The search of the problem takes more than a minute.
#[test]
fn a_bad_place_for_the_output_fails_before_the_solve() {
    let folder = folder();
    let problem = within(&folder, "large.json");
    run(&["generate", "--staff", "16", "--seed", "1", "--load", "1.2", "-o", &problem]).exits(0);
    let read_only = within(&folder, "read-only.json");
    fs::write(&read_only, "precious").unwrap();
    let mut permissions = fs::metadata(&read_only).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&read_only, permissions).unwrap();
    let started = Instant::now();
    for output in [within(&folder, "no/such/plan.json"), within(&folder, ""), read_only.clone()] {
        let run = run(&["solve", &problem, "--time-limit", "60s", "-o", &output]).exits(2);
        assert!(run.stderr.starts_with(&format!("error: cannot write to {output}: ")), "{}", run.stderr);
    }
    assert!(started.elapsed() < Duration::from_secs(10), "the search had begun");
    assert_eq!(fs::read_to_string(&read_only).unwrap(), "precious");
    assert_eq!(names(&folder), ["large.json", "read-only.json"]);
}

#[test]
#[cfg(unix)]
fn a_link_is_followed() {
    let folder = folder();
    let (plan, link) = (within(&folder, "plan.json"), within(&folder, "latest.json"));
    fs::write(&plan, "old").unwrap();
    std::os::unix::fs::symlink(&plan, &link).unwrap();
    run(&["solve", PROBLEM, "-o", &link]).exits(0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    run(&["check", PROBLEM, &plan]).exits(0);
}

/// The device is always full.
#[test]
#[cfg(target_os = "linux")]
fn a_finished_plan_is_kept_where_it_cannot_be_written() {
    let folder = folder();
    let mut command = program(&["solve", PROBLEM, "-o", "/dev/full"]);
    let failed: Run = command.env("TMPDIR", folder.path()).output().unwrap().into();
    let [kept] = names(&folder).try_into().unwrap();
    let place = within(&folder, &kept);
    assert!(failed.exits(1).stderr.contains(&format!("it is kept in {place}")));
    run(&["check", PROBLEM, &place]).exits(0);
}
