//! Sets of minutes as sorted, disjoint intervals.

use super::time::{Interval, Minute};

/// A set of minutes: intervals in order, none empty, no two of them overlapping or adjacent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct IntervalSet(Vec<Interval>);

impl FromIterator<Interval> for IntervalSet {
    /// The union of the intervals, in any order.
    fn from_iter<I: IntoIterator<Item = Interval>>(intervals: I) -> Self {
        let mut sorted: Vec<Interval> = intervals.into_iter().filter(|one| !one.is_empty()).collect();
        sorted.sort_unstable();
        let mut merged: Vec<Interval> = Vec::with_capacity(sorted.len());
        for next in sorted {
            match merged.last_mut() {
                Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
                _ => merged.push(next),
            }
        }
        Self(merged)
    }
}

impl From<Interval> for IntervalSet {
    fn from(interval: Interval) -> Self {
        std::iter::once(interval).collect()
    }
}

impl IntervalSet {
    /// The empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether no minute is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The intervals, in order.
    pub fn iter(&self) -> impl Iterator<Item = Interval> + '_ {
        self.0.iter().copied()
    }

    /// The intervals as they lie `by` minutes later, in order.
    pub fn shifted(&self, by: Minute) -> impl Iterator<Item = Interval> + '_ {
        self.iter().map(move |one| Interval::new(one.start + by, one.end + by))
    }

    /// The number of minutes in the set.
    pub fn minutes(&self) -> Minute {
        self.iter().map(Interval::minutes).sum()
    }

    /// Whether every minute of `interval` is in the set.
    pub fn covers(&self, interval: Interval) -> bool {
        let after = self.0.partition_point(|one| one.start <= interval.start);
        interval.is_empty() || after > 0 && interval.end <= self.0[after - 1].end
    }

    /// Whether every minute of `other`, moved `by` minutes later, is in the set.
    pub fn covers_shifted(&self, other: &Self, by: Minute) -> bool {
        other.shifted(by).all(|one| self.covers(one))
    }

    /// The minutes of `window` by which `other` can be moved later for the set to cover it.
    pub fn room_for(&self, other: &Self, window: Interval) -> Self {
        let room = |one: Interval| {
            let first = self.0.partition_point(|gap| gap.end < window.start + one.end);
            let near = self.0[first..].iter().take_while(|gap| gap.start < window.end + one.start);
            let moves = near.map(|gap| Interval::new(gap.start - one.start, gap.end - one.end + 1));
            Self(moves.filter(|moved| !moved.is_empty()).collect())
        };
        other.iter().fold(window.into(), |both: Self, one| both.intersect(&room(one)))
    }

    /// Whether the minute is in the set.
    pub fn contains(&self, minute: Minute) -> bool {
        self.covers(Interval::new(minute, minute + 1))
    }

    /// Whether a minute of `interval` is in the set.
    pub fn overlaps(&self, interval: Interval) -> bool {
        let first = self.0.partition_point(|one| one.end <= interval.start);
        self.0.get(first).is_some_and(|one| one.overlaps(interval))
    }

    /// The minutes in either set.
    pub fn union(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).collect()
    }

    /// The minutes in both sets.
    pub fn intersect(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = Vec::new();
        while let (Some(one), Some(two)) = (left.peek(), right.peek()) {
            both.extend(one.intersect(**two));
            if one.end <= two.end {
                left.next();
            } else {
                right.next();
            }
        }
        Self(both)
    }

    /// The minutes in this set that are not in `other`.
    pub fn subtract(&self, other: &Self) -> Self {
        let mut rest = Vec::with_capacity(self.0.len());
        for one in self.iter() {
            let mut start = one.start;
            let first = other.0.partition_point(|hole| hole.end <= one.start);
            for hole in other.0[first..].iter().take_while(|hole| hole.start < one.end) {
                rest.push(Interval::new(start, hole.start));
                start = hole.end;
            }
            rest.push(Interval::new(start, one.end));
        }
        rest.retain(|one| !one.is_empty());
        Self(rest)
    }

    /// The minutes of the set inside `window`.
    pub fn clip(&self, window: Interval) -> Self {
        Self(self.iter().filter_map(|one| one.intersect(window)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(intervals: &[(Minute, Minute)]) -> IntervalSet {
        intervals.iter().map(|&(start, end)| Interval::new(start, end)).collect()
    }

    #[test]
    fn overlapping_and_adjacent_intervals_merge() {
        assert_eq!(set(&[(5, 9), (0, 3), (3, 4), (8, 12), (20, 20)]), set(&[(0, 4), (5, 12)]));
    }

    #[test]
    fn the_operations_agree_with_counting_minutes() {
        let (left, right) = (set(&[(0, 10), (15, 20), (30, 40)]), set(&[(5, 17), (33, 35), (39, 50)]));
        let inside = |set: &IntervalSet, minute| set.covers(Interval::new(minute, minute + 1));
        for minute in -1..55 {
            let (one, two) = (inside(&left, minute), inside(&right, minute));
            assert_eq!(inside(&left.union(&right), minute), one || two, "union at {minute}");
            assert_eq!(inside(&left.intersect(&right), minute), one && two, "intersect at {minute}");
            assert_eq!(inside(&left.subtract(&right), minute), one && !two, "subtract at {minute}");
            assert_eq!(left.overlaps(Interval::new(minute, minute + 1)), one, "overlaps at {minute}");
        }
        assert_eq!(left.subtract(&right).minutes() + left.intersect(&right).minutes(), left.minutes());
    }

    #[test]
    fn there_is_room_where_the_shifted_set_is_covered() {
        let (hours, busy) = (set(&[(0, 10), (15, 22), (30, 40)]), set(&[(-2, 3), (5, 6)]));
        let room = hours.room_for(&busy, Interval::new(-8, 35));
        for by in -10..50 {
            let expected = (-8..35).contains(&by) && hours.covers_shifted(&busy, by);
            assert_eq!(room.contains(by), expected, "by {by}");
        }
        assert_eq!(hours.room_for(&set(&[]), Interval::new(3, 5)), set(&[(3, 5)]));
    }

    #[test]
    fn a_set_covers_only_what_lies_in_one_interval() {
        let hours = set(&[(540, 780), (810, 1080)]);
        assert!(hours.covers(Interval::new(540, 780)));
        assert!(!hours.covers(Interval::new(770, 820)));
        assert!(!hours.covers(Interval::new(530, 545)));
    }
}
