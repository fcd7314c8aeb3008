//! Labels: the longest path that does no remembered job twice.
//!
//! A label at a slot is a way to get there: what it has brought and which critical jobs it remembers. One that brings no
//! more than another and remembers all that the other does is dominated: whatever may follow it, may follow the other. The
//! longest path without memory from a slot on bounds what can still come, so a label that cannot pass a path known already
//! is dropped. And a label that has waited begins no arc that would have brought as much a slot earlier.
//!
//! With cuts a label carries the parity of what it has in each. Where a label is odd and another is even, it may have to pay
//! the price of the cut an entry earlier, once: it dominates if it brings more by that price (Jepsen et al. 2008).

use super::Memory;
use super::cuts::sum;
use super::network::DayArcs;

/// A way to a slot.
#[derive(Clone, Copy, Debug)]
struct Label {
    value: f64,
    /// The critical jobs remembered.
    mask: u64,
    /// The cuts of which it has an odd sum that still matters.
    odd: u128,
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
    /// An arc that has entries in cuts, by position of its mark.
    Marked(u32),
}

/// The best of the arcs of a length with the same job, if that is critical, and the same odd sums in cuts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    /// Where it begins.
    pub(super) node: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// The bit of its job, if that is critical.
    pub(super) bit: u64,
    /// The cuts that have a price and in which its entries add up to an odd number.
    pub(super) odd: u128,
    /// What it brings, less what it pays for pairs of its own entries.
    pub(super) brings: f64,
    /// Whether one like it would have brought as much a slot earlier.
    pub(super) is_late: bool,
    /// Position of its mark.
    pub(super) mark: u32,
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
    /// Arcs with entries in cuts, by node, then by length.
    pub(super) marked: &'w [Marked],
    /// The prices of cuts.
    pub(super) cuts: &'w [f64],
    /// By node, the cuts whose parity still matters; none without cuts.
    pub(super) alive: &'w [u128],
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
        self.at[0].push(Label { value: 0.0, mask: 0, odd: 0, step: NONE, has_waited: false });
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
        let alive = |node: usize| worth.alive.get(node).copied().unwrap_or(0);
        let marked = worth.marked.partition_point(|one| one.node < node);
        let mut marked = worth.marked[marked..].iter().take_while(|one| one.node == node).peekable();
        for label in now {
            if label.value + worth.ahead[node + 1] >= known {
                let (mask, odd) = (label.mask & remembered[node + 1], label.odd & alive(node + 1));
                add(&mut later[0], Label { mask, odd, has_waited: true, ..*label }, worth.cuts);
            }
        }
        let mut go = |label: &Label, brings: f64, to: usize, bit: u64, odd: u128, kind: Kind| {
            *tried += 1;
            let value = label.value + brings - sum(worth.cuts, label.odd & odd);
            let (mask, odd) = ((label.mask | bit) & remembered[to], (label.odd ^ odd) & alive(to));
            if value + worth.ahead[to] < known {
                return;
            }
            let reached = Label { value, mask, odd, step: steps.len() as u32, has_waited: false };
            if add(&mut later[to - node - 1], reached, worth.cuts) {
                steps.push(Step { before: label.step, node: node as u32, kind });
            }
        };
        // Jobs and parities that are forgotten just here.
        let fresh = if node > 0 { remembered[node - 1] & !remembered[node] } else { 0 };
        let fresh_odd = if node > 0 { alive(node - 1) & !alive(node) } else { 0 };
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
                starters.for_each(|label| go(label, row[node], to, 0, 0, Kind::Free(position as u16)));
            }
            while let Some(position) = critical.next_if(|&position| worth.lengths[position] <= length) {
                let row = &worth.critical[position * nodes..][..nodes];
                if row[node] <= least {
                    continue;
                }
                let bit = 1 << position;
                let is_late = node > 0 && row[node - 1] >= row[node] && fresh & bit == 0;
                let starters = now.iter().filter(|label| label.mask & bit == 0 && !(is_late && label.has_waited));
                starters.for_each(|label| go(label, row[node], to, bit, 0, Kind::Critical(position as u16)));
            }
            while let Some(one) = marked.next_if(|one| one.to <= to) {
                if one.brings > least {
                    let is_late = one.is_late && fresh & one.bit == 0 && fresh_odd & one.odd == 0;
                    let can_start = |label: &&Label| label.mask & one.bit == 0 && !(is_late && label.has_waited);
                    let starters = now.iter().filter(can_start);
                    starters.for_each(|label| go(label, one.brings, to, one.bit, one.odd, Kind::Marked(one.mark)));
                }
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

impl Label {
    /// Whether whatever may follow the other brings no less after this one, which has brought no less so far.
    fn dominates(&self, other: &Self, cuts: &[f64]) -> bool {
        let odd = self.odd & !other.odd;
        self.mask & !other.mask == 0 && (odd == 0 || self.value - sum(cuts, odd) >= other.value)
    }
}

/// Adds a label unless another dominates it, and drops those that it dominates. Tells whether it did.
fn add(labels: &mut Vec<Label>, label: Label, cuts: &[f64]) -> bool {
    let after = labels.partition_point(|one| one.value >= label.value);
    if labels[..after].iter().any(|better| better.dominates(&label, cuts)) {
        return false;
    }
    let mut position = 0;
    labels.retain(|one| {
        position += 1;
        position <= after || !label.dominates(one, cuts)
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
        marked: Vec<Marked>,
        cuts: Vec<f64>,
    }

    impl Day {
        fn random(dice: &mut Pcg64Mcg) -> Self {
            let jobs = dice.random_range(1..4_usize);
            let mut row = |_: usize| f64::from(dice.random_range(-4..9_i32));
            let free = (0..NODES * FREE.len()).map(&mut row).collect();
            let critical = (0..NODES * jobs).map(&mut row).collect();
            let lengths: Vec<usize> = (0..jobs).map(|_| FREE[dice.random_range(0..2)]).collect();
            let mut slots = || dice.random_range(0..4)..dice.random_range(4..NODES);
            let critical_jobs = (0..jobs).map(|job| Critical { job, slots: slots() });
            let memory = Memory::of(critical_jobs.collect());
            let mut mark = |mark: u32| {
                let (node, length) = (dice.random_range(0..NODES - 3), FREE[dice.random_range(0..2)]);
                let critical = dice.random_range(0..2 * jobs);
                let bit = if critical < jobs && length == lengths[critical] { 1 << critical } else { 0 };
                let brings = f64::from(dice.random_range(1..9_i32));
                Marked { node, to: node + length, bit, odd: dice.random_range(0..8), brings, is_late: false, mark }
            };
            let mut marked: Vec<Marked> = (0..12).map(&mut mark).collect();
            marked.sort_by_key(|one| (one.node, one.to));
            let cuts = (0..3).map(|_| f64::from(dice.random_range(0..5_i32))).collect();
            Self { free, critical, lengths, memory, marked, cuts }
        }

        fn mark(&self, mark: u32) -> &Marked {
            let position = self.marked.iter().position(|one| one.mark == mark);
            &self.marked[position.unwrap_or(usize::MAX)]
        }

        fn is_odd(&self, kind: Kind, cut: usize) -> bool {
            matches!(kind, Kind::Marked(mark) if self.mark(mark).odd & 1 << cut != 0)
        }

        fn alive(&self) -> Vec<u128> {
            let alive =
                |node: usize| self.marked.iter().filter(|one| one.node >= node).fold(0, |all, one| all | one.odd);
            (0..=NODES).map(alive).collect()
        }

        /// The most from a node on with what is remembered there, by trying everything.
        fn most(&self, node: usize, mask: u64, odd: u128) -> f64 {
            if node == NODES {
                return 0.0;
            }
            let mask = mask & self.memory.at(node);
            let mut most = self.most(node + 1, mask, odd);
            for (position, length) in FREE.into_iter().enumerate().filter(|(_, length)| node + length <= NODES) {
                let brings = self.free[position * NODES + node].max(0.0);
                most = most.max(brings + self.most(node + length, mask, odd));
            }
            for (bit, &length) in self.lengths.iter().enumerate() {
                if node + length <= NODES && mask >> bit & 1 == 0 {
                    let brings = self.critical[bit * NODES + node];
                    most = most.max(brings + self.most(node + length, mask | 1 << bit, odd));
                }
            }
            for one in self.marked.iter().filter(|one| one.node == node && mask & one.bit == 0) {
                let due = (0..3).filter(|cut| odd & one.odd & 1 << cut != 0).map(|cut| self.cuts[cut]).sum::<f64>();
                most = most.max(one.brings - due + self.most(one.to, mask | one.bit, odd ^ one.odd));
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
            let worth = Worth {
                free: &self.free,
                critical: &self.critical,
                lengths: &self.lengths,
                ahead: &ahead,
                marked: &self.marked,
                cuts: &self.cuts,
                alive: &self.alive(),
            };
            Labels::default().longest(&arcs, &self.memory, worth, known)
        }
    }

    #[test]
    fn the_longest_path_is_that_of_trying_everything() {
        let mut dice = Pcg64Mcg::seed_from_u64(1);
        for _ in 0..500 {
            let day = Day::random(&mut dice);
            let (value, steps) = day.labelled(0.0);
            assert_eq!(value, day.most(0, 0, 0));
            let brings = steps.iter().map(|&(node, kind)| match kind {
                Kind::Free(position) => day.free[position as usize * NODES + node],
                Kind::Critical(bit) => day.critical[bit as usize * NODES + node],
                Kind::Marked(mark) => day.mark(mark).brings,
            });
            let pairs = |cut: usize| steps.iter().filter(|step| day.is_odd(step.1, cut)).count() / 2;
            let dues: f64 = (0..3).map(|cut| day.cuts[cut] * pairs(cut) as f64).sum();
            assert_eq!(brings.sum::<f64>() - dues, value);
        }
    }

    #[test]
    fn a_remembered_job_is_done_once() {
        let mut day = Day {
            free: vec![0.0; NODES * FREE.len()],
            critical: vec![5.0; NODES],
            lengths: vec![2],
            memory: Memory::of(vec![Critical { job: 0, slots: 0..NODES }]),
            marked: Vec::new(),
            cuts: Vec::new(),
        };
        assert_eq!(day.labelled(0.0).0, 5.0);
        // Remembered until slot 4 only, it may be done again from there on.
        day.memory = Memory::of(vec![Critical { job: 0, slots: 0..4 }]);
        assert_eq!(day.labelled(0.0).0, 20.0);
        assert_eq!(day.labelled(0.0).1[1].0, 4);
    }
}
