//! The report as CSV that a spreadsheet opens by a double click: UTF-8 with a byte order mark, without which Excel garbles
//! names, lines that end as RFC 4180 has it, a header, one row for each resource.
//!
//! | column | content |
//! | --- | --- |
//! | Name, Type, Location | text; Type is Room, Equipment, Solarium or Other; Location is the name of the site |
//! | Capacity, Appointments | whole numbers |
//! | Booked, Available | whole minutes, so that a spreadsheet can add and divide them |
//! | Utilisation | Booked / Available with four decimals (0.7750), empty where nothing is available |
//! | Revenue | in the currency of the problem, with a decimal point where it is not whole |
//! | Status | Active, Inactive, or Warning |
//! | Remark | what is special about the row: under 20%, over 100%, limited by own hours or maintenance |
//!
//! Numbers have no thousands separators. [`Dialect`] says what is between columns and in front of decimals.
//!
//! Each warning is a row of its own after the others: Status is `Warning`, Name has the message, the other columns
//! are empty. So it is seen in a spreadsheet, no sum changes, and every row has the same columns.
//!
//! Text that a spreadsheet would take for a formula gets an apostrophe in front.

use std::io::{Result, Write};

use csv::{Terminator, WriterBuilder};

use crate::domain::{Cents, Problem};
use crate::io::wording::{kind, remark, status};
use crate::report::{Report, Row, TeamRow, Usage};

/// The columns of the resources.
pub const COLUMNS: [&str; 11] = [
    "Name",
    "Type",
    "Location",
    "Capacity",
    "Appointments",
    "Booked",
    "Available",
    "Utilisation",
    "Revenue",
    "Status",
    "Remark",
];

/// The columns of the people.
pub const TEAM_COLUMNS: [&str; 9] =
    ["Name", "Location", "Appointments", "Booked", "Available", "Utilisation", "Revenue", "Status", "Remark"];

/// By this a spreadsheet knows UTF-8.
pub(in crate::io) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What a spreadsheet takes for the end of a column and for the beginning of decimals: it depends on the language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Commas between columns, decimal points: spreadsheets in English, and programs.
    #[default]
    Comma,
    /// Semicolons between columns, decimal commas: spreadsheets in most languages of Europe.
    Semicolon,
}

/// Writes the resources and the warnings.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, problem: &Problem, report: &Report, dialect: Dialect) -> Result<()> {
    let rows = report.rows.iter().map(|row| resource(problem, row, dialect).to_vec());
    write_all(out, &COLUMNS, rows, problem, report, dialect)
}

/// Writes the people, if the report has them, and the warnings.
///
/// # Errors
///
/// Those of `out`.
pub fn write_team(out: &mut impl Write, problem: &Problem, report: &Report, dialect: Dialect) -> Result<()> {
    let rows = report.team.iter().flatten().map(|row| person(problem, row, dialect).to_vec());
    write_all(out, &TEAM_COLUMNS, rows, problem, report, dialect)
}

fn write_all(
    out: &mut impl Write,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    problem: &Problem,
    report: &Report,
    dialect: Dialect,
) -> Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut writer = WriterBuilder::new().delimiter(dialect.delimiter()).terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    for warning in &report.warnings {
        let mut row = vec![String::new(); columns.len()];
        row[0] = safe(&warning.message(problem));
        // Status is the last but one.
        row[columns.len() - 2] = "Warning".to_owned();
        writer.write_record(row)?;
    }
    writer.flush()
}

fn resource(problem: &Problem, row: &Row, dialect: Dialect) -> [String; 11] {
    let resource = problem.resource(row.resource);
    let [appointments, booked, available, utilisation, revenue] = numbers(&row.usage, dialect);
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
        remark(&row.usage, row.active, row.limited),
    ]
}

fn person(problem: &Problem, row: &TeamRow, dialect: Dialect) -> [String; 9] {
    let person = problem.person(row.staff);
    let [appointments, booked, available, utilisation, revenue] = numbers(&row.usage, dialect);
    let (name, site) = (safe(&person.name), safe(&problem.site(person.site).name));
    let remark = remark(&row.usage, row.active, false);
    [name, site, appointments, booked, available, utilisation, revenue, status(row.active).to_owned(), remark]
}

fn numbers(usage: &Usage, dialect: Dialect) -> [String; 5] {
    [
        usage.appointments.to_string(),
        usage.booked.to_string(),
        usage.available.to_string(),
        usage.utilisation().map(|share| dialect.decimals(format!("{share:.4}"))).unwrap_or_default(),
        dialect.decimals(amount(usage.revenue)),
    ]
}

impl Dialect {
    pub(in crate::io) fn delimiter(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
        }
    }

    /// A number that was written with a decimal point.
    pub(in crate::io) fn decimals(self, number: String) -> String {
        match self {
            Self::Comma => number,
            Self::Semicolon => number.replace('.', ","),
        }
    }
}

fn amount(cents: Cents) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        hundredths => format!("{}.{:02}", cents / 100, hundredths.abs()),
    }
}

/// The text with an apostrophe in front where a spreadsheet would calculate it.
pub(in crate::io) fn safe(text: &str) -> String {
    match text.chars().next() {
        // The wide ones are signs too where people write with them.
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
