//! Labels: the longest path that does no remembered job twice.
//!
//! A label at a slot is a way to get there: what it has brought and which critical jobs it remembers. One that brings no
//! more than another and remembers all that the other does is dominated: whatever may follow it, may follow the other. The
//! longest path without memory from a slot on bounds what can still come, so a label that cannot pass a path known already
//! is dropped.

use super::Memory;
use super::network::DayArcs;

/// A way to a slot.
#[derive(Clone, Copy, Debug)]
struct Label {
    value: f64,
    /// The critical jobs remembered.
    mask: u64,
    /// The step that led here.
    step: u32,
}

/// A step of a path, with the one before it.
#[derive(Clone, Copy, Debug)]
struct Step {
    before: u32,
    node: u32,
    kind: Kind,
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An arc of a job that is not critical, by position of its length.
    Free(u16),
    /// An arc of a critical job, by bit.
    Critical(u16),
}

/// What arcs bring.
#[derive(Clone, Copy, Debug)]
pub(super) struct Worth<'w> {
    /// Of arcs that are not critical: the most of each length from each node, length by length.
    pub(super) free: &'w [f64],
    /// Of each critical job from each node, job by job.
    pub(super) critical: &'w [f64],
    /// The length of each critical job.
    pub(super) lengths: &'w [usize],
    /// The most that a path without memory brings from each node on.
    pub(super) ahead: &'w [f64],
}

/// The first step of all.
const NONE: u32 = u32::MAX;

/// The labels of a staff-day.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    /// By node; those beyond the one in work are not yet sifted.
    at: Vec<Vec<Label>>,
    kept: Vec<Label>,
    steps: Vec<Step>,
    /// Labels that were not dominated, since the beginning.
    pub(super) count: u64,
}

impl Labels {
    /// The most that a path brings, if that is more than nothing and no less than `known`, with its steps as nodes and kinds in the order of time.
    pub(super) fn longest(
        &mut self,
        arcs: &DayArcs,
        memory: &Memory,
        worth: Worth<'_>,
        known: f64,
    ) -> (f64, Vec<(usize, Kind)>) {
        let nodes = arcs.slots.len();
        self.steps.clear();
        self.at.iter_mut().for_each(Vec::clear);
        self.at.resize_with(nodes + 1, Vec::new);
        self.at[0].push(Label { value: 0.0, mask: 0, step: NONE });
        for node in 0..nodes {
            self.sift(node, memory.at(arcs.slots.start + node));
            self.extend(arcs, node, worth, known);
        }
        self.sift(nodes, 0);
        let Some(&last) = self.at[nodes].first() else { return (0.0, Vec::new()) };
        (last.value, self.trace(last.step))
    }

    /// Forgets what need not be remembered at a node, and keeps the labels that are not dominated.
    fn sift(&mut self, node: usize, remembered: u64) {
        let labels = &mut self.at[node];
        labels.iter_mut().for_each(|label| label.mask &= remembered);
        labels.sort_unstable_by(|one, other| {
            other.value.total_cmp(&one.value).then(one.mask.cmp(&other.mask)).then(one.step.cmp(&other.step))
        });
        self.kept.clear();
        for label in labels.iter() {
            if !self.kept.iter().any(|better| better.mask & !label.mask == 0) {
                self.kept.push(*label);
            }
        }
        std::mem::swap(labels, &mut self.kept);
        self.count += labels.len() as u64;
    }

    /// Goes on from the labels of a node by every arc.
    fn extend(&mut self, arcs: &DayArcs, node: usize, worth: Worth<'_>, known: f64) {
        let nodes = arcs.slots.len();
        let (now, later) = self.at.split_at_mut(node + 1);
        let now = &now[node];
        let passes = |value: f64, node: usize| value + worth.ahead[node] >= known;
        later[0].extend(now.iter().filter(|label| passes(label.value, node + 1)));
        for (position, &length) in arcs.lengths.iter().enumerate() {
            let (brings, to) = (worth.free[position * nodes + node], node + length);
            if to > nodes || brings <= 0.0 {
                continue;
            }
            for label in now.iter().filter(|label| passes(label.value + brings, to)) {
                let step = Step { before: label.step, node: node as u32, kind: Kind::Free(position as u16) };
                later[length - 1].push(Label { value: label.value + brings, step: self.steps.len() as u32, ..*label });
                self.steps.push(step);
            }
        }
        for (bit, &length) in worth.lengths.iter().enumerate() {
            let (brings, to) = (worth.critical[bit * nodes + node], node + length);
            if to > nodes || brings <= 0.0 {
                continue;
            }
            for label in now.iter().filter(|label| label.mask >> bit & 1 == 0 && passes(label.value + brings, to)) {
                let step = Step { before: label.step, node: node as u32, kind: Kind::Critical(bit as u16) };
                let mask = label.mask | 1 << bit;
                later[length - 1].push(Label { value: label.value + brings, mask, step: self.steps.len() as u32 });
                self.steps.push(step);
            }
        }
    }

    fn trace(&self, last: u32) -> Vec<(usize, Kind)> {
        let mut path = Vec::new();
        let mut at = last;
        while let Some(step) = self.steps.get(at as usize) {
            path.push((step.node as usize, step.kind));
            at = step.before;
        }
        path.reverse();
        path
    }
}
