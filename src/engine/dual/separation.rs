//! Separation: cuts that an averaged plan breaks.
//!
//! With x for how much of each column is in the plan, b and a for the sums of right-hand sides and entries over some rows,
//! b odd,
//!
//! ```text
//! Σ_z ⌊a(z) / 2⌋ x_z − ⌊b / 2⌋ = (1 − (b − Σ_z a(z) x_z) − Σ_{a(z) odd} x_z) / 2
//! ```
//!
//! so a cut is broken by as much as slack and *odd mass* together fall short of one ({0, ½}-cuts: Caprara and Fischetti 1996).
//! Rows are joined one by one, and of each number of rows those sets go on that fall short most.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cuts::{MOST_ROWS, busy};
use super::network::hull;
use super::{Cut, Network, Priced, Row};
use crate::engine::board::{Board, Placement, Slot};

/// How much of a column makes it worth looking at.
const TRACE: f64 = 2e-3;
/// After so many plans, what has faded is forgotten.
const TIDY: u32 = 64;
/// The most slack of a row worth joining.
const MOST_SLACK: f64 = 0.5;
/// How much columns must count too much.
const LEAST: f64 = 0.05;
/// Sets of each number of rows that go on.
const WIDTH: usize = 2_000;
/// How many cuts may share a row.
const MOST_SHARED: usize = 8;

/// An average of plans by column, in which older plans fade.
#[derive(Clone, Debug)]
pub struct Recent {
    /// To be multiplied by `scale`.
    columns: BTreeMap<Vec<Placement>, f64>,
    scale: f64,
    /// The share that is of no plan.
    empty: f64,
    added: u32,
}

/// A row that has next to no slack.
struct Tight {
    row: Row,
    is_odd: bool,
    /// The columns with an odd entry, as a bit set.
    odd: Vec<u64>,
    mass: f64,
    slack: f64,
}

/// Rows that have been joined.
#[derive(Clone)]
struct Joined {
    rows: Vec<usize>,
    is_odd: bool,
    odd: Vec<u64>,
    mass: f64,
    slack: f64,
}

impl Default for Recent {
    fn default() -> Self {
        Self { columns: BTreeMap::new(), scale: 1.0, empty: 1.0, added: 0 }
    }
}

impl Recent {
    /// Mixes a plan in, which becomes that share of the whole; less than the whole.
    pub fn add(&mut self, priced: &Priced, share: f64) {
        self.scale *= 1.0 - share;
        self.empty *= 1.0 - share;
        for column in priced.columns() {
            *self.columns.entry(column).or_insert(0.0) += share / self.scale;
        }
        self.added += 1;
        if self.added.is_multiple_of(TIDY) {
            let scale = std::mem::replace(&mut self.scale, 1.0);
            self.columns.retain(|_, amount| {
                *amount *= scale;
                *amount > TRACE / 4.0
            });
        }
    }

    /// The columns that count, with how much of each there is.
    fn columns(&self) -> Vec<(&[Placement], f64)> {
        let scale = self.scale / (1.0 - self.empty).max(TRACE);
        let columns = self.columns.iter().map(|(column, amount)| (column.as_slice(), amount * scale));
        columns.filter(|(_, amount)| *amount > TRACE).collect()
    }

    /// By staff-day and cut, the slots over which columns count it: from the end of an arc with an odd sum of entries to
    /// the start of the last.
    pub(super) fn spans(&self, network: &Network<'_, '_>, cuts: &[Cut]) -> Vec<Vec<Range<Slot>>> {
        let board = network.board;
        let mut spans = vec![vec![0..0; cuts.len()]; network.days.len()];
        for (column, _) in self.columns() {
            let [first, _, ..] = column else { continue };
            let day = board.offers[first.offer].team[0];
            for (cut, span) in cuts.iter().zip(&mut spans[day]) {
                let mut odd = column.iter().filter(|&&placement| cut.entries(board, placement) % 2 == 1);
                if let (Some(&first), Some(&last)) = (odd.next(), odd.next_back()) {
                    *span = hull(span.clone(), busy(board, first).end..busy(board, last).start + 1);
                }
            }
        }
        spans
    }

    /// Cuts that the plan breaks, from the most to the least, with how much too much columns count.
    pub fn broken(&self, board: &Board<'_>) -> Vec<(Cut, f64)> {
        let columns = self.columns();
        let amounts: Vec<f64> = columns.iter().map(|(_, amount)| *amount).collect();
        let rows = tight_rows(board, &columns);
        let none = Joined { rows: vec![], is_odd: false, odd: vec![0; words(&columns)], mass: 0.0, slack: 0.0 };
        let (mut wave, mut found) = (vec![none], Vec::new());
        for _ in 0..MOST_ROWS {
            wave = grow(&wave, &rows, &amounts);
            found.extend(wave.iter().filter(|joined| joined.is_odd && joined.excess() > LEAST).cloned());
        }
        found.sort_by(|one, other| other.excess().total_cmp(&one.excess()).then(one.rows.cmp(&other.rows)));
        let mut shared = vec![0; rows.len()];
        found.retain(|joined| {
            let is_new = joined.rows.iter().all(|&row| shared[row] < MOST_SHARED);
            joined.rows.iter().for_each(|&row| shared[row] += usize::from(is_new));
            is_new
        });
        let cut = |joined: &Joined| Cut { rows: joined.rows.iter().map(|&row| rows[row].row).collect() };
        found.iter().map(|joined| (cut(joined), joined.excess())).collect()
    }
}

impl Joined {
    /// What slack and odd mass fall short of one by, halved.
    fn excess(&self) -> f64 {
        (1.0 - self.short()) / 2.0
    }

    fn short(&self) -> f64 {
        self.slack + self.mass
    }

    fn with(&self, position: usize, row: &Tight, mass: f64) -> Self {
        let mut rows = self.rows.clone();
        rows.insert(rows.partition_point(|&one| one < position), position);
        let odd = self.odd.iter().zip(&row.odd).map(|(mine, other)| mine ^ other).collect();
        Self { rows, is_odd: self.is_odd ^ row.is_odd, odd, mass, slack: self.slack + row.slack }
    }
}

fn words(columns: &[(&[Placement], f64)]) -> usize {
    columns.len().div_ceil(64)
}

/// The rows with little slack; of slots of a lane with the same columns, the one with the least.
fn tight_rows(board: &Board<'_>, columns: &[(&[Placement], f64)]) -> Vec<Tight> {
    let mut entries: BTreeMap<Row, BTreeMap<usize, u32>> = BTreeMap::new();
    for (position, (column, _)) in columns.iter().enumerate() {
        let mut add = |row: Row, amount: u32| {
            *entries.entry(row).or_default().entry(position).or_insert(0) += amount;
        };
        for &placement in *column {
            add(Row::Job(board.offers[placement.offer].job), 1);
            for one in &board.job(placement).footprints[placement.footprint].uses {
                one.offsets.clone().for_each(|slot| add(Row::Lane(one.lane, placement.origin + slot), one.amount));
            }
        }
    }
    let mut tight: Vec<Tight> = Vec::new();
    for (row, entries) in entries {
        let (mut odd, mut mass, mut taken) = (vec![0; words(columns)], 0.0, 0.0);
        for (column, amount) in entries {
            taken += f64::from(amount) * columns[column].1;
            if amount % 2 == 1 {
                odd[column / 64] |= 1 << (column % 64);
                mass += columns[column].1;
            }
        }
        let capacity = row.capacity(board);
        // The average keeps rows only nearly: what it has too much is no reason to cut.
        let slack = (f64::from(capacity) - taken).max(0.0);
        if slack > MOST_SLACK {
            continue;
        }
        let row = Tight { row, is_odd: capacity % 2 == 1, odd, mass, slack };
        match tight.last_mut().filter(|last| last.is_like(&row)) {
            Some(last) if last.slack > row.slack => *last = row,
            Some(_) => {}
            None => tight.push(row),
        }
    }
    tight
}

impl Tight {
    fn is_like(&self, other: &Self) -> bool {
        self.odd == other.odd && self.is_odd == other.is_odd
    }
}

/// Joins each set with each row that shares columns with it, and keeps those that are short the least.
fn grow(wave: &[Joined], rows: &[Tight], amounts: &[f64]) -> Vec<Joined> {
    let mut grown: Vec<(f64, f64, usize, usize)> = Vec::new();
    for (parent, joined) in wave.iter().enumerate() {
        for (position, row) in rows.iter().enumerate() {
            if joined.rows.binary_search(&position).is_ok() {
                continue;
            }
            let common = common_mass(&joined.odd, &row.odd, amounts);
            let mass = joined.mass + row.mass - 2.0 * common;
            if joined.rows.is_empty() || common > 0.0 {
                grown.push((joined.slack + row.slack + mass, mass, parent, position));
            }
        }
    }
    let order = |one: &(f64, f64, usize, usize), other: &(f64, f64, usize, usize)| {
        one.0.total_cmp(&other.0).then((one.2, one.3).cmp(&(other.2, other.3)))
    };
    // The same set grows from no more others than it has rows, so among these are enough that differ.
    let enough = MOST_ROWS * WIDTH;
    if grown.len() > enough {
        grown.select_nth_unstable_by(enough, order);
        grown.truncate(enough);
    }
    grown.sort_by(order);
    let mut seen = BTreeSet::new();
    let join =
        |&(_, mass, parent, position): &(f64, f64, usize, usize)| wave[parent].with(position, &rows[position], mass);
    grown.iter().map(join).filter(|joined| seen.insert(joined.rows.clone())).take(WIDTH).collect()
}

fn common_mass(one: &[u64], other: &[u64], amounts: &[f64]) -> f64 {
    let mut total = 0.0;
    for (word, (one, other)) in one.iter().zip(other).enumerate() {
        let mut common = one & other;
        while common != 0 {
            total += amounts[word * 64 + common.trailing_zeros() as usize];
            common &= common - 1;
        }
    }
    total
}
