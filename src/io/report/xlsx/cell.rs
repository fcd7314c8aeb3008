//! A cell: a value, and what it is a value of.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::style::Look;
use crate::domain::{Cents, DAY, Minute};
use crate::io::wording::{UNDEFINED, clean, grouped, hours, money};

/// The longest text of a cell, in units of UTF-16.
const LONGEST: usize = 32_767;

/// Days from the first one of the common era to day 0 of a workbook, 30 December 1899.
const DAY_0: i32 = 693_594;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Count(u64),
    Time(Minute),
    /// Undefined where nothing is available.
    Share(Option<f64>),
    Money(Cents),
    Date(NaiveDate),
    /// Hundredths of percentage points, with their sign.
    Points(i64),
    /// Minutes, in days with one decimal.
    Days(Minute),
    /// A figure that is not there.
    Undefined,
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(clean(text))
    }

    /// Writes the cell, numbers as numbers.
    pub(super) fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, look: &Look) -> Result<(), XlsxError> {
        match self {
            Self::Text(text) => sheet.write_string_with_format(row, column, cut(text), &look.text)?,
            Self::Count(count) => sheet.write_number_with_format(row, column, *count as f64, &look.count)?,
            Self::Time(time) => sheet.write_number_with_format(row, column, *time as f64 / DAY as f64, &look.time)?,
            Self::Share(Some(share)) => sheet.write_number_with_format(row, column, *share, &look.share)?,
            Self::Share(None) | Self::Undefined => {
                sheet.write_string_with_format(row, column, UNDEFINED, &look.share)?
            }
            Self::Points(points) => {
                sheet.write_number_with_format(row, column, *points as f64 / 100.0, &look.points)?
            }
            Self::Days(time) => sheet.write_number_with_format(row, column, *time as f64 / DAY as f64, &look.days)?,
            Self::Money(cents) => sheet.write_number_with_format(row, column, *cents as f64 / 100.0, &look.money)?,
            Self::Date(date) => {
                let day = date.num_days_from_ce() - DAY_0;
                sheet.write_number_with_format(row, column, f64::from(day), &look.date)?
            }
        };
        Ok(())
    }

    /// How many letters wide it is shown, about.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Text(text) => text.width(),
            Self::Count(count) => grouped(*count).len(),
            Self::Time(time) => hours(*time).len(),
            Self::Share(_) => "100.0%".len(),
            Self::Money(cents) => money(*cents, "HUF").len() + ".00".len(),
            Self::Date(_) => "2026-11-23".len(),
            Self::Points(_) => "-100.00".len(),
            Self::Days(_) => "100.0".len(),
            Self::Undefined => UNDEFINED.len(),
        }
    }
}

/// The text as far as a cell can hold it.
fn cut(text: &str) -> String {
    let mut left = LONGEST;
    let fits = |letter: &char| {
        left = left.saturating_sub(letter.len_utf16());
        left > 0
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        let most = "x".repeat(LONGEST - 1);
        assert_eq!(cut(&most), most);
        assert_eq!(cut(&(most.clone() + "xx")), most);
        assert!(cut(&"\u{1f484}".repeat(20_000)).encode_utf16().count() < LONGEST);
    }
}
