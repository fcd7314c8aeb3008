//! docs/FORMAT.md: nothing of the formats is missing, and its examples are what the program reads and writes.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files must fail")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use slotwright::domain::Problem;
use slotwright::io::schema::SCHEMAS;
use slotwright::io::wire::report as wire;
use slotwright::io::{read_plan, read_problem, read_results};
use slotwright::plan::check_file;
use slotwright::report::{Appointments, Query, report};

fn file(name: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The text of the fenced block that begins with ```` ```json NAME ````.
fn example(name: &str) -> String {
    let document = file("docs/FORMAT.md");
    let (_, rest) = document.split_once(&format!("```json {name}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// The section of one file: from its heading to the next of the same rank.
fn section(document: &str, title: &str) -> String {
    let (_, rest) = document.split_once(&format!("\n## {title}\n")).unwrap();
    rest.split("\n## ").next().unwrap().to_owned()
}

/// The names of all properties, however deep.
fn properties(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            let here = fields.get("properties").and_then(Value::as_object);
            names.extend(here.into_iter().flat_map(|here| here.keys().cloned()));
            fields.values().for_each(|field| properties(field, names));
        }
        Value::Array(items) => items.iter().for_each(|item| properties(item, names)),
        _ => {}
    }
}

/// The words of all lists of words, however deep.
fn words(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            found.extend(fields.get("const").and_then(Value::as_str).map(str::to_owned));
            let listed = fields.get("enum").and_then(Value::as_array);
            found.extend(listed.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| words(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| words(item, found)),
        _ => {}
    }
}

fn example_problem() -> Problem {
    read_problem(example("problem").as_bytes()).unwrap().problem
}

/// The section of each schema.
const SECTIONS: [(&str, &str); 9] = [
    ("Problem", "problem"),
    ("Plan", "plan"),
    ("Report", "report"),
    ("Study", "study"),
    ("Study results", "whatif"),
    ("Explanation", "explanation"),
    ("Recommendation", "recommendation"),
    ("A booking changed by hand", "rebooking"),
    ("Benchmark results", "bench"),
];

#[test]
fn every_property_and_word_of_a_schema_is_explained_in_its_section() {
    let document = file("docs/FORMAT.md");
    for (title, name) in SECTIONS {
        let (_, generate) = SCHEMAS.iter().find(|(known, _)| *known == name).unwrap();
        let schema = serde_json::to_value(generate()).unwrap();
        let (mut names, section) = (BTreeSet::new(), section(&document, title));
        properties(&schema, &mut names);
        words(&schema, &mut names);
        assert!(names.len() > 15, "{name}");
        let missing: Vec<&String> = names.iter().filter(|name| !section.contains(&format!("`{name}`"))).collect();
        assert!(missing.is_empty(), "docs/FORMAT.md does not explain {missing:?} of the {name} file");
    }
}

#[test]
fn every_schema_has_a_section() {
    let named: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
    assert!(
        named.iter().all(|name| SECTIONS.iter().any(|(_, known)| known == name)),
        "a schema of {named:?} has no section"
    );
}

#[test]
fn the_problem_is_the_fixture_and_passes_the_gate() {
    assert_eq!(example("problem"), file("fixtures/tiny.one-room.problem.json"));
    let reading = read_problem(example("problem").as_bytes()).unwrap();
    assert_eq!((reading.problem.requests.len(), reading.warnings.len()), (3, 0));
}

#[test]
fn the_plan_answers_the_problem_and_keeps_every_rule() {
    let reading = read_problem(example("problem").as_bytes()).unwrap();
    let file = read_plan(&reading.problem, example("plan").as_bytes()).unwrap();
    assert_eq!(file.sha256, reading.sha256);
    assert_eq!(file.claims.score, Some(20_000));
    assert_eq!(check_file(&reading.problem, &file.plan, &file.claims), []);
}

#[test]
fn the_report_is_the_one_of_that_plan() {
    let problem = example_problem();
    let plan = read_plan(&problem, example("plan").as_bytes()).unwrap().plan;
    let day = problem.horizon.start;
    let query = Query { team: true, ..Query::new(day, day) };
    let fresh = wire::Report::new(&problem, &report(&problem, &Appointments::of_plan(&problem, &plan), &query));
    let shown: wire::Report = serde_json::from_str(&example("report")).unwrap();
    assert_eq!(shown, fresh);
}

#[test]
fn the_results_are_of_that_problem() {
    let problem = read_problem(example("problem").as_bytes()).unwrap();
    let run = read_results(example("bench").as_bytes()).unwrap().runs.remove(0);
    assert_eq!((run.sha256, run.requests, run.score), (problem.sha256, 3, Some(20_000)));
}

#[test]
fn the_documents_it_points_to_are_there() {
    for target in file("docs/FORMAT.md").split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        if !target.starts_with('#') {
            assert!(!file(&format!("docs/{target}")).is_empty(), "{target}");
        }
    }
}
