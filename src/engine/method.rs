//! Which method plans a part.

use super::answer::PartAnswer;
use super::{EngineName, Orders, compact, decomposed};
use crate::model::part::Subproblem;

/// Improves on what is known of a part by the method of that name; `auto` takes the one that promises the best proof
/// for the size.
pub fn plan_part(engine: EngineName, subproblem: Subproblem<'_>, known: PartAnswer, orders: Orders<'_>) -> PartAnswer {
    match engine {
        EngineName::Greedy => known,
        EngineName::Decomposed => decomposed::solve_part(subproblem, known, orders),
        EngineName::Auto | EngineName::Compact => compact::solve_part(subproblem, known, orders),
    }
}
