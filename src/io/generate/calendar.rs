//! The dates and opening hours, on an axis of wall-clock minutes that begins at 00:00 of the first date of the horizon.
//!
//! Nobody works at night here, where clocks change, so that wall minutes can be counted like any others.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::domain::{DAY, HOUR, Interval};
use crate::io::wire::problem::WeeklyHours;

use super::spec::{Kind, Spec};

/// The dates of the history and of the horizon.
#[derive(Debug)]
pub(super) struct Calendar {
    kind: Kind,
    start: NaiveDate,
    days: i64,
    history_days: i64,
}

impl Calendar {
    pub(super) fn new(spec: &Spec) -> Self {
        let count = |days: usize| i64::try_from(days).unwrap_or(i64::MAX);
        Self {
            kind: spec.kind,
            start: spec.start,
            days: count(spec.days.max(1)),
            history_days: count(spec.history_days),
        }
    }

    /// The numbers of the dates of the horizon.
    pub(super) fn horizon(&self) -> Range<i64> {
        0..self.days
    }

    /// The numbers of the dates of the history: the last is −1.
    pub(super) fn history(&self) -> Range<i64> {
        -self.history_days..0
    }

    pub(super) fn date(&self, day: i64) -> NaiveDate {
        let distance = Days::new(day.unsigned_abs());
        let date = if day < 0 { self.start.checked_sub_days(distance) } else { self.start.checked_add_days(distance) };
        date.unwrap_or(self.start)
    }

    /// The week of the date, counted from that of the first date of the horizon.
    pub(super) fn week(&self, day: i64) -> i64 {
        (day + i64::from(self.start.weekday().num_days_from_monday())).div_euclid(7)
    }

    /// The weekday of the date: 0 is Monday.
    pub(super) fn weekday(&self, day: i64) -> i64 {
        i64::from(self.date(day).weekday().num_days_from_monday())
    }

    /// When the sites are open on that date.
    pub(super) fn opening(&self, day: i64) -> Option<Interval> {
        let (open, close) = opening_hours(self.kind, self.date(day).weekday())?;
        Some(Interval::new(day * DAY + open * HOUR, day * DAY + close * HOUR))
    }

    /// The opening hours as the file has them.
    pub(super) fn weekly_hours(&self) -> WeeklyHours {
        let hours = |weekday| {
            opening_hours(self.kind, weekday)
                .map(|(open, close)| format!("{open:02}:00-{close:02}:00"))
                .into_iter()
                .collect()
        };
        WeeklyHours {
            mon: hours(Weekday::Mon),
            tue: hours(Weekday::Tue),
            wed: hours(Weekday::Wed),
            thu: hours(Weekday::Thu),
            fri: hours(Weekday::Fri),
            sat: hours(Weekday::Sat),
            sun: hours(Weekday::Sun),
        }
    }

    /// The minute as wall time: `2026-11-23T09:00`.
    pub(super) fn text(&self, minute: i64) -> String {
        format!("{}T{}", self.date(minute.div_euclid(DAY)), clock(minute))
    }

    /// The interval as hours of a day: `09:00-13:00`.
    pub(super) fn hours_text(hours: Interval) -> String {
        format!("{}-{}", clock(hours.start), clock(hours.end))
    }
}

/// First and last full hour.
fn opening_hours(kind: Kind, weekday: Weekday) -> Option<(i64, i64)> {
    match (kind, weekday) {
        (_, Weekday::Sun) => None,
        (Kind::Salon, _) => Some((9, 18)),
        (Kind::Clinic, Weekday::Sat) => Some((8, 13)),
        (Kind::Clinic, _) => Some((7, 19)),
    }
}

fn clock(minute: i64) -> String {
    let minute = minute.rem_euclid(DAY);
    format!("{:02}:{:02}", minute / HOUR, minute % HOUR)
}
