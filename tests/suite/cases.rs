//! The fixtures, solved: optima that were worked out by hand or proved by another engine, and plans to compare with.

#![expect(clippy::unwrap_used, reason = "a broken fixture must fail the test")]

use std::collections::BTreeMap;
use std::time::Duration;
use std::{env, fs};

use serde::Deserialize;
use slotwright::domain::{Problem, RequestIndex};
use slotwright::engine::Options;
use slotwright::io::wire::plan::Plan as PlanFile;
use slotwright::io::{parse_time, plan_file, read_plan, read_problem};
use slotwright::plan::{Outcome, Status, StoppedBy, check_file};

use super::support::fixtures::{admitted, fixture, solver};
use super::support::solve::solve_checked;

/// An entry of `optima.json`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Optimum {
    score: Option<i64>,
    /// Absent where optima differ in who is left out.
    unassigned: Option<Vec<String>>,
    status: Option<String>,
    #[serde(default)]
    clash: Vec<String>,
    freeze_until: Option<String>,
    #[serde(rename = "why")]
    _why: String,
}

fn optima() -> BTreeMap<String, Optimum> {
    serde_json::from_slice(&fs::read(fixture("optima.json")).unwrap()).unwrap()
}

/// A fixture, solved to its proof, and its plan file; the limit is there for a search that never ends.
fn solved(case: &str, optimum: &Optimum) -> (Problem, Outcome, PlanFile) {
    let reading = admitted(case);
    let problem = match &optimum.freeze_until {
        Some(text) => {
            let until = parse_time(&reading.problem, text).unwrap();
            reading.problem.freeze_until(until)
        }
        None => reading.problem,
    };
    let options = Options { time_limit: Some(Duration::from_secs(300)), ..Options::default() };
    let outcome = solve_checked(&problem, &options);
    let file = plan_file(&problem, &reading.sha256, &outcome, solver(&outcome, &options));
    (problem, outcome, file)
}

fn ids(problem: &Problem, requests: impl Iterator<Item = RequestIndex>) -> Vec<String> {
    requests.map(|request| problem.request(request).id.clone()).collect()
}

/// The case is solved to its proof with the known score, the known requests left out, or the known clash.
fn reaches(case: &str, optimum: &Optimum) {
    let (problem, outcome, file) = solved(case, optimum);
    assert_eq!(outcome.stopped_by, StoppedBy::Proof, "{case}");
    assert_eq!(ids(&problem, outcome.clash.iter().copied()), optimum.clash, "{case}");
    assert_eq!(outcome.plan.as_ref().map(|(_, score)| score.total()), optimum.score, "{case}");
    assert_eq!(outcome.bound, optimum.score, "{case}");
    let Some((plan, _)) = &outcome.plan else {
        assert_eq!((outcome.status, optimum.status.as_deref()), (Status::Infeasible, Some("infeasible")), "{case}");
        return compare(case, &problem, &file);
    };
    assert_eq!((outcome.status, outcome.gap()), (Status::Optimal, Some(0.0)), "{case}");
    if let Some(expected) = &optimum.unassigned {
        assert_eq!(ids(&problem, plan.unassigned.iter().map(|one| one.request)), *expected, "{case}");
    }
    compare(case, &problem, &file);
}

/// The plan is the stored one in all but what made it. The big cases have several optima, and which one a solver finds may
/// differ from machine to machine: there only the figures are compared.
fn compare(case: &str, problem: &Problem, fresh: &PlanFile) {
    let path = fixture(&format!("{case}.plan.json"));
    if env::var_os("UPDATE_PLANS").is_some() {
        fs::write(&path, serde_json::to_string_pretty(fresh).unwrap() + "\n").unwrap();
    }
    let advice = "run `UPDATE_PLANS=1 cargo test --release cases` and look at the change";
    let stored = fs::read(&path).unwrap_or_else(|_| unreachable!("{case} has no plan: {advice}"));
    let reading = read_plan(problem, &stored).unwrap();
    assert!(fresh.score.is_none() || check_file(problem, &reading.plan, &reading.claims).is_empty(), "{case}");
    let stored: PlanFile = serde_json::from_slice(&stored).unwrap();
    let stored = PlanFile { solver: fresh.solver.clone(), ..stored };
    if case.starts_with("tiny.") {
        assert_eq!(stored, *fresh, "the plan of {case} has changed: {advice}");
    } else {
        let figures = |file: &PlanFile| (file.status, file.score, file.bound, file.problem.sha256.clone());
        assert_eq!(figures(&stored), figures(fresh), "the plan of {case} has changed: {advice}");
    }
}

#[test]
fn the_gate_admits_every_fixture() {
    let mut admitted = 0;
    for entry in fs::read_dir(fixture("")).unwrap() {
        let path = entry.unwrap().path();
        if path.to_str().unwrap().ends_with(".problem.json") {
            let reading = read_problem(&fs::read(&path).unwrap());
            assert!(reading.is_ok(), "{}: {:?}", path.display(), reading.err());
            admitted += 1;
        }
    }
    assert!(admitted > 40, "only {admitted} fixtures were found");
}

#[test]
fn every_small_case_reaches_its_optimum() {
    let small = optima().into_iter().filter(|(case, _)| case.starts_with("tiny.") || case.starts_with("report."));
    let reached = small.map(|(case, optimum)| reaches(&case, &optimum)).count();
    assert!(reached > 30, "only {reached} cases were found");
}

#[test]
fn the_clinic_day_reaches_its_optimum() {
    reaches("clinic.day", &optima()["clinic.day"]);
}

#[test]
fn the_demo_week_reaches_its_optimum() {
    reaches("salon.demo-week", &optima()["salon.demo-week"]);
}

#[test]
fn a_plan_without_a_proof_keeps_the_rules_and_its_bound_the_optimum() {
    for case in ["clinic.day", "salon.demo-week"] {
        let reading = admitted(case);
        let optimum = optima()[case].score.unwrap();
        for milliseconds in [0, 500] {
            let options = Options { time_limit: Some(Duration::from_millis(milliseconds)), ..Options::default() };
            let outcome = solve_checked(&reading.problem, &options);
            let (_, score) = outcome.plan.unwrap();
            assert!(score.total() <= optimum && optimum <= outcome.bound.unwrap(), "{case}");
        }
    }
}
