//! What a longest path is asked of: a staff-day, its prices and its bars.

use super::cuts::DayCuts;
use super::memory::Memory;
use super::network::{DayArcs, Group, Line};
use super::path::Arc;
use super::{Bars, Network};
use crate::engine::board::{DayIndex, Slot};

/// The prices of all that arcs take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tariff<'p> {
    /// Of jobs.
    pub(super) jobs: &'p [f64],
    /// Of what each profile takes, by origin from its first on.
    pub(super) profiles: &'p [Vec<f64>],
    /// Sums over the time of the staff-day; none where it is free of charge.
    pub(super) time: Option<&'p [f64]>,
    /// Of cuts.
    pub(super) cuts: &'p [f64],
}

/// What a longest path is asked of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Query<'q, 'b, 'a> {
    /// The network.
    pub(super) network: &'q Network<'b, 'a>,
    /// The staff-day.
    pub(super) day: DayIndex,
    /// What arcs pay.
    pub(super) tariff: Tariff<'q>,
    /// The arcs that are forbidden.
    pub(super) bars: &'q Bars,
    /// The jobs that are not repeated.
    pub(super) memory: &'q Memory,
    /// Its arcs with entries in cuts, if any cut has a price.
    pub(super) cuts: Option<&'q DayCuts>,
}

impl<'q> Query<'q, '_, '_> {
    pub(super) fn arcs(&self) -> &'q DayArcs {
        &self.network.days[self.day]
    }

    /// The points of all arcs without entries in cuts.
    pub(super) fn points(&self) -> &'q [f64] {
        self.cuts.map_or(&self.arcs().points, |cuts| &cuts.points)
    }

    /// The price of the time of an arc.
    fn time(&self, node: usize, length: usize) -> f64 {
        self.tariff.time.map_or(0.0, |sums| sums[node + length] - sums[node])
    }

    /// What the arc of a line from an origin brings before cuts.
    pub(super) fn worth(&self, group: &Group, line: &Line, origin: Slot) -> Option<f64> {
        let arcs = self.arcs();
        let points = arcs.points_at(line, origin).filter(|_| self.bars.allow(line.offer, origin))?;
        let node = origin + group.shift - arcs.slots.start;
        let time = self.time(node, arcs.lengths[group.length]);
        let first = self.network.profiles[group.profile].origins.start;
        Some(points - self.tariff.jobs[line.job] - self.tariff.profiles[group.profile][origin - first] - time)
    }

    /// The arc from a node that brings so much, of a group and a line that are asked for.
    pub(super) fn arc(&self, node: usize, brings: f64, of: impl Fn(&Group, &Line) -> bool) -> Option<Arc> {
        let arcs = self.arcs();
        arcs.groups.iter().find_map(|group| {
            let origin = (arcs.slots.start + node).checked_sub(group.shift)?;
            let lines = arcs.lines[group.lines.clone()].iter().filter(|line| of(group, line));
            let is_open =
                |line: &Line| line.origins.contains(&origin) && self.points()[line.position(origin)].is_finite();
            let mut best = lines.filter(|line| is_open(line) && self.worth(group, line, origin) == Some(brings));
            best.next().map(|line| line.arc(origin))
        })
    }
}

impl Tariff<'_> {
    /// The price of a cut.
    pub(super) fn due(&self, cut: usize) -> f64 {
        self.cuts.get(cut).copied().unwrap_or(0.0)
    }
}
