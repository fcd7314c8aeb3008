//! Figures and dates as people read them.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::domain::{Problem, Status};
use crate::io::wording::{counted, filters, grouped, hours, money, percent};
use crate::report::{Kpis, Level, Query, Usage};

/// The figures of a row as text.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    pub(super) appointments: String,
    pub(super) counted: String,
    pub(super) booked: String,
    pub(super) available: String,
    pub(super) utilisation: String,
    pub(super) revenue: String,
    pub(super) level: Option<&'static str>,
    pub(super) overbooked: bool,
}

impl Figures {
    pub(super) fn new(problem: &Problem, usage: &Usage) -> Self {
        Self {
            appointments: grouped(usage.appointments),
            counted: counted(usage.appointments, "appointment", "appointments"),
            booked: hours(usage.booked),
            available: hours(usage.available),
            utilisation: percent(usage.utilisation()),
            revenue: money(usage.revenue, &problem.currency),
            level: usage.level().map(Level::name),
            overbooked: usage.is_overbooked(),
        }
    }
}

/// The figures of the cards as text.
#[derive(Debug, Serialize)]
pub(super) struct Cards {
    resources: String,
    active: String,
    #[serde(flatten)]
    figures: Figures,
}

impl Cards {
    pub(super) fn new(problem: &Problem, kpis: &Kpis) -> Self {
        Self {
            resources: grouped(kpis.resources as u64),
            active: format!("{} active", grouped(kpis.active_resources as u64)),
            figures: Figures::new(problem, &kpis.usage),
        }
    }
}

/// A share of a bar in per cent, at most the whole of it.
pub(super) fn from_share(share: f64) -> f64 {
    100.0 * share.min(1.0)
}

/// Where a level begins: `60%`.
pub(super) fn from_level(level: Level) -> String {
    format!("{:.0}%", level.least() * 100.0)
}

/// The name of the problem, or of the report.
pub(super) fn title(problem: &Problem) -> String {
    if problem.name.is_empty() { "Resources".to_owned() } else { problem.name.clone() }
}

/// The period, and what the report is restricted to.
pub(super) fn asked(problem: &Problem, query: &Query) -> String {
    let mut parts = vec![period(query.from, query.to)];
    parts.extend(filters(problem, query));
    parts.join(" · ")
}

/// `23–29 November 2026`, and longer where months or years differ.
fn period(from: NaiveDate, to: NaiveDate) -> String {
    let last = to.format("%-d %B %Y");
    match () {
        () if from == to => to.format("%A, %-d %B %Y").to_string(),
        () if (from.year(), from.month()) == (to.year(), to.month()) => format!("{}–{last}", from.day()),
        () if from.year() == to.year() => format!("{} – {last}", from.format("%-d %B")),
        () => format!("{} – {last}", from.format("%-d %B %Y")),
    }
}

/// A status as a word.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Requested => "Requested",
        Status::Tentative => "Tentative",
        Status::Confirmed => "Confirmed",
        Status::Arrived => "Arrived",
        Status::Completed => "Completed",
        Status::Cancelled => "Cancelled",
        Status::NoShow => "No-show",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_says_no_month_twice() {
        for (from, to, text) in [
            ("2026-11-23", "2026-11-23", "Monday, 23 November 2026"),
            ("2026-11-23", "2026-11-29", "23–29 November 2026"),
            ("2026-10-26", "2026-11-01", "26 October – 1 November 2026"),
            ("2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027"),
        ] {
            let dates = from.parse().ok().zip(to.parse().ok());
            assert_eq!(dates.map(|(from, to)| period(from, to)).as_deref(), Some(text));
        }
    }
}
