//! The restricted master: the best mixture of the columns known so far, and the prices that it has.
//!
//! ```text
//! max Σ points(k) z_k + Σ cost · f
//!   Σ_k (times k places j) z_k  ≤ 1              each job j; = 1 if mandatory
//!   Σ_{k of day d} z_k          ≤ 1              each staff-day d
//!   Σ_k (units of lane at t) z_k + idle = C_t    each lane and slot, in difference form
//!   Σ_k (busy on d at t) z_k + idle = 1          each staff-day and slot that a job priced alone may take
//!   z ≥ 0
//! ```
//!
//! Where a date of a lane costs, all its units are paid for in advance, and f, from 0 to 1 for each unit, gives back
//! its cost for what it then takes of the capacity.
//!
//! A mandatory job may also be served by nobody, at a price that no plan would pay, so that there always is a mixture.
//! The optimum of a restricted master bounds nothing; its prices do, once they are priced (`engine::dual`; FORMULATION.md
//! § 18).

use std::collections::BTreeMap;

use crate::engine::Limits;
use crate::engine::backend::BackendError;
use crate::engine::backend::highs_lp::{Lp, LpColumn, LpEnding};
use crate::engine::board::{BARRED, Board, LaneDay};
use crate::engine::dual::{Network, Prices};

use super::column::Column;
use super::rows::Rows;

/// The largest coefficient of the objective: tolerances of the simplex method are made for numbers of that size.
const LARGEST: f64 = 1024.0;

/// What it costs to serve a mandatory job by nobody, in the most points that a job brings.
const NOBODY: f64 = 64.0;

/// A master that grows.
#[derive(Debug)]
pub struct Master<'n, 'b, 'a> {
    /// What columns are made of.
    pub network: &'n Network<'b, 'a>,
    lp: Lp,
    rows: Rows,
    /// Points for one unit of the objective.
    scale: f64,
    /// The columns, in the order of the programme from `first` on.
    columns: Vec<Column>,
    known: BTreeMap<Column, usize>,
    first: usize,
    /// What is added to the points of the programme.
    base: f64,
}

/// A mixture of columns.
#[derive(Clone, Debug)]
pub struct Mixture {
    /// Whether it is the best that there is; otherwise a limit came before.
    pub is_best: bool,
    /// What it brings with all that is added to the score when nothing is placed.
    pub points: f64,
    /// How much of each column it has.
    pub values: Vec<f64>,
    /// What one more of each row would bring.
    pub prices: Prices,
    /// The simplex iterations that it took.
    pub iterations: u64,
}

impl<'n, 'b, 'a> Master<'n, 'b, 'a> {
    /// A master without columns.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn new(network: &'n Network<'b, 'a>) -> Result<Self, BackendError> {
        let rows = Rows::of(network);
        let most = most_points(network.board) as f64;
        let scale = (most / LARGEST).max(1.0).log2().ceil().exp2();
        let (columns, known) = (Vec::new(), BTreeMap::new());
        let mut master =
            Self { network, lp: Lp::new()?, rows, scale, columns, known, first: 0, base: network.board.base as f64 };
        master.add_rows();
        master.add_idle();
        master.add_closures();
        master.add_nobody(NOBODY * most);
        Ok(master)
    }

    /// The columns, in the order of the values of a mixture.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Adds a column unless it is there; returns whether it is new.
    pub fn add(&mut self, column: Column) -> bool {
        if self.known.contains_key(&column) {
            return false;
        }
        let entries = self.rows.entries(self.network, &column);
        let points = column.points(self.network) / self.scale;
        self.lp.add_column(LpColumn { points, range: 0.0..=f64::INFINITY, entries });
        self.known.insert(column.clone(), self.columns.len());
        self.columns.push(column);
        true
    }

    /// Says how much of a column a mixture may and must have.
    pub fn set_range(&mut self, column: usize, range: std::ops::RangeInclusive<f64>) {
        self.lp.set_range(self.first + column, range);
    }

    /// The position of a column.
    pub fn position(&self, column: &Column) -> Option<usize> {
        self.known.get(column).copied()
    }

    /// Goes on towards the best mixture, for at most so many simplex iterations.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn solve(&mut self, iterations: u32, limits: &Limits) -> Result<Mixture, BackendError> {
        let mut solution = self.lp.solve(iterations, limits)?;
        let board = self.network.board;
        solution.prices.iter_mut().for_each(|price| *price *= self.scale);
        Ok(Mixture {
            is_best: solution.ending == LpEnding::Optimal,
            points: self.base + solution.points * self.scale,
            prices: self.rows.prices(board, &solution.prices),
            values: solution.values.split_off(self.first),
            iterations: solution.iterations,
        })
    }

    fn add_rows(&mut self) {
        let board = self.network.board;
        for (position, job) in board.jobs.iter().enumerate() {
            let least = if job.mandatory { 1.0 } else { f64::NEG_INFINITY };
            let range = least..=self.network.most(position);
            self.lp.add_row(range, Vec::new());
        }
        for _ in &board.days {
            self.lp.add_row(f64::NEG_INFINITY..=1.0, Vec::new());
        }
        for rows in self.rows.lanes.iter().chain(&self.rows.times) {
            for right in rows.right_sides() {
                self.lp.add_row(right..=right, Vec::new());
            }
        }
    }

    fn add_column(&mut self, points: f64, most: f64, entries: Vec<(usize, f64)>) {
        self.lp.add_column(LpColumn { points: points / self.scale, range: 0.0..=most, entries });
        self.first += 1;
    }

    fn add_idle(&mut self) {
        for rows in self.rows.lanes.clone().iter().chain(&self.rows.times.clone()) {
            for (row, next) in rows.iter() {
                let mut entries = vec![(row.position, 1.0)];
                entries.extend(next.map(|next| (next.position, -1.0)));
                self.add_column(0.0, f64::INFINITY, entries);
            }
        }
    }

    /// For each unit of a date that costs, the column that gives it back.
    fn add_closures(&mut self) {
        let board = self.network.board;
        for (lane, of) in board.lanes.iter().enumerate() {
            for day in of.days.iter().filter(|day| !day.by_start) {
                self.base -= (i64::from(day.units) * day.cost) as f64;
                for unit in 0..day.units {
                    let entries = self.closure(lane, day, unit);
                    self.add_column(day.cost as f64, 1.0, entries);
                }
            }
        }
    }

    /// What a unit adds to the units before it, slot by slot.
    fn closure(&self, lane: usize, day: &LaneDay, unit: u32) -> Vec<(usize, f64)> {
        let mut entries = BTreeMap::new();
        for (row, next) in self.rows.lanes[lane].iter().filter(|(row, _)| day.slots.contains(&row.slot)) {
            let share = f64::from(row.capacity.saturating_sub(unit * day.places).min(day.places));
            *entries.entry(row.position).or_insert(0.0) += share;
            if let Some(next) = next {
                *entries.entry(next.position).or_insert(0.0) -= share;
            }
        }
        entries.into_iter().filter(|(_, by)| *by != 0.0).collect()
    }

    fn add_nobody(&mut self, cost: f64) {
        let jobs = self.network.board.jobs.iter().enumerate();
        let mandatory: Vec<usize> = jobs.filter(|(_, job)| job.mandatory).map(|(job, _)| job).collect();
        mandatory.into_iter().for_each(|job| self.add_column(-cost, f64::INFINITY, vec![(job, 1.0)]));
    }
}

/// The most points of a placement or cost of a day, at least one.
fn most_points(board: &Board<'_>) -> i64 {
    let points = board.offers.iter().flat_map(|offer| &offer.points).filter(|&&points| points != BARRED);
    let costs = board.days.iter().flat_map(|day| &day.costs).map(|(_, cost)| cost);
    let lane_costs = board.lanes.iter().flat_map(|lane| &lane.days).map(|day| &day.cost);
    points.chain(costs).chain(lane_costs).map(|points| points.abs()).max().unwrap_or(0).max(1)
}
