//! A dive: column by column from the best mixture to an assignment.
//!
//! The columns that the mixture has most of are decided; what they take is barred in the master and in pricing; the
//! rest is solved again, with new columns for what is left, until every staff-day is decided. No step is ever taken back. What
//! comes out keeps to every row, and a search that starts from it ends better than one that starts from nothing.

use crate::engine::Limits;
use crate::engine::backend::BackendError;
use crate::engine::board::Assignment;
use crate::engine::dual::{Arc, Bars, Network, Priced, Prices, Pricing, Totals};

use super::column::{Column, columns_of};
use super::master::{Master, Mixture};
use super::occupancy::Occupancy;

/// Rounds of pricing between two decisions.
const ROUNDS: u32 = 4;

/// Of this many open staff-days one is decided in a step, and at least one.
const AT_ONCE: usize = 12;

/// Times that pricing is asked again for paths that repeat no job.
const TRIES: u32 = 6;

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
    /// By column of the master, whether a mixture has had some of it.
    is_used: Vec<bool>,
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
            is_used: Vec::new(),
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

    /// What is decided so far, without the visits that have come out in pieces; there is room for it.
    pub fn assignment(&self) -> Assignment {
        let mut assignment = self.occupancy.assignment().clone();
        self.network.board.drop_pieces(&mut assignment);
        assignment
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
    ///
    /// Paths may repeat jobs, which is of no use here. Such a job is kept where it brings the most, and barred elsewhere on
    /// that staff-day; then pricing is asked again.
    fn price(&mut self, prices: &Prices) -> bool {
        let mut prices = prices.clone();
        self.occupancy.charge(&mut prices);
        self.network.quantum.round(self.network.board, &mut prices);
        let totals = Totals::of(&prices);
        let (mut bars, mut has_new) = (self.bars.clone(), false);
        for _ in 0..TRIES {
            let priced = self.pricing.price(&prices, &bars);
            for column in columns_of(&priced) {
                has_new |= self.add(&column);
            }
            if !self.bar_repeats(&priced, &totals, &mut bars) {
                break;
            }
        }
        has_new
    }

    /// Bars what repeats a job in a path; whether anything does.
    fn bar_repeats(&self, priced: &Priced, totals: &Totals, bars: &mut Bars) -> bool {
        let board = self.network.board;
        let brings = |arc: &Arc| totals.worth(board, arc.placement).unwrap_or(f64::NEG_INFINITY);
        let mut has_repeats = false;
        for path in &priced.paths {
            for arc in &path.arcs {
                let same = path.arcs.iter().filter(|other| other.job == arc.job);
                let best = same.clone().max_by(|one, other| brings(one).total_cmp(&brings(other)));
                if same.count() > 1 && best == Some(arc) {
                    bars.narrow(arc.placement.offer, arc.placement.origin..arc.placement.origin + 1);
                    has_repeats = true;
                }
            }
        }
        has_repeats
    }

    fn add(&mut self, column: &Column) -> bool {
        let column = column.elementary(self.network);
        let is_new = self.occupancy.has_room(&column) && self.master.add(column);
        if is_new {
            self.is_settled.push(false);
            self.is_used.push(false);
        }
        is_new
    }

    /// Decides for the columns that the mixture has most of.
    fn decide(&mut self, mixture: &Mixture) {
        for (is_used, value) in self.is_used.iter_mut().zip(&mixture.values) {
            *is_used |= *value > 0.0;
        }
        let mut order: Vec<(usize, f64)> = mixture.values.iter().copied().enumerate().collect();
        order.retain(|&(column, value)| value > 1e-6 && !self.is_settled[column]);
        order.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        self.is_done = order.is_empty();
        let open = (0..self.network.days.len()).filter(|&day| !self.occupancy.is_closed(day)).count();
        for (rank, (column, value)) in order.into_iter().enumerate() {
            if rank <= open / AT_ONCE || value >= NEARLY_WHOLE {
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

    /// Replaces the columns for which there is no more room by what is left of them.
    fn settle(&mut self) {
        for position in 0..self.is_settled.len() {
            let column = &self.master.columns()[position];
            if self.is_settled[position] || self.occupancy.has_room(column) {
                continue;
            }
            let remainder = self.occupancy.remainder(column).filter(|_| self.is_used[position]);
            self.is_settled[position] = true;
            self.master.set_range(position, 0.0..=0.0);
            if let Some(remainder) = remainder {
                self.add(&remainder);
            }
        }
    }
}
