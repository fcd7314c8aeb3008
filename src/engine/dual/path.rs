//! The longest path through a staff-day at given prices.
//!
//! Nodes are slots. `V(t) = max(V(t + 1), max over lengths ℓ of best(ℓ, t) + V(t + ℓ))` from the last slot back to the
//! first, where `best(ℓ, t)` is the most that an arc of length ℓ from t brings at the prices. An arc that brings nothing is
//! never better than to wait, so `best` starts from zero.

use std::ops::Range;

use super::network::{DayArcs, Group, Line};
use super::{Bars, Network};
use crate::engine::board::{DayIndex, JobIndex, Placement, Slot};

/// An arc of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The job.
    pub job: JobIndex,
    /// What it stands for.
    pub placement: Placement,
    /// Its number among the arcs of the network.
    pub number: usize,
}

/// What a person does on a date. Unless pricing is elementary, a job may be in it several times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// What it brings at the prices, less the cost of the staff-day; nothing for an empty one.
    pub value: f64,
    /// Its arcs, in the order of time.
    pub arcs: Vec<Arc>,
}

/// The prices of all that arcs take.
#[derive(Clone, Copy, Debug)]
pub struct Tariff<'p> {
    /// Of jobs.
    pub jobs: &'p [f64],
    /// Of what each profile takes, by origin from its first on.
    pub profiles: &'p [Vec<f64>],
    /// Sums over the time of the staff-day; none where it is free of charge.
    pub time: Option<&'p [f64]>,
}

/// The longest paths of a staff-day, and what they were found with.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The most that an arc of each length from each slot brings, length by length.
    best: Vec<f64>,
    /// The most that a path from each slot on brings.
    ahead: Vec<f64>,
    group: Vec<f64>,
}

impl Paths {
    /// The longest path of a staff-day.
    pub fn longest(&mut self, network: &Network<'_, '_>, day: DayIndex, tariff: Tariff<'_>, bars: &Bars) -> Path {
        let arcs = &network.days[day];
        self.weigh(arcs, network, tariff, bars);
        self.look_ahead(arcs);
        let value = self.ahead[0] - arcs.cost;
        if value > 0.0 { Path { value, arcs: self.trace(network, day, tariff, bars) } } else { Path::default() }
    }

    /// The most that an arc of each length from each slot brings.
    fn weigh(&mut self, arcs: &DayArcs, network: &Network<'_, '_>, tariff: Tariff<'_>, bars: &Bars) {
        let nodes = arcs.slots.len();
        self.best.clear();
        self.best.resize(nodes * arcs.lengths.len(), 0.0);
        for group in &arcs.groups {
            self.group.clear();
            self.group.resize(group.origins.len(), 0.0);
            for line in &arcs.lines[group.lines.clone()] {
                weigh_line(&mut self.group, group.origins.start, arcs, line, tariff.jobs[line.job], bars);
            }
            let from = group.length * nodes + group.origins.start + group.shift - arcs.slots.start;
            let best = &mut self.best[from..from + group.origins.len()];
            let prices = &tariff.profiles[group.profile];
            let prices = &prices[group.origins.start - network.profiles[group.profile].origins.start..];
            for ((most, worth), price) in best.iter_mut().zip(&self.group).zip(prices) {
                *most = greater(*most, worth - price);
            }
        }
        let Some(time) = tariff.time else { return };
        for (best, &length) in self.best.chunks_exact_mut(nodes).zip(&arcs.lengths) {
            for ((most, from), to) in best.iter_mut().zip(time).zip(&time[length..]) {
                *most -= to - from;
            }
        }
    }

    fn look_ahead(&mut self, arcs: &DayArcs) {
        let nodes = arcs.slots.len();
        self.ahead.clear();
        self.ahead.resize(nodes + 1, 0.0);
        for node in (0..nodes).rev() {
            let mut most = self.ahead[node + 1];
            for (position, &length) in arcs.lengths.iter().enumerate() {
                let Some(ahead) = self.ahead.get(node + length) else { break };
                most = greater(most, self.best[position * nodes + node] + ahead);
            }
            self.ahead[node] = most;
        }
    }

    /// The arcs of the longest path. Sums are exact, so what a maximum came from is what equals it.
    fn trace(&self, network: &Network<'_, '_>, day: DayIndex, tariff: Tariff<'_>, bars: &Bars) -> Vec<Arc> {
        let arcs = &network.days[day];
        let nodes = arcs.slots.len();
        let mut path = Vec::new();
        let mut node = 0;
        while node < nodes && self.ahead[node] > 0.0 {
            let comes_from = |&position: &usize| {
                let after = node + arcs.lengths[position];
                after <= nodes && self.best[position * nodes + node] + self.ahead[after] == self.ahead[node]
            };
            let is_idle = self.ahead[node] == self.ahead[node + 1];
            let length = if is_idle { None } else { (0..arcs.lengths.len()).find(comes_from) };
            let Some(length) = length else {
                node += 1;
                continue;
            };
            path.extend(self.arc(network, arcs, (length, node), tariff, bars));
            node += arcs.lengths[length];
        }
        path
    }

    /// The arc of a length from a node that brings the most.
    fn arc(
        &self,
        network: &Network<'_, '_>,
        arcs: &DayArcs,
        (length, node): (usize, usize),
        tariff: Tariff<'_>,
        bars: &Bars,
    ) -> Option<Arc> {
        let time = tariff.time.map_or(0.0, |sums| sums[node + arcs.lengths[length]] - sums[node]);
        let most = self.best[length * arcs.slots.len() + node] + time;
        arcs.groups.iter().filter(|group| group.length == length).find_map(|group| {
            let origin = (arcs.slots.start + node).checked_sub(group.shift)?;
            let price = price_of(network, group, tariff, origin)?;
            arcs.lines[group.lines.clone()].iter().find_map(|line| {
                let worth = arcs.points_at(line, origin).filter(|_| bars.allow(line.offer, origin))?;
                (worth - tariff.jobs[line.job] - price == most).then(|| line.arc(origin))
            })
        })
    }
}

/// What a group pays for shared lanes at an origin, if it has that origin.
fn price_of(network: &Network<'_, '_>, group: &Group, tariff: Tariff<'_>, origin: Slot) -> Option<f64> {
    let first = network.profiles[group.profile].origins.start;
    group.origins.contains(&origin).then(|| tariff.profiles[group.profile][origin - first])
}

impl DayArcs {
    /// The points of an arc of a line, if there is one from that origin.
    pub fn points_at(&self, line: &Line, origin: Slot) -> Option<f64> {
        line.origins.contains(&origin).then(|| self.points[line.at + origin - line.origins.start])
    }
}

impl Line {
    /// The arc from an origin.
    pub fn arc(&self, origin: Slot) -> Arc {
        let placement = Placement { offer: self.offer, origin, footprint: self.footprint };
        Arc { job: self.job, placement, number: self.number + origin - self.origins.start }
    }

    /// The origins that bars leave.
    pub fn open(&self, bars: &Bars) -> Range<Slot> {
        let window = bars.window(self.offer);
        let from = window.start.clamp(self.origins.start, self.origins.end);
        from..window.end.clamp(from, self.origins.end)
    }
}

/// Raises what a group brings by origin to what a line brings at the price of its job.
fn weigh_line(most: &mut [f64], first: Slot, arcs: &DayArcs, line: &Line, price: f64, bars: &Bars) {
    if line.most <= price {
        return;
    }
    let open = line.open(bars);
    let points = &arcs.points[line.at + open.start - line.origins.start..][..open.len()];
    for (most, points) in most[open.start - first..].iter_mut().zip(points) {
        *most = greater(*most, points - price);
    }
}

/// The greater number; unlike `f64::max` a single instruction, since nothing here is ever not a number.
fn greater(one: f64, other: f64) -> f64 {
    if other > one { other } else { one }
}
