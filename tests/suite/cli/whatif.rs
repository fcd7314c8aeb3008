//! `whatif`: flags, formats, all threads, Ctrl-C.

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{folder, within};
use crate::support::program::{Run, program, run};

const PROBLEM: &str = "fixtures/study.third-room.problem.json";
const STUDY: &str = "fixtures/study.third-room.study.json";

#[test]
fn the_table_of_a_third_room() {
    let told = run(&["whatif", PROBLEM, STUDY]).exits(0);
    insta::assert_snapshot!(told.stdout);
    assert!(told.stderr.contains("third room: score 109,200,000, gap 0.00%"), "{}", told.stderr);
}

#[test]
fn the_sheet_has_a_row_for_each_scenario() {
    let sheet = run(&["whatif", PROBLEM, STUDY, "--format", "csv", "-q"]).exits(0).stdout;
    let rows: Vec<&str> = sheet.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
    assert_eq!(rows.len(), 3);
    assert!(
        rows[1].starts_with("as it is,40,33,7,33,924000,924000,3960,3960,0.825,0.825,0.825,92400000,"),
        "{}",
        rows[1]
    );
    assert!(rows[2].ends_with(",\"better, proved\",16800000,16800000,168000,168000,"), "{}", rows[2]);
    let comma = run(&["whatif", PROBLEM, STUDY, "--format", "csv", "--decimal-comma", "-q"]).exits(0).stdout;
    assert!(comma.contains(";0,825;"), "{comma}");
}

#[test]
fn the_page_is_whole_and_its_own_style_is_all_that_it_allows() {
    let page = run(&["whatif", PROBLEM, STUDY, "--grid", "room=1..3", "--format", "html", "-q"]).exits(0).stdout;
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("third room") && page.contains("<svg") && page.contains("1,092,000"));
    assert!(
        !page.contains("{{") && !page.contains("<script") && !page.contains("http://") && !page.contains("https://")
    );
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
}

#[test]
fn each_flag_is_a_scenario_and_together_they_are_one() {
    let flags = [
        "--add-resource",
        "room-1=2",
        "--add-staff",
        "anna",
        "--remove",
        "csilla",
        "--extend-hours",
        "buda=17:00-19:00@mon,2026-11-24",
        "--scale-demand",
        "massage=1.5",
        "--set-policy",
        "worth=count,staffDay=5",
    ];
    let names = |more: &[&str]| -> Vec<String> {
        let arguments = [&["whatif", PROBLEM, "--json", "-q", "--without-ceilings"][..], &flags, more].concat();
        let told = run(&arguments).exits(0).json();
        let scenarios = told["scenarios"].as_array().unwrap().clone();
        scenarios.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let each = names(&[]);
    assert_eq!(
        each,
        [
            "2 more like room-1",
            "1 more like anna",
            "without csilla",
            "buda also 17:00-19:00 on mon,2026-11-24",
            "1.5 times the demand for massage",
            "policy worth=count,staffDay=5",
        ]
    );
    assert_eq!(names(&["--together"]), [each.join(", ")]);
}

#[test]
fn sampled_weeks_have_means_with_intervals() {
    let told = run(&["whatif", PROBLEM, STUDY, "--replicate", "4", "--json", "-q", "--work", "100000"]).exits(0).json();
    let means = &told["replicates"]["scenarios"][0];
    assert_eq!(told["replicates"]["weeks"], 4);
    let [low, mean, high] = ["low", "mean", "high"].map(|end| means["served"][end].as_f64().unwrap());
    assert!(low <= mean && mean <= high && mean > 0.0 && mean <= 7.0, "{means}");
    assert_eq!(means["revenue"]["mean"].as_f64().unwrap() > 0.0, mean > 0.0);
}

#[test]
fn what_cannot_be_tried_is_told() {
    for (arguments, words) in [
        (&[][..], "there is nothing to try"),
        (&["--add-resource", "sauna"], "no resource and no pool has the name `sauna`"),
        (&["--extend-hours", "anna"], "write anna=18:00-20:00"),
        (&["--scale-demand", "twice"], "write 1.2"),
        (&["--set-policy", "stafDay=5"], "`staffDay`"),
        (&["--grid", "room=4..1"], "write massage-room=1..4"),
        (&["--grid", "rom=1..4"], "no pool, resource or person is called `rom`"),
        (&["--remove", "anna", "-o", "no/such/folder.json"], "there is no folder"),
    ] {
        let told = run(&[&["whatif", PROBLEM][..], arguments].concat()).exits(2);
        assert!(told.stderr.contains(words) && told.stdout.is_empty(), "{arguments:?}: {}", told.stderr);
    }
}

/// Twelve scenarios on a salon's week, interrupted: what is finished is written, what is not is named.
#[test]
#[cfg(unix)]
fn ctrl_c_ends_a_study_with_the_scenarios_that_are_finished() {
    let folder = folder();
    let (problem, output) = (within(&folder, "problem.json"), within(&folder, "study.json"));
    run(&["generate", "--staff", "8", "--days", "6", "--load", "1.2", "--seed", "1", "-o", &problem]).exits(0);
    let factors: Vec<String> = (1..=12).map(|number| format!("{}", 1.0 + f64::from(number) / 100.0)).collect();
    let flags = factors.iter().flat_map(|factor| ["--scale-demand", factor]);
    let arguments: Vec<&str> =
        ["whatif", &problem, "--time-limit", "60s", "--threads", "2", "--format", "json", "-o", &output]
            .into_iter()
            .chain(flags)
            .collect();
    let started = Instant::now();
    let mut child = program(&arguments).stderr(std::process::Stdio::piped()).spawn().unwrap();
    // A plan has 60 s × 2 threads / 2 / 13 cases: the first is done after 3 s, the next after 5 s each.
    sleep(Duration::from_secs(12));
    assert!(child.try_wait().unwrap().is_none(), "the study was over before the signal");
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ended = Run::from(child.wait_with_output().unwrap()).exits(4);
    assert!(started.elapsed() < Duration::from_secs(40), "it took {:?} to stop", started.elapsed());
    let told: serde_json::Value = serde_json::from_slice(&std::fs::read(&output).unwrap()).unwrap();
    let (scenarios, unfinished) = (told["scenarios"].as_array().unwrap(), told["unfinished"].as_array().unwrap());
    let baseline = usize::from(told["baseline"].is_object());
    assert!(baseline + scenarios.len() > 0 && !unfinished.is_empty(), "{told}");
    assert_eq!(baseline + scenarios.len() + unfinished.len(), 13);
    assert!(scenarios.iter().all(|one| one["score"].is_i64() && one["bound"].is_i64()));
    assert!(ended.stderr.contains("not finished: ") && ended.stderr.contains("] as it is: score "), "{}", ended.stderr);
}
