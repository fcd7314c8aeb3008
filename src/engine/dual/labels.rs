//! Labels: the longest path that does no remembered job twice.
//!
//! A label at a slot is a way to get there: what it has brought and which critical jobs it remembers. One that brings no
//! more than another and remembers all that the other does is dominated: whatever may follow it, may follow the other. The
//! longest path without memory from a slot on bounds what can still come, so a label that cannot pass a path known already
//! is dropped. And a label that has waited begins no arc that would have brought as much a slot earlier.

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
    /// Whether it was at the slot before.
    has_waited: bool,
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
    /// The length of each critical job, one of those of the staff-day.
    pub(super) lengths: &'w [usize],
    /// The most that a path without memory brings from each node on.
    pub(super) ahead: &'w [f64],
}

/// The first step of all.
const NONE: u32 = u32::MAX;

/// The labels of a staff-day.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    /// By node, from the most that they have brought to the least.
    at: Vec<Vec<Label>>,
    steps: Vec<Step>,
    /// The bits that are remembered at each node.
    remembered: Vec<u64>,
    /// Critical jobs from the shortest to the longest.
    by_length: Vec<usize>,
    /// Labels tried so far.
    tried: u64,
}

impl Labels {
    /// How many labels have been tried so far: a measure of work.
    pub(super) fn tried(&self) -> u64 {
        self.tried
    }

    /// The most that a path brings, unless that is less than `known`, with its steps as nodes and kinds in the order of
    /// time.
    pub(super) fn longest(
        &mut self,
        arcs: &DayArcs,
        memory: &Memory,
        worth: Worth<'_>,
        known: f64,
    ) -> (f64, Vec<(usize, Kind)>) {
        let nodes = arcs.slots.len();
        self.remembered.clear();
        self.remembered.extend((0..nodes).map(|node| memory.at(arcs.slots.start + node)).chain([0]));
        self.by_length.clear();
        self.by_length.extend(0..worth.lengths.len());
        self.by_length.sort_by_key(|&position| worth.lengths[position]);
        self.steps.clear();
        self.at.iter_mut().for_each(Vec::clear);
        self.at.resize_with(nodes + 1, Vec::new);
        self.at[0].push(Label { value: 0.0, mask: 0, step: NONE, has_waited: false });
        for node in 0..nodes {
            self.extend(arcs, node, worth, known);
        }
        let Some(&last) = self.at[nodes].first() else { return (0.0, Vec::new()) };
        (last.value, self.trace(last.step))
    }

    /// Goes on from the labels of a node by every arc.
    fn extend(&mut self, arcs: &DayArcs, node: usize, worth: Worth<'_>, known: f64) {
        let Self { at, steps, remembered, by_length, tried } = self;
        let nodes = arcs.slots.len();
        let (now, later) = at.split_at_mut(node + 1);
        let now = &now[node];
        *tried += now.len() as u64;
        for label in now {
            if label.value + worth.ahead[node + 1] >= known {
                let waited = Label { mask: label.mask & remembered[node + 1], has_waited: true, ..*label };
                add(&mut later[0], waited);
            }
        }
        let mut go = |label: &Label, brings: f64, to: usize, bit: u64, kind: Kind| {
            *tried += 1;
            let (value, mask) = (label.value + brings, (label.mask | bit) & remembered[to]);
            if value + worth.ahead[to] < known {
                return;
            }
            let reached = Label { value, mask, step: steps.len() as u32, has_waited: false };
            if add(&mut later[to - node - 1], reached) {
                steps.push(Step { before: label.step, node: node as u32, kind });
            }
        };
        // The most that a shorter arc brings, which asks for no memory: no other arc need bring less.
        let mut least = 0.0;
        let mut critical = by_length.iter().copied().peekable();
        for (position, &length) in arcs.lengths.iter().enumerate() {
            let to = node + length;
            if to > nodes {
                break;
            }
            let row = &worth.free[position * nodes..][..nodes];
            if row[node] > least {
                least = row[node];
                let is_late = node > 0 && row[node - 1] >= row[node];
                let starters = now.iter().filter(|label| !(is_late && label.has_waited));
                starters.for_each(|label| go(label, row[node], to, 0, Kind::Free(position as u16)));
            }
            while let Some(position) = critical.next_if(|&position| worth.lengths[position] <= length) {
                let row = &worth.critical[position * nodes..][..nodes];
                if row[node] <= least {
                    continue;
                }
                let bit = 1 << position;
                let is_fresh = node > 0 && remembered[node - 1] & !remembered[node] & bit != 0;
                let is_late = node > 0 && row[node - 1] >= row[node] && !is_fresh;
                let starters = now.iter().filter(|label| label.mask & bit == 0 && !(is_late && label.has_waited));
                starters.for_each(|label| go(label, row[node], to, bit, Kind::Critical(position as u16)));
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

/// Adds a label unless another dominates it, and drops those that it dominates. Tells whether it did.
fn add(labels: &mut Vec<Label>, label: Label) -> bool {
    let after = labels.partition_point(|one| one.value >= label.value);
    if labels[..after].iter().any(|better| better.mask & !label.mask == 0) {
        return false;
    }
    let mut position = 0;
    labels.retain(|one| {
        position += 1;
        position <= after || label.mask & !one.mask != 0
    });
    labels.insert(after, label);
    true
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_pcg::Pcg64Mcg;

    use super::super::memory::Critical;
    use super::*;

    const NODES: usize = 10;
    const FREE: [usize; 2] = [2, 3];

    struct Day {
        free: Vec<f64>,
        critical: Vec<f64>,
        lengths: Vec<usize>,
        memory: Memory,
    }

    impl Day {
        fn random(dice: &mut Pcg64Mcg) -> Self {
            let jobs = dice.random_range(1..4_usize);
            let mut row = |_: usize| f64::from(dice.random_range(-4..9_i32));
            let free = (0..NODES * FREE.len()).map(&mut row).collect();
            let critical = (0..NODES * jobs).map(&mut row).collect();
            let lengths = (0..jobs).map(|_| FREE[dice.random_range(0..2)]).collect();
            let mut slots = || dice.random_range(0..4)..dice.random_range(4..NODES);
            let critical_jobs = (0..jobs).map(|job| Critical { job, slots: slots() });
            Self { free, critical, lengths, memory: Memory::of(critical_jobs.collect()) }
        }

        /// The most from a node on with what is remembered there, by trying everything.
        fn most(&self, node: usize, mask: u64) -> f64 {
            if node == NODES {
                return 0.0;
            }
            let mask = mask & self.memory.at(node);
            let mut most = self.most(node + 1, mask);
            for (position, length) in FREE.into_iter().enumerate().filter(|(_, length)| node + length <= NODES) {
                let brings = self.free[position * NODES + node].max(0.0);
                most = most.max(brings + self.most(node + length, mask));
            }
            for (bit, &length) in self.lengths.iter().enumerate() {
                if node + length <= NODES && mask >> bit & 1 == 0 {
                    let brings = self.critical[bit * NODES + node];
                    most = most.max(brings + self.most(node + length, mask | 1 << bit));
                }
            }
            most
        }

        fn labelled(&self, known: f64) -> (f64, Vec<(usize, Kind)>) {
            let arcs = DayArcs {
                slots: 0..NODES,
                cost: 0.0,
                lengths: FREE.to_vec(),
                groups: Vec::new(),
                lines: Vec::new(),
                points: Vec::new(),
                few: None,
            };
            let ahead = vec![1e6; NODES + 1];
            let worth = Worth { free: &self.free, critical: &self.critical, lengths: &self.lengths, ahead: &ahead };
            Labels::default().longest(&arcs, &self.memory, worth, known)
        }
    }

    #[test]
    fn the_longest_path_is_that_of_trying_everything() {
        let mut dice = Pcg64Mcg::seed_from_u64(1);
        for _ in 0..500 {
            let day = Day::random(&mut dice);
            let (value, steps) = day.labelled(0.0);
            assert_eq!(value, day.most(0, 0));
            let brings = steps.iter().map(|&(node, kind)| match kind {
                Kind::Free(position) => day.free[position as usize * NODES + node],
                Kind::Critical(bit) => day.critical[bit as usize * NODES + node],
            });
            assert_eq!(brings.sum::<f64>(), value);
        }
    }

    #[test]
    fn a_remembered_job_is_done_once() {
        let mut day = Day {
            free: vec![0.0; NODES * FREE.len()],
            critical: vec![5.0; NODES],
            lengths: vec![2],
            memory: Memory::of(vec![Critical { job: 0, slots: 0..NODES }]),
        };
        assert_eq!(day.labelled(0.0).0, 5.0);
        // Remembered until slot 4 only, it may be done again from there on.
        day.memory = Memory::of(vec![Critical { job: 0, slots: 0..4 }]);
        assert_eq!(day.labelled(0.0).0, 20.0);
        assert_eq!(day.labelled(0.0).1[1].0, 4);
    }
}
