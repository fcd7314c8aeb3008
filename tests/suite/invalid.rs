//! Bad files: each in `fixtures/invalid` breaks the rule in its name, and only that one.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files must fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use slotwright::domain::{Fault, Faults};
use slotwright::io::gate::{Code, Severity};
use slotwright::io::read_problem;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The texts in `fixtures/invalid` with their names, in order.
fn fixtures() -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(root().join("fixtures/invalid")).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap())).collect()
}

/// What the gate says of a text: its faults, or the warnings where there is none.
fn findings(text: &[u8]) -> (Severity, Vec<Fault>) {
    match read_problem(text) {
        Ok(reading) => (Severity::Warning, reading.warnings),
        Err(Faults(faults)) => (Severity::Fault, faults),
    }
}

fn code_of(name: &str) -> Option<Code> {
    let code = name.split_once('-').map_or(name, |(code, _)| code);
    Code::ALL.iter().copied().find(|known| known.name() == code)
}

#[test]
fn each_file_breaks_the_rule_in_its_name_and_no_other() {
    for (name, text) in fixtures().iter().filter(|(name, _)| !name.starts_with("ten-faults")) {
        let code = code_of(name).unwrap_or_else(|| unreachable!("{name} begins with no code"));
        let (severity, found) = findings(text);
        let codes: Vec<&str> = found.iter().map(|fault| fault.code).collect();
        assert_eq!((severity, codes), (code.severity(), vec![code.name()]), "{name}");
    }
}

#[test]
fn ten_faults_of_a_file_are_told_at_once() {
    let (severity, found) = findings(&fixtures()["ten-faults.problem.json"]);
    assert_eq!(severity, Severity::Fault);
    let told: Vec<(&str, &str)> = found.iter().map(|fault| (fault.path.as_str(), fault.code)).collect();
    assert_eq!(
        told,
        [
            ("$.sites[0].openingHours.tue[0]", "hoursBackwards"),
            ("$.staff[0].adress", "unknownField"),
            ("$.staff[1].blocks[0].start", "timeSkipped"),
            ("$.staff[1].id", "duplicateId"),
            ("$.resources[1].capacity", "wrongType"),
            ("$.services[1].durationMinutes", "missingField"),
            ("$.services[1].price", "outOfRange"),
            ("$.requests[1].status", "unknownValue"),
            ("$.requests[1].windows[0].latestEnd", "windowBackwards"),
            ("$.requests[2].allowedStaff[0]", "unknownStaff"),
        ]
    );
}

#[test]
fn what_is_said_of_each_file() {
    let mut told = String::new();
    for (name, text) in fixtures() {
        writeln!(told, "== {name}").unwrap();
        for fault in findings(&text).1 {
            writeln!(told, "{fault}").unwrap();
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn each_code_has_a_file() {
    let covered: BTreeSet<Code> = fixtures().keys().filter_map(|name| code_of(name)).collect();
    let missing: Vec<Code> = Code::ALL.iter().copied().filter(|code| !covered.contains(code)).collect();
    assert_eq!(missing, [], "add fixtures/invalid/CODE-slug.problem.json");
}

#[test]
fn the_documentation_has_a_row_for_each_code() {
    let text = fs::read_to_string(root().join("docs/FAULTS.md")).unwrap();
    let (faults, warnings) = text.split_once("## Warnings").unwrap();
    let rows = |part: &str| -> Vec<String> {
        let names = part.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
        names.map(|(name, _)| name.to_owned()).collect()
    };
    let codes = |severity| -> Vec<&str> {
        Code::ALL.iter().filter(|code| code.severity() == severity).map(|code| code.name()).collect()
    };
    assert_eq!(rows(faults), codes(Severity::Fault));
    assert_eq!(rows(warnings), codes(Severity::Warning));
}
