//! The exact finish: where prices leave few placements that a better plan could have, the compact model decides.
//!
//! FORMULATION.md § 19 says why what it excludes is in no better plan.

use std::collections::BTreeSet;

use super::backend::{self, BackendError, Ending, Instructions};
use super::board::{Assignment, Board, Placement};
use super::compact::whole_bound;
use super::dual::{Bars, Loss, Losses, Network, Prices, Pricing};
use super::{BackendName, Limits};
use crate::model::{Model, solution};

/// How much the solver may do.
#[derive(Clone, Debug)]
pub struct Effort {
    /// Nodes of its tree.
    pub nodes: u64,
    /// For its random choices.
    pub seed: u64,
    /// When to stop all the same.
    pub limits: Limits,
}

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

/// What is left to choose from when a search has ended.
#[derive(Clone, Copy, Debug)]
pub struct Leftovers<'s, 'b, 'a> {
    /// What was searched.
    pub network: &'s Network<'b, 'a>,
    /// Prices near the best ones.
    pub prices: &'s Prices,
    /// Units of work that it has taken.
    pub spent: u64,
}

impl Leftovers<'_, '_, '_> {
    /// Of each job the candidates, by position, of which an assignment worth more than `value` may consist; `None` if those
    /// of all jobs are more than `most`.
    pub fn candidates(&self, value: i64, most: usize) -> Option<Vec<BTreeSet<usize>>> {
        let board = self.network.board;
        let placements = survivors(self.network, self.prices, value);
        let mut found = vec![BTreeSet::new(); board.jobs.len()];
        for placement in Some(placements).filter(|all| all.len() <= most)? {
            let job = board.offers[placement.offer].job;
            found[job].extend(board.candidate(placement));
        }
        Some(found)
    }
}

/// Looks for an assignment of the survivors that is worth more than the known one, or proves that there is none; `None`
/// where the known one breaks a rule, or nothing is proved. Where requests choose people and resources apart, survivors mix.
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
    let allowed = survivors.iter().chain(known.iter().flatten());
    let allowed: BTreeSet<usize> =
        allowed.flat_map(|&placement| board.columns(board.offers[placement.offer].job, placement)).collect();
    let formulation = board.formulation.with_columns(allowed);
    let model = Model::of(&formulation);
    let columns = model.columns.clone();
    let start = board.bookings(known).ok().and_then(|known| solution::values(&model, &formulation, &known));
    let Effort { nodes, seed, limits } = effort.clone();
    let instructions = Instructions { start, gap: 0.0, seed, nodes: Some(nodes), limits };
    let found = backend::named(BackendName::Highs).solve(model, &instructions, &|_| {})?;

    let read = |values: &Vec<f64>| {
        let is_chosen = |column: usize| values[columns[column].position] > 0.5;
        board.assignment(&solution::bookings(&formulation, is_chosen).ok()?)
    };
    let value = board.value(known);
    let is_better = |found: &Assignment| board.value(found) > value && board.keeps_rules(found);
    let better = found.values.as_ref().and_then(read).filter(is_better);
    let reached = better.as_ref().map_or(value, |better| board.value(better));
    // The known assignment is among those allowed: a solver that says otherwise proves nothing.
    let bound = found.bound.map(whole_bound).filter(|&bound| bound >= reached && found.ending != Ending::Infeasible);
    Ok(bound.map(|bound| Finish { better, bound }))
}
