//! A sheet of rows under one heading, which stays in sight, can be filtered and is printed on every page.

use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cell::Cell;
use super::style::{Style, scale};

/// Letters of the widest column: longer names are cut on the screen, not in the file.
const WIDEST: usize = 42;

/// Letters that the arrow of a filter takes.
const ARROW: usize = 3;

/// A4, in the numbers of workbooks.
pub(super) const A4: u8 = 9;

/// A row: its cells, and whether it is of something active.
pub(super) struct Line {
    pub(super) cells: Vec<Cell>,
    pub(super) active: bool,
}

/// A sheet's columns, and how many of them stay in sight.
pub(super) struct Heading<'a> {
    pub(super) columns: &'a [&'static str],
    pub(super) fixed: u16,
}

/// Writes the whole sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    style: &Style,
    name: &str,
    heading: &Heading<'_>,
    lines: impl Iterator<Item = Line>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let mut widths: Vec<usize> = heading.columns.iter().map(|column| column.width() + ARROW).collect();
    for (column, text) in (0..).zip(heading.columns) {
        sheet.write_string_with_format(0, column, *text, &style.heading)?;
    }
    let mut last = 0;
    for (row, line) in (1..).zip(lines) {
        let look = if line.active { &style.active } else { &style.inactive };
        for ((column, cell), width) in (0..).zip(&line.cells).zip(&mut widths) {
            cell.write(sheet, row, column, look)?;
            *width = (*width).max(cell.width() + 2);
        }
        last = row;
    }
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width.min(WIDEST) as f64)?;
    }
    colour(sheet, heading, last)?;
    let end = u16::try_from(heading.columns.len().saturating_sub(1)).unwrap_or_default();
    sheet.autofilter(0, 0, last, end)?;
    sheet.set_freeze_panes(1, heading.fixed)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// Colours the utilisations.
fn colour(sheet: &mut Worksheet, heading: &Heading<'_>, last: u32) -> Result<(), XlsxError> {
    for (column, _) in (0..).zip(heading.columns).filter(|(_, text)| **text == "Utilisation" && last > 0) {
        sheet.add_conditional_format(1, column, last, column, &scale())?;
    }
    Ok(())
}
