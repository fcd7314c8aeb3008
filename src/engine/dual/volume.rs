//! The volume algorithm (Barahona and Anbil 2000): prices near the best ones, and a fractional plan near the best one of
//! the relaxation, from nothing but pricing.
//!
//! Each step moves from the best prices known against the excess of the *averaged* plan, x̄ ← α x + (1 − α) x̄ over the
//! plans x that pricing answers, and prices there. Averages of such answers converge to an optimum of the relaxation, and
//! their excess is a direction that zigzags far less than that of the last answer alone. The length of a step is Polyak's, towards
//! a target below the bound.

use super::cuts::MOST_CUTS;
use super::network::hull;
use super::separation::Recent;
use super::{Bars, Blend, Cut, Cuts, Excess, Memory, Network, Priced, Prices, Pricing};

/// The least and the most weight of the newest plan in the average.
const NEWEST: (f64, f64) = (0.012, 0.06);
/// The share of Polyak's step at the start, and when jobs begin to be remembered: near the best prices, longer steps
/// only fail until they have shrunk.
const STEP: f64 = 0.2;
const STEP_TO_REMEMBER: f64 = 0.02;
/// The most and the least that the share may become.
const STEPS: (f64, f64) = (1e-4, 1.0);
/// After so many steps without a better bound, steps shrink.
const PATIENCE: u32 = 20;
const SHRINK: f64 = 0.66;
const GROW: f64 = 1.1;
/// Steps of a round, and the share of the gap that one must close for paths to stay without memory.
const ROUND: u64 = 100;
const LITTLE: f64 = 0.02;

/// The volume algorithm at work.
#[derive(Clone, Debug)]
pub struct Volume<'n, 'b, 'a> {
    network: &'n Network<'b, 'a>,
    pricing: Pricing<'n, 'b, 'a>,
    bars: Bars,
    /// The prices of the best bound.
    best: Prices,
    bound: f64,
    /// The best bound ever; that of the best prices may be above it when something has been forgotten.
    proved: f64,
    /// The averaged plan, by arc and by row.
    plan: Blend,
    average: Excess,
    /// Of the last answer.
    answer: Excess,
    trial: Prices,
    step: f64,
    failures: u32,
    /// What was proved when the last round began.
    before: f64,
    target: f64,
    iterations: u64,
    is_elementary: bool,
    /// Whether paths may repeat jobs to the end.
    stays_plain: bool,
    /// The average by columns, once jobs are remembered: what cuts are found from.
    recent: Option<Recent>,
}

/// Where a run of the volume algorithm may go on from.
#[derive(Clone, Debug)]
pub struct Warmth {
    /// The prices of the best bound.
    pub prices: Prices,
    /// The excess of the averaged plan.
    pub average: Excess,
    /// The share of Polyak's step.
    pub step: f64,
}

impl<'n, 'b, 'a> Volume<'n, 'b, 'a> {
    /// Begins at given prices; `target` is what steps aim at, best the value of a known plan.
    pub fn new(network: &'n Network<'b, 'a>, bars: Bars, mut prices: Prices, target: i64) -> Self {
        network.quantum.round(network.board, &mut prices);
        let warmth = Warmth { prices, average: Excess::zero(network), step: STEP };
        let mut volume = Self::resume(Pricing::new(network), bars, warmth, target);
        volume.average.clone_from(&volume.answer);
        volume
    }

    /// Goes on from another run, which may have had fewer bars. Jobs are remembered if the pricing does.
    pub fn resume(mut pricing: Pricing<'n, 'b, 'a>, bars: Bars, warmth: Warmth, target: i64) -> Self {
        let network = pricing.network();
        let priced = pricing.price(&warmth.prices, &bars);
        let mut answer = Excess::zero(network);
        answer.set(network, &priced);
        let mut plan = Blend::empty(network.arcs);
        plan.add(network, &priced, 1.0);
        Self {
            is_elementary: pricing.memories().iter().any(|memory| !memory.critical().is_empty()),
            pricing,
            bars,
            trial: warmth.prices.clone(),
            best: warmth.prices,
            bound: priced.bound,
            proved: priced.bound,
            plan,
            average: warmth.average,
            answer,
            step: warmth.step,
            failures: 0,
            before: f64::INFINITY,
            target: target as f64,
            iterations: 0,
            stays_plain: false,
            recent: None,
            network,
        }
    }

    /// The pricing, with what it remembers.
    pub fn pricing(&self) -> &Pricing<'n, 'b, 'a> {
        &self.pricing
    }

    /// What is forbidden.
    pub fn bars(&self) -> &Bars {
        &self.bars
    }

    /// Forgets all jobs and learns anew which are repeated: at other prices, those that were before do not matter.
    pub fn forget(&mut self) {
        let days = self.network.days.len();
        self.pricing.remember(&vec![Memory::default(); days]);
        self.bound = self.pricing.price(&self.best, &self.bars).bound;
    }

    /// What another run may go on from.
    pub fn warmth(&self) -> Warmth {
        Warmth { prices: self.best.clone(), average: self.average.clone(), step: self.step }
    }

    /// Goes on for a number of steps; ends early if the bound reaches the target. When steps bring little any more, it
    /// begins to remember what paths repeat.
    pub fn run(&mut self, iterations: u64) {
        for _ in 0..iterations {
            if self.proved.floor() <= self.target {
                return;
            }
            self.iterate();
            if !self.is_elementary && !self.stays_plain && self.iterations.is_multiple_of(ROUND) {
                let gain = self.before - self.proved;
                if gain < LITTLE * (self.proved - self.target) {
                    self.remember();
                }
                self.before = self.proved;
            }
        }
    }

    /// Never begins to remember what paths repeat: the prices stay those of the relaxation in which they may.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.stays_plain = true;
        self
    }

    /// Whether it remembers what paths repeat; steps then take about ten times as long.
    pub fn is_elementary(&self) -> bool {
        self.is_elementary
    }

    /// From now on jobs that paths repeat are remembered, and steps are long again.
    pub fn remember(&mut self) {
        self.is_elementary = true;
        self.recent = Some(Recent::default());
        (self.step, self.failures) = (STEP_TO_REMEMBER, 0);
    }

    /// Drops the cuts without a price and adds those that the averaged plan breaks most, at most so many. Returns how many
    /// that are. Only after it has remembered for some dozens of steps: cuts are found from columns without repetitions.
    pub fn cut(&mut self, most: usize) -> usize {
        let Some(recent) = &self.recent else { return 0 };
        let old = self.pricing.cuts();
        let kept: Vec<usize> = (0..old.len()).filter(|&cut| self.best.cuts[cut] > 0.0).collect();
        let mut list: Vec<Cut> = kept.iter().map(|&cut| old[cut].clone()).collect();
        let mut fresh = recent.broken(self.network.board);
        fresh.retain(|(cut, _)| !list.contains(cut));
        fresh.truncate(most.min(MOST_CUTS - list.len()));
        let count = fresh.len();
        self.best.cuts = kept.iter().map(|&cut| self.best.cuts[cut]).chain(fresh.iter().map(|_| 0.0)).collect();
        self.average.set_cuts(&kept, fresh.iter().map(|(_, excess)| *excess));
        list.extend(fresh.into_iter().map(|(cut, _)| cut));
        let mut spans = recent.spans(self.network, &list);
        for (day, spans) in spans.iter_mut().enumerate() {
            let known = kept.iter().map(|&cut| self.pricing.span(day, cut));
            spans.iter_mut().zip(known).for_each(|(span, known)| *span = hull(span.clone(), known));
        }
        self.pricing.set_cuts(Cuts::remembering(self.network, list, spans));
        self.failures = 0;
        count
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
        if self.is_elementary {
            self.pricing.learn(&priced);
        }
        self.answer.set(self.network, &priced);
        self.adapt(&priced);
        let share = self.share();
        self.average.blend(&self.answer, share);
        self.plan.add(self.network, &priced, share);
        if let Some(recent) = &mut self.recent {
            recent.add(&priced, share);
        }
        if priced.bound < self.bound {
            self.bound = priced.bound;
            self.proved = self.proved.min(self.bound);
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
        self.proved.floor() as i64
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
