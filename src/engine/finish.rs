//! The exact finish: where prices leave few placements that a better plan could have, the compact model decides.
//!
//! FORMULATION.md § 19 says why what it excludes is in no better plan.

use super::backend::BackendError;
use super::board::{Assignment, Board, Placement};
use super::dual::{Bars, Loss, Losses, Network, Prices, Pricing};
use super::restricted::{Effort, Restricted};

/// What the finish has found.
#[derive(Clone, Debug)]
pub struct Finish {
    /// An assignment that is worth more than the known one.
    pub better: Option<Assignment>,
    /// No assignment that places all mandatory jobs is worth more.
    pub bound: i64,
}

/// The placements of which an assignment worth more than `value` may consist.
pub fn survivors(network: &Network<'_, '_>, prices: &Prices, value: i64) -> Vec<Placement> {
    let mut prices = prices.clone();
    network.quantum.round(network.board, &mut prices);
    let bound = Pricing::new(network).price(&prices, &Bars::none(network.board)).bound;
    let losses = Losses::at(network, &prices);
    // Values are whole: a better one is better by a point.
    let survives = |loss: &Loss| bound - loss.points >= (value + 1) as f64;
    let of_days = (0..network.days.len()).flat_map(|day| losses.of_day(day).1);
    let alone = network.alone.iter().flat_map(|&job| losses.of_job(job).1);
    of_days.chain(alone).filter(survives).map(|loss| loss.placement).collect()
}

/// Looks for an assignment of the survivors that is worth more than the known one, or proves that there is none; `None`
/// where the known one breaks a rule, or nothing is proved.
///
/// # Errors
///
/// If the solver fails.
pub fn finish(
    board: &Board<'_>,
    survivors: &[Placement],
    known: &Assignment,
    effort: &Effort,
) -> Result<Option<Finish>, BackendError> {
    if !board.keeps_rules(known) {
        return Ok(None);
    }
    let value = board.value(known);
    let mut restricted = Restricted::new(board);
    survivors.iter().chain(known.iter().flatten()).for_each(|&placement| restricted.allow(placement));
    let answer = restricted.solve(known, effort)?;
    let better =
        answer.assignment.filter(|assignment| board.value(assignment) > value && board.keeps_rules(assignment));
    let reached = better.as_ref().map_or(value, |better| board.value(better));
    // The known assignment is among those allowed: a solver that says otherwise proves nothing.
    let bound = answer.bound.filter(|&bound| bound >= reached && !answer.is_infeasible);
    Ok(bound.map(|bound| Finish { better, bound }))
}
