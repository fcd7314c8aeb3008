//! Further measures: a table of the rows, one of the days, and the bookings that break a rule.

use std::io::{Result, Write};

use super::grid::{self, Column};
use super::{Page, text};
use crate::domain::Problem;
use crate::io::report::analysis::measures::{DAYS, MEASURES, named, note};
use crate::plan::Conflict;
use crate::report::{Measure, Measures, Usage};

/// Writes all of it.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, measures: &Measures) -> Result<()> {
    page.title(out, "More measures")?;
    rows(out, page, measures)?;
    page.title(out, "All resources by day")?;
    days(out, page, &measures.total)?;
    page.title(out, "Double bookings")?;
    conflicts(out, page, &measures.double_bookings)?;
    page.title(out, "Bookings outside hours")?;
    conflicts(out, page, &measures.outside_hours)
}

fn rows(out: &mut impl Write, page: &Page<'_>, measures: &Measures) -> Result<()> {
    let named = named(page.problem, measures);
    let column = |&(heading, short, cell): &(_, _, fn(&Problem, &Measure) -> String)| {
        Column::figure(heading, short, named.iter().map(|(_, measure)| cell(page.problem, measure)).collect())
    };
    let mut columns = vec![Column::text("Name", named.iter().map(|(name, _)| name.clone()).collect())];
    columns.extend(MEASURES.iter().map(column));
    grid::write(out, page, columns, &vec![false; named.len()])?;
    page.note(out, &note(measures))
}

fn days(out: &mut impl Write, page: &Page<'_>, total: &Measure) -> Result<()> {
    let dates = total.days.iter().map(|day| day.date.format("%a %Y-%m-%d").to_string());
    let column = |&(heading, short, cell): &(_, _, fn(&Problem, &Usage) -> String)| {
        Column::number(heading, short, total.days.iter().map(|day| cell(page.problem, &day.usage)).collect())
    };
    let mut columns = vec![Column::text("Date", dates.collect())];
    columns.extend(DAYS.iter().map(column));
    grid::write(out, page, columns, &vec![false; total.days.len()])
}

fn conflicts(out: &mut impl Write, page: &Page<'_>, conflicts: &[Conflict]) -> Result<()> {
    if conflicts.is_empty() {
        return writeln!(out, "None.");
    }
    for conflict in conflicts {
        for (position, line) in text::wrap(&conflict.detail, page.width - 2).iter().enumerate() {
            writeln!(out, "{} {line}", if position == 0 { "·" } else { " " })?;
        }
    }
    Ok(())
}
