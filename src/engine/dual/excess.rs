//! The excess of a plan over each row that has a price: a subgradient of the bound.

use super::{Network, Priced, Prices};
use crate::engine::board::{Placement, SharedLane};

/// How much more of each row a plan, or an average of plans, takes than there is; laid out like the prices.
#[derive(Clone, Debug)]
pub struct Excess(Prices);

impl Excess {
    /// Of nothing over nothing.
    pub fn zero(network: &Network<'_, '_>) -> Self {
        Self(Prices::zero(network.board))
    }

    /// Becomes that of what pricing answers.
    pub fn set(&mut self, network: &Network<'_, '_>, priced: &Priced) {
        self.set_supply(network, priced);
        for arc in priced.paths.iter().flat_map(|path| &path.arcs) {
            self.0.jobs[arc.job] += 1.0;
            self.take_lanes(network, arc.placement, 1.0);
            self.take_time(network, arc.placement, 1.0);
        }
        for (job, placement) in priced.alone.iter().filter_map(|(job, placement)| Some((*job, (*placement)?))) {
            self.take_lanes(network, placement, network.most(job));
            self.take_time(network, placement, network.most(job));
        }
        self.0.cuts.clone_from(&priced.cuts);
        // A job that is priced alone is never done twice: it needs no price.
        network.alone.iter().for_each(|&job| self.0.jobs[job] = 0.0);
    }

    fn set_supply(&mut self, network: &Network<'_, '_>, priced: &Priced) {
        self.0.jobs.iter_mut().enumerate().for_each(|(job, excess)| *excess = -network.most(job));
        for ((excess, lane), units) in self.0.lanes.iter_mut().zip(&network.board.lanes).zip(&priced.units) {
            excess.iter_mut().zip(&lane.capacity).for_each(|(excess, &units)| *excess = -f64::from(units));
            close(excess, lane, units);
        }
        for (excess, is_contested) in self.0.days.iter_mut().zip(&network.is_contested) {
            if *is_contested {
                excess.fill(-1.0);
            }
        }
    }

    fn take_lanes(&mut self, network: &Network<'_, '_>, placement: Placement, times: f64) {
        for (lane, slots, amount) in network.board.uses(placement) {
            self.0.lanes[lane][slots].iter_mut().for_each(|excess| *excess += times * f64::from(amount));
        }
    }

    fn take_time(&mut self, network: &Network<'_, '_>, placement: Placement, times: f64) {
        let board = network.board;
        for &day in board.offers[placement.offer].team.iter().filter(|&&day| network.is_contested[day]) {
            let first = board.days[day].slots.start;
            for busy in board.busy(placement) {
                let taken = &mut self.0.days[day][busy.start - first..busy.end - first];
                taken.iter_mut().for_each(|excess| *excess += times);
            }
        }
    }

    /// Changes the cuts: `kept` of the old ones, followed by new ones with the excess given.
    pub(super) fn set_cuts(&mut self, kept: &[usize], fresh: impl IntoIterator<Item = f64>) {
        let old = &self.0.cuts;
        self.0.cuts = kept.iter().map(|&cut| old[cut]).chain(fresh).collect();
    }

    /// Moves towards another by a share of the way.
    pub fn blend(&mut self, other: &Self, share: f64) {
        let move_to = |mine: &mut [f64], theirs: &[f64]| {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += share * (theirs - *mine));
        };
        move_to(&mut self.0.jobs, &other.0.jobs);
        self.0.lanes.iter_mut().zip(&other.0.lanes).for_each(|(mine, theirs)| move_to(mine, theirs));
        self.0.days.iter_mut().zip(&other.0.days).for_each(|(mine, theirs)| move_to(mine, theirs));
        move_to(&mut self.0.cuts, &other.0.cuts);
    }

    /// Squared length of the part in which prices can move: not below zero.
    pub fn norm(&self, network: &Network<'_, '_>, prices: &Prices) -> f64 {
        let is_free = |job: usize| network.board.jobs[job].mandatory;
        let jobs = self.0.jobs.iter().zip(&prices.jobs).enumerate();
        let jobs: f64 = jobs.map(|(job, (&excess, &price))| movable(excess, price, is_free(job))).sum();
        let rows = |mine: &[Vec<f64>], prices: &[Vec<f64>]| -> f64 {
            let rows = mine.iter().flatten().zip(prices.iter().flatten());
            rows.map(|(&excess, &price)| movable(excess, price, false)).sum()
        };
        let cuts = self.0.cuts.iter().zip(&prices.cuts).map(|(&excess, &price)| movable(excess, price, false));
        jobs + rows(&self.0.lanes, &prices.lanes) + rows(&self.0.days, &prices.days) + cuts.sum::<f64>()
    }

    /// Sets `to` to the prices that lie a step from others, rounded.
    pub fn step(&self, network: &Network<'_, '_>, from: &Prices, length: f64, to: &mut Prices) {
        let walk = |excess: &[f64], from: &[f64], to: &mut [f64]| {
            to.iter_mut().zip(from).zip(excess).for_each(|((to, from), excess)| *to = from + length * excess);
        };
        walk(&self.0.jobs, &from.jobs, &mut to.jobs);
        for ((excess, from), to) in self.0.lanes.iter().zip(&from.lanes).zip(&mut to.lanes) {
            walk(excess, from, to);
        }
        for ((excess, from), to) in self.0.days.iter().zip(&from.days).zip(&mut to.days) {
            walk(excess, from, to);
        }
        to.cuts.resize(from.cuts.len(), 0.0);
        walk(&self.0.cuts, &from.cuts, &mut to.cuts);
        network.quantum.round(network.board, to);
    }

    /// The scalar product.
    pub fn product(&self, other: &Self) -> f64 {
        let product =
            |mine: &[f64], theirs: &[f64]| mine.iter().zip(theirs).map(|(one, other)| one * other).sum::<f64>();
        let lanes: f64 = self.0.lanes.iter().zip(&other.0.lanes).map(|(mine, theirs)| product(mine, theirs)).sum();
        let days: f64 = self.0.days.iter().zip(&other.0.days).map(|(mine, theirs)| product(mine, theirs)).sum();
        product(&self.0.jobs, &other.0.jobs) + lanes + days + product(&self.0.cuts, &other.0.cuts)
    }
}

fn movable(excess: f64, price: f64, is_free: bool) -> f64 {
    if excess > 0.0 || price > 0.0 || is_free { excess * excess } else { 0.0 }
}

/// Takes back the units of dates that are not opened.
fn close(excess: &mut [f64], lane: &SharedLane, units: &[u32]) {
    for (day, &open) in lane.days.iter().zip(units) {
        for slot in day.slots.clone() {
            excess[slot] = -f64::from(lane.capacity[slot].min(open.saturating_mul(day.places)));
        }
    }
}
