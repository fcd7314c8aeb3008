//! Local time: IANA zones, wall clocks, days of 23 and 25 hours, weekly hours with exceptions.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use chrono_tz::Tz;

use super::interval_set::IntervalSet;
use super::time::{DAY, Interval, Minute};

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

/// What a wall-clock reading means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WallTime {
    /// The clock shows it once.
    Once(Minute),
    /// The clock jumps over it; the minute at which it jumps.
    Skipped(Minute),
    /// The clock shows it twice.
    Doubled(Minute, Minute),
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone of that name in the IANA database, such as `Europe/Budapest`.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// The name in the IANA database.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The instant with its offset in this zone.
    pub fn at(self, minute: Minute) -> DateTime<Tz> {
        // The gate keeps years within 1970..=2200, far inside chrono's range; the fallback is never taken.
        DateTime::from_timestamp(minute * 60, 0).unwrap_or_default().with_timezone(&self.0)
    }

    /// The instant as text with its offset: `2026-11-23T10:00:00+01:00`.
    pub fn text(self, minute: Minute) -> String {
        self.at(minute).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The local date.
    pub fn date(self, minute: Minute) -> NaiveDate {
        self.at(minute).date_naive()
    }

    /// What the wall clock shows, in minutes after 00:00.
    pub fn minute_of_day(self, minute: Minute) -> Minute {
        let time = self.at(minute).time();
        Minute::from(time.hour()) * 60 + Minute::from(time.minute())
    }

    /// The minute or minutes at which the wall clock shows `wall`.
    pub fn resolve(self, wall: NaiveDateTime) -> WallTime {
        match self.0.from_local_datetime(&wall) {
            LocalResult::Single(instant) => WallTime::Once(minute_of(&instant)),
            LocalResult::Ambiguous(first, second) => WallTime::Doubled(minute_of(&first), minute_of(&second)),
            LocalResult::None => WallTime::Skipped(self.jump_before(wall)),
        }
    }

    /// The first minute of the local date.
    pub fn midnight(self, date: NaiveDate) -> Minute {
        self.opening(date, 0)
    }

    /// The local date as an interval: 23, 24 or 25 hours long.
    pub fn day(self, date: NaiveDate) -> Interval {
        Interval::new(self.midnight(date), self.midnight(next_day(date)))
    }

    /// The local dates from `first` up to, but without, `after` as one interval.
    pub fn days(self, first: NaiveDate, after: NaiveDate) -> Interval {
        Interval::new(self.midnight(first), self.midnight(after))
    }

    /// Where hours that open `wall` minutes after 00:00 begin: the first such reading, or the jump over it.
    fn opening(self, date: NaiveDate, wall: Minute) -> Minute {
        match self.resolve(wall_time(date, wall)) {
            WallTime::Once(minute) | WallTime::Skipped(minute) | WallTime::Doubled(minute, _) => minute,
        }
    }

    /// Where hours that close `wall` minutes after 00:00 end: the last such reading, or the jump over it.
    fn closing(self, date: NaiveDate, wall: Minute) -> Minute {
        match self.resolve(wall_time(date, wall)) {
            WallTime::Once(minute) | WallTime::Skipped(minute) | WallTime::Doubled(_, minute) => minute,
        }
    }

    /// The minute of the jump that skips `wall`. No zone has two jumps within a day of each other.
    fn jump_before(self, wall: NaiveDateTime) -> Minute {
        let naive = wall.and_utc().timestamp().div_euclid(60);
        let (mut before, mut after) = (naive - DAY, naive + DAY);
        while after - before > 1 {
            let middle = before.midpoint(after);
            if self.at(middle).naive_local() < wall { before = middle } else { after = middle }
        }
        after
    }
}

fn minute_of(instant: &DateTime<Tz>) -> Minute {
    instant.timestamp().div_euclid(60)
}

fn wall_time(date: NaiveDate, minutes: Minute) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN) + chrono::Duration::minutes(minutes)
}

/// The date after.
pub fn next_day(date: NaiveDate) -> NaiveDate {
    date + Days::new(1)
}

/// The dates from `first` to `last`, both included.
pub fn dates(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |date| *date <= last)
}

/// A stretch of the wall clock of one date, in minutes after its 00:00; `end` above 1440 lies on the next date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WallRange {
    /// From 0 up to, but without, 1440.
    pub start: Minute,
    /// After `start`, at most 2880.
    pub end: Minute,
}

/// Hours by weekday, with the dates on which they differ.
///
/// Hours belong to the date on which they begin, also where they cross midnight. Where the clock jumps over
/// an opening or closing time, the jump counts; where it shows one twice, hours last as long as they can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// Monday first.
    pub weekly: [Vec<WallRange>; 7],
    /// What replaces the weekday's hours on a date; an empty list closes it.
    pub exceptions: BTreeMap<NaiveDate, Vec<WallRange>>,
}

impl Hours {
    /// Whether no date has any hours.
    pub fn is_empty(&self) -> bool {
        self.weekly.iter().chain(self.exceptions.values()).all(Vec::is_empty)
    }

    /// The hours that begin on `date`.
    pub fn on(&self, date: NaiveDate) -> &[WallRange] {
        let weekday = &self.weekly[date.weekday().num_days_from_monday() as usize];
        self.exceptions.get(&date).unwrap_or(weekday)
    }

    /// The hours within `span`, on the clock of `zone`.
    pub fn within(&self, zone: Zone, span: Interval) -> IntervalSet {
        if span.is_empty() {
            return IntervalSet::new();
        }
        // Hours that cross midnight may reach in from the date before.
        let first = zone.date(span.start) - Days::new(1);
        let all: IntervalSet = dates(first, zone.date(span.end - 1))
            .flat_map(|date| self.on(date).iter().map(move |range| (date, range)))
            .map(|(date, range)| Interval::new(zone.opening(date, range.start), zone.closing(date, range.end)))
            .collect();
        all.clip(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn budapest() -> Zone {
        Zone::named("Europe/Budapest").expect("a zone")
    }

    fn hours(start: Minute, end: Minute) -> Hours {
        Hours { weekly: std::array::from_fn(|_| vec![WallRange { start, end }]), ..Hours::default() }
    }

    #[test]
    fn days_have_23_24_or_25_hours() {
        assert_eq!(budapest().day(date("2026-03-29")).minutes(), 23 * 60);
        assert_eq!(budapest().day(date("2026-03-30")).minutes(), 24 * 60);
        assert_eq!(budapest().day(date("2026-10-25")).minutes(), 25 * 60);
    }

    #[test]
    fn a_day_without_midnight_begins_at_the_jump() {
        let santiago = Zone::named("America/Santiago").expect("a zone");
        let day = santiago.day(date("2026-09-06"));
        assert_eq!(day.minutes(), 23 * 60);
        assert_eq!(santiago.text(day.start), "2026-09-06T01:00:00-03:00");
    }

    #[test]
    fn skipped_and_doubled_wall_times_are_told() {
        let jump = budapest().resolve(wall_time(date("2026-03-29"), 150));
        assert!(matches!(jump, WallTime::Skipped(at) if budapest().text(at) == "2026-03-29T03:00:00+02:00"));
        let twice = budapest().resolve(wall_time(date("2026-10-25"), 150));
        assert!(matches!(twice, WallTime::Doubled(first, second) if second - first == 60));
    }

    #[test]
    fn the_whole_day_is_open_on_days_of_any_length() {
        for (day, length) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-23", 24)] {
            let open = hours(0, DAY).within(budapest(), budapest().day(date(day)));
            assert_eq!(open.minutes(), length * 60, "{day}");
        }
    }

    #[test]
    fn a_shift_across_midnight_belongs_to_the_date_it_begins_on() {
        let mut night = hours(22 * 60, 26 * 60);
        night.exceptions.insert(date("2026-11-24"), Vec::new());
        let tuesday = night.within(budapest(), budapest().day(date("2026-11-24")));
        assert_eq!(tuesday.minutes(), 120, "Monday's tail stays, Tuesday's own night is off");
        let across_the_jump =
            hours(22 * 60, 28 * 60).within(budapest(), budapest().days(date("2026-03-28"), date("2026-03-30")));
        assert_eq!(across_the_jump.iter().nth(1).map(Interval::minutes), Some(5 * 60), "22:00-04:00 over a lost hour");
    }
}
