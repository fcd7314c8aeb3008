//! Absolute time: minutes, and half-open intervals of minutes.

/// A point on the absolute axis: minutes since 1970-01-01T00:00 UTC.
pub type Minute = i64;

/// Minutes in an hour.
pub const HOUR: Minute = 60;

/// Minutes in a day of 24 hours. Local days may have 23 or 25; see [`super::calendar::Zone::day`].
pub const DAY: Minute = 24 * HOUR;

/// A half-open interval `[start, end)`: two adjacent intervals share no minute.
///
/// ```
/// use slotwright::domain::Interval;
/// let morning = Interval::new(0, 60);
/// assert!(!morning.overlaps(Interval::new(60, 90)));
/// assert_eq!(morning.intersect(Interval::new(30, 90)), Some(Interval::new(30, 60)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// First minute inside.
    pub start: Minute,
    /// First minute after.
    pub end: Minute,
}

impl Interval {
    /// The interval `[start, end)`; empty where `end <= start`.
    pub const fn new(start: Minute, end: Minute) -> Self {
        Self { start, end }
    }

    /// Length in minutes, never negative.
    pub fn minutes(self) -> Minute {
        (self.end - self.start).max(0)
    }

    /// Whether no minute lies inside.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two share a minute.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end && !self.is_empty() && !other.is_empty()
    }

    /// Whether every minute of `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The minutes that both have.
    pub fn intersect(self, other: Self) -> Option<Self> {
        let both = Self::new(self.start.max(other.start), self.end.min(other.end));
        (!both.is_empty()).then_some(both)
    }
}
