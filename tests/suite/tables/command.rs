//! Tables from the command line.

use crate::support::program::run;

/// A folder of tables in a folder that is removed with the test.
fn made() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain").to_str().unwrap().to_owned();
    let flags = ["--sites", "2", "--staff", "3", "--appointments", "500", "--start", "2026-01-01", "--threads", "2"];
    run(&[&["generate", "--tables", &path][..], &flags].concat()).exits(0);
    (folder, path)
}

#[test]
fn a_report_on_generated_tables_in_every_format() {
    let (_folder, path) = made();
    let period = ["--from", "2026-01-01", "--to", "2026-12-31", "--threads", "1"];
    let report = |more: &[&str]| run(&[&["report", "--tables", &path][..], &period, more].concat()).exits(0);
    let kpis = &report(&["--json"]).json()["kpis"];
    assert_eq!(kpis["resources"], 2 * 5, "{kpis}");
    assert!(kpis["appointments"].as_u64().unwrap() > 300, "{kpis}");
    assert_eq!(report(&["--format", "csv"]).stdout.lines().count(), 1 + 2 * 5);
    assert!(report(&["--format", "csv", "--decimal-comma"]).stdout.lines().all(|line| line.contains(';')));
    assert!(report(&["--team", "--site", "2"]).stdout.contains("Resources report"));
}

#[test]
fn flags_that_do_not_fit_are_refused() {
    let (_folder, path) = made();
    let refused = |flags: &[&str], why: &str| {
        let run = run(flags).exits(2);
        assert!(run.stderr.contains(why), "{}", run.stderr);
    };
    refused(&["report", "--tables", &path], "needs a period");
    refused(&["report", "--tables", &path, "--period", "today", "--basis", "eligible"], "who can do what");
    refused(&["report", "--tables", &path, "--period", "today", "--staff", "nobody"], "there is no person nobody");
    let on_tables = ["report", "--tables", &path, "--from", "2026-01-01", "--to", "2026-01-31"];
    let analyses: [&[&str]; 6] = [
        &["--waterfall"],
        &["--ceiling"],
        &["--reconcile", "1:1"],
        &["--measures"],
        &["--format", "html"],
        &["--format", "xlsx", "-o", "report.xlsx"],
    ];
    for analysis in analyses {
        refused(&[&on_tables[..], analysis].concat(), "adds appointments up and keeps none");
    }
    refused(&[&on_tables[..], &["--decimal-comma"]].concat(), "--decimal-comma goes with --format csv");
    refused(&["report"], "name a problem file, or a folder of tables with --tables");
    refused(&["report", "--team", "-o", "report.txt"], "name a problem file, or a folder of tables with --tables");
    refused(&["report", "--tables", "fixtures", "--period", "today"], "missingTable");
    refused(&["report", "--tables", "nowhere", "--period", "today"], "cannot read nowhere");
    refused(&["generate", "--tables", &path], "name a new folder");
}
