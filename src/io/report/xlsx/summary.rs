//! The first sheet: what to know before reading the figures, the figures of the cards, and what they mean.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::cell::Cell;
use super::sheet::A4;
use super::style::{Look, Style};
use crate::domain::Problem;
use crate::io::wording::{basis, clean, filters, level};
use crate::report::{Query, Report};

/// What the figures mean, for the person who asks.
const DEFINITIONS: [(&str, &str); 9] = [
    (
        "Booked",
        "The whole appointment, from start to end, inside the period. Cancelled appointments do not count. Phases in which \
        the resource or person is free for somebody else do not count either.",
    ),
    (
        "Available",
        "The time that the basis offers: staff hours (somebody of the location is on shift), opening hours (the location is \
        open), or hours of staff able to use the resource. Exceptions are honoured.",
    ),
    (
        "Own hours and maintenance",
        "Where a resource has its own hours or is blocked, that time is taken away on every basis.",
    ),
    (
        "Capacity",
        "Where several can use a resource at once, its available time is multiplied by its capacity: a room for 4 that is \
        open for 9 hours has 36.",
    ),
    (
        "Utilisation",
        "Booked divided by available. A dash (–) where nothing is available. Above 100% look for double bookings and work \
        outside hours; under 20% consider moving bookings there, or subletting.",
    ),
    (
        "Avg. utilisation",
        "All that is booked divided by all that is available, inactive resources included: a resource with more hours \
        weighs more.",
    ),
    (
        "Revenue",
        "The full price of each appointment, on every resource that it used. The summary counts each appointment once.",
    ),
    ("Team", "Booked divided by rostered hours, over appointments with and without a resource."),
    (
        "Days",
        "Minutes lie on the dates on which they were worked; an appointment across midnight counts, with its price, on both \
        dates.",
    ),
];

/// Writes the sheet, line by line.
struct Writer<'a> {
    sheet: &'a mut Worksheet,
    style: &'a Style,
    row: u32,
}

/// Writes the whole sheet.
pub(super) fn write(sheet: &mut Worksheet, style: &Style, problem: &Problem, report: &Report) -> Result<(), XlsxError> {
    sheet.set_name("Summary")?.set_screen_gridlines(false);
    sheet.set_column_width(0, 28)?.set_column_width(1, 90)?;
    let mut writer = Writer { sheet, style, row: 0 };
    writer.title("Resources report")?;
    writer.asked(problem, &report.query)?;
    if !report.warnings.is_empty() {
        writer.heading("To know before reading")?;
    }
    for warning in &report.warnings {
        writer.line("Warning", &warning.message(problem), &style.warning, &style.warning)?;
    }
    writer.figures(report)?;
    writer.heading("What the figures mean")?;
    for (term, meaning) in DEFINITIONS {
        writer.line(term, meaning, &style.term, &style.wrapped)?;
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

impl Writer<'_> {
    fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, &self.style.title)?;
        self.row += 1;
        Ok(())
    }

    /// A heading over both columns, after an empty row.
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.line(text, "", &self.style.heading, &self.style.heading)
    }

    fn line(&mut self, name: &str, text: &str, first: &Format, second: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, name, first)?;
        self.sheet.write_string_with_format(self.row, 1, clean(text), second)?;
        self.row += 1;
        Ok(())
    }

    fn figure(&mut self, name: &str, value: &Cell, look: &Look) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, name, &self.style.term)?;
        value.write(self.sheet, self.row, 1, look)?;
        self.row += 1;
        Ok(())
    }

    fn asked(&mut self, problem: &Problem, query: &Query) -> Result<(), XlsxError> {
        let look = self.style.active.at_the_left();
        if !problem.name.is_empty() {
            self.figure("Of", &Cell::text(&problem.name), &look)?;
        }
        self.figure("From", &Cell::Date(query.from), &look)?;
        self.figure("To, included", &Cell::Date(query.to), &look)?;
        self.figure("Basis", &Cell::text(basis(query.basis)), &look)?;
        let mut filters = filters(problem, query);
        filters.extend(query.hide_inactive.then(|| "inactive resources hidden".to_owned()));
        if !filters.is_empty() {
            self.figure("Restricted", &Cell::Text(filters.join("; ")), &look)?;
        }
        Ok(())
    }

    fn figures(&mut self, report: &Report) -> Result<(), XlsxError> {
        let (kpis, usage) = (&report.kpis, &report.kpis.usage);
        let look = self.style.active.at_the_left().on(usage.level());
        self.heading("Key figures")?;
        self.figure("Resources", &Cell::Count(kpis.resources as u64), &look)?;
        self.figure("Active resources", &Cell::Count(kpis.active_resources as u64), &look)?;
        self.figure("Total appointments", &Cell::Count(usage.appointments), &look)?;
        self.figure("Booked", &Cell::Time(usage.booked), &look)?;
        self.figure("Available", &Cell::Time(usage.available), &look)?;
        self.figure("Avg. utilisation", &Cell::Share(usage.utilisation()), &look)?;
        if let Some(reached) = usage.level() {
            self.figure("Level", &Cell::Text(format!("{}: {}", reached.name(), level(reached))), &look)?;
        }
        self.figure("Revenue", &Cell::Money(usage.revenue), &look)
    }
}
