//! The compact model over some placements of a board: what a solver can prove where few are left to choose from.

use std::collections::BTreeSet;

use good_lp::constraint;

use super::backend::{self, BackendError, Ending, Instructions};
use super::board::{Assignment, Board, Placement};
use super::compact::whole_bound;
use super::{BackendName, Limits};
use crate::model::Model;
use crate::model::solution;

/// Placements that may be chosen, and some that have to be.
#[derive(Clone, Debug)]
pub struct Restricted<'b, 'a> {
    board: &'b Board<'a>,
    /// Columns of the formulation.
    allowed: BTreeSet<usize>,
    fixed: BTreeSet<usize>,
}

/// What the solver says of the restricted model.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The best assignment found.
    pub assignment: Option<Assignment>,
    /// No assignment of the placements that were allowed is worth more; `None` where nothing is proved.
    pub bound: Option<i64>,
    /// Whether it is proved that none keeps the rules.
    pub is_infeasible: bool,
}

/// How much a solver may do.
#[derive(Clone, Debug)]
pub struct Effort {
    /// Nodes of its tree.
    pub nodes: u64,
    /// For its random choices.
    pub seed: u64,
    /// When to stop all the same.
    pub limits: Limits,
}

impl<'b, 'a> Restricted<'b, 'a> {
    /// Nothing may be chosen.
    pub fn new(board: &'b Board<'a>) -> Self {
        Self { board, allowed: BTreeSet::new(), fixed: BTreeSet::new() }
    }

    /// Allows a placement. Where requests choose people and resources apart, what is allowed mixes.
    pub fn allow(&mut self, placement: Placement) {
        let job = self.board.offers[placement.offer].job;
        self.allowed.extend(self.board.columns(job, placement));
    }

    /// Demands a placement.
    pub fn fix(&mut self, placement: Placement) {
        let job = self.board.offers[placement.offer].job;
        self.fixed.extend(self.board.columns(job, placement));
        self.allow(placement);
    }

    /// The columns that are left to choose from.
    pub fn len(&self) -> usize {
        self.allowed.len() - self.fixed.len()
    }

    /// Whether nothing is left to choose.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best assignment, from one that is known.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn solve(&self, start: &Assignment, effort: &Effort) -> Result<Answer, BackendError> {
        let formulation = self.board.formulation.with_columns(self.allowed.iter().copied());
        let mut model = Model::of(&formulation);
        let columns = model.columns.clone();
        for (column, position) in columns.iter().zip(&self.allowed) {
            if self.fixed.contains(position) {
                model.add_constraint(constraint!(column.variable >= 1));
            }
        }
        let start = self.board.bookings(start).ok().and_then(|start| solution::values(&model, &formulation, &start));
        let Effort { nodes, seed, limits } = effort.clone();
        let instructions = Instructions { start, gap: 0.0, seed, nodes: Some(nodes), limits };
        let found = backend::named(BackendName::Highs).solve(model, &instructions, &|_| {})?;
        let is_chosen = |values: &[f64], column: usize| values[columns[column].position] > 0.5;
        let read = |values: &Vec<f64>| {
            let bookings = solution::bookings(&formulation, |column| is_chosen(values, column)).ok()?;
            self.board.assignment(&bookings)
        };
        Ok(Answer {
            assignment: found.values.as_ref().and_then(read),
            bound: found.bound.map(whole_bound),
            is_infeasible: found.ending == Ending::Infeasible,
        })
    }
}
