//! Rows and columns: on one line each, or on two where one is too narrow.

use std::io::{Result, Write};

use super::style::Tone;
use super::{Page, text};

/// Columns between columns.
const GAP: usize = 2;

/// Columns by which the second line begins later, if there is room.
const INDENT: usize = 4;

/// A name is not cut below this, as long as a second line helps.
const SHORTEST_NAME: usize = 16;

/// A column; the first one of a grid is the name, which gives way.
pub(super) struct Column {
    heading: &'static str,
    short: &'static str,
    cells: Vec<String>,
    to_the_right: bool,
    /// On the second line where there are two.
    second: bool,
}

impl Column {
    /// Words, on the left.
    pub(super) fn text(heading: &'static str, cells: Vec<String>) -> Self {
        Self { heading, short: heading, cells, to_the_right: false, second: false }
    }

    /// A number that describes the row.
    pub(super) fn number(heading: &'static str, short: &'static str, cells: Vec<String>) -> Self {
        Self { short, to_the_right: true, ..Self::text(heading, cells) }
    }

    /// A number that was counted: it goes to the second line.
    pub(super) fn figure(heading: &'static str, short: &'static str, cells: Vec<String>) -> Self {
        Self { second: true, ..Self::number(heading, short, cells) }
    }

    fn width(&self) -> usize {
        self.cells.iter().map(|cell| text::width(cell)).max().unwrap_or_default().max(text::width(self.heading))
    }

    fn shorten(mut self) -> Self {
        self.heading = self.short;
        self
    }
}

/// Columns that stand on one line, with their widths.
struct Line {
    columns: Vec<Column>,
    widths: Vec<usize>,
    indent: usize,
}

/// Writes the headings and rows; faded rows in grey.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, columns: Vec<Column>, faded: &[bool]) -> Result<()> {
    let lines = layout(columns, page.width);
    for line in &lines {
        writeln!(out, "{}", page.style.paint(Tone::Faint, &line.heading()))?;
    }
    let across = lines.iter().map(Line::width).max().unwrap_or_default();
    writeln!(out, "{}", page.style.paint(Tone::Faint, &"─".repeat(across)))?;
    for (row, faded) in faded.iter().enumerate() {
        let tone = if *faded { Tone::Faint } else { Tone::Normal };
        for line in &lines {
            writeln!(out, "{}", page.style.paint(tone, &line.row(row)))?;
        }
    }
    Ok(())
}

/// One line with full headings, or with short ones, or two lines that end at the same column.
fn layout(columns: Vec<Column>, room: usize) -> Vec<Line> {
    let full = Line::new(columns);
    if full.narrowest() <= room {
        return vec![full.squeeze(room)];
    }
    let short = Line::new(full.columns.into_iter().map(Column::shorten).collect());
    if short.narrowest() <= room {
        return vec![short.squeeze(room)];
    }
    let (second, first): (Vec<Column>, Vec<Column>) = short.columns.into_iter().partition(|column| column.second);
    let (first, second) = (Line::new(first).squeeze(room), Line::new(second));
    let across = first.width().max((second.width() + INDENT).min(room));
    vec![first.stretch(across), second.push(across)]
}

impl Line {
    fn new(columns: Vec<Column>) -> Self {
        let widths = columns.iter().map(Column::width).collect();
        Self { columns, widths, indent: 0 }
    }

    fn width(&self) -> usize {
        self.indent + self.widths.iter().sum::<usize>() + GAP * self.widths.len().saturating_sub(1)
    }

    /// The width with the name cut as short as it may be.
    fn narrowest(&self) -> usize {
        let name = self.widths.first().copied().unwrap_or_default();
        self.width() - name.saturating_sub(SHORTEST_NAME)
    }

    /// Cuts words, the widest column first, until the line fits or only numbers are left.
    fn squeeze(mut self, room: usize) -> Self {
        while self.width() > room {
            let words = (0..self.columns.len()).filter(|&column| !self.columns[column].to_the_right);
            let Some(widest) = words.max_by_key(|&column| self.widths[column]) else { break };
            if self.widths[widest] <= text::width(self.columns[widest].heading) {
                break;
            }
            self.widths[widest] -= 1;
        }
        self
    }

    /// Widens the name until the line has the width.
    fn stretch(mut self, across: usize) -> Self {
        let spare = across.saturating_sub(self.width());
        if let Some(name) = self.widths.first_mut() {
            *name += spare;
        }
        self
    }

    /// Moves the line to the right until it ends there.
    fn push(mut self, across: usize) -> Self {
        self.indent = across.saturating_sub(self.width());
        self
    }

    fn heading(&self) -> String {
        self.cells(|column| column.heading)
    }

    fn row(&self, row: usize) -> String {
        self.cells(|column| &column.cells[row])
    }

    fn cells<'a>(&'a self, cell: impl Fn(&'a Column) -> &'a str) -> String {
        let filled = self.columns.iter().zip(&self.widths).map(|(column, &width)| {
            let text = cell(column);
            if column.to_the_right { text::right(text, width) } else { text::left(text, width) }
        });
        let line = " ".repeat(self.indent) + &filled.collect::<Vec<_>>().join(&" ".repeat(GAP));
        line.trim_end().to_owned()
    }
}
