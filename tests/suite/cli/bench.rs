//! The benchmark command: what it measures, keeps, compares and draws.

use std::fs;

use serde_json::{Value, json};
use slotwright::io::read_results;

use super::{PROBLEM, folder, within};
use crate::support::program::run;

const SMPTSP: &str = "fixtures/five-tasks.smptsp.dat";

/// Whatever the machine's pace: times, and the width that they give their column.
macro_rules! reads {
    ($text:expr) => {
        let filters = vec![(r"\d+ ms|\d+\.?\d* s\b", "[time]"), (r" +", " "), (r"-+:", "-:"), (r"-{2,}", "-")];
        insta::with_settings!({ filters => filters }, { insta::assert_snapshot!($text); });
    };
}

/// The runs of a result file, as JSON.
fn runs(file: &str) -> Vec<Value> {
    let text = fs::read(file).unwrap();
    read_results(&text).unwrap();
    serde_json::from_slice::<Value>(&text).unwrap()["runs"].as_array().unwrap().clone()
}

#[test]
fn the_tables_of_two_engines_on_three_instances() {
    let run = run(&["bench", PROBLEM, SMPTSP, "generate:staff=1,seed=2,load=0.4", "--engine", "auto,greedy"]).exits(0);
    reads!(format!("{}\n{}", run.stdout, run.stderr));
}

#[test]
fn the_tables_in_markdown_with_what_varies() {
    let run = run(&["bench", PROBLEM, "--seeds", "1,2", "--time-limit", "5s,9s", "--markdown", "--quiet"]).exits(0);
    reads!(run.stdout);
}

#[test]
fn a_run_has_a_checked_score_a_proof_and_its_times() {
    let runs = run(&["bench", PROBLEM, "--threads", "1", "--json"]).exits(0).json()["runs"].clone();
    let one = &runs[0];
    assert_eq!((&one["score"], &one["bound"], &one["status"]), (&json!(20_000), &json!(20_000), &json!("optimal")));
    assert_eq!((&one["threads"], &one["backend"], &one["booked"]), (&json!(1), &json!("highs"), &json!(2)));
    assert_eq!((&one["group"], &one["requests"]), (&json!("tiny.two"), &json!(3)));
    let end = one["trace"].as_array().unwrap().last().unwrap();
    assert_eq!((&end["score"], &end["bound"]), (&json!(20_000), &json!(20_000)));
    assert!(one["firstPlanSeconds"].as_f64() <= one["onePercentSeconds"].as_f64());
    assert!(one["onePercentSeconds"].as_f64() <= one["seconds"].as_f64());
}

#[test]
fn every_back_end_for_engines_that_ask_one() {
    let arguments = ["bench", PROBLEM, "--engine", "greedy,compact", "--backend", "highs,microlp", "--json"];
    let runs = run(&arguments).exits(0).json()["runs"].clone();
    let methods: Vec<_> = runs.as_array().unwrap().iter().map(|run| (&run["engine"], &run["backend"])).collect();
    let (greedy, compact) = (json!("greedy"), json!("compact"));
    let (highs, microlp) = (json!("highs"), json!("microlp"));
    assert_eq!(methods, [(&greedy, &Value::Null), (&compact, &highs), (&compact, &microlp)]);
}

#[test]
fn runs_are_kept_merged_and_not_repeated() {
    let folder = folder();
    let (kept, merged) = (within(&folder, "kept.json"), within(&folder, "merged.json"));
    run(&["bench", PROBLEM, "--engine", "greedy", "-o", &kept]).exits(0);
    let again = run(&["bench", PROBLEM, SMPTSP, "--engine", "greedy", "-o", &kept, "--resume"]).exits(0);
    assert!(again.stderr.starts_with("[1/1] five-tasks.smptsp"), "{}", again.stderr);
    assert_eq!(runs(&kept).len(), 2);
    run(&["bench", PROBLEM, "--engine", "auto", "--merge", &kept, "-o", &merged]).exits(0);
    let names: Vec<Value> = runs(&merged).iter().map(|run| run["instance"].clone()).collect();
    assert_eq!(names, ["tiny.two-rooms", "tiny.two-rooms", "five-tasks.smptsp"]);
}

#[test]
fn runs_are_compared_with_earlier_ones_of_their_configuration() {
    let folder = folder();
    let earlier = within(&folder, "earlier.json");
    run(&["bench", PROBLEM, SMPTSP, "-o", &earlier]).exits(0);
    let mut file: Value = serde_json::from_slice(&fs::read(&earlier).unwrap()).unwrap();
    file["runs"][0]["score"] = json!(16_000);
    file["runs"][0]["gap"] = json!(0.25);
    file["runs"][1]["threads"] = json!(999);
    fs::write(&earlier, file.to_string()).unwrap();
    let run = run(&["bench", PROBLEM, SMPTSP, "--against", &earlier]).exits(0);
    for line in ["1 run compared", "1 run without", "score: 1 higher, 0 lower, 0 equal", "+25.00 %", "gap: 1 smaller"] {
        assert!(run.stdout.contains(line), "{line}: {}", run.stdout);
    }
}

/// Names of elements that are open at the end, or closed without being open.
fn unbalanced(svg: &str) -> Vec<&str> {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(closed) if open.last() == Some(&closed) => drop(open.pop()),
            Some(closed) => return vec![closed],
            None if tag.ends_with('/') || name.starts_with(['?', '!']) => {}
            None => open.push(name),
        }
    }
    open
}

#[test]
fn charts_and_sheet_are_written() {
    let folder = folder();
    let file = |name| within(&folder, name);
    let (sheet, profile, traces) = (file("sheet.csv"), file("profile.svg"), file("traces.svg"));
    let outputs = ["--csv", &sheet, "--profile", &profile, "--traces", &traces];
    let inputs = ["bench", PROBLEM, SMPTSP, "--engine", "auto,greedy"];
    run(&[&inputs[..], &outputs[..]].concat()).exits(0);
    assert_eq!(fs::read_to_string(sheet).unwrap().lines().count(), 5);
    for (chart, words) in [(profile, ["auto/highs", "A gap of 1 % proved"]), (traces, ["greedy", "seconds"])] {
        let svg = fs::read_to_string(chart).unwrap();
        assert!(svg.starts_with("<svg ") && svg.contains("<polyline"), "{svg}");
        assert_eq!(unbalanced(&svg), Vec::<&str>::new());
        assert!(words.iter().all(|word| svg.contains(word)), "{words:?}: {svg}");
    }
}

#[test]
fn what_cannot_be_an_instance_is_told_before_any_run() {
    for (instance, words) in [
        ("generate:staf=2", "--staf"),
        ("generate:load=x", "write a number from 0 to 100"),
        ("generate:output=x", "--output"),
        ("fixtures/invalid/ten-faults.problem.json", "10 faults"),
        ("fixtures/none.problem.json", "cannot read"),
        ("fixtures/none.dat", "cannot read"),
    ] {
        let run = run(&["bench", PROBLEM, instance]).exits(2);
        assert!(run.stderr.contains(words) && !run.stderr.contains("[1/"), "{instance}: {}", run.stderr);
    }
    run(&["bench"]).exits(2);
    run(&["bench", PROBLEM, "--resume"]).exits(2);
    run(&["bench", PROBLEM, "-o", "fixtures"]).exits(2);
}

#[cfg(unix)]
#[test]
fn an_interrupted_study_keeps_the_runs_that_are_done() {
    use crate::support::program::{Run, program};
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    let folder = folder();
    let results = within(&folder, "results.json");
    let large = "generate:staff=16,seed=1";
    let mut command = program(&["bench", PROBLEM, large, "--time-limit", "60s", "-o", &results]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut first = String::new();
    said.read_line(&mut first).unwrap();
    assert!(first.starts_with("[1/2] tiny.two-rooms"), "{first}");
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    Run::from(child.wait_with_output().unwrap()).exits(4);
    assert_eq!(runs(&results).len(), 1);
}
