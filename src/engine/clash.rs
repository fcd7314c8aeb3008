//! Which mandatory requests clash: a smallest set in the sense that leaving out any one of it resolves the clash.
//!
//! A deletion filter (Chinneck and Dravnieks 1991): each request in turn is left out; if the others still clash, it is
//! not needed for the clash and stays out. Requests that are not mandatory can be left out of any plan and play no role.

use super::backend::{Backend, Ending, Instructions};
use super::greedy::greedy;
use super::limits::Limits;
use crate::domain::RequestIndex;
use crate::model::Model;
use crate::model::formulation::Formulation;
use crate::model::part::Subproblem;

/// The clashing requests of a part whose mandatory requests cannot all be booked, in the order of the part.
///
/// A visit is mandatory as a whole: its first mandatory request stands for it. Where a limit cuts a test short, the
/// request in question stays in the set: it is then a clash, perhaps not a smallest.
pub fn clash(subproblem: Subproblem<'_>, backend: &dyn Backend, limits: &Limits) -> Vec<RequestIndex> {
    let Subproblem { problem, part, .. } = subproblem;
    let mut clashing = part.mandatory_bundles(problem);
    let mut position = 0;
    while position < clashing.len() {
        let mut others = clashing.clone();
        others.remove(position);
        let without = part.only(problem, &others);
        if is_infeasible(Subproblem { part: &without, ..subproblem }, backend, limits) {
            clashing = others;
        } else {
            position += 1;
        }
    }
    let is_mandatory = |position: &usize| problem.request(part.requests[*position].request).mandatory;
    let mut named: Vec<usize> =
        clashing.iter().filter_map(|bundle| bundle.iter().copied().find(is_mandatory)).collect();
    named.sort_unstable();
    named.into_iter().map(|position| part.requests[position].request).collect()
}

fn is_infeasible(subproblem: Subproblem<'_>, backend: &dyn Backend, limits: &Limits) -> bool {
    if limits.are_reached() || greedy(subproblem).is_complete {
        return false;
    }
    let model = Model::of(&Formulation::of(subproblem));
    // Any bookings at all will do, so the gap is as wide as can be.
    let instructions = Instructions { start: None, gap: f64::INFINITY, seed: 0, nodes: None, limits: limits.clone() };
    backend.solve(model, &instructions, &|_| {}).is_ok_and(|found| found.ending == Ending::Infeasible)
}
