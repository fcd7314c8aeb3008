//! One run: an engine on an instance, its plan checked, its times read from its trace.

use std::time::Instant;

use super::study::Configuration;
use super::trace::{Trace, first_plan, proved, rounded};
use crate::domain::Problem;
use crate::engine::{Interrupt, solve};
use crate::io::wire::bench::{Moment, Run};
use crate::io::wire::plan::Status;
use crate::plan::{self, Outcome, StoppedBy, check, score};

/// The version that rows are marked with.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes a run; `None` if somebody interrupted it, because then it says nothing.
pub fn measure(configuration: &Configuration<'_>, interrupt: &Interrupt) -> Option<Run> {
    let trace = Trace::default();
    let started = Instant::now();
    let answer = solve(&configuration.instance.problem, &configuration.options, interrupt, &trace);
    let seconds = rounded(started.elapsed().as_secs_f64());
    let mut run = empty(configuration, seconds);
    match answer {
        Ok(outcome) if outcome.stopped_by == StoppedBy::Interrupt => return None,
        Ok(outcome) => fill(&mut run, &configuration.instance.problem, &outcome),
        Err(error) => run.error = Some(error.to_string()),
    }
    run.trace = trace.ended(Moment { seconds, score: run.score, bound: run.bound });
    run.first_plan_seconds = first_plan(&run.trace);
    run.one_percent_seconds = proved(&run.trace, 0.01);
    Some(run)
}

/// The row of a run without its result.
fn empty(configuration: &Configuration<'_>, seconds: f64) -> Run {
    let (instance, options) = (configuration.instance, &configuration.options);
    Run {
        instance: instance.name.clone(),
        group: instance.group.clone(),
        sha256: instance.sha256.clone(),
        requests: instance.requests(),
        engine: options.engine.name().into(),
        backend: configuration.backend().map(Into::into),
        version: VERSION.into(),
        time_limit_seconds: options.time_limit.map(|limit| limit.as_secs_f64()),
        gap_limit: options.gap,
        threads: configuration.threads(),
        seed: options.seed,
        cores: std::thread::available_parallelism().map_or(1, |cores| u32::try_from(cores.get()).unwrap_or(u32::MAX)),
        status: Status::Unknown,
        score: None,
        bound: None,
        gap: None,
        booked: None,
        seconds,
        first_plan_seconds: None,
        one_percent_seconds: None,
        error: None,
        trace: Vec::new(),
    }
}

fn fill(run: &mut Run, problem: &Problem, outcome: &Outcome) {
    run.error = fault(problem, outcome);
    if run.error.is_some() {
        return;
    }
    run.status = outcome.status.into();
    run.score = outcome.plan.as_ref().map(|(_, score)| score.total());
    run.bound = outcome.bound;
    run.gap = outcome.gap();
    run.booked = outcome.plan.as_ref().map(|(plan, _)| plan.bookings.len() as u64);
    // What went wrong on the way took nothing from the result, yet belongs into a benchmark.
    run.error = outcome.troubles.first().cloned();
}

/// What is wrong with an answer, by the checker and the score, which the engine asked already.
fn fault(problem: &Problem, outcome: &Outcome) -> Option<String> {
    let (plan, claimed) = outcome.plan.as_ref()?;
    let (violations, total) = (check(problem, plan), score(problem, plan).total());
    if let Some(first) = violations.first() {
        return Some(format!("the plan breaks {} rules: {first}", violations.len()));
    }
    if total != claimed.total() {
        return Some(format!("the plan scores {total}, not {}", claimed.total()));
    }
    let bound =
        outcome.bound.filter(|&bound| bound < total || outcome.status == plan::Status::Optimal && bound != total);
    bound.map(|bound| format!("the plan scores {total}, the bound is {bound} and the status {}", outcome.status.code()))
}
