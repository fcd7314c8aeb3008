//! The report as CSV: UTF-8, commas, a header, one row for each resource.
//!
//! | column | content |
//! | --- | --- |
//! | Name, Type, Location | text; Type is Room, Equipment, Solarium or Other; Location is the name of the site |
//! | Capacity, Appointments | whole numbers |
//! | Booked, Available | whole minutes, so that a spreadsheet can add and divide them |
//! | Utilisation | Booked / Available with four decimals (0.7750), empty where nothing is available |
//! | Revenue | in the currency of the problem, with a decimal point where it is not whole |
//! | Status | Active, Inactive, or Warning |
//!
//! Each warning is a row of its own after the others: Status is `Warning`, Name has the message, the columns between
//! are empty. So it is seen in a spreadsheet, no sum changes, and every row has the same columns.
//!
//! Text that a spreadsheet would take for a formula gets an apostrophe in front.

use std::io::{Result, Write};

use csv::Writer;

use crate::domain::{Cents, Problem};
use crate::io::wording::{kind, status};
use crate::report::{Report, Row, TeamRow, Usage};

/// The columns of the resources.
pub const COLUMNS: [&str; 10] =
    ["Name", "Type", "Location", "Capacity", "Appointments", "Booked", "Available", "Utilisation", "Revenue", "Status"];

/// The columns of the people.
pub const TEAM_COLUMNS: [&str; 8] =
    ["Name", "Location", "Appointments", "Booked", "Available", "Utilisation", "Revenue", "Status"];

/// Writes the resources and the warnings.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, problem: &Problem, report: &Report) -> Result<()> {
    let rows = report.rows.iter().map(|row| resource(problem, row).to_vec());
    write_all(out, &COLUMNS, rows, problem, report)
}

/// Writes the people, if the report has them, and the warnings.
///
/// # Errors
///
/// Those of `out`.
pub fn write_team(out: &mut impl Write, problem: &Problem, report: &Report) -> Result<()> {
    let rows = report.team.iter().flatten().map(|row| person(problem, row).to_vec());
    write_all(out, &TEAM_COLUMNS, rows, problem, report)
}

fn write_all(
    out: &mut impl Write,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    problem: &Problem,
    report: &Report,
) -> Result<()> {
    let mut writer = Writer::from_writer(out);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    for warning in &report.warnings {
        let mut row = vec![String::new(); columns.len() - 2];
        row.insert(0, safe(&warning.message(problem)));
        row.push("Warning".to_owned());
        writer.write_record(row)?;
    }
    writer.flush()
}

fn resource(problem: &Problem, row: &Row) -> [String; 10] {
    let resource = problem.resource(row.resource);
    let [appointments, booked, available, utilisation, revenue] = numbers(&row.usage);
    [
        safe(&resource.name),
        kind(resource.kind).to_owned(),
        safe(&problem.site(resource.site).name),
        resource.capacity.to_string(),
        appointments,
        booked,
        available,
        utilisation,
        revenue,
        status(row.active).to_owned(),
    ]
}

fn person(problem: &Problem, row: &TeamRow) -> [String; 8] {
    let person = problem.person(row.staff);
    let [appointments, booked, available, utilisation, revenue] = numbers(&row.usage);
    let (name, site) = (safe(&person.name), safe(&problem.site(person.site).name));
    [name, site, appointments, booked, available, utilisation, revenue, status(row.active).to_owned()]
}

fn numbers(usage: &Usage) -> [String; 5] {
    [
        usage.appointments.to_string(),
        usage.booked.to_string(),
        usage.available.to_string(),
        usage.utilisation().map(|share| format!("{share:.4}")).unwrap_or_default(),
        amount(usage.revenue),
    ]
}

fn amount(cents: Cents) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        hundredths => format!("{}.{:02}", cents / 100, hundredths.abs()),
    }
}

/// The text with an apostrophe in front where a spreadsheet would calculate it.
fn safe(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
