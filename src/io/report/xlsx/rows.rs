//! What the sheets list.

use chrono::NaiveDate;

use super::cell::Cell;
use super::sheet::{Heading, Line};
use crate::domain::calendar::dates;
use crate::domain::{Problem, ResourceIndex};
use crate::io::report::csv::{COLUMNS, TEAM_COLUMNS};
use crate::io::wording::{kind, remark, status};
use crate::report::{Days, Report, Row, TeamRow, Usage};

/// The columns of the CSV.
pub(super) const RESOURCES: Heading<'_> = Heading { columns: &COLUMNS, fixed: 1 };

/// The columns of the CSV.
pub(super) const TEAM: Heading<'_> = Heading { columns: &TEAM_COLUMNS, fixed: 1 };

pub(super) const DAYS: Heading<'_> = Heading {
    columns: &[
        "Date",
        "Weekday",
        "Name",
        "Type",
        "Location",
        "Appointments",
        "Booked",
        "Available",
        "Utilisation",
        "Revenue",
        "Remark",
    ],
    fixed: 3,
};

/// The resources in the order of the report.
pub(super) fn resources(problem: &Problem, report: &Report) -> impl Iterator<Item = Line> {
    let line = |row: &Row| {
        let mut cells = thing(problem, row.resource);
        cells.push(Cell::Count(problem.resource(row.resource).capacity.into()));
        cells.extend(figures(&row.usage));
        cells.push(Cell::text(status(row.active)));
        cells.push(Cell::Text(remark(&row.usage, row.active, row.limited)));
        Line { cells, active: row.active }
    };
    report.rows.iter().map(line)
}

/// The people in the order of the report.
pub(super) fn team(problem: &Problem, report: &Report) -> impl Iterator<Item = Line> {
    let line = |row: &TeamRow| {
        let person = problem.person(row.staff);
        let mut cells = vec![Cell::text(&person.name), Cell::text(&problem.site(person.site).name)];
        cells.extend(figures(&row.usage));
        cells.push(Cell::text(status(row.active)));
        cells.push(Cell::Text(remark(&row.usage, row.active, false)));
        Line { cells, active: row.active }
    };
    report.team.iter().flatten().map(line)
}

/// Date after date, on each the resources in the order of the report.
pub(super) fn days(problem: &Problem, report: &Report, days: &Days) -> impl Iterator<Item = Line> {
    let line = move |position: usize, date: NaiveDate, row: &Row| {
        let usage = days.of_resource(row.resource).get(position).map(|day| day.usage).unwrap_or_default();
        let mut cells = vec![Cell::Date(date), Cell::Text(date.format("%A").to_string())];
        cells.extend(thing(problem, row.resource));
        cells.extend(figures(&usage));
        // A quiet date is nothing to remark on: the whole period decides.
        cells.push(Cell::Text(remark(&usage, false, false)));
        Line { cells, active: row.active }
    };
    let dates = dates(report.query.from, report.query.to).enumerate();
    dates.flat_map(move |(position, date)| report.rows.iter().map(move |row| line(position, date, row)))
}

/// Name, type and location.
fn thing(problem: &Problem, index: ResourceIndex) -> Vec<Cell> {
    let resource = problem.resource(index);
    let site = problem.site(resource.site);
    vec![Cell::text(&resource.name), Cell::text(kind(resource.kind)), Cell::text(&site.name)]
}

fn figures(usage: &Usage) -> [Cell; 5] {
    [
        Cell::Count(usage.appointments),
        Cell::Time(usage.booked),
        Cell::Time(usage.available),
        Cell::Share(usage.utilisation()),
        Cell::Money(usage.revenue),
    ]
}
