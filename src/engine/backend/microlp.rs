//! microlp, through good_lp: a solver in pure Rust, for small models and to cross-check the others.
//!
//! It tells nothing while it runs: its bound is its proof. It honours a time limit, but no interrupt, start or gap.

use good_lp::{ResolutionError, Solution, SolutionStatus, SolverModel, WithTimeLimit};

use super::{Backend, BackendError, Ending, Found, Instructions, News, scale};
use crate::model::Model;

/// microlp.
#[derive(Clone, Copy, Debug)]
pub struct Microlp;

impl Backend for Microlp {
    fn solve(&self, model: Model, instructions: &Instructions, _: &dyn Fn(News)) -> Result<Found, BackendError> {
        let scale = scale(&model);
        let (variables, objective, constraints) = model.into_parts(scale);
        let positions: Vec<good_lp::Variable> =
            variables.iter_variables_with_def().map(|(variable, _)| variable).collect();
        let mut problem = variables.maximise(objective.clone()).using(good_lp::microlp);
        for constraint in constraints {
            problem.add_constraint(constraint);
        }
        if let Some(left) = instructions.limits.left() {
            problem = problem.with_time_limit(left.as_secs_f64());
        }
        match problem.solve() {
            Ok(solution) => {
                let proved = matches!(solution.status(), SolutionStatus::Optimal);
                let values = positions.iter().map(|&variable| solution.value(variable)).collect();
                let bound = proved.then(|| solution.eval(&objective) * scale);
                let ending = if proved { Ending::Proved } else { Ending::Limit };
                Ok(Found { ending, values: Some(values), bound })
            }
            Err(ResolutionError::Infeasible) => Ok(Found { ending: Ending::Infeasible, values: None, bound: None }),
            Err(_) if instructions.limits.are_reached() => {
                Ok(Found { ending: Ending::Limit, values: None, bound: None })
            }
            Err(error) => Err(BackendError { backend: "microlp", message: error.to_string() }),
        }
    }
}
