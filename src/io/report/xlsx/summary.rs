//! The first sheet: what to know before reading the figures, the figures of the cards, and what they mean.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::cell::Cell;
use super::sheet::A4;
use super::style::{Look, Style};
use crate::domain::Problem;
use crate::io::report::analysis::{ceiling, measures, waterfall};
use crate::io::report::definitions::DEFINITIONS;
use crate::io::wording::{basis, clean, filters, level};
use crate::report::{Query, Report};

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
    for (term, meaning) in beyond(report) {
        writer.line(term, &meaning, &style.term, &style.wrapped)?;
    }
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// What the sheets mean that were asked for.
fn beyond(report: &Report) -> Vec<(&'static str, String)> {
    let analysis = &report.analysis;
    let ceilings = (!analysis.ceilings.is_empty()).then(|| ceiling::notes(&analysis.ceilings).collect::<Vec<_>>());
    let waterfall = analysis.waterfalls.as_ref().map(|all| ("Where the hours went", waterfall::note(all)));
    let ceiling = ceilings.map(|notes| ("Ceiling", notes.join(" ")));
    let measures = analysis.measures.as_ref().map(|all| ("Measures", measures::note(all)));
    [waterfall, ceiling, measures].into_iter().flatten().collect()
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
