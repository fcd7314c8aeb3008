//! Decoded columns: what is common to Parquet and CSV.

use std::sync::Arc;

/// Stands for an empty cell in a column of numbers.
pub(super) const EMPTY: i64 = i64::MIN;

/// Stands for a cell that cannot be read in a column of numbers.
pub(super) const UNREADABLE: i64 = i64::MIN + 1;

/// Stands for an empty cell in a column of words.
pub(super) const NO_WORD: u32 = u32::MAX;

/// Rows of one file of a table, column by column.
#[derive(Debug)]
pub(super) struct Rows {
    /// The path of the file.
    pub(super) path: Arc<str>,
    /// The number of the first row in its file, counted from 1.
    pub(super) first: u64,
    pub(super) len: usize,
    /// The columns in the order in which they were asked for; `None` where the file has no such column.
    pub(super) columns: Vec<Option<Cells>>,
}

/// The cells of a column.
#[derive(Clone, Debug)]
pub(super) enum Cells {
    /// Whole numbers, minutes after 1970-01-01T00:00 UTC, hundredths of money, 0 and 1.
    Numbers(Vec<i64>),
    /// Text.
    Words(Words),
    /// For each row as many of the cells as lie between its end and the end before it.
    Lists(Box<Self>, Vec<usize>),
}

/// Text by its position among the different words of the rows.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// The words; batches of rows may share them.
    pub(super) words: Arc<Vec<String>>,
    pub(super) keys: Vec<u32>,
}

impl Rows {
    /// The numbers of a column, if it is there.
    pub(super) fn numbers(&self, column: usize) -> Option<&[i64]> {
        match self.columns.get(column)? {
            Some(Cells::Numbers(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// The number in a cell, if there is one.
    pub(super) fn number(&self, column: usize, row: usize) -> Option<i64> {
        self.numbers(column)?.get(row).copied().filter(|number| *number > UNREADABLE)
    }

    /// Whether a number stands in a cell that is none.
    pub(super) fn is_unreadable(&self, column: usize, row: usize) -> bool {
        self.numbers(column).and_then(|numbers| numbers.get(row)) == Some(&UNREADABLE)
    }

    /// The text of a cell, if there is any; a number is written out.
    pub(super) fn text(&self, column: usize, row: usize) -> Option<String> {
        match self.columns.get(column)?.as_ref()? {
            Cells::Numbers(numbers) => numbers.get(row).filter(|number| **number > UNREADABLE).map(i64::to_string),
            Cells::Words(words) => words.words.get(*words.keys.get(row)? as usize).cloned(),
            Cells::Lists(..) => None,
        }
    }
}
