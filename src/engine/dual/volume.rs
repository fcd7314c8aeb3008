//! The volume algorithm (Barahona and Anbil 2000): prices near the best ones, and a fractional plan near the best one of
//! the relaxation, from nothing but pricing.
//!
//! Each step moves from the best prices known against the excess of the *averaged* plan, x̄ ← α x + (1 − α) x̄ over the
//! plans x that pricing answers, and prices there. Averages of such answers converge to an optimum of the relaxation, and
//! their excess is a direction that zigzags far less than that of the last answer alone. The length of a step is Polyak's, towards
//! a target below the bound.

use super::{Bars, Blend, Excess, Network, Priced, Prices, Pricing};

/// The least and the most weight of the newest plan in the average.
const NEWEST: (f64, f64) = (0.012, 0.06);
/// The share of Polyak's step at the start.
const STEP: f64 = 0.2;
/// The most and the least that the share may become.
const STEPS: (f64, f64) = (1e-4, 1.0);
/// After so many steps without a better bound, steps shrink.
const PATIENCE: u32 = 20;
const SHRINK: f64 = 0.66;
const GROW: f64 = 1.1;

/// The volume algorithm at work.
#[derive(Clone, Debug)]
pub struct Volume<'n, 'b, 'a> {
    network: &'n Network<'b, 'a>,
    pricing: Pricing<'n, 'b, 'a>,
    bars: Bars,
    /// The prices of the best bound.
    best: Prices,
    bound: f64,
    /// The averaged plan, by arc and by row.
    plan: Blend,
    average: Excess,
    /// Of the last answer.
    answer: Excess,
    trial: Prices,
    step: f64,
    failures: u32,
    target: f64,
    iterations: u64,
}

impl<'n, 'b, 'a> Volume<'n, 'b, 'a> {
    /// Begins at given prices; `target` is what steps aim at, best the value of a known plan.
    pub fn new(network: &'n Network<'b, 'a>, bars: Bars, mut prices: Prices, target: i64) -> Self {
        network.quantum.round(network.board, &mut prices);
        let mut pricing = Pricing::new(network);
        let priced = pricing.price(&prices, &bars);
        let mut average = Excess::zero(network);
        average.set(network, &priced);
        let mut plan = Blend::empty(network.arcs);
        plan.add(&priced, 1.0 - f64::EPSILON);
        Self {
            network,
            pricing,
            bars,
            trial: prices.clone(),
            best: prices,
            bound: priced.bound,
            answer: average.clone(),
            average,
            plan,
            step: STEP,
            failures: 0,
            target: target as f64,
            iterations: 0,
        }
    }

    /// Goes on for a number of steps; ends early if the bound reaches the target.
    pub fn run(&mut self, iterations: u64) {
        for _ in 0..iterations {
            if self.bound.floor() <= self.target {
                return;
            }
            self.iterate();
        }
    }

    fn iterate(&mut self) {
        self.iterations += 1;
        let norm = self.average.norm(self.network, &self.best);
        if norm == 0.0 {
            return;
        }
        let length = self.step * (self.bound - self.target) / norm;
        self.average.step(self.network, &self.best, length, &mut self.trial);
        let priced = self.pricing.price(&self.trial, &self.bars);
        self.answer.set(self.network, &priced);
        self.adapt(&priced);
        let share = self.share();
        self.average.blend(&self.answer, share);
        self.plan.add(&priced, share);
        if priced.bound < self.bound {
            self.bound = priced.bound;
            std::mem::swap(&mut self.best, &mut self.trial);
        }
    }

    /// The weight of the newest plan: the one that makes the excess of the average least, within limits.
    fn share(&self) -> f64 {
        let old = self.average.product(&self.average);
        let mixed = self.average.product(&self.answer);
        let new = self.answer.product(&self.answer);
        let least = (old - mixed) / (old - 2.0 * mixed + new).max(f64::MIN_POSITIVE);
        least.clamp(NEWEST.0, NEWEST.1)
    }

    /// Shorter steps after many failures, longer ones where excess before and after point the same way.
    fn adapt(&mut self, priced: &Priced) {
        if priced.bound < self.bound {
            self.failures = 0;
            if self.average.product(&self.answer) > 0.0 {
                self.step = (self.step * GROW).min(STEPS.1);
            }
            return;
        }
        self.failures += 1;
        if self.failures >= PATIENCE {
            self.failures = 0;
            self.step = (self.step * SHRINK).max(STEPS.0);
        }
    }

    /// The best bound so far, in whole points.
    pub fn bound(&self) -> i64 {
        self.bound.floor() as i64
    }

    /// The prices that prove it.
    pub fn prices(&self) -> &Prices {
        &self.best
    }

    /// The averaged plan.
    pub fn primal(&self) -> &Blend {
        &self.plan
    }

    /// Steps so far.
    pub fn iterations(&self) -> u64 {
        self.iterations
    }

    /// Aims higher when a better plan is known.
    pub fn aim(&mut self, target: i64) {
        self.target = target as f64;
    }
}
