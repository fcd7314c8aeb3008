//! Solves whose plans must pass every check that there is.

#![expect(clippy::unwrap_used, reason = "a solve that fails must fail the test")]

use std::path::PathBuf;

use slotwright::domain::Problem;
use slotwright::engine::{Interrupt, Options, Silent, solve};
use slotwright::io::wire::plan::{Solver, StoppedBy};
use slotwright::io::{Reading, plan_file, read_plan, read_problem};
use slotwright::plan::{Outcome, check, check_file, score};

/// The file of that name in `fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The problem of a fixture, which the gate must admit.
pub(crate) fn admitted(case: &str) -> Reading {
    read_problem(&std::fs::read(fixture(&format!("{case}.problem.json"))).unwrap()).unwrap()
}

/// Solves, and holds the answer to the checker, to its bound, and to what comes back from its file.
pub(crate) fn solve_checked(problem: &Problem, options: &Options) -> Outcome {
    let outcome = solve(problem, options, &Interrupt::new(), &Silent).unwrap();
    assert_eq!(outcome.troubles, Vec::<String>::new());
    assert_eq!(outcome.status.has_plan(), outcome.plan.is_some());
    let text = serde_json::to_vec(&plan_file(problem, "", &outcome, solver(&outcome, options))).unwrap();
    let reading = read_plan(problem, &text).unwrap();
    assert_eq!(reading.frozen_until, problem.frozen_until);
    if let Some((plan, claimed)) = &outcome.plan {
        assert_eq!(check(problem, plan), []);
        assert_eq!(score(problem, plan), *claimed);
        assert!(outcome.bound.unwrap() >= claimed.total());
        assert_eq!(reading.plan, *plan);
        assert_eq!(check_file(problem, &reading.plan, &reading.claims), []);
    }
    outcome
}

/// What made the plan, without what changes from run to run.
pub(crate) fn solver(outcome: &Outcome, options: &Options) -> Solver {
    Solver {
        engine: format!("{}/{}", options.engine.name(), options.backend.name()),
        version: env!("CARGO_PKG_VERSION").into(),
        seconds: 0.0,
        threads: 1,
        seed: options.seed,
        stopped_by: StoppedBy::from(outcome.stopped_by),
    }
}
