//! Pricing: the bound that prices prove, and the plan of each staff-day that answers to them.
//!
//! For prices λ of jobs, π of lanes and μ of people's time, none negative but those of mandatory jobs,
//!
//! ```text
//! L = base + Σ_j λ_j + Σ_lanes,dates max_e (Σ_t π_t min(C_t, places e) − cost e) + Σ_days,t μ_t
//!          + Σ_staff-days longest path + Σ_j alone best placement or nothing
//! ```
//!
//! is no less than the value of any assignment (FORMULATION.md § 14): every term is a maximum over something that
//! includes what the assignment does there.

use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::cuts::Cuts;
use super::memory::Memory;
use super::path::{Path, Paths};
use super::query::{Query, Tariff};
use super::{Bars, Cut, Network, Prices, Totals};
use crate::engine::board::{JobIndex, LaneDay, Placement, SharedLane};

/// From so many arcs on, staff-days are worth a thread each.
const MANY_ARCS: usize = 60_000;

/// Units of work of any pricing; arcs that are looked at, and labels that are tried, in a unit.
const PRICING: u64 = 40;
const ARCS_OF_UNIT: u64 = 700;
const LABELS_OF_UNIT: u64 = 25;

/// What prices say.
#[derive(Clone, Debug, PartialEq)]
pub struct Priced {
    /// No assignment that keeps to the bars is worth more; −∞ if a mandatory job has no placement left.
    pub bound: f64,
    /// By staff-day.
    pub paths: Vec<Path>,
    /// The jobs that are no arcs, with their best placement.
    pub alone: Vec<(JobIndex, Option<Placement>)>,
    /// Of each lane and each of its dates that cost, how many units are best opened.
    pub units: Vec<Vec<u32>>,
    /// Of each cut, how much more columns count than they may.
    pub cuts: Vec<f64>,
}

impl Priced {
    /// The bound in whole points.
    pub fn points(&self) -> i64 {
        self.bound.floor() as i64
    }

    /// The placements of each column: paths that are not empty, and jobs that are no arcs.
    pub(super) fn columns(&self) -> impl Iterator<Item = Vec<Placement>> + '_ {
        let paths = self.paths.iter().map(|path| path.arcs.iter().map(|arc| arc.placement).collect());
        let alone = self.alone.iter().map(|(_, placement)| placement.iter().copied().collect());
        paths.chain(alone).filter(|column: &Vec<Placement>| !column.is_empty())
    }

    fn excess(&self, network: &Network<'_, '_>, cuts: &Cuts) -> Vec<f64> {
        let board = network.board;
        let count = |cut: usize| {
            let paths = self.paths.iter().enumerate();
            let by_path: u32 = paths.map(|(day, path)| cuts.count(board, day, cut, &path.arcs)).sum();
            let alone = self.alone.iter().filter_map(|(_, placement)| *placement);
            by_path + alone.map(|placement| cuts.list()[cut].count(board, [placement])).sum::<u32>()
        };
        cuts.most().iter().enumerate().map(|(cut, most)| f64::from(count(cut)) - most).collect()
    }
}

/// Prices a network again and again.
#[derive(Clone, Debug)]
pub struct Pricing<'n, 'b, 'a> {
    network: &'n Network<'b, 'a>,
    /// What each profile costs, by origin.
    profiles: Vec<Vec<f64>>,
    days: Vec<Paths>,
    memories: Vec<Memory>,
    cuts: Option<Arc<Cuts>>,
    /// Pricings so far.
    count: u64,
}

impl<'n, 'b, 'a> Pricing<'n, 'b, 'a> {
    /// Nothing priced yet.
    pub fn new(network: &'n Network<'b, 'a>) -> Self {
        let profiles = network.profiles.iter().map(|profile| vec![0.0; profile.origins.len()]).collect();
        let days = network.days.len();
        Self {
            network,
            profiles,
            days: vec![Paths::default(); days],
            memories: vec![Memory::default(); days],
            cuts: None,
            count: 0,
        }
    }

    /// The bound at these prices, which the quantum of the network has rounded.
    pub fn price(&mut self, prices: &Prices, bars: &Bars) -> Priced {
        self.count += 1;
        let network = self.network;
        let totals = Totals::of(prices);
        self.price_profiles(&totals);
        let paths = self.longest_paths(prices, &totals, bars);
        let dues = self.dues(prices);
        let best = |&job: &JobIndex| (job, best_alone(network, &totals, &dues, bars, job));
        let alone: Vec<_> = network.alone.iter().map(best).collect();
        let (supply, units) = lane_terms(network, prices);
        let jobs: f64 = prices.jobs.iter().enumerate().map(|(job, price)| network.most(job) * price).sum();
        let time: f64 = prices.days.iter().flatten().sum();
        let by_path: f64 = paths.iter().map(|path| path.value).sum();
        let by_alone: f64 = alone.iter().map(|&(job, (value, _))| network.most(job) * value).sum();
        let most: f64 = dues.iter().map(|(cut, price)| price * f64::from(cut.most(network.board))).sum();
        let bound = network.board.base as f64 + jobs + most + supply + time + by_path + by_alone;
        let alone = alone.into_iter().map(|(job, (_, placement))| (job, placement)).collect();
        let mut priced = Priced { bound, paths, alone, units, cuts: Vec::new() };
        priced.cuts = self.cuts.as_ref().map_or_else(Vec::new, |cuts| priced.excess(network, cuts));
        priced
    }

    /// Work done so far, in units of about a microsecond: a matter of arcs and labels alone, not of the machine.
    pub fn work(&self) -> u64 {
        let labels: u64 = self.days.iter().map(Paths::tried).sum();
        self.count * (PRICING + self.network.arcs as u64 / ARCS_OF_UNIT) + labels / LABELS_OF_UNIT
    }

    /// The cuts that have a price, with it.
    fn dues(&self, prices: &Prices) -> Vec<(&Cut, f64)> {
        let cuts = self.cuts.iter().flat_map(|cuts| cuts.list());
        cuts.zip(prices.cuts.iter().copied()).filter(|(_, price)| *price > 0.0).collect()
    }

    /// The cuts that have prices.
    pub fn cuts(&self) -> &[Cut] {
        self.cuts.as_ref().map_or(&[], |cuts| cuts.list())
    }

    /// The slots at which a staff-day remembers the parity of one of the cuts.
    pub(super) fn span(&self, day: usize, cut: usize) -> std::ops::Range<usize> {
        self.cuts.as_ref().map_or(0..0, |cuts| cuts.span(day, cut))
    }

    /// From now on these cuts, and no others, have prices.
    pub fn set_cuts(&mut self, cuts: Cuts) {
        self.cuts = Some(Arc::new(cuts));
    }

    /// What is priced.
    pub fn network(&self) -> &'n Network<'b, 'a> {
        self.network
    }

    /// Remembers from now on what these paths repeat. Tells how many staff-days do.
    pub fn learn(&mut self, priced: &Priced) -> usize {
        let board = self.network.board;
        self.memories
            .iter_mut()
            .zip(&priced.paths)
            .filter_map(|(memory, path)| memory.learn(board, path).then_some(()))
            .count()
    }

    /// What paths remember, by staff-day.
    pub fn memories(&self) -> &[Memory] {
        &self.memories
    }

    /// Remembers what another pricing has learnt.
    pub fn remember(&mut self, memories: &[Memory]) {
        self.memories = memories.to_vec();
    }

    fn price_profiles(&mut self, totals: &Totals) {
        for (costs, profile) in self.profiles.iter_mut().zip(&self.network.profiles) {
            costs.fill(0.0);
            for one in &profile.uses {
                let (sums, amount) = (totals.lane(one.lane), f64::from(one.amount));
                let from = &sums[profile.origins.start + one.offsets.start..];
                let to = &sums[profile.origins.start + one.offsets.end..];
                for ((cost, from), to) in costs.iter_mut().zip(from).zip(to) {
                    *cost += amount * (to - from);
                }
            }
        }
    }

    fn longest_paths(&mut self, prices: &Prices, totals: &Totals, bars: &Bars) -> Vec<Path> {
        let Self { network, profiles, memories, cuts, .. } = self;
        let network = *network;
        let has_dues = prices.cuts.iter().any(|&price| price > 0.0);
        let longest = |(day, paths): (usize, &mut Paths)| {
            let is_charged = prices.days[day].iter().any(|&price| price > 0.0);
            let time = is_charged.then(|| totals.day(day));
            let tariff = Tariff { jobs: &prices.jobs, profiles, time, cuts: &prices.cuts };
            let cuts =
                cuts.as_ref().filter(|_| has_dues).map(|cuts| cuts.day(day)).filter(|cuts| !cuts.marks.is_empty());
            paths.longest(Query { network, day, tariff, bars, memory: &memories[day], cuts })
        };
        if network.arcs < MANY_ARCS {
            self.days.iter_mut().enumerate().map(longest).collect()
        } else {
            self.days.par_iter_mut().enumerate().map(longest).collect()
        }
    }
}

/// The best placement of a job by itself, with its value at the prices.
fn best_alone(
    network: &Network<'_, '_>,
    totals: &Totals,
    dues: &[(&Cut, f64)],
    bars: &Bars,
    job: JobIndex,
) -> (f64, Option<Placement>) {
    let board = network.board;
    let of = &board.jobs[job];
    let nothing = if of.mandatory { f64::NEG_INFINITY } else { 0.0 };
    let mut best = (nothing, None);
    for offer in of.offers.clone() {
        let origins = board.offers[offer].origins().filter(|(origin, _)| bars.allow(offer, *origin));
        for (origin, _) in origins {
            for footprint in 0..of.footprints.len() {
                let placement = Placement { offer, origin, footprint };
                let Some(worth) = totals.worth(board, placement) else { continue };
                let due = |(cut, price): &(&Cut, f64)| price * f64::from(cut.count(board, [placement]));
                let cuts: f64 = dues.iter().map(due).sum();
                let value = worth - cuts;
                if value > best.0 {
                    best = (value, Some(placement));
                }
            }
        }
    }
    best
}

/// What the lanes bring at their prices, and the units that they open on the dates that cost.
fn lane_terms(network: &Network<'_, '_>, prices: &Prices) -> (f64, Vec<Vec<u32>>) {
    let mut total = 0.0;
    let units = network.board.lanes.iter().zip(&prices.lanes).map(|(lane, prices)| {
        let whole: f64 = prices.iter().zip(&lane.capacity).map(|(price, &units)| price * f64::from(units)).sum();
        total += whole;
        lane.days
            .iter()
            .map(|day| {
                let (units, missing) = best_units(lane, day, prices);
                total -= missing;
                units
            })
            .collect()
    });
    let units = units.collect();
    (total, units)
}

/// How many units of a date to open, and how much less than the whole capacity free of charge that brings. What each
/// further unit brings falls, so the first that does not pay is one too many.
fn best_units(lane: &SharedLane, day: &LaneDay, prices: &[f64]) -> (u32, f64) {
    let (capacity, prices) = (&lane.capacity[day.slots.clone()], &prices[day.slots.clone()]);
    if day.by_start {
        return (day.units, 0.0);
    }
    let brings = |from: u32| -> f64 {
        let added = |most: u32| f64::from(most.saturating_sub(from).min(day.places));
        capacity.iter().zip(prices).map(|(&most, price)| price * added(most)).sum()
    };
    let whole: f64 = capacity.iter().zip(prices).map(|(&most, price)| price * f64::from(most)).sum();
    let (mut units, mut total) = (0, 0.0);
    while units < day.units {
        let more = brings(units * day.places) - day.cost as f64;
        if more <= 0.0 {
            break;
        }
        total += more;
        units += 1;
    }
    (units, whole - total)
}
