//! Rows that are left out: counted by table and kind of fault, the first of each with its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::Rows;
use super::table::Table;
use crate::io::wording::{counted, grouped};

/// Places that are spelt out for each kind of fault.
const PLACES: usize = 3;

/// A row of a file, counted from 1.
type Place = (Arc<str>, u64);

/// What was left out.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOut {
    kinds: BTreeMap<(Table, String), Kind>,
    /// How many rows were looked at.
    rows: BTreeMap<Table, u64>,
}

#[derive(Clone, Debug, Default)]
struct Kind {
    count: u64,
    /// The first places, in order.
    first: Vec<Place>,
}

impl Kind {
    fn add(&mut self, count: u64, places: impl IntoIterator<Item = Place>) {
        self.count += count;
        self.first.extend(places);
        self.first.sort_unstable();
        self.first.truncate(PLACES);
    }
}

impl LeftOut {
    /// Counts rows that were looked at.
    pub(super) fn saw(&mut self, table: Table, rows: usize) {
        *self.rows.entry(table).or_default() += rows as u64;
    }

    /// Leaves out one of the rows because of `fault`: `name no known resource`.
    #[cold]
    pub(super) fn add(&mut self, table: Table, rows: &Rows, row: usize, fault: &str) {
        self.add_place(table, &rows.path, rows.first + row as u64, fault);
    }

    /// Leaves out the row with that number.
    pub(super) fn add_place(&mut self, table: Table, path: &Arc<str>, row: u64, fault: &str) {
        let kind = self.kinds.entry((table, fault.to_owned())).or_default();
        kind.add(1, [(path.clone(), row)]);
    }

    /// Both, in the same words whatever the order in which threads found them.
    #[must_use]
    pub(super) fn merge(mut self, other: Self) -> Self {
        for (key, kind) in other.kinds {
            self.kinds.entry(key).or_default().add(kind.count, kind.first);
        }
        for (table, rows) in other.rows {
            *self.rows.entry(table).or_default() += rows;
        }
        self
    }

    /// A sentence for each table and kind of fault.
    pub(super) fn sentences(&self) -> Vec<String> {
        let sentence = |((table, fault), kind): (&(Table, String), &Kind)| {
            let seen = self.rows.get(table).copied().unwrap_or_default();
            let places: Vec<String> =
                kind.first.iter().map(|(path, row)| format!("{path} row {}", grouped(*row))).collect();
            let more = if kind.count > places.len() as u64 { ", …" } else { "" };
            format!(
                "Left out of {}: {} of {}, which {fault} ({}{more}).",
                table.name(),
                grouped(kind.count),
                counted(seen, "row", "rows"),
                places.join(", ")
            )
        };
        self.kinds.iter().map(sentence).collect()
    }
}
