//! The longest path through a staff-day at given prices.
//!
//! Nodes are slots. `V(t) = max(V(t + 1), max over lengths ℓ of best(ℓ, t) + V(t + ℓ))` from the last slot back to the
//! first, where `best(ℓ, t)` is the most that an arc of length ℓ from t brings at the prices. An arc that brings nothing is
//! never better than to wait, so `best` starts from zero.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use super::Bars;
use super::labels::{Kind, Labels, Worth};
use super::marks::Marks;
use super::memory::Critical;
use super::network::{DayArcs, Group, Line, LoneArc};
use super::query::Query;
use crate::engine::board::{JobIndex, Placement, Slot};

/// An arc of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The job.
    pub job: JobIndex,
    /// What it stands for.
    pub placement: Placement,
    /// Its number in the network, the same for all footprints.
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

/// How many paths are kept as lower limits.
const MOST_KNOWN: usize = 12;

/// The longest paths of a staff-day, and what they were found with.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    /// The most that an arc of each length from each slot brings, length by length; critical jobs have rows of their own.
    free: Vec<f64>,
    /// The same of each critical job.
    critical: Vec<f64>,
    /// The lengths of critical jobs.
    lengths: Vec<usize>,
    /// The most that a path without memory brings from each slot on.
    ahead: Vec<f64>,
    group: Vec<f64>,
    /// Arcs with entries in cuts.
    marks: Marks,
    labels: Labels,
    /// Paths found with labels before: lower limits of the next.
    known: VecDeque<Vec<(usize, usize, Slot)>>,
}

impl Paths {
    /// Labels tried so far.
    pub(super) fn tried(&self) -> u64 {
        self.labels.tried()
    }

    /// The longest path of a staff-day that repeats no remembered job.
    pub(super) fn longest(&mut self, query: Query<'_, '_, '_>) -> Path {
        let arcs = query.arcs();
        if let Some(few) = arcs.few.as_ref().filter(|_| query.memory.critical().is_empty() && query.cuts.is_none()) {
            return self.longest_of_few(query, few);
        }
        self.weigh(query);
        self.marks.weigh(query);
        self.look_ahead(arcs);
        if self.ahead[0] <= arcs.cost {
            return Path::default();
        }
        if query.memory.critical().is_empty() && query.cuts.is_none() {
            return Path { value: self.ahead[0] - arcs.cost, arcs: self.trace(query) };
        }
        let known = self.known(query).max(arcs.cost);
        let worth = Worth {
            free: &self.free,
            critical: &self.critical,
            lengths: &self.lengths,
            ahead: &self.ahead,
            marked: self.marks.best(),
            cuts: query.tariff.cuts,
            alive: query.cuts.map_or(&[], |cuts| &cuts.alive),
        };
        let (value, steps) = self.labels.longest(arcs, query.memory, worth, known);
        if value <= arcs.cost {
            return Path::default();
        }
        let nodes = arcs.slots.len();
        let found = steps.into_iter().filter_map(|(node, kind)| match kind {
            Kind::Free(length) => self.free_arc(query, length as usize, node),
            Kind::Critical(bit) => {
                let job = query.memory.critical()[bit as usize].job;
                let brings = self.critical[bit as usize * nodes + node];
                query.arc(node, brings, |_, line| line.job == job)
            }
            Kind::Marked(mark) => query.cuts.map(|cuts| {
                let mark = &cuts.marks[mark as usize];
                arcs.lines[mark.line].arc(mark.origin)
            }),
        });
        let path = Path { value: value - arcs.cost, arcs: found.collect() };
        self.note(query, &path);
        path
    }

    /// The longest path without memory of arcs that are looked at one by one.
    fn longest_of_few(&mut self, query: Query<'_, '_, '_>, few: &[LoneArc]) -> Path {
        let arcs = query.arcs();
        let worth = |arc: &LoneArc| query.worth(&arcs.groups[arc.of.0], &arcs.lines[arc.of.1], arc.origin);
        self.ahead.clear();
        self.ahead.resize(arcs.slots.len() + 1, 0.0);
        let (ahead, mut rest) = (&mut self.ahead, few);
        for node in (0..arcs.slots.len()).rev() {
            let mut most = ahead[node + 1];
            while let Some((arc, before)) = rest.split_last().filter(|(arc, _)| arc.nodes.0 == node) {
                most = greater(most, worth(arc).map_or(0.0, |worth| worth + ahead[arc.nodes.1]));
                rest = before;
            }
            ahead[node] = most;
        }
        if ahead[0] <= arcs.cost {
            return Path::default();
        }
        let (mut path, mut node) = (Vec::new(), 0);
        for arc in few.iter().filter(|arc| ahead[arc.nodes.0] > 0.0) {
            let (from, to) = arc.nodes;
            let is_next = from >= node && ahead[from] == ahead[node] && ahead[from] != ahead[from + 1];
            if is_next && worth(arc).is_some_and(|worth| worth + ahead[to] == ahead[from]) {
                path.push(arcs.lines[arc.of.1].arc(arc.origin));
                node = to;
            }
        }
        Path { value: ahead[0] - arcs.cost, arcs: path }
    }

    /// The most that a path found before brings now, without what is barred or brings nothing, and no job twice.
    fn known(&self, query: Query<'_, '_, '_>) -> f64 {
        self.known.iter().map(|path| worth_now(path, query)).fold(0.0, greater)
    }

    fn note(&mut self, query: Query<'_, '_, '_>, path: &Path) {
        let arcs = query.arcs();
        let place = |arc: &Arc| {
            let line = arcs.lines.iter().position(|line| line.is_of(arc))?;
            let group = arcs.groups.iter().position(|group| group.lines.contains(&line))?;
            Some((group, line, arc.placement.origin))
        };
        let places = path.arcs.iter().filter_map(place).collect();
        if !self.known.contains(&places) {
            self.known.truncate(MOST_KNOWN - 1);
            self.known.push_front(places);
        }
    }

    /// The most that an arc of each length from each slot brings.
    fn weigh(&mut self, query: Query<'_, '_, '_>) {
        let (arcs, all, critical) = (query.arcs(), query.points(), query.memory.critical());
        let nodes = arcs.slots.len();
        let clear = |rows: &mut Vec<f64>, count: usize| {
            rows.clear();
            rows.resize(nodes * count, 0.0);
        };
        clear(&mut self.free, arcs.lengths.len());
        clear(&mut self.critical, critical.len());
        self.lengths.clear();
        let length = |critical: &Critical| query.network.board.jobs[critical.job].busy[0].len();
        self.lengths.extend(critical.iter().map(length));
        for group in &arcs.groups {
            let prices = &query.tariff.profiles[group.profile];
            let prices = &prices[group.origins.start - query.network.profiles[group.profile].origins.start..];
            let from = group.origins.start + group.shift - arcs.slots.start;
            self.group.clear();
            self.group.resize(group.origins.len(), 0.0);
            for line in &arcs.lines[group.lines.clone()] {
                let price = query.tariff.jobs[line.job];
                match query.memory.position(line.job) {
                    None => weigh_line(&mut self.group, group.origins.start, all, line, price, query.bars),
                    Some(bit) => {
                        let open = line.open(query.bars);
                        let row = &mut self.critical[bit * nodes + from + open.start - group.origins.start..];
                        let points = &all[line.position(open.start)..][..open.len()];
                        let prices = &prices[open.start - group.origins.start..];
                        for ((most, points), lanes) in row.iter_mut().zip(points).zip(prices) {
                            *most = greater(*most, points - price - lanes);
                        }
                    }
                }
            }
            let best = &mut self.free[group.length * nodes + from..][..group.origins.len()];
            for ((most, worth), price) in best.iter_mut().zip(&self.group).zip(prices) {
                *most = greater(*most, worth - price);
            }
        }
        if let Some(time) = query.tariff.time {
            charge(&mut self.free, nodes, &arcs.lengths, time);
            charge(&mut self.critical, nodes, &self.lengths, time);
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
                most = greater(most, self.free[position * nodes + node] + ahead);
            }
            for (position, &length) in self.lengths.iter().enumerate() {
                let Some(ahead) = self.ahead.get(node + length) else { continue };
                most = greater(most, self.critical[position * nodes + node] + ahead);
            }
            for one in self.marks.from(node) {
                most = greater(most, one.brings + self.ahead[one.to]);
            }
            self.ahead[node] = most;
        }
    }

    /// The arcs of the longest path without memory. Sums are exact, so what a maximum came from is what equals it.
    fn trace(&self, query: Query<'_, '_, '_>) -> Vec<Arc> {
        let arcs = query.arcs();
        let nodes = arcs.slots.len();
        let mut path = Vec::new();
        let mut node = 0;
        while node < nodes && self.ahead[node] > 0.0 {
            let comes_from = |&position: &usize| {
                let after = node + arcs.lengths[position];
                after <= nodes && self.free[position * nodes + node] + self.ahead[after] == self.ahead[node]
            };
            let is_idle = self.ahead[node] == self.ahead[node + 1];
            let length = if is_idle { None } else { (0..arcs.lengths.len()).find(comes_from) };
            let Some(length) = length else {
                node += 1;
                continue;
            };
            path.extend(self.free_arc(query, length, node));
            node += arcs.lengths[length];
        }
        path
    }

    /// The arc of a length from a node that brings the most, of a job that is not critical.
    fn free_arc(&self, query: Query<'_, '_, '_>, length: usize, node: usize) -> Option<Arc> {
        let brings = self.free[length * query.arcs().slots.len() + node];
        let is_free = |group: &Group, line: &Line| group.length == length && query.memory.position(line.job).is_none();
        query.arc(node, brings, is_free)
    }
}

/// What a path of groups, lines and origins brings.
fn worth_now(path: &[(usize, usize, Slot)], query: Query<'_, '_, '_>) -> f64 {
    let arcs = query.arcs();
    let job = |line: usize| arcs.lines[line].job;
    let worth = |(position, &(group, line, origin)): (usize, &(usize, usize, Slot))| {
        let is_first = path[..position].iter().all(|&(_, before, _)| job(before) != job(line));
        let worth = query.worth(&arcs.groups[group], &arcs.lines[line], origin);
        worth.filter(|worth| is_first && *worth > 0.0)
    };
    let worth = |place: (usize, &(usize, usize, Slot))| Some((*place.1, worth(place)?));
    let (mut total, mut entries) = (0.0, BTreeMap::new());
    for ((_, line, origin), worth) in path.iter().enumerate().filter_map(worth) {
        total += worth;
        let cuts = query.cuts.map_or(&[][..], |cuts| cuts.entries_at(arcs.lines[line].position(origin)));
        cuts.iter().for_each(|&(cut, sum)| *entries.entry(cut).or_insert(0) += sum);
    }
    total - entries.into_iter().map(|(cut, sum)| query.tariff.due(cut) * f64::from(sum / 2)).sum::<f64>()
}

/// Takes the price of the time of arcs from what they bring.
fn charge(rows: &mut [f64], nodes: usize, lengths: &[usize], time: &[f64]) {
    for (row, &length) in rows.chunks_exact_mut(nodes).zip(lengths) {
        for ((most, from), to) in row.iter_mut().zip(time).zip(&time[length..]) {
            *most -= to - from;
        }
    }
}

impl DayArcs {
    /// The points of an arc of a line, if there is one from that origin.
    pub fn points_at(&self, line: &Line, origin: Slot) -> Option<f64> {
        line.origins.contains(&origin).then(|| self.points[line.position(origin)])
    }
}

impl Line {
    /// The position of an arc among those of the staff-day.
    pub(super) fn position(&self, origin: Slot) -> usize {
        self.at + origin - self.origins.start
    }

    /// The arc from an origin.
    pub fn arc(&self, origin: Slot) -> Arc {
        let placement = Placement { offer: self.offer, origin, footprint: self.footprint };
        Arc { job: self.job, placement, number: self.number + origin - self.origins.start }
    }

    /// Whether an arc is one of its own.
    pub fn is_of(&self, arc: &Arc) -> bool {
        arc.placement.offer == self.offer && arc.placement.footprint == self.footprint
    }

    /// The origins that bars leave.
    pub fn open(&self, bars: &Bars) -> Range<Slot> {
        let window = bars.window(self.offer);
        let Range { start, end } = self.origins;
        let from = window.start.clamp(start, end);
        from..window.end.clamp(from, end)
    }
}

/// Raises what a group brings by origin to what a line brings at the price of its job.
fn weigh_line(most: &mut [f64], first: Slot, points: &[f64], line: &Line, price: f64, bars: &Bars) {
    if line.most <= price {
        return;
    }
    let open = line.open(bars);
    let points = &points[line.position(open.start)..][..open.len()];
    for (most, points) in most[open.start - first..].iter_mut().zip(points) {
        *most = greater(*most, points - price);
    }
}

/// The greater number; unlike `f64::max` a single instruction, since nothing here is ever not a number.
fn greater(one: f64, other: f64) -> f64 {
    if other > one { other } else { one }
}
