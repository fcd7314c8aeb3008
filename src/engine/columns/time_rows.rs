//! The rows of a lane over time, in difference form.
//!
//! One row for each slot at which the lane may be fullest, as in FORMULATION.md § 5, but over slots: with an idle
//! column in each row, and each row less the one before, something taken has an entry where it starts and one where it
//! ends. The idle columns have no upper bounds: a bound would take the dual value that belongs to the rows.

use std::ops::Range;

use crate::engine::board::Slot;

/// Where things may start and end on a lane.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    starts: Vec<bool>,
    ends: Vec<bool>,
    /// Whether something may be under way between the slot before and this one.
    joined: Vec<bool>,
}

impl Marks {
    pub(super) fn new(slots: usize) -> Self {
        Self { starts: vec![false; slots + 1], ends: vec![false; slots + 1], joined: vec![false; slots + 1] }
    }

    pub(super) fn mark(&mut self, taken: Range<Slot>) {
        (self.starts[taken.start], self.ends[taken.end]) = (true, true);
        self.joined[taken.start + 1..taken.end].fill(true);
    }

    /// What there is may differ from here to there, in a way that is not known yet.
    pub(super) fn divide(&mut self, slots: Range<Slot>) {
        for slot in [slots.start, slots.end] {
            (self.starts[slot], self.ends[slot]) = (true, true);
        }
    }
}

/// The rows of a lane.
#[derive(Clone, Debug, Default)]
pub(super) struct TimeRows {
    rows: Vec<TimeRow>,
}

/// A row: what is taken in its slot, less what is taken in the slot of the row before.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeRow {
    /// The slot that it counts.
    pub(super) slot: Slot,
    /// What may be taken then.
    pub(super) capacity: u32,
    /// Whether something may be under way since the row before; where nothing is, the row stands alone.
    pub(super) joined: bool,
    /// Its position in the programme.
    pub(super) position: usize,
}

impl TimeRows {
    /// The rows that imply all others: where something starts or the capacity falls, and at the next event something
    /// ends or the capacity rises. Only slots that `counts` says, and beginning with row `first` of the programme.
    pub(super) fn of(marks: &Marks, capacity: &[u32], counts: impl Fn(Slot) -> bool, first: usize) -> Self {
        let change = |slot: Slot| slot > 0 && slot < capacity.len() && capacity[slot - 1] != capacity[slot];
        let is_event = |slot: &Slot| marks.starts[*slot] || marks.ends[*slot] || change(*slot);
        let events: Vec<Slot> = (0..=capacity.len()).filter(is_event).collect();
        let mut rows: Vec<TimeRow> = Vec::new();
        for pair in events.windows(2) {
            let (slot, next) = (pair[0], pair[1]);
            let tighter = marks.starts[slot] || change(slot) && capacity[slot] < capacity[slot - 1];
            let looser = marks.ends[next] || change(next) && capacity[next] > capacity[next - 1];
            if tighter && looser && counts(slot) {
                let joined = rows.last().is_some_and(|row| marks.joined[row.slot + 1..=slot].iter().all(|&is| is));
                let position = first + rows.len();
                rows.push(TimeRow { slot, capacity: capacity[slot], joined, position });
            }
        }
        Self { rows }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows in the order of time, each with the one after if that counts a difference to it.
    pub(super) fn iter(&self) -> impl Iterator<Item = (TimeRow, Option<TimeRow>)> + '_ {
        let next = |at: usize| self.rows.get(at + 1).copied().filter(|row| row.joined);
        self.rows.iter().enumerate().map(move |(at, row)| (*row, next(at)))
    }

    /// What each row has on its right side.
    pub(super) fn right_sides(&self) -> impl Iterator<Item = f64> + '_ {
        (0..self.rows.len()).map(|at| {
            let row = self.rows[at];
            let before = if row.joined { self.rows[at - 1].capacity } else { 0 };
            f64::from(row.capacity) - f64::from(before)
        })
    }

    /// Adds the entries of something taken.
    pub(super) fn add_entries(&self, taken: Range<Slot>, amount: f64, entries: &mut Vec<(usize, f64)>) {
        let first = self.rows.partition_point(|row| row.slot < taken.start);
        let after = self.rows.partition_point(|row| row.slot < taken.end);
        if first == after {
            return;
        }
        // Within what is taken all rows are joined.
        entries.push((self.rows[first].position, amount));
        if let Some(row) = self.rows.get(after).filter(|row| row.joined) {
            entries.push((row.position, -amount));
        }
    }

    /// The price of each slot, from those of the differences.
    pub(super) fn read_prices(&self, duals: &[f64], prices: &mut [f64]) {
        for (row, next) in self.iter() {
            let price = duals[row.position] - next.map_or(0.0, |next| duals[next.position]);
            prices[row.slot] = price.max(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the idle columns of the rows have to be for what is taken.
    fn idle(rows: &TimeRows, taken: &[(Range<Slot>, f64)]) -> Vec<f64> {
        let mut left: Vec<f64> = rows.right_sides().collect();
        let mut entries = Vec::new();
        taken.iter().for_each(|(slots, amount)| rows.add_entries(slots.clone(), *amount, &mut entries));
        entries.iter().for_each(|&(row, by)| left[row] -= by);
        for (row, next) in rows.iter() {
            if let Some(next) = next {
                left[next.position] += left[row.position];
            }
        }
        left
    }

    #[test]
    fn the_rows_count_what_is_left() {
        let mut marks = Marks::new(10);
        let taken = [(0..3, 1.0), (2..5, 2.0), (1..2, 1.0), (7..9, 1.0)];
        taken.iter().for_each(|(slots, _)| marks.mark(slots.clone()));
        let capacity = [2, 2, 3, 3, 3, 3, 3, 1, 1, 1];
        let rows = TimeRows::of(&marks, &capacity, |_| true, 0);
        let slots: Vec<Slot> = rows.iter().map(|(row, _)| row.slot).collect();
        assert_eq!(slots, [1, 2, 7]);
        assert_eq!(rows.iter().map(|(row, _)| row.joined).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(idle(&rows, &taken), [0.0, 0.0, 0.0]);
        assert_eq!(idle(&rows, &taken[1..3]), [1.0, 1.0, 1.0]);
    }
}
