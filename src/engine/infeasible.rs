//! Whether the mandatory jobs of a part can be placed at all: a proof that they cannot, by prices.
//!
//! Take alone the requests that must be booked: the mandatory ones, and what is in a visit with one. Let each be worth the
//! same and nothing cost anything, and let none be mandatory. If all could be placed, the best plan would be worth as much
//! as there are requests. A bound below that proves the contrary; column generation finds the lowest that prices can prove
//! (the dual side of its first phase; FORMULATION.md § 12).

use super::Limits;
use super::backend::BackendError;
use super::board::{BARRED, Board};
use super::columns::Generation;
use super::dual::{Bars, Network, Prices};
use crate::model::part::Subproblem;

/// What a placed job is worth: much more than the quantum of prices.
const WORTH: i64 = 1 << 20;

/// Whether it is proved, in at most so many steps of column generation, that the mandatory requests of a part cannot all
/// be booked. `false` means that nothing is known.
///
/// # Errors
///
/// If the solver fails.
pub fn is_proved_infeasible(subproblem: Subproblem<'_>, steps: u32, limits: &Limits) -> Result<bool, BackendError> {
    let part = subproblem.part.mandatory(subproblem.problem);
    if part.requests.is_empty() {
        return Ok(false);
    }
    let mut board = Board::of(Subproblem { part: &part, ..subproblem });
    count_only(&mut board);
    let all = WORTH * board.jobs.len() as i64;
    let network = Network::of(&board);
    let mut generation = Generation::new(&network, Bars::none(&board), Prices::zero(&board))?;
    for _ in 0..steps {
        if generation.bound() < all || generation.is_done() || limits.are_reached() {
            break;
        }
        generation.run(1, limits)?;
    }
    Ok(generation.bound() < all)
}

/// Makes every placement worth the same, and everything else nothing.
fn count_only(board: &mut Board<'_>) {
    board.base = 0;
    for job in &mut board.jobs {
        job.mandatory = false;
        job.footprints.iter_mut().for_each(|footprint| footprint.points = 0);
    }
    let points = board.offers.iter_mut().flat_map(|offer| &mut offer.points);
    points.filter(|points| **points != BARRED).for_each(|points| *points = WORTH);
    board.days.iter_mut().for_each(|day| day.costs.clear());
    board.lanes.iter_mut().for_each(|lane| lane.days.clear());
}
