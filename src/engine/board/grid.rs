//! The grid of a part: time in equal slots, without the hours in which nothing can happen.

use crate::domain::calendar::Zone;
use crate::domain::{Interval, Minute};

/// A slot of the grid.
pub type Slot = usize;

/// Days begin at a multiple of this, so that the bits of a day are whole words.
const ALIGNMENT: usize = 64;

/// Slots of equal length, day after day; nights and other times that no candidate covers are left out.
///
/// Slots are numbered in the order of time. Within a run they follow each other without a gap, and a candidate never
/// reaches beyond its run, so that a difference of slots within a candidate is a difference of minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Length of a slot.
    pub minutes: Minute,
    runs: Vec<Run>,
}

/// Slots without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    minutes: Interval,
    first: Slot,
}

impl Grid {
    /// A grid of slots of `minutes` that has the `covered` times, which begin and end on multiples of the slots counted
    /// from the first and come in the order of time. Covered times of one date of the zone are of one run.
    pub fn new(minutes: Minute, covered: impl IntoIterator<Item = Interval>, zone: Zone) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for interval in covered {
            match runs.last_mut() {
                Some(run) if zone.date(run.minutes.end - 1) == zone.date(interval.start) => {
                    run.minutes.end = run.minutes.end.max(interval.end);
                }
                last => {
                    let after = |run: &mut Run| run.first + (run.minutes.minutes() / minutes) as Slot;
                    let first = last.map_or(0, after).next_multiple_of(ALIGNMENT);
                    runs.push(Run { minutes: interval, first });
                }
            }
        }
        Self { minutes, runs }
    }

    /// One more than the last slot.
    pub fn len(&self) -> usize {
        self.runs.last().map_or(0, |run| run.first + (run.minutes.minutes() / self.minutes) as Slot)
    }

    /// Whether there are no slots.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Words of a bit set over all slots.
    pub fn words(&self) -> usize {
        self.len().div_ceil(64)
    }

    /// The slot that a covered minute lies in; for an uncovered one, the first slot after it.
    pub fn slot(&self, minute: Minute) -> Slot {
        let after = self.runs.partition_point(|run| run.minutes.start <= minute);
        let Some(run) = after.checked_sub(1).map(|at| self.runs[at]) else { return 0 };
        if minute < run.minutes.end {
            run.first + ((minute - run.minutes.start) / self.minutes) as Slot
        } else {
            self.runs.get(after).map_or(self.len(), |next| next.first)
        }
    }

    /// The first slot that begins at a minute or later.
    pub fn slot_from(&self, minute: Minute) -> Slot {
        let slot = self.slot(minute);
        if slot < self.len() && self.minute(slot) < minute { slot + 1 } else { slot }
    }

    /// The first minute of a slot.
    pub fn minute(&self, slot: Slot) -> Minute {
        let at = self.runs.partition_point(|run| run.first <= slot).saturating_sub(1);
        let run = self.runs[at];
        run.minutes.start + (slot - run.first) as Minute * self.minutes
    }

    /// The slots that are in use, run by run; between runs there may be a few that are not.
    pub fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        self.runs.iter().flat_map(|run| run.first..run.first + (run.minutes.minutes() / self.minutes) as Slot)
    }
}

/// The largest number that divides both (Euclid); the other one where one is 0.
pub(super) fn common_divisor(one: Minute, other: Minute) -> Minute {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DAY;

    #[test]
    fn nights_are_left_out_and_days_aligned() {
        let day = |date: i64, from, to| Interval::new(date * DAY + from, date * DAY + to);
        let grid = Grid::new(5, [day(1, 540, 600), day(1, 660, 720), day(3, 540, 600)], Zone::UTC);
        assert_eq!(grid.slot(DAY + 540), 0);
        assert_eq!(grid.slot(DAY + 715), 35);
        assert_eq!(grid.slot(2 * DAY), 64);
        assert_eq!(grid.slot(3 * DAY + 545), 65);
        assert_eq!(grid.minute(65), 3 * DAY + 545);
        assert_eq!((grid.len(), grid.words()), (76, 2));
        assert!(grid.slots().all(|slot| grid.slot(grid.minute(slot)) == slot));
    }
}
