//! The report as a workbook for Excel and its like.
//!
//! | sheet | content |
//! | --- | --- |
//! | Summary | the warnings, what was asked, the key figures, what the figures mean |
//! | Resources | one row for each resource, with the columns of the CSV |
//! | Team | one row for each person |
//! | Days | one row for each date and resource |
//! | Where the hours went | one row for each resource, and one for all |
//! | Ceiling | one row for each set of resources that was asked about |
//! | Reconciliation | one row for each cause |
//! | Measures, Conflicts | more about each resource and person; double bookings and bookings outside hours |
//!
//! What comes after the days is there where it was asked for.
//!
//! A spreadsheet can calculate with every figure: times are parts of a day, shown as hours and minutes, shares are shown as
//! percentages, revenue with its currency. Names are text, whatever they begin with. The same report, the same bytes.

mod analysis;
mod cell;
mod rows;
mod sheet;
mod style;
mod summary;

use std::io::{Error, Result, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::domain::Problem;
use crate::report::{Days, Report};
use style::Style;

/// Rows of a sheet below its heading: more do not fit into any workbook.
pub const ROWS: usize = 1_048_575;

/// How many rows the longest sheet of a report gets.
pub fn longest(report: &Report) -> usize {
    let dates = (report.query.to - report.query.from).num_days() + 1;
    let days = report.rows.len().saturating_mul(usize::try_from(dates).unwrap_or_default());
    let conflicts = report.analysis.measures.as_ref();
    let conflicts = conflicts.map_or(0, |all| all.double_bookings.len() + all.outside_hours.len());
    days.max(report.rows.len()).max(report.team.as_ref().map_or(0, Vec::len)).max(conflicts)
}

/// Writes the workbook. The days are those of the report.
///
/// # Errors
///
/// Those of `out`, and that of a sheet with more than [`ROWS`] rows.
pub fn write(out: &mut impl Write, problem: &Problem, report: &Report, days: &Days) -> Result<()> {
    let bytes = book(problem, report, days).and_then(|mut book| book.save_to_buffer());
    out.write_all(&bytes.map_err(Error::other)?)
}

fn book(problem: &Problem, report: &Report, days: &Days) -> std::result::Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // A workbook says when it was made. The same report is the same file, so it is always the same moment.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("Resources report").set_creation_datetime(&made));
    let style = Style::new(problem, report);
    summary::write(book.add_worksheet(), &style, problem, report)?;
    sheet::write(book.add_worksheet(), &style, "Resources", &rows::RESOURCES, rows::resources(problem, report))?;
    sheet::write(book.add_worksheet(), &style, "Team", &rows::TEAM, rows::team(problem, report))?;
    sheet::write(book.add_worksheet(), &style, "Days", &rows::DAYS, rows::days(problem, report, days))?;
    analysis::write(&mut book, &style, problem, report)?;
    Ok(book)
}
