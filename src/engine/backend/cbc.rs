//! CBC, through good_lp: branch and cut by COIN-OR, for comparison. Needs its library on the machine (feature `cbc`).
//!
//! It tells nothing while it runs, and looks at its limit only between its phases. The bound is read from the
//! inner model, which also knows whether there are values at all: after a time limit without any, good_lp hands out
//! those of a relaxation.

use good_lp::solvers::coin_cbc::CoinCbcSolution;
use good_lp::{ResolutionError, Solution, SolutionStatus, SolverModel};

use super::{Backend, BackendError, Ending, Found, Instructions, News, scale};
use crate::model::Model;

/// CBC.
#[derive(Clone, Copy, Debug)]
pub struct Cbc;

impl Backend for Cbc {
    fn solve(&self, model: Model, instructions: &Instructions, _: &dyn Fn(News)) -> Result<Found, BackendError> {
        let scale = scale(&model);
        let (variables, objective, constraints) = model.into_parts(scale);
        let positions: Vec<good_lp::Variable> =
            variables.iter_variables_with_def().map(|(variable, _)| variable).collect();
        let mut problem = variables.maximise(objective).using(good_lp::coin_cbc);
        for constraint in constraints {
            problem.add_constraint(constraint);
        }
        for (option, value) in options(scale, instructions) {
            problem.set_parameter(option, &value);
        }
        if let Some(start) = &instructions.start {
            let values = positions.iter().copied().zip(start.iter().copied());
            problem = good_lp::WithInitialSolution::with_initial_solution(problem, values);
        }
        match problem.solve() {
            Ok(solution) => Ok(read(&solution, &positions, scale)),
            Err(ResolutionError::Infeasible) => Ok(Found { ending: Ending::Infeasible, values: None, bound: None }),
            Err(_) if instructions.limits.are_reached() => {
                Ok(Found { ending: Ending::Limit, values: None, bound: None })
            }
            Err(error) => Err(BackendError { backend: "CBC", message: error.to_string() }),
        }
    }
}

/// CBC's own words for the instructions.
fn options(scale: f64, instructions: &Instructions) -> Vec<(&'static str, String)> {
    let mut options = vec![
        ("log", "0".to_owned()),
        ("randomCbcSeed", (instructions.seed % 0x7fff_ffff).to_string()),
        ("ratioGap", instructions.gap.to_string()),
        // Points are whole numbers: a gap below one point is none. See `compact::whole_bound`.
        ("allowableGap", (0.4 / scale).to_string()),
    ];
    // The limit is for the wall, not for the processor.
    if let Some(left) = instructions.limits.left() {
        options.extend([("timeMode", "elapsed".to_owned()), ("sec", left.as_secs_f64().to_string())]);
    }
    options
}

fn read(solution: &CoinCbcSolution, positions: &[good_lp::Variable], scale: f64) -> Found {
    let inner = solution.model();
    let is_proved = matches!(solution.status(), SolutionStatus::Optimal | SolutionStatus::GapLimit);
    // Far beyond what points can be stands for nothing known.
    let known = |value: f64| Some(value).filter(|value| value.abs() < 1e30);
    let has_values = is_proved || known(inner.obj_value()).is_some();
    let values = has_values.then(|| positions.iter().map(|&variable| solution.value(variable)).collect());
    let bound = known(inner.best_possible_value()).map(|bound| bound * scale);
    Found { ending: if is_proved { Ending::Proved } else { Ending::Limit }, values, bound }
}
