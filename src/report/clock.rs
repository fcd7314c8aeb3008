//! A site's clock over a period, cut into parts: dates, or hours of the week.

use chrono::Datelike;

use crate::domain::calendar::{Zone, dates, next_day};
use crate::domain::{HOUR, Interval, Minute};

use super::query::Query;

/// Hours in a day.
pub(super) const HOURS: usize = 24;

/// The parts in order, each with what it stands for: the position of a date, or a place in the week.
#[derive(Clone, Debug)]
pub struct Clock(Vec<(Interval, usize)>);

impl Clock {
    /// The dates of the period, by their positions in it.
    pub(super) fn by_date(zone: Zone, query: &Query) -> Self {
        let midnights: Vec<Minute> = dates(query.from, next_day(query.to)).map(|date| zone.midnight(date)).collect();
        Self(midnights.windows(2).map(|ends| Interval::new(ends[0], ends[1])).zip(0..).collect())
    }

    /// The hours of the period as the wall clock shows them, by their places in the week: 24 for each weekday, Monday
    /// first. An hour in which the clock jumps is in two pieces.
    pub fn by_hour(zone: Zone, period: Interval) -> Self {
        let place = |minute| {
            let weekday = zone.date(minute).weekday().num_days_from_monday() as usize;
            weekday * HOURS + (zone.minute_of_day(minute) / HOUR) as usize
        };
        let mut hours = Vec::new();
        let mut start = period.start;
        while start < period.end {
            let here = place(start);
            let full = start + HOUR - zone.minute_of_day(start) % HOUR;
            // Where the clock jumps within the hour, the hour ends there.
            let jump = || (start + 1..full).find(|&minute| place(minute) != here);
            let end = if place(full - 1) == here { full } else { jump().unwrap_or(full) };
            hours.push((Interval::new(start, end.min(period.end)), here));
            start = end;
        }
        Self(hours)
    }

    /// The parts with what they stand for.
    pub fn pieces(&self) -> &[(Interval, usize)] {
        &self.0
    }

    /// The parts.
    pub(super) fn parts(&self) -> impl Iterator<Item = Interval> + '_ {
        self.0.iter().map(|(part, _)| *part)
    }

    /// The minutes of an interval in the period, shared out to what its parts stand for.
    pub(super) fn share(&self, interval: Interval) -> impl Iterator<Item = (usize, Minute)> + '_ {
        let first = self.0.partition_point(|(part, _)| part.end <= interval.start);
        let touched = self.0[first..].iter().take_while(move |(part, _)| part.start < interval.end);
        touched.filter_map(move |(part, slot)| Some((*slot, part.intersect(interval)?.minutes())))
    }
}
