//! A part by the compact model: formulate, hand to a back end, read the bookings and the bound.

use super::Orders;
use super::answer::PartAnswer;
use super::backend::{Ending, Instructions, News};
use crate::model::Model;
use crate::model::formulation::Formulation;
use crate::model::part::Subproblem;
use crate::model::solution;

/// The largest whole number of points that a solver's bound allows.
///
/// Points are whole numbers, and the solver's bound may be below the true one by its tolerances. Half a point is far
/// more than those (1e-7 for a column) and, with an absolute gap of 0.4 at the solver, less than a point in sum: rounding
/// loses neither validity nor a proof. Beyond 5·10¹¹ the half grows with the spacing of floating-point numbers.
pub fn whole_bound(bound: f64) -> i64 {
    let slack = 0.5_f64.max(bound.abs() * 1e-12);
    (bound + slack).floor() as i64
}

/// Improves on what is known of a part by the compact model.
pub fn solve_part(subproblem: Subproblem<'_>, known: PartAnswer, orders: Orders<'_>) -> PartAnswer {
    let mut answer = known;
    if answer.is_settled(orders.gap) || orders.limits.are_reached() {
        return answer;
    }
    let formulation = Formulation::of(subproblem);
    let model = Model::of(&formulation);
    let start = answer.is_complete().then(|| solution::values(&model, &formulation, &answer.bookings)).flatten();
    let columns: Vec<usize> = model.columns.iter().map(|column| column.position).collect();
    let nodes = orders.work.map(|_| orders.effort().nodes);
    let instructions = Instructions { start, gap: orders.gap, seed: orders.seed, nodes, limits: orders.limits.clone() };
    let translate =
        |news: News| orders.ear.hear(news.points.map(|points| points.round() as i64), news.bound.map(whole_bound));
    let found = match orders.backend.solve(model, &instructions, &translate) {
        Ok(found) => found,
        Err(error) => {
            answer.trouble = Some(error.to_string());
            return answer;
        }
    };
    if found.ending == Ending::Infeasible {
        answer.is_infeasible = !answer.is_complete();
        answer.trouble = answer.is_complete().then(|| "the solver calls a part with a plan infeasible".into());
        return answer;
    }
    if let Some(values) = found.values {
        match solution::bookings(&formulation, |position| values[columns[position]] > 0.5) {
            Ok(bookings) => answer.improve(PartAnswer::of(subproblem, bookings, answer.bound)),
            Err(unreadable) => answer.trouble = Some(unreadable.to_string()),
        }
    }
    match found.bound.map(whole_bound) {
        // A bound that a plan passes proves nothing.
        Some(bound) if answer.is_complete() && bound < answer.points => {
            answer.trouble = Some(format!("the solver's bound of {bound} points is below a plan of {}", answer.points));
        }
        Some(bound) => answer.bound = answer.bound.min(bound),
        None => {}
    }
    answer
}
