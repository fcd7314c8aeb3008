//! HiGHS, through good_lp: branch and cut with true bounds.
//!
//! good_lp's own solution keeps neither bound nor gap, so the model is taken out of it, gets its options and start, and
//! is read directly. HiGHS runs on a thread of its own: it looks at its limits only between its phases, and a plan must
//! be handed over in time. A run that does not stop when asked is left behind with what it has told so far;
//! it keeps its core and memory until HiGHS next looks up.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use good_lp::SolverModel;
use highs::{HighsModelStatus, HighsSolutionStatus, SolvedModel};

use super::highs_callback::{Watch, solve_watched};
use super::{Backend, BackendError, Ending, Found, Instructions, News, scale};
use crate::model::Model;

/// How long HiGHS may take to come to a stop before it is left behind.
const GRACE: Duration = Duration::from_millis(500);

/// How often the limits are looked at while HiGHS runs.
const TICK: Duration = Duration::from_millis(20);

/// How long a listener goes without hearing anything.
const PULSE: Duration = Duration::from_millis(500);

/// HiGHS with one thread for each model: parts run side by side, and its answers depend on nothing but the model.
#[derive(Clone, Copy, Debug)]
pub struct Highs;

impl Backend for Highs {
    fn solve(&self, model: Model, instructions: &Instructions, hear: &dyn Fn(News)) -> Result<Found, BackendError> {
        let scale = scale(&model);
        let watch = Arc::new(Watch::default());
        let (sender, receiver) = channel();
        let (orders, watched) = (instructions.clone(), watch.clone());
        thread::Builder::new()
            .name("highs".into())
            .spawn(move || {
                // Nobody listens any more where the run was left behind.
                let _ = sender.send(run(model, scale, &orders, &watched));
            })
            .map_err(|error| failure(error.to_string()))?;
        // Dividing the points enlarges the solver's tolerances with them.
        let allowance = if scale > 1.0 { 1e-4 * scale } else { 0.0 };
        let bound_in_points = |bound: f64| bound * scale + allowance;
        let (mut asked_at, mut told, mut heard_at) = (None::<Instant>, News::default(), Instant::now());
        let found = loop {
            match receiver.recv_timeout(TICK) {
                Ok(found) => break found?,
                Err(RecvTimeoutError::Disconnected) => return Err(failure("its thread ended early".into())),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let (objective, bound) = watch.figures();
            let news = News { points: objective.map(|points| points * scale), bound: bound.map(bound_in_points) };
            // Also without news, so that whoever listens sees that time goes on.
            if news != told || heard_at.elapsed() > PULSE {
                hear(news);
                (told, heard_at) = (news, Instant::now());
            }
            if asked_at.is_none() && instructions.limits.are_reached() {
                asked_at = Some(Instant::now());
                watch.stop();
            }
            if asked_at.is_some_and(|asked| asked.elapsed() > GRACE) {
                let latest = watch.latest();
                break Found { ending: Ending::Limit, values: latest.values, bound: latest.bound };
            }
        };
        Ok(Found { bound: found.bound.map(bound_in_points), ..found })
    }
}

fn failure(message: String) -> BackendError {
    BackendError { backend: "HiGHS", message }
}

/// Builds the model in HiGHS and solves it, on the current thread.
fn run(model: Model, scale: f64, instructions: &Instructions, watch: &Watch) -> Result<Found, BackendError> {
    let (variables, objective, constraints) = model.into_parts(scale);
    let mut problem = variables.maximise(objective).using(good_lp::highs);
    for constraint in constraints {
        problem.add_constraint(constraint);
    }
    let mut model = problem.try_into_inner().map_err(|error| failure(error.to_string()))?;
    set_options(&mut model, scale, instructions)
        .map_err(|option| failure(format!("it refuses the option {option}")))?;
    if let Some(start) = &instructions.start {
        model.try_set_solution(Some(start), None, None, None).map_err(|status| failure(format!("{status:?}")))?;
    }
    let solved = solve_watched(model, watch).map_err(|status| failure(format!("{status:?}")))?;
    read(&solved)
}

/// Above this many columns the simplex method takes minutes for the first relaxation, an interior point seconds.
const LARGE: usize = 20_000;

/// Above this many columns presolve costs more than it brings: in difference form it finds next to nothing to remove.
const HUGE: usize = 50_000;

/// The bit of `presolve_rule_off` for probing: the binaries are too many for it to find anything in its time.
const PROBING: i32 = 1 << 15;

fn set_options(model: &mut highs::Model, scale: f64, instructions: &Instructions) -> Result<(), &'static str> {
    let seed = (instructions.seed % 0x7fff_ffff) as i32;
    let left = instructions.limits.left().map_or(f64::INFINITY, |left| left.as_secs_f64());
    model.try_set_option("output_flag", false).map_err(|_| "output_flag")?;
    model.try_set_option("threads", 1).map_err(|_| "threads")?;
    model.try_set_option("random_seed", seed).map_err(|_| "random_seed")?;
    model.try_set_option("time_limit", left).map_err(|_| "time_limit")?;
    model.try_set_option("mip_rel_gap", instructions.gap).map_err(|_| "mip_rel_gap")?;
    // Points are whole numbers: a gap below one point is none. See `compact::whole_bound`.
    model.try_set_option("mip_abs_gap", 0.4 / scale).map_err(|_| "mip_abs_gap")?;
    model.try_set_option("presolve_rule_off", PROBING).map_err(|_| "presolve_rule_off")?;
    if let Some(nodes) = instructions.nodes {
        let nodes = i32::try_from(nodes).unwrap_or(i32::MAX);
        model.try_set_option("mip_max_nodes", nodes).map_err(|_| "mip_max_nodes")?;
    }
    if model.num_cols() > LARGE {
        model.try_set_option("mip_lp_solver", "ipm").map_err(|_| "mip_lp_solver")?;
    }
    if model.num_cols() > HUGE {
        model.try_set_option("presolve", "off").map_err(|_| "presolve")?;
    }
    Ok(())
}

fn read(solved: &SolvedModel) -> Result<Found, BackendError> {
    let ending = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => Ending::Proved,
        // Every variable with points is bounded, so the model is never unbounded.
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => Ending::Infeasible,
        HighsModelStatus::ReachedTimeLimit
        | HighsModelStatus::ReachedInterrupt
        | HighsModelStatus::ReachedSolutionLimit
        | HighsModelStatus::ReachedIterationLimit
        | HighsModelStatus::ReachedMemoryLimit => Ending::Limit,
        other => return Err(failure(format!("it ended with {other:?}"))),
    };
    let has_values = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let values = has_values.then(|| solved.get_solution().columns().to_vec());
    let bound = solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.is_finite());
    Ok(Found { ending, values, bound })
}
