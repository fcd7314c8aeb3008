//! Cuts: what whole days of people add up to, beyond the rows that they share.
//!
//! Take some rows whose right-hand sides add up to an odd number, and half of each. A column z (a path of a staff-day, or a
//! placement of a job priced alone) has the sum a(z) of its entries in them. Chosen columns are whole, so
//!
//! ```text
//! Σ_z ⌊a(z) / 2⌋ ≤ ⌊Σ right-hand sides / 2⌋
//! ```
//!
//! (subset rows: Jepsen, Petersen, Spoorendonk and Pisinger 2008; here over rows of lanes as well). The left side is no sum over
//! arcs: a path pays the price of a cut at every second entry, so labels carry a parity for each cut.

use std::collections::BTreeMap;
use std::ops::Range;

use super::network::DayArcs;
use super::{Arc, Network};
use crate::engine::board::{Board, DayIndex, JobIndex, LaneIndex, Placement, Slot};

/// The most cuts at a time: one bit of a label for each.
pub(super) const MOST_CUTS: usize = 128;
/// The most rows of a cut.
pub(super) const MOST_ROWS: usize = 5;

/// A row that columns share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// A job at most once.
    Job(JobIndex),
    /// A lane at most at its capacity in a slot.
    Lane(LaneIndex, Slot),
}

/// Rows of which half is taken, in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    /// Their right-hand sides add up to an odd number.
    pub rows: Vec<Row>,
}

impl Row {
    /// The right-hand side.
    pub fn capacity(self, board: &Board<'_>) -> u32 {
        match self {
            Self::Job(_) => 1,
            Self::Lane(lane, slot) => board.lanes[lane].capacity[slot],
        }
    }

    /// The entry of a placement.
    pub fn entry(self, board: &Board<'_>, placement: Placement) -> u32 {
        match self {
            Self::Job(job) => u32::from(board.offers[placement.offer].job == job),
            Self::Lane(lane, slot) => {
                let uses = board.job(placement).footprints[placement.footprint].uses.iter();
                let Some(offset) = slot.checked_sub(placement.origin) else { return 0 };
                uses.filter(|one| one.lane == lane && one.offsets.contains(&offset)).map(|one| one.amount).sum()
            }
        }
    }
}

impl Cut {
    /// The sum of the entries of a placement.
    pub fn entries(&self, board: &Board<'_>, placement: Placement) -> u32 {
        self.rows.iter().map(|row| row.entry(board, placement)).sum()
    }

    /// What the placements of a column count: half the sum of their entries, rounded down.
    pub fn count(&self, board: &Board<'_>, column: impl IntoIterator<Item = Placement>) -> u32 {
        column.into_iter().map(|placement| self.entries(board, placement)).sum::<u32>() / 2
    }

    /// The most that all columns may count.
    pub fn most(&self, board: &Board<'_>) -> u32 {
        self.rows.iter().map(|row| row.capacity(board)).sum::<u32>() / 2
    }
}

/// Cuts, with the arcs of each staff-day that have entries in them.
#[derive(Debug)]
pub struct Cuts {
    list: Vec<Cut>,
    most: Vec<f64>,
    /// By staff-day and cut: the slots at which parity is remembered.
    spans: Vec<Vec<Range<Slot>>>,
    days: Vec<DayCuts>,
}

/// The arcs of a staff-day with entries in cuts, and the points of all others.
#[derive(Debug)]
pub(super) struct DayCuts {
    /// As those of the staff-day, −∞ for marked arcs.
    pub(super) points: Vec<f64>,
    /// By node.
    pub(super) marks: Vec<Mark>,
    /// What marked arcs have in the cuts, each once: cut and sum of entries.
    pub(super) entries: Vec<Vec<(usize, u32)>>,
    /// By node, the cuts whose parity still matters: an arc from there or later on has an odd sum.
    pub(super) alive: Vec<u128>,
    /// Position of the entries of each arc, plus one; zero for arcs without.
    entries_of: Vec<usize>,
}

/// An arc that has entries in cuts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Where it begins, from the first slot of the staff-day on.
    pub(super) node: usize,
    /// Position of its group.
    pub(super) group: usize,
    /// Position of its line.
    pub(super) line: usize,
    /// The origin of its placement.
    pub(super) origin: Slot,
    /// Position of its entries.
    pub(super) entries: usize,
}

impl Cuts {
    /// Cuts whose parities are always remembered; those beyond the most that labels hold are left out.
    pub fn of(network: &Network<'_, '_>, list: Vec<Cut>) -> Self {
        let always = |arcs: &DayArcs| vec![arcs.slots.start..arcs.slots.end + 1; list.len()];
        let spans = network.days.iter().map(always).collect();
        Self::remembering(network, list, spans)
    }

    /// Cuts whose parities are remembered at some slots, by staff-day and cut. What is forgotten is not paid for.
    pub(super) fn remembering(network: &Network<'_, '_>, mut list: Vec<Cut>, spans: Vec<Vec<Range<Slot>>>) -> Self {
        list.truncate(MOST_CUTS);
        let board = network.board;
        let most = list.iter().map(|cut| f64::from(cut.most(board))).collect();
        let by_row = rows_of(&list);
        let day = |(arcs, spans): (&DayArcs, &Vec<Range<Slot>>)| DayCuts::of(board, arcs, &by_row, spans);
        let days = network.days.iter().zip(&spans).map(day).collect();
        Self { list, most, spans, days }
    }

    /// The slots at which a staff-day remembers the parity of a cut.
    pub(super) fn span(&self, day: DayIndex, cut: usize) -> Range<Slot> {
        self.spans[day][cut].clone()
    }

    /// What a path counts in a cut: pairs of entries between which nothing is forgotten.
    pub(super) fn count(&self, board: &Board<'_>, day: DayIndex, cut: usize, path: &[Arc]) -> u32 {
        let (span, cut) = (&self.spans[day][cut], &self.list[cut]);
        let (mut count, mut parity) = (0, 0);
        for arc in path {
            let entries = cut.entries(board, arc.placement);
            if entries > 0 {
                let busy = busy(board, arc.placement);
                let sum = entries + if span.contains(&busy.start) { parity } else { 0 };
                count += sum / 2;
                parity = if span.contains(&busy.end) { sum % 2 } else { 0 };
            }
        }
        count
    }

    /// The cuts.
    pub fn list(&self) -> &[Cut] {
        &self.list
    }

    /// The most that columns may count, by cut.
    pub fn most(&self) -> &[f64] {
        &self.most
    }

    pub(super) fn day(&self, day: DayIndex) -> &DayCuts {
        &self.days[day]
    }
}

/// The slots from the first that a path of a staff-day takes with a placement to the one after the last.
pub(super) fn busy(board: &Board<'_>, placement: Placement) -> Range<Slot> {
    let busy = &board.job(placement).busy[0];
    placement.origin + busy.start..placement.origin + busy.end
}

/// The cuts of each row, by job and by lane and slot.
fn rows_of(cuts: &[Cut]) -> BTreeMap<Row, Vec<usize>> {
    let mut by_row: BTreeMap<Row, Vec<usize>> = BTreeMap::new();
    for (position, cut) in cuts.iter().enumerate() {
        cut.rows.iter().for_each(|&row| by_row.entry(row).or_default().push(position));
    }
    by_row
}

/// What a placement has in each cut.
fn entries_of(board: &Board<'_>, by_row: &BTreeMap<Row, Vec<usize>>, placement: Placement) -> Vec<(usize, u32)> {
    let mut entries: BTreeMap<usize, u32> = BTreeMap::new();
    let mut note = |cuts: &[usize], amount: u32| {
        cuts.iter().for_each(|&cut| *entries.entry(cut).or_insert(0) += amount);
    };
    by_row.get(&Row::Job(board.offers[placement.offer].job)).into_iter().for_each(|cuts| note(cuts, 1));
    for one in &board.job(placement).footprints[placement.footprint].uses {
        let from = Row::Lane(one.lane, placement.origin + one.offsets.start);
        let to = Row::Lane(one.lane, placement.origin + one.offsets.end);
        by_row.range(from..to).for_each(|(_, cuts)| note(cuts, one.amount));
    }
    entries.into_iter().collect()
}

impl DayCuts {
    fn of(board: &Board<'_>, arcs: &DayArcs, by_row: &BTreeMap<Row, Vec<usize>>, spans: &[Range<Slot>]) -> Self {
        let mut points = arcs.points.clone();
        let (mut marks, mut known) = (Vec::new(), BTreeMap::new());
        let mut entries_at = vec![0; points.len()];
        for (number, group) in arcs.groups.iter().enumerate() {
            for line in group.lines.clone() {
                let of = &arcs.lines[line];
                for origin in of.origins.clone() {
                    let position = of.position(origin);
                    let placement = of.arc(origin).placement;
                    let mut entries = entries_of(board, by_row, placement);
                    forget(&mut entries, spans, &busy(board, placement));
                    if entries.is_empty() || points[position] == f64::NEG_INFINITY {
                        continue;
                    }
                    points[position] = f64::NEG_INFINITY;
                    let next = known.len();
                    let entries = *known.entry(entries).or_insert(next);
                    entries_at[position] = entries + 1;
                    let node = origin + group.shift - arcs.slots.start;
                    marks.push(Mark { node, group: number, line, origin, entries });
                }
            }
        }
        marks.sort_by_key(|mark| mark.node);
        let mut entries = vec![Vec::new(); known.len()];
        known.into_iter().for_each(|(list, position)| entries[position] = list);
        let mut alive = alive(arcs.slots.len(), &marks, &entries);
        for (node, alive) in alive.iter_mut().enumerate() {
            let slot = arcs.slots.start + node;
            let remembered = spans.iter().enumerate().filter(|(_, span)| span.contains(&slot));
            *alive &= remembered.fold(0, |bits, (cut, _)| bits | 1 << cut);
        }
        Self { points, marks, entries, alive, entries_of: entries_at }
    }

    /// What the arc at a position among those of the staff-day has in cuts.
    pub(super) fn entries_at(&self, position: usize) -> &[(usize, u32)] {
        self.entries_of[position].checked_sub(1).map_or(&[], |entries| &self.entries[entries])
    }
}

/// Leaves out odd entries of an arc whose parity is remembered neither where it begins nor where it ends.
fn forget(entries: &mut Vec<(usize, u32)>, spans: &[Range<Slot>], busy: &Range<Slot>) {
    for (cut, sum) in entries.iter_mut() {
        if !spans[*cut].contains(&busy.start) && !spans[*cut].contains(&busy.end) {
            *sum -= *sum % 2;
        }
    }
    entries.retain(|(_, sum)| *sum > 0);
}

fn alive(nodes: usize, marks: &[Mark], entries: &[Vec<(usize, u32)>]) -> Vec<u128> {
    let mut alive = vec![0; nodes + 1];
    marks.iter().for_each(|mark| alive[mark.node] |= odd(&entries[mark.entries]));
    for node in (0..nodes).rev() {
        alive[node] |= alive[node + 1];
    }
    alive
}

/// The cuts in which entries add up to an odd number, as bits.
pub(super) fn odd(entries: &[(usize, u32)]) -> u128 {
    entries.iter().filter(|(_, sum)| sum % 2 == 1).fold(0, |bits, (cut, _)| bits | 1 << cut)
}

/// The sum of the prices of the cuts in a bit set.
pub(super) fn sum(prices: &[f64], mut cuts: u128) -> f64 {
    let mut total = 0.0;
    while cuts != 0 {
        total += prices[cuts.trailing_zeros() as usize];
        cuts &= cuts - 1;
    }
    total
}
