//! The values as text for a terminal: a grid of hours and weekdays for each of those whose hours are worth anything.

use std::io::{Result, Write};

use super::words::{ESTIMATE, WEEKDAYS, heading, meaning};
use super::{Hour, Kind, Report, Row};
use crate::io::report::table::wrap;

/// Columns of a line.
const WIDTH: usize = 100;

/// What stands where there is no value.
const NONE: &str = "–";

impl Report<'_> {
    /// Writes the text.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn table(&self, out: &mut impl Write) -> Result<()> {
        writeln!(out, "The value of an hour, in {}", self.unit())?;
        paragraph(out, ESTIMATE)?;
        for kind in [Kind::Pool, Kind::Staff, Kind::Service] {
            self.sort(out, kind)?;
        }
        self.trials(out)
    }

    fn sort(&self, out: &mut impl Write, kind: Kind) -> Result<()> {
        let rows = || self.values.rows.iter().filter(|row| row.subject.kind() == kind);
        if rows().next().is_none() {
            return Ok(());
        }
        writeln!(out, "\n{}", heading(kind))?;
        paragraph(out, meaning(kind))?;
        for row in rows().filter(|row| row.is_worth_something()) {
            writeln!(out, "\n{}", self.name(&row.subject))?;
            self.grid(out, row)?;
        }
        let idle: Vec<String> =
            rows().filter(|row| !row.is_worth_something()).map(|row| self.name(&row.subject)).collect();
        if idle.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        paragraph(out, &format!("worth nothing in any hour: {}", idle.join(", ")))
    }

    fn grid(&self, out: &mut impl Write, row: &Row) -> Result<()> {
        let days: Vec<usize> = (0..7).filter(|day| (0..24).any(|hour| row.at(*day, hour).is_some())).collect();
        let Some((from, to)) = row.hours() else { return Ok(()) };
        let heads: String = days.iter().map(|&day| format!("{:>9}", &WEEKDAYS[day][..3])).collect();
        writeln!(out, "       {heads}")?;
        for hour in from..to {
            let cells: String = days.iter().map(|&day| self.cell(row.at(day, hour))).collect();
            writeln!(out, "  {:>5}{}", format!("{hour}:00"), cells.trim_end())?;
        }
        Ok(())
    }

    fn cell(&self, hour: Option<Hour>) -> String {
        let Some(hour) = hour else { return format!("{NONE:>9} ")[1..].to_owned() };
        format!("{:>8}{}", self.short(hour.points), if hour.is_there { '*' } else { ' ' })
    }

    fn trials(&self, out: &mut impl Write) -> Result<()> {
        if self.confirmed.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nSolved with and without\n")?;
        for confirmed in self.confirmed {
            writeln!(out, "{}", self.change(&confirmed.trial))?;
            writeln!(out, "    {}; {}", self.foretold(&confirmed.trial), self.found(confirmed))?;
        }
        Ok(())
    }
}

/// Text in lines of the width.
fn paragraph(out: &mut impl Write, text: &str) -> Result<()> {
    wrap(text, WIDTH).iter().try_for_each(|line| writeln!(out, "{line}"))
}

impl Row {
    /// The value of an hour of a weekday.
    pub fn at(&self, weekday: usize, hour: usize) -> Option<Hour> {
        self.week.get(weekday * 24 + hour).copied().flatten()
    }

    /// Whether any hour is worth anything.
    pub fn is_worth_something(&self) -> bool {
        self.week.iter().flatten().any(|hour| hour.points > 0)
    }

    /// The first hour of the day with a value, and the one after the last.
    pub(super) fn hours(&self) -> Option<(usize, usize)> {
        let mut some = (0..24).filter(|hour| (0..7).any(|day| self.at(day, *hour).is_some()));
        let first = some.next()?;
        Some((first, some.next_back().unwrap_or(first) + 1))
    }
}
