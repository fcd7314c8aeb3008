//! Which method plans a part.

use super::answer::PartAnswer;
use super::{EngineName, Orders, compact, decomposed, units_last};
use crate::model::part::Subproblem;

/// Up to so many candidates the compact model is proved before the decomposition has begun.
const SMALL: usize = 1_000;

/// From so many candidates on a board with a lane for each unit that a booking calls its own is too large.
const MANY: usize = 10_000;

/// Improves on what is known of a part by the method of that name; `auto` takes the compact model for small parts and the
/// decomposition for others.
pub fn plan_part(engine: EngineName, subproblem: Subproblem<'_>, known: PartAnswer, orders: Orders<'_>) -> PartAnswer {
    let size = subproblem.part.size();
    let is_compact = match engine {
        EngineName::Greedy => return known,
        EngineName::Compact => true,
        EngineName::Decomposed => false,
        EngineName::Auto => size <= SMALL,
    };
    let (name, plan): (_, fn(Subproblem<'_>, PartAnswer, Orders<'_>) -> PartAnswer) = match is_compact {
        true => ("the compact model", compact::solve_part),
        false if size < MANY => ("decomposition by staff-day", decomposed::solve_part),
        false => ("decomposition by staff-day", units_last::solve_part),
    };
    let requests = subproblem.part.requests.len();
    orders.ear.note(&format!("{requests} requests, {size} candidates: {name}"));
    plan(subproblem, known, orders)
}
