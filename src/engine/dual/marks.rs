//! What arcs with entries in cuts bring at the prices of a pricing: the best of each kind from each node.

use super::cuts::odd;
use super::labels::Marked;
use super::query::Query;

/// The best marked arcs of a staff-day.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// By node, length, job and odd sums.
    best: Vec<Marked>,
    /// Of each list of entries: the cuts with a price and an odd sum, and the price of what its own entries pair up to.
    entries: Vec<(u128, f64)>,
    /// The bit of the job of each line.
    bits: Vec<u64>,
}

/// What makes marked arcs from a node alike.
fn kind(one: &Marked) -> (usize, u64, u128) {
    (one.to - one.node, one.bit, one.odd)
}

impl Marks {
    /// Arcs by node, then by length. An arc that brings nothing is never better than to wait: that keeps the parity, for
    /// which the arc would pay.
    pub(super) fn best(&self) -> &[Marked] {
        &self.best
    }

    /// Those from a node.
    pub(super) fn from(&self, node: usize) -> &[Marked] {
        let first = self.best.partition_point(|one| one.node < node);
        let count = self.best[first..].partition_point(|one| one.node == node);
        &self.best[first..first + count]
    }

    /// Weighs the arcs at the prices of a query.
    pub(super) fn weigh(&mut self, query: Query<'_, '_, '_>) {
        self.best.clear();
        let Some(cuts) = query.cuts else { return };
        let (arcs, tariff) = (query.arcs(), query.tariff);
        let priced = (0..tariff.cuts.len()).filter(|&cut| tariff.due(cut) > 0.0).fold(0, |bits, cut| bits | 1 << cut);
        self.entries.clear();
        self.entries.extend(cuts.entries.iter().map(|entries| {
            let pairs = entries.iter().map(|&(cut, sum)| tariff.due(cut) * f64::from(sum / 2));
            (odd(entries) & priced, pairs.sum())
        }));
        let bit = |job| query.memory.position(job).map_or(0, |bit| 1 << bit);
        self.bits.clear();
        self.bits.extend(arcs.lines.iter().map(|line| bit(line.job)));
        for (number, mark) in cuts.marks.iter().enumerate() {
            let (group, (odd, pairs)) = (&arcs.groups[mark.group], self.entries[mark.entries]);
            let Some(worth) = query.worth(group, &arcs.lines[mark.line], mark.origin) else { continue };
            let (node, brings, bit) = (mark.node, worth - pairs, self.bits[mark.line]);
            if brings > 0.0 {
                let to = node + arcs.lengths[group.length];
                self.best.push(Marked { node, to, bit, odd, brings, is_late: false, mark: number as u32 });
            }
        }
        let order = |one: &Marked, other: &Marked| {
            (one.node, kind(one)).cmp(&(other.node, kind(other))).then(other.brings.total_cmp(&one.brings))
        };
        self.best.sort_by(order);
        self.best.dedup_by_key(|one| (one.node, kind(one)));
        self.compare();
    }

    /// Sees which arcs would have brought as much from the node before.
    fn compare(&mut self) {
        for position in 0..self.best.len() {
            let one = self.best[position];
            let before = self.best.binary_search_by(|other| (other.node + 1, kind(other)).cmp(&(one.node, kind(&one))));
            self.best[position].is_late = before.is_ok_and(|before| self.best[before].brings >= one.brings);
        }
    }
}
