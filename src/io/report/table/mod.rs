//! The report as a page for a terminal: cards, bars, tables, and what to know about the numbers.
//!
//! No colour is the only sign of anything: levels have their word, inactive and overbooked rows their mark.

mod bars;
mod cards;
mod ceiling;
mod columns;
mod grid;
mod measures;
mod reconciliation;
mod style;
mod text;
mod waterfall;

pub use style::Style;
pub(crate) use text::wrap;

use std::io::{Result, Write};

use crate::domain::Problem;
use crate::io::wording::{UNDEFINED, basis, clean, filters, is_low};
use crate::report::{Report, Warning};
use style::Tone;

/// The page is laid out for at least this many columns, however narrow the terminal.
pub const MIN_WIDTH: usize = 60;

/// After an available time that own hours or blocks limit.
const LIMITED: &str = " *";

/// After a utilisation above 100 %.
const OVERBOOKED: &str = " !";

/// After a utilisation that is low.
const LOW: &str = " ↓";

/// What is written, and how.
struct Page<'a> {
    problem: &'a Problem,
    report: &'a Report,
    width: usize,
    style: Style,
}

/// Writes the page in lines of `width` columns. Names are cut where they must be, numbers never.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, problem: &Problem, report: &Report, width: usize, style: Style) -> Result<()> {
    let page = Page { problem, report, width: width.max(MIN_WIDTH), style };
    page.heading(out)?;
    cards::write(out, &page)?;
    page.title(out, "Utilisation")?;
    bars::write(out, &page)?;
    page.title(out, "Resources")?;
    let faded: Vec<bool> = report.rows.iter().map(|row| !row.active).collect();
    grid::write(out, &page, columns::resources(&page), &faded)?;
    if let Some(team) = &report.team {
        page.title(out, "Team")?;
        let faded: Vec<bool> = team.iter().map(|row| !row.active).collect();
        grid::write(out, &page, columns::team(&page, team), &faded)?;
    }
    page.notes(out)?;
    page.analysis(out)
}

impl Page<'_> {
    /// What was asked, and the banner where an assumption carries the whole report.
    fn heading(&self, out: &mut impl Write) -> Result<()> {
        let name = clean(&self.problem.name);
        let title = [&["Resources report"][..], &[name.as_str()][..usize::from(!name.is_empty())]].concat();
        for line in text::join(&title, self.width) {
            writeln!(out, "{}", self.style.paint(Tone::Strong, &line))?;
        }
        for line in text::join(&self.asked(), self.width) {
            writeln!(out, "{}", self.style.paint(Tone::Faint, &line))?;
        }
        writeln!(out)?;
        if self.report.is_fallback() {
            for line in text::wrap(&Warning::NoWorkingHours.message(self.problem), self.width - 2) {
                writeln!(out, "{}", self.style.paint(Tone::Amber, &format!("┃ {line}")))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn asked(&self) -> Vec<String> {
        let query = &self.report.query;
        let period = match query.from == query.to {
            true => query.from.to_string(),
            false => format!("{} to {}", query.from, query.to),
        };
        let mut parts = vec![period, basis(query.basis).to_owned()];
        parts.extend(filters(self.problem, query));
        parts.extend(query.hide_inactive.then(|| "inactive resources hidden".to_owned()));
        parts
    }

    fn title(&self, out: &mut impl Write, title: &str) -> Result<()> {
        writeln!(out, "\n{}", self.style.paint(Tone::Strong, title))
    }

    /// What a table means, below it.
    fn note(&self, out: &mut impl Write, note: &str) -> Result<()> {
        for line in text::wrap(note, self.width) {
            writeln!(out, "{}", self.style.paint(Tone::Faint, &line))?;
        }
        Ok(())
    }

    /// What was asked for beside the rows.
    fn analysis(&self, out: &mut impl Write) -> Result<()> {
        let analysis = &self.report.analysis;
        if let Some(waterfalls) = &analysis.waterfalls {
            self.title(out, "Where the hours went")?;
            waterfall::write(out, self, waterfalls)?;
        }
        if !analysis.ceilings.is_empty() {
            self.title(out, "The best that could be reached")?;
            ceiling::write(out, self, &analysis.ceilings)?;
        }
        if !analysis.reconciliations.is_empty() {
            self.title(out, "From the team's percentage to the resource's")?;
        }
        for one in &analysis.reconciliations {
            reconciliation::write(out, self, one)?;
        }
        match &analysis.measures {
            Some(measures) => measures::write(out, self, measures),
            None => Ok(()),
        }
    }

    /// The warnings that the banner has not told, and what the marks mean.
    fn notes(&self, out: &mut impl Write) -> Result<()> {
        let rows = self.report.rows.iter().map(|row| (row.usage, row.active));
        let mut usages = rows.chain(self.report.team.iter().flatten().map(|row| (row.usage, row.active)));
        let low = usages.clone().any(|(usage, active)| is_low(&usage, active));
        let undefined = usages.any(|(usage, _)| usage.available == 0);
        let told = self.report.warnings.iter().filter(|warning| **warning != Warning::NoWorkingHours);
        let mut notes: Vec<(&str, String)> =
            told.map(|warning| (mark(warning), warning.message(self.problem))).collect();
        if low {
            let text =
                "Under 20% of the available time is booked: move bookings there, advertise, or put it to other use.";
            notes.push((LOW.trim_start(), text.to_owned()));
        }
        if undefined {
            notes.push((UNDEFINED, "Nothing is available, so the utilisation is undefined.".to_owned()));
        }
        if !notes.is_empty() {
            writeln!(out)?;
        }
        for (mark, message) in notes {
            for (position, line) in text::wrap(&message, self.width - 2).iter().enumerate() {
                let mark = if position == 0 { mark } else { " " };
                writeln!(out, "{} {line}", self.style.paint(Tone::Amber, mark))?;
            }
        }
        Ok(())
    }
}

/// The sign by which a row points at the warning.
fn mark(warning: &Warning) -> &'static str {
    if matches!(warning, Warning::OwnHours(_)) { LIMITED.trim_start() } else { OVERBOOKED.trim_start() }
}
