//! Column generation: the master says what columns are worth, pricing finds better ones, until there are none.
//!
//! The prices of a restricted master jump about, so columns are priced at a mixture of them and of the best prices known
//! (Wentges 1997): λ = σ · centre + (1 − σ) · master. Whatever the prices, pricing them proves a bound; the centre moves to
//! where that bound is better. A mixture that yields no column for the master has still priced: if it did not improve the
//! bound either, σ falls until the prices are the master's own (FORMULATION.md § 18).

use crate::engine::Limits;
use crate::engine::backend::BackendError;
use crate::engine::dual::{Bars, Network, Priced, Prices, Pricing};

use super::column::{Column, columns_of};
use super::master::{Master, Mixture};

/// How much of the centre the priced mixture has.
const SMOOTHING: f64 = 0.6;

/// Simplex iterations of a step; prices of a master cut short are as valid as any.
const ITERATIONS: u32 = 20_000;

/// A bound so close to what the master brings, in points, cannot become better.
const ENOUGH: f64 = 0.5;

/// The restricted master and pricing, taking turns.
#[derive(Debug)]
pub struct Generation<'n, 'b, 'a> {
    master: Master<'n, 'b, 'a>,
    pricing: Pricing<'n, 'b, 'a>,
    bars: Bars,
    /// The prices of the best bound.
    centre: Prices,
    bound: f64,
    mixture: Option<Mixture>,
    is_done: bool,
    /// Simplex iterations so far.
    iterations: u64,
}

impl<'n, 'b, 'a> Generation<'n, 'b, 'a> {
    /// Begins at given prices, with the columns that answer to them.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn new(network: &'n Network<'b, 'a>, bars: Bars, mut prices: Prices) -> Result<Self, BackendError> {
        network.quantum.round(network.board, &mut prices);
        let mut pricing = Pricing::new(network);
        let priced = pricing.price(&prices, &bars);
        let mut generation = Self {
            master: Master::new(network)?,
            pricing,
            bars,
            centre: prices,
            bound: priced.bound,
            mixture: None,
            is_done: false,
            iterations: 0,
        };
        generation.take(&priced);
        Ok(generation)
    }

    /// Adds columns that are known from elsewhere.
    pub fn add(&mut self, columns: impl IntoIterator<Item = Column>) {
        for column in columns {
            self.master.add(column);
        }
    }

    /// Goes on for at most so many steps; ends early when no column can improve the master.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn run(&mut self, steps: u32, limits: &Limits) -> Result<(), BackendError> {
        for _ in 0..steps {
            if self.is_done || limits.are_reached() {
                break;
            }
            self.step(limits)?;
        }
        Ok(())
    }

    /// No assignment is worth more.
    pub fn bound(&self) -> i64 {
        self.bound.floor() as i64
    }

    /// The prices of the bound.
    pub fn prices(&self) -> &Prices {
        &self.centre
    }

    /// Whether no column can improve the master: the bound is that of the relaxation.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Simplex iterations so far.
    pub fn iterations(&self) -> u64 {
        self.iterations
    }

    /// The last mixture of the master, before the columns of the last step came in.
    pub fn mixture(&self) -> Option<&Mixture> {
        self.mixture.as_ref()
    }

    /// The columns that the last mixture has any of.
    pub fn support(&self) -> Vec<Column> {
        let values = self.mixture.iter().flat_map(|mixture| &mixture.values);
        let used = self.master.columns().iter().zip(values).filter(|(_, value)| **value > 0.0);
        used.map(|(column, _)| column.clone()).collect()
    }

    /// The master.
    pub fn master(&self) -> &Master<'n, 'b, 'a> {
        &self.master
    }

    fn step(&mut self, limits: &Limits) -> Result<(), BackendError> {
        let mixture = self.master.solve(ITERATIONS, limits)?;
        self.iterations += mixture.iterations;
        // The prices of a best mixture prove no more than what it brings.
        if mixture.is_best && self.bound < mixture.points + ENOUGH {
            self.is_done = true;
            self.mixture = Some(mixture);
            return Ok(());
        }
        let mut smoothing = SMOOTHING;
        loop {
            let prices = self.between(&mixture.prices, smoothing);
            let priced = self.pricing.price(&prices, &self.bars);
            let has_new = self.take(&priced);
            let is_better = priced.bound < self.bound;
            if is_better {
                (self.bound, self.centre) = (priced.bound, prices);
            }
            if has_new || is_better {
                break;
            }
            if smoothing == 0.0 {
                self.is_done = mixture.is_best;
                break;
            }
            smoothing = if smoothing > 0.2 { smoothing / 2.0 } else { 0.0 };
        }
        self.mixture = Some(mixture);
        Ok(())
    }

    /// Adds the columns that answer to prices; whether one of them is new.
    fn take(&mut self, priced: &Priced) -> bool {
        columns_of(priced).into_iter().fold(false, |any, column| self.master.add(column) | any)
    }

    /// Prices between the master's and the centre.
    fn between(&self, master: &Prices, smoothing: f64) -> Prices {
        let mix = |from: &mut f64, to: &f64| *from = smoothing * *from + (1.0 - smoothing) * to;
        let mut prices = self.centre.clone();
        prices.jobs.iter_mut().zip(&master.jobs).for_each(|(from, to)| mix(from, to));
        let lists = prices.lanes.iter_mut().zip(&master.lanes).chain(prices.days.iter_mut().zip(&master.days));
        for (from, to) in lists {
            from.iter_mut().zip(to).for_each(|(from, to)| mix(from, to));
        }
        let network = self.master.network;
        network.quantum.round(network.board, &mut prices);
        prices
    }
}
