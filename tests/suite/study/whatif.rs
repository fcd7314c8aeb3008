//! Scenarios beside the problem as it is: what is compared, proved, left open.

#![expect(clippy::unwrap_used, reason = "a study that fails must fail the test")]

use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};
use slotwright::domain::{Faults, Problem};
use slotwright::engine::{EngineName, Interrupt, Options};
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, generate};
use slotwright::io::read_problem;
use slotwright::io::study::read_study;
use slotwright::io::wire::edit::Edit;
use slotwright::io::wire::problem::Problem as File;
use slotwright::io::wire::study::Study;
use slotwright::io::wire::whatif::{Scenario, StudySolver, Verdict, WhatIf};
use slotwright::plan::check;
use slotwright::study::edit::edited;
use slotwright::study::whatif::{Aim, Answer, Orders, Watcher, carried, cases, is_within, results, run};

use crate::support::fixtures::{admitted, fixture};
use crate::support::solve::solve_checked;

struct Nobody;

impl Watcher for Nobody {
    fn begun(&self, _: &str, _: Aim) {}
    fn ended(&self, _: &str, _: Aim, _: &Answer, _: usize, _: usize) {}
}

fn study(value: Value) -> Study {
    read_study(value.to_string().as_bytes()).unwrap()
}

fn edits(value: Value) -> Vec<Edit> {
    serde_json::from_value(value).unwrap()
}

fn solver() -> StudySolver {
    StudySolver {
        engine: "auto/highs".into(),
        version: "0".into(),
        seconds: None,
        threads: None,
        work: None,
        seed: 0,
        interrupted: false,
    }
}

fn whatif(file: &File, study: &Study, options: Options, ceilings: bool) -> WhatIf {
    let cases = cases(file, study).unwrap();
    let answers = run(&cases, &Orders { options, ceilings, fewest: ceilings }, &Interrupt::new(), &Nobody).unwrap();
    for (case, answer) in cases.iter().zip(&answers) {
        let plan = answer.plan.as_ref().map(|(plan, _)| check(&case.problem, plan));
        assert_eq!(plan.unwrap_or_default(), [], "{}", case.name);
    }
    results(study, "", &cases, &answers, solver())
}

fn two_threads() -> Options {
    Options { threads: Some(2), ..Options::default() }
}

fn third_room() -> (File, Study) {
    let text = std::fs::read(fixture("study.third-room.study.json")).unwrap();
    (admitted("study.third-room").file, read_study(&text).unwrap())
}

/// Utilisation of all resources and of each, on the staff basis.
fn used(scenario: &Scenario) -> (Option<f64>, Vec<Option<f64>>) {
    let plan = scenario.plan.as_ref().unwrap();
    (plan.utilisation[0].utilisation, plan.resources.iter().map(|one| one.utilisation[0]).collect())
}

/// Scenario 5 of the specification: two rooms at 85 % and 80 % and a waiting list of seven. At the six times that they ask for,
/// both rooms are taken and one of the three people is free; two of them ask for the same time.
#[test]
fn a_third_room_serves_six_of_seven_who_wait_proved() {
    let (file, study) = third_room();
    let results = whatif(&file, &study, two_threads(), true);
    let (before, after) = (results.baseline.unwrap(), results.scenarios[0].clone());
    assert_eq!(used(&before), (Some(0.825), vec![Some(0.85), Some(0.8)]));
    assert_eq!(used(&after).0, Some(78.0 / 120.0));
    for (scenario, served, revenue) in [(&before, 33, 924_000.0), (&after, 39, 1_092_000.0)] {
        let plan = scenario.plan.as_ref().unwrap();
        assert_eq!((plan.requests, plan.served, plan.refused, plan.revenue), (40, served, 40 - served, revenue));
        assert_eq!((scenario.served.least, scenario.served.most), (Some(served), Some(served)));
        assert_eq!((scenario.revenue.least, scenario.revenue.most), (Some(revenue), Some(revenue)));
        assert_eq!((scenario.score, scenario.bound), (Some(revenue as i64 * 100), Some(revenue as i64 * 100)));
        assert_eq!(plan.utilisation[0].bound, plan.utilisation[0].utilisation);
        assert!(plan.moves.is_empty());
        // Somebody works in each of two or three rooms on each of the five days.
        let days = scenario.fewest_resource_days.unwrap();
        assert_eq!((days.served, days.days, days.least), (served, days.least, days.days));
    }
    let comparison = after.comparison.unwrap();
    assert_eq!(comparison.score.map(|score| score.verdict), Some(Verdict::Better));
    assert_eq!(
        (comparison.served.verdict, comparison.served.least, comparison.served.most),
        (Verdict::Better, Some(6), Some(6))
    );
    assert_eq!((comparison.revenue.least, comparison.revenue.most), (Some(168_000.0), Some(168_000.0)));
}

/// Four rooms and four people serve all 40; three of either do not, because two of those who wait ask for one time, at which
/// two are booked.
#[test]
fn the_frontier_tells_the_fewest_the_knee_and_what_one_more_brings() {
    let (file, _) = third_room();
    let grid = json!({ "axes": [{ "name": "rooms", "like": "room", "counts": [1, 2, 3, 4] }, { "name": "people", "like": "anna", "counts": [3, 4] }] });
    let results = whatif(&file, &study(json!({ "schemaVersion": 1, "grid": grid })), two_threads(), true);
    let found = results.frontier.unwrap();
    let served: Vec<(Vec<i64>, Option<i64>)> =
        found.cells.iter().map(|cell| (cell.counts.clone(), cell.served.least)).collect();
    // One room is open for 20 appointments; the bookings cannot change their times, so 20 of 40 times are met.
    let expected = [(1, 3, 20), (1, 4, 20), (2, 3, 33), (2, 4, 33), (3, 3, 39), (3, 4, 39), (4, 3, 39), (4, 4, 40)];
    assert_eq!(served, expected.map(|(rooms, people, served)| (vec![rooms, people], Some(served))));
    let fewest: Vec<(Option<i64>, bool)> = found.fewest.iter().map(|one| (one.count, one.proved)).collect();
    assert_eq!(fewest, [(Some(4), true), (Some(4), true)]);
    let third = found.steps.iter().find(|step| step.from == [2, 3] && step.to == [3, 3]).unwrap();
    assert_eq!((third.break_even.least, third.break_even.most), (Some(168_000.0), Some(168_000.0)));
    // Sizes 4, 5, 6, 8 earn 560, 924, 1092, 1118 thousand: at 6 the curve is 0.953 of the height and 0.5 of the width.
    let efficient: Vec<&[i64]> =
        found.cells.iter().filter(|cell| cell.efficient).map(|cell| cell.counts.as_slice()).collect();
    assert_eq!(efficient, [&[1, 3][..], &[2, 3], &[3, 3], &[4, 4]]);
    assert_eq!(found.knee, Some(vec![3, 3]));
}

/// Greedy plans with simple bounds leave room for either to be better: nobody may say which.
#[test]
fn a_difference_within_the_gaps_is_undecided() {
    let file = generate(&Spec { seed: 3, staff: 3, load: 1.4, ..Spec::default() });
    let more = study(
        json!({ "schemaVersion": 1, "scenarios": [{ "name": "demand", "edits": [{ "scaleDemand": { "factor": 1.1 } }] }] }),
    );
    let options = Options { engine: EngineName::Greedy, ..two_threads() };
    let results = whatif(&file, &more, options, false);
    let score = results.scenarios[0].comparison.clone().unwrap().score.unwrap();
    assert_eq!(score.verdict, Verdict::Undecided);
    assert!(score.least.unwrap() <= 0 && score.most.unwrap() >= 0, "{score:?}");
    let exact = whatif(&file, &more, two_threads(), false);
    let (one, other) = (exact.scenarios[0].score.unwrap(), exact.baseline.unwrap().score.unwrap());
    assert!(
        score.least.unwrap() <= one - other && one - other <= score.most.unwrap(),
        "the interval misses {}",
        one - other
    );
}

/// Whatever the gaps are, more capacity has a sign.
#[test]
fn more_is_never_worse_and_less_never_better() {
    let file = generate(&Spec { seed: 4, staff: 3, load: 1.4, ..Spec::default() });
    let (more, less) =
        (json!({ "addStaff": { "like": file.staff[0].id } }), json!({ "remove": { "id": file.staff[0].id } }));
    let both = json!([{ "name": "more", "edits": [more] }, { "name": "less", "edits": [less] }]);
    let options = Options { engine: EngineName::Greedy, ..two_threads() };
    let results = whatif(&file, &study(json!({ "schemaVersion": 1, "scenarios": both })), options, true);
    let [more, less] = [0, 1].map(|at| results.scenarios[at].comparison.clone().unwrap());
    assert!(more.score.unwrap().least >= Some(0) && more.served.least >= Some(0) && more.revenue.least >= Some(0.0));
    assert!(less.score.unwrap().most <= Some(0) && less.served.most <= Some(0) && less.revenue.most <= Some(0.0));
}

#[test]
fn points_of_different_policies_are_not_compared() {
    let (file, _) = third_room();
    let policy = study(
        json!({ "schemaVersion": 1, "scenarios": [{ "name": "count", "edits": [{ "setPolicy": { "worth": "count" } }] }] }),
    );
    let results = whatif(&file, &policy, two_threads(), false);
    assert!(results.scenarios[0].comparison.clone().unwrap().score.is_none());
}

/// Small weeks of all kinds; each with more of something is at least as good, and its plan can be taken over.
#[test]
fn more_capacity_holds_every_plan_of_less() {
    let growths = [
        json!([{ "addResource": { "like": "RESOURCE" } }]),
        json!([{ "addStaff": { "like": "STAFF", "count": 2 } }]),
        json!([{ "extendHours": { "of": "STAFF", "hours": "06:00-22:00" } }, { "extendHours": { "of": "SITE", "hours": "06:00-22:00" } }]),
    ];
    for seed in 0..4 {
        let file = generate(&Spec {
            seed,
            staff: 2,
            load: 1.3,
            booked: 0.4,
            pinned: 0.2,
            visits: 0.2,
            grid_minutes: 15,
            ..Spec::default()
        });
        let small = admit(&file).unwrap().0;
        let outcome = solve_checked(&small, &two_threads());
        let (plan, score) = outcome.plan.unwrap();
        for growth in &growths {
            let text = growth.to_string().replace("STAFF", &file.staff[0].id).replace("SITE", &file.sites[0].id);
            let text = text.replace("RESOURCE", &file.resources.first().unwrap().id);
            let grown = edited(&file, &serde_json::from_str::<Vec<Edit>>(&text).unwrap()).unwrap();
            let large = admit(&grown).unwrap().0;
            assert!(is_within(&small, &large), "{seed} {text}");
            assert!(!is_within(&large, &small), "{seed} {text}");
            let (there, same) = carried(&small, &plan, &large).unwrap();
            assert_eq!((check(&large, &there), same), (Vec::new(), score), "{seed} {text}");
            let best = solve_checked(&large, &two_threads()).plan.unwrap().1.total();
            assert!(best >= score.total(), "{seed} {text}: {best} is less than {}", score.total());
        }
    }
}

#[test]
fn what_takes_something_away_holds_no_plan_of_more() {
    let (file, _) = third_room();
    let problem = |edits: &[Edit]| -> Problem { admit(&edited(&file, edits).unwrap()).unwrap().0 };
    let base = problem(&[]);
    for change in [
        json!([{ "remove": { "id": "room-2" } }]),
        json!([{ "block": { "of": "anna", "start": "2026-11-23T09:00", "end": "2026-11-23T10:00" } }]),
        json!([{ "scaleDemand": { "factor": 2 } }]),
        json!([{ "setPolicy": { "drop": 5 } }]),
        json!([{ "set": { "request": "w1", "to": { "price": 1 } } }]),
        json!([{ "set": { "request": "w1", "to": { "allowedStaff": ["anna"] } } }]),
        json!([{ "set": { "staff": "anna", "to": { "services": [] } } }]),
        json!([{ "set": { "site": "buda", "to": { "openingHours": { "mon": ["10:00-17:00"] } } } }]),
    ] {
        assert!(!is_within(&base, &problem(&edits(change.clone()))), "{change}");
    }
}

#[test]
fn the_results_depend_on_work_and_seed_and_not_on_threads() {
    let file = generate(&Spec { seed: 5, staff: 4, load: 1.2, ..Spec::default() });
    let tried = study(json!({ "schemaVersion": 1, "scenarios": [
        { "name": "one more", "edits": [{ "addStaff": { "like": file.staff[0].id } }] },
        { "name": "one less", "edits": [{ "remove": { "id": file.staff[1].id } }] },
        { "name": "more demand", "edits": [{ "scaleDemand": { "factor": 1.05 } }] }
    ] }));
    let with = |threads| {
        whatif(&file, &tried, Options { threads: Some(threads), work: Some(100_000), ..Options::default() }, true)
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(3));
}

fn faults(value: Value) -> Vec<(String, &'static str)> {
    let told = |faults: Faults| faults.0.into_iter().map(|fault| (fault.path, fault.code)).collect();
    let (file, _) = third_room();
    match read_study(value.to_string().as_bytes()) {
        Err(faults) => told(faults),
        Ok(study) => told(cases(&file, &study).unwrap_err()),
    }
}

/// How many solves run at once, and how many did.
#[derive(Default)]
struct Crowd(Mutex<(usize, usize, usize)>);

impl Watcher for Crowd {
    fn begun(&self, _: &str, _: Aim) {
        let mut crowd = self.0.lock().unwrap();
        crowd.0 += 1;
        crowd.1 = crowd.1.max(crowd.0);
    }

    fn ended(&self, _: &str, _: Aim, _: &Answer, _: usize, _: usize) {
        let mut crowd = self.0.lock().unwrap();
        (crowd.0, crowd.2) = (crowd.0 - 1, crowd.2 + 1);
    }
}

#[test]
fn as_many_solves_run_at_once_as_there_are_threads() {
    let file = generate(&Spec { seed: 6, staff: 4, load: 1.3, ..Spec::default() });
    let factors: Vec<Value> = (1..=12)
        .map(|number| {
            let factor = 1.0 + f64::from(number) / 50.0;
            json!({ "name": format!("times {factor}"), "edits": [{ "scaleDemand": { "factor": factor } }] })
        })
        .collect();
    let cases = cases(&file, &study(json!({ "schemaVersion": 1, "scenarios": factors }))).unwrap();
    let options = Options { threads: Some(3), time_limit: Some(Duration::from_secs(6)), ..Options::default() };
    let crowd = Crowd::default();
    let orders = Orders { options, ceilings: false, fewest: false };
    let answers = run(&cases, &orders, &Interrupt::new(), &crowd).unwrap();
    let (running, most, ended) = *crowd.0.lock().unwrap();
    assert_eq!((running, most), (0, 3));
    assert!(
        ended >= 13 && answers.len() == 13 && answers.iter().all(|answer| answer.is_finished && answer.gap().is_some())
    );
}

#[test]
fn faults_of_a_study_are_told_with_their_paths() {
    let told = faults(json!({ "schemaVersion": 1, "scenarios": [
        { "name": "a", "edits": [{ "addRoom": { "like": "room-1" } }] },
        { "name": "b", "edits": [{ "remove": { "id": "x" }, "block": {} }] },
        { "name": "c", "edits": [{ "addResource": { "lik": "room-1", "count": "two" } }] }
    ] }));
    let told: Vec<(&str, &str)> = told.iter().map(|(path, code)| (path.as_str(), *code)).collect();
    assert_eq!(
        told,
        [
            ("$.scenarios[0].edits[0].addRoom", "unknownField"),
            ("$.scenarios[1].edits[0]", "wrongType"),
            ("$.scenarios[2].edits[0].addResource.count", "wrongType"),
            ("$.scenarios[2].edits[0].addResource.lik", "unknownField"),
            ("$.scenarios[2].edits[0].addResource.like", "missingField"),
        ]
    );
    let told = faults(json!({ "schemaVersion": 1,
        "scenarios": [{ "name": "a", "edits": [{ "remove": { "id": "x" } }] }, { "name": "a", "edits": [] }, { "name": " ", "edits": [] }],
        "grid": { "axes": [{ "like": "rom", "counts": [1, 2] }, { "counts": [2, 1] }] } }));
    let told: Vec<(&str, &str)> = told.iter().map(|(path, code)| (path.as_str(), *code)).collect();
    assert_eq!(
        told,
        [
            ("$.scenarios[0].edits[0].remove.id", "unknownResource"),
            ("$.scenarios[1].name", "duplicateId"),
            ("$.scenarios[2].name", "emptyId"),
            ("$.grid.axes[1]", "missingField"),
            ("$.grid.axes[1].counts", "outOfRange"),
            ("$.grid.axes[0].like", "unknownResource"),
        ]
    );
}

#[test]
fn the_example_of_the_documentation_can_be_tried() {
    let document = std::fs::read_to_string(fixture("../docs/FORMAT.md")).unwrap();
    let example = document.split_once("```json study\n").unwrap().1.split_once("```").unwrap().0.to_owned();
    let problem = read_problem(&std::fs::read(fixture("tiny.one-room.problem.json")).unwrap()).unwrap();
    assert_eq!(cases(&problem.file, &read_study(example.as_bytes()).unwrap()).unwrap().len(), 3);
}
