//! The four cards at the top.

use std::io::{Result, Write};

use super::style::Tone;
use super::{Page, text};
use crate::io::wording::{clean, grouped, money, percent};

/// A title, a value, and how the value looks.
struct Card {
    title: &'static str,
    value: String,
    tone: Tone,
}

/// Writes the cards in one row, or in two where one is too wide.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>) -> Result<()> {
    let cards = cards(page);
    let needed: usize = cards.iter().map(|card| width(card) + 3).sum::<usize>() + 1;
    let in_a_row = if needed <= page.width { 4 } else { 2 };
    let rows: Vec<&[Card]> = cards.chunks(in_a_row).collect();
    let widths = widths(&rows, page.width);
    writeln!(out, "{}", edge(page, '┌', '┬', '┐', &widths))?;
    for (position, row) in rows.iter().enumerate() {
        if position > 0 {
            writeln!(out, "{}", edge(page, '├', '┼', '┤', &widths))?;
        }
        line(out, page, row, &widths, |card| (card.title, Tone::Faint))?;
        line(out, page, row, &widths, |card| (&card.value, card.tone))?;
    }
    writeln!(out, "{}", edge(page, '└', '┴', '┘', &widths))
}

fn cards(page: &Page<'_>) -> [Card; 4] {
    let kpis = &page.report.kpis;
    let usage = &kpis.usage;
    let resources = format!("{} ({} active)", grouped(kpis.resources as u64), grouped(kpis.active_resources as u64));
    let level = usage.level().map(|level| format!(" {}", level.name())).unwrap_or_default();
    let currency = clean(&page.problem.currency);
    [
        Card { title: "Resources", value: resources, tone: Tone::Strong },
        Card { title: "Total appointments", value: grouped(usage.appointments), tone: Tone::Strong },
        Card {
            title: "Avg. utilisation",
            value: percent(usage.utilisation()) + &level,
            tone: usage.level().map_or(Tone::Strong, Tone::Level),
        },
        Card { title: "Revenue", value: money(usage.revenue, &currency), tone: Tone::Strong },
    ]
}

fn width(card: &Card) -> usize {
    text::width(card.title).max(text::width(&card.value))
}

/// What each column needs, and an equal part of what is left of the line.
fn widths(rows: &[&[Card]], room: usize) -> Vec<usize> {
    let columns = rows.first().map_or(0, |row| row.len());
    let mut widths = vec![0; columns];
    for (column, card) in rows.iter().flat_map(|row| row.iter().enumerate()) {
        widths[column] = widths[column].max(width(card));
    }
    let spare = room.saturating_sub(widths.iter().sum::<usize>() + 3 * columns + 1);
    for (column, width) in widths.iter_mut().enumerate() {
        *width += spare / columns + usize::from(column < spare % columns);
    }
    widths
}

fn edge(page: &Page<'_>, first: char, between: char, last: char, widths: &[usize]) -> String {
    let lines: Vec<String> = widths.iter().map(|width| "─".repeat(width + 2)).collect();
    page.style.paint(Tone::Faint, &format!("{first}{}{last}", lines.join(&between.to_string())))
}

fn line<'a>(
    out: &mut impl Write,
    page: &Page<'_>,
    cards: &'a [Card],
    widths: &[usize],
    part: impl Fn(&'a Card) -> (&'a str, Tone),
) -> Result<()> {
    let border = page.style.paint(Tone::Faint, "│");
    for (card, width) in cards.iter().zip(widths) {
        let (text, tone) = part(card);
        write!(out, "{border} {} ", page.style.paint(tone, &text::left(text, *width)))?;
    }
    writeln!(out, "{border}")
}
