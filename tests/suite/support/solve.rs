//! The one way in which a test solves: whatever comes out has been checked in every way there is.

#![expect(clippy::unwrap_used, reason = "a machine that fails must fail the test")]

use std::sync::Mutex;

use slotwright::domain::Problem;
use slotwright::engine::{Interrupt, Listener, Options, Progress, solve};
use slotwright::io::wire::plan as wire;
use slotwright::io::{plan_file, read_plan};
use slotwright::plan::{Outcome, Rule, Status, check, check_file, score};

/// The highest score and the lowest bound that were told of on the way.
#[derive(Default)]
struct Heard(Mutex<(Option<i64>, Option<i64>)>);

impl Listener for Heard {
    fn hear(&self, progress: &Progress) {
        let mut heard = self.0.lock().unwrap();
        heard.0 = heard.0.max(progress.score);
        heard.1 = Some(heard.1.map_or(progress.bound, |lowest| lowest.min(progress.bound)));
    }
}

/// Solves, and asserts that plan, score, bound, status and file agree with the checker and with each other.
pub(crate) fn solve_checked(problem: &Problem, options: &Options) -> Outcome {
    solve_interrupted(problem, options, &Interrupt::new())
}

/// The same for somebody who may ask to stop.
pub(crate) fn solve_interrupted(problem: &Problem, options: &Options, interrupt: &Interrupt) -> Outcome {
    let heard = Heard::default();
    let outcome = solve(problem, options, interrupt, &heard).unwrap();
    assert_eq!(outcome.troubles, Vec::<String>::new());
    assert_eq!(outcome.plan.is_some(), outcome.status != Status::Infeasible);
    if let Some((plan, claimed)) = outcome.plan.as_ref().filter(|_| outcome.status == Status::Unknown) {
        let broken: Vec<Rule> = check(problem, plan).into_iter().map(|violation| violation.rule).collect();
        assert!(!broken.is_empty() && broken.iter().all(|rule| *rule == Rule::Mandatory), "{broken:?}");
        assert_eq!((score(problem, plan), outcome.gap()), (*claimed, None));
    } else if let Some((plan, claimed)) = &outcome.plan {
        assert_eq!(check(problem, plan), []);
        assert_eq!(score(problem, plan), *claimed);
        let (points, bound, gap) = (claimed.total(), outcome.bound.unwrap(), outcome.gap().unwrap());
        assert!(bound >= points, "the bound {bound} is below the score {points}");
        match outcome.status {
            Status::Optimal => assert_eq!(bound, points),
            Status::WithinGap => assert!(gap > 0.0 && gap <= options.gap),
            _ => assert!(gap > options.gap, "a gap of {gap} is not called proved"),
        }
        let (highest, lowest) = *heard.0.lock().unwrap();
        assert!(lowest.unwrap() >= points, "a bound of {lowest:?} was told, the plan scores {points}");
        assert!(highest.unwrap() <= bound, "a score of {highest:?} was told, the bound is {bound}");
    }
    check_written(problem, &outcome);
    outcome
}

/// The file of the outcome, read back, says the same and breaks no rule.
fn check_written(problem: &Problem, outcome: &Outcome) {
    let solver = wire::Solver {
        engine: "auto".into(),
        version: "0".into(),
        seconds: Some(0.0),
        threads: Some(1),
        work: None,
        seed: 0,
        stopped_by: outcome.stopped_by.into(),
    };
    let text = serde_json::to_vec(&plan_file(problem, "", outcome, solver)).unwrap();
    let reading = read_plan(problem, &text).unwrap();
    let broken: Vec<Rule> =
        check_file(problem, &reading.plan, &reading.claims).into_iter().map(|violation| violation.rule).collect();
    match outcome.status {
        Status::Infeasible => assert_eq!(broken, [Rule::NoPlan]),
        Status::Unknown => assert!(broken.iter().all(|rule| *rule == Rule::Mandatory), "{broken:?}"),
        _ => assert_eq!(broken, []),
    }
    assert_eq!(reading.plan, outcome.plan.clone().map(|(plan, _)| plan).unwrap_or_default());
}
