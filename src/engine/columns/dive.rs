//! A dive: column by column from the best mixture to an assignment.
//!
//! The columns that the mixture has most of are decided; what they take is barred in the master and in pricing; the
//! rest is solved again, with new columns for what is left, until every staff-day is decided. No step is ever taken back. What
//! comes out keeps to every row, and a search that starts from it ends better than one that starts from nothing.

use crate::engine::Limits;
use crate::engine::backend::BackendError;
use crate::engine::board::Assignment;
use crate::engine::dual::{Bars, Network, Prices, Pricing};

use super::column::Column;
use super::master::{Master, Mixture};
use super::occupancy::Occupancy;

/// Rounds of pricing between two decisions.
const ROUNDS: u32 = 4;

/// Simplex iterations of a round.
const ITERATIONS: u32 = 5_000;

/// Columns of which a mixture has so much are decided at once.
const NEARLY_WHOLE: f64 = 0.8;

/// A dive under way.
#[derive(Debug)]
pub struct Dive<'n, 'b, 'a> {
    network: &'n Network<'b, 'a>,
    master: Master<'n, 'b, 'a>,
    pricing: Pricing<'n, 'b, 'a>,
    bars: Bars,
    occupancy: Occupancy<'b, 'a>,
    /// By column of the master, whether there is no more room for it or it is decided.
    is_settled: Vec<bool>,
    is_done: bool,
}

impl<'n, 'b, 'a> Dive<'n, 'b, 'a> {
    /// Begins with columns that are known: those of a master, best after column generation.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn new(
        network: &'n Network<'b, 'a>,
        bars: Bars,
        columns: impl IntoIterator<Item = Column>,
    ) -> Result<Self, BackendError> {
        let mut dive = Self {
            network,
            master: Master::new(network)?,
            pricing: Pricing::new(network),
            bars,
            occupancy: Occupancy::new(network.board),
            is_settled: Vec::new(),
            is_done: false,
        };
        for column in columns {
            dive.add(&column);
        }
        Ok(dive)
    }

    /// Takes at most so many steps, each of which decides at least one column.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn run(&mut self, steps: u32, limits: &Limits) -> Result<(), BackendError> {
        for _ in 0..steps {
            if self.is_done || limits.are_reached() {
                break;
            }
            let mixture = self.solve(limits)?;
            self.decide(&mixture);
        }
        Ok(())
    }

    /// Whether all is decided.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// What is decided so far; there is room for it.
    pub fn assignment(&self) -> &Assignment {
        self.occupancy.assignment()
    }

    /// The best mixture of what is left, after some rounds of pricing.
    fn solve(&mut self, limits: &Limits) -> Result<Mixture, BackendError> {
        let mut mixture = self.master.solve(ITERATIONS, limits)?;
        for _ in 0..ROUNDS {
            if !self.price(&mixture.prices) {
                break;
            }
            mixture = self.master.solve(ITERATIONS, limits)?;
        }
        Ok(mixture)
    }

    /// Adds columns that answer to prices and for which there is room; whether one is new.
    fn price(&mut self, prices: &Prices) -> bool {
        let mut prices = prices.clone();
        self.occupancy.charge(&mut prices);
        self.network.quantum.round(self.network.board, &mut prices);
        let priced = self.pricing.price(&prices, &self.bars);
        let paths = priced.paths.iter().enumerate().filter_map(|(day, path)| Column::of_path(day, path));
        let alone = priced.alone.iter().filter_map(|(_, placement)| placement.map(Column::alone));
        let found: Vec<Column> = paths.chain(alone).collect();
        found.iter().fold(false, |any, column| self.add(column) | any)
    }

    fn add(&mut self, column: &Column) -> bool {
        let column = column.elementary(self.network);
        let is_new = self.occupancy.has_room(&column) && self.master.add(column);
        if is_new {
            self.is_settled.push(false);
        }
        is_new
    }

    /// Decides for the columns that the mixture has most of.
    fn decide(&mut self, mixture: &Mixture) {
        let mut order: Vec<(usize, f64)> = mixture.values.iter().copied().enumerate().collect();
        order.retain(|&(column, value)| value > 1e-6 && !self.is_settled[column]);
        order.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        self.is_done = order.is_empty();
        for (rank, (column, value)) in order.into_iter().enumerate() {
            if rank == 0 || value >= NEARLY_WHOLE {
                self.decide_for(column);
            }
        }
        self.settle();
    }

    fn decide_for(&mut self, position: usize) {
        let column = &self.master.columns()[position];
        if !self.occupancy.has_room(column) {
            return;
        }
        self.occupancy.take(column);
        for &placement in &column.placements {
            let board = self.network.board;
            let job = board.offers[placement.offer].job;
            board.jobs[job].offers.clone().for_each(|offer| self.bars.bar(offer));
        }
        let closed = column.day.into_iter().flat_map(|day| &self.network.board.days[day].offers);
        let is_path =
            |offer: &&usize| self.network.alone.binary_search(&self.network.board.offers[**offer].job).is_err();
        closed.filter(is_path).for_each(|&offer| self.bars.bar(offer));
        self.is_settled[position] = true;
        self.master.set_range(position, 1.0..=1.0);
    }

    /// Bars the columns for which there is no more room.
    fn settle(&mut self) {
        for position in 0..self.is_settled.len() {
            if !self.is_settled[position] && !self.occupancy.has_room(&self.master.columns()[position]) {
                self.is_settled[position] = true;
                self.master.set_range(position, 0.0..=0.0);
            }
        }
    }
}
