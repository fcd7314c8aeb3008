//! The utilisation bars, one for each resource.

use std::io::{Result, Write};

use super::style::Tone;
use super::{Page, columns, text};
use crate::io::wording::{clean, counted, hours, money};
use crate::report::{Level, Row, Usage};

/// After the name of an inactive resource.
const INACTIVE: &str = " Inactive";

/// Columns of the longest bar: more tells no more.
const LONGEST: usize = 60;

/// Writes two lines for each resource: the bar, and what is behind it.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>) -> Result<()> {
    let rows = &page.report.rows;
    if rows.is_empty() {
        return writeln!(out, "No resource to show.");
    }
    let names = rows.iter().map(|row| text::width(&name(page, row)) + text::width(tag(row))).max().unwrap_or_default();
    let usages: Vec<(Usage, bool)> = rows.iter().map(|row| (row.usage, row.active)).collect();
    let shares = columns::utilisations(&usages);
    let available = columns::availables(rows);
    let widest = shares.iter().map(|share| text::width(share)).max().unwrap_or_default();
    let names = names.min(page.width / 3);
    let length = (page.width - names - widest - 4).min(LONGEST);
    for ((row, share), available) in rows.iter().zip(&shares).zip(&available) {
        let label = text::cut(&name(page, row), names - text::width(tag(row)));
        let gap = " ".repeat(names - text::width(&label) - text::width(tag(row)));
        let tag = page.style.paint(Tone::Faint, tag(row));
        let share = text::right(share, widest);
        writeln!(out, "{label}{tag}{gap}  {}  {}", bar(page, row, length), share.trim_end())?;
        for line in text::join(&behind(page, row, available.trim_end()), page.width - 2) {
            writeln!(out, "  {}", page.style.paint(Tone::Faint, &line))?;
        }
    }
    Ok(())
}

fn name(page: &Page<'_>, row: &Row) -> String {
    clean(&page.problem.resource(row.resource).name)
}

fn tag(row: &Row) -> &'static str {
    if row.active { "" } else { INACTIVE }
}

/// A bar is full from 100 % on, and shows at least one cell where anything is booked; blank where undefined.
fn bar(page: &Page<'_>, row: &Row, length: usize) -> String {
    let Some(share) = row.usage.utilisation() else { return " ".repeat(length) };
    let cells = (share.min(1.0) * length as f64).round() as usize;
    let full = match share {
        nothing if nothing <= 0.0 => 0,
        part if part < 1.0 => cells.clamp(1, length - 1),
        _ => length,
    };
    let tone = if row.active { Tone::Level(Level::of(share)) } else { Tone::Faint };
    page.style.paint(tone, &"█".repeat(full)) + &page.style.paint(Tone::Faint, &"░".repeat(length - full))
}

fn behind(page: &Page<'_>, row: &Row, available: &str) -> Vec<String> {
    let (resource, usage) = (page.problem.resource(row.resource), &row.usage);
    let mut parts = vec![
        format!("booked {} of {available}", hours(usage.booked)),
        counted(usage.appointments, "appointment", "appointments"),
        money(usage.revenue, &clean(&page.problem.currency)),
        clean(&page.problem.site(resource.site).name),
    ];
    if resource.capacity > 1 {
        parts.push(format!("capacity {}", resource.capacity));
    }
    parts
}
