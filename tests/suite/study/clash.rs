//! Clashes: the rules told cannot be kept together, all but any one of them can, and the repairs repair.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files must fail")]

use std::cell::RefCell;

use slotwright::domain::{Problem, RequestIndex};
use slotwright::engine::{Interrupt, Limits, Options};
use slotwright::io::generate::{Spec, generate};
use slotwright::io::wire::edit::Edit;
use slotwright::io::wire::explanation::{Clash, RuleCode};
use slotwright::io::wire::problem as wire;
use slotwright::plan::Status;
use slotwright::study::clash::{clashes, only, rules, told};
use slotwright::study::edit::edited;
use slotwright::study::explain::{Means, Setting};

use crate::support::seeds::{on_all_cores, seeds};
use crate::support::small::small_but;
use crate::support::solve::solve_checked;

fn means() -> Means {
    let limits = Limits { deadline: None, interrupt: Interrupt::new() };
    Means { limits, threads: 1, seed: 0, work: None }
}

fn status(problem: &Problem) -> Status {
    let options = Options { gap: 1e9, threads: Some(1), ..Options::default() };
    solve_checked(problem, &options).status
}

/// The mandatory requests that the engine says clash; none where there is a plan.
fn clashing(problem: &Problem) -> Vec<RequestIndex> {
    solve_checked(problem, &Options { gap: 1e9, threads: Some(1), ..Options::default() }).clash
}

/// Edits in an order in which copies are made of what has been changed.
fn in_order(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| matches!(edit, Edit::AddStaff(_) | Edit::AddResource(_)));
    edits
}

/// Holds a clash to what it says, on the file: with all other rules taken away its own cannot be kept together, and all
/// but any one of them can.
fn is_a_smallest_set(setting: &Setting, clash: &Clash, clashing: &[RequestIndex]) {
    let problem = &setting.problem;
    assert!(clash.smallest);
    let alone = only(problem, clashing);
    let all: Vec<_> = rules(&alone, clashing).iter().map(|rule| told(&alone, rule)).collect();
    let outside = all.iter().filter(|rule| !clash.rules.contains(rule)).flat_map(|rule| rule.without.clone());
    let edits: Vec<Edit> = outside.collect();
    let named: Vec<String> = clashing.iter().map(|&one| problem.request(one).id.clone()).collect();
    let without = |more: &[Edit]| {
        let edits = [&edits[..], more].concat();
        let file = edited(&setting.file, &in_order(edits)).unwrap();
        let mut problem = Setting::new(file, setting.problem.frozen_until).unwrap().problem;
        problem.requests.iter_mut().for_each(|one| one.mandatory &= named.contains(&one.id));
        status(&problem)
    };
    assert_eq!(without(&[]), Status::Infeasible, "{clash:?}");
    for rule in &clash.rules {
        assert_ne!(without(&rule.without), Status::Infeasible, "without {rule:?}: {clash:?}");
    }
}

/// Every repair, made on the file, makes a plan possible.
fn is_repaired(setting: &Setting, clash: &Clash) {
    let efforts: Vec<i64> = clash.repairs.iter().map(|repair| repair.effort).collect();
    assert!(!efforts.is_empty() && efforts.is_sorted(), "{clash:?}");
    for repair in &clash.repairs {
        let edited = setting.edited(&repair.edits).unwrap();
        assert_ne!(status(&edited.problem), Status::Infeasible, "{}", repair.detail);
    }
}

/// The clash of a small problem in which every request is mandatory.
fn of_small(seed: u64) -> Option<(usize, Vec<RuleCode>)> {
    let written = RefCell::new(None);
    let problem = small_but(seed, |file| {
        file.requests.iter_mut().for_each(|one| one.mandatory = true);
        *written.borrow_mut() = Some(file.clone());
    })?;
    let setting = Setting::new(written.take()?, problem.frozen_until).unwrap();
    let clash = clashing(&setting.problem);
    if clash.is_empty() {
        return None;
    }
    let found = clashes(&setting, &clash, &means());
    is_a_smallest_set(&setting, &found[0], &clash);
    let last = found.last().unwrap();
    if !last.repairs.is_empty() {
        is_repaired(&setting, last);
    }
    Some((last.repairs.len(), found[0].rules.iter().map(|rule| rule.code).collect()))
}

#[test]
fn all_but_any_one_of_the_rules_that_clash_can_be_kept() {
    let found = on_all_cores(seeds(0..80), of_small);
    let repaired = found.iter().filter(|(repairs, _)| *repairs > 0).count();
    assert!(found.len() > 15 && repaired * 10 >= found.len() * 9, "{repaired} of {} are repaired", found.len());
    for code in [RuleCode::Mandatory, RuleCode::Window, RuleCode::Pin, RuleCode::Shift] {
        assert!(found.iter().any(|(_, codes)| codes.contains(&code)), "{code:?} is in no clash");
    }
}

/// A day on which nobody is pressed, but for what is planted: two requests that only one person may serve, at one time.
fn planted(seed: u64) -> Option<wire::Problem> {
    let mut file = generate(&Spec { seed, staff: 4, grid_minutes: 15, skills: 1.0, ..Spec::default() });
    let long = wire::WeeklyHours { mon: vec!["09:00-18:00".into()], ..wire::WeeklyHours::default() };
    file.staff.iter_mut().for_each(|one| one.weekly_hours = Some(long.clone()));
    let person = file.staff[seed as usize % 4].id.clone();
    let window = wire::Window { earliest_start: "2026-11-23T10:00".into(), latest_end: "2026-11-23T11:00".into() };
    // One unit that both need would be a clash of its own.
    let is_plenty = |name: &String| file.resources.iter().any(|one| one.id == *name && one.units >= Some(2));
    let suits = |one: &wire::Request| {
        let service = file.services.iter().find(|service| service.id == one.service).unwrap();
        let is_long = (45..=60).contains(&service.duration_minutes);
        is_long && service.requires.iter().flat_map(|one| &one.any_of).all(is_plenty)
    };
    let suits: Vec<usize> = (0..file.requests.len()).filter(|&at| suits(&file.requests[at])).take(2).collect();
    for &at in &suits {
        let request = &mut file.requests[at];
        (request.mandatory, request.client) = (true, None);
        (request.windows, request.allowed_staff) = (Some(vec![window.clone()]), Some(vec![person.clone()]));
    }
    (suits.len() == 2).then_some(file)
}

/// Where there is one clash, taking away any one rule of it makes the whole problem feasible.
fn of_planted(seed: u64) -> Option<usize> {
    let setting = Setting::new(planted(seed)?, None).unwrap();
    let clash = clashing(&setting.problem);
    // One of them alone may be impossible: another clash than the planted one.
    if clash.len() != 2 {
        return None;
    }
    let found = clashes(&setting, &clash, &means());
    assert_eq!(found.len(), 1, "seed {seed}");
    is_a_smallest_set(&setting, &found[0], &clash);
    is_repaired(&setting, &found[0]);
    for rule in &found[0].rules {
        let edited = setting.edited(&rule.without).unwrap();
        assert_ne!(status(&edited.problem), Status::Infeasible, "seed {seed}: without {rule:?}");
    }
    let codes: Vec<RuleCode> = found[0].rules.iter().map(|rule| rule.code).collect();
    let expected = [RuleCode::AllowedStaff, RuleCode::Window, RuleCode::Mandatory];
    assert!(expected.iter().all(|code| codes.iter().filter(|one| *one == code).count() == 2), "{codes:?}");
    Some(codes.len())
}

#[test]
fn without_any_one_rule_of_the_only_clash_there_is_a_plan() {
    let found = on_all_cores(seeds(1..13), of_planted);
    assert!(found.len() >= 6, "{}", found.len());
}
