//! The files in `fixtures`.

#![expect(clippy::unwrap_used, reason = "a broken fixture must fail the test")]

use std::path::PathBuf;

use slotwright::engine::Options;
use slotwright::io::wire::plan::{Solver, StoppedBy};
use slotwright::io::{Reading, read_problem};
use slotwright::plan::Outcome;

/// The file of that name in `fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The problem of a fixture, which the gate must admit.
pub(crate) fn admitted(case: &str) -> Reading {
    read_problem(&std::fs::read(fixture(&format!("{case}.problem.json"))).unwrap()).unwrap()
}

/// What made the plan, without what changes from run to run.
pub(crate) fn solver(outcome: &Outcome, options: &Options) -> Solver {
    Solver {
        engine: format!("{}/{}", options.engine.name(), options.backend.name()),
        version: env!("CARGO_PKG_VERSION").into(),
        seconds: Some(0.0),
        threads: Some(1),
        work: None,
        seed: options.seed,
        stopped_by: StoppedBy::from(outcome.stopped_by),
    }
}
