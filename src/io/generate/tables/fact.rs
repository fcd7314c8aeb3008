//! The tables that grow with the years: shifts and appointments, a file for each month, in the order of their starts.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{DictionaryArray, Int32Array, Int64Array, StringArray, TimestampMicrosecondArray};

use crate::domain::{Interval, Minute};
use crate::io::generate::dice::{Dice, Stream};

use super::Chain;
use super::rota::Rota;
use super::write::{Column, Shelf, Table, full, sparse};

/// The statuses, and how many of a hundred appointments have each.
const STATUSES: [(&str, f64); 3] = [("completed", 88.0), ("noShow", 5.0), ("cancelled", 7.0)];

/// Minutes between possible starts.
const STEP: Minute = 5;

/// An appointment, by positions from 0.
struct Drawn {
    at: Interval,
    person: Option<i32>,
    resource: Option<i32>,
    price: i32,
    status: i32,
}

/// Writes a table of a month, day by day.
fn by_day<S: Shelf>(shelf: &S, path: &str, days: Range<i64>, mut on: impl FnMut(i64) -> Vec<Column>) -> io::Result<()> {
    let mut table: Option<Table<S::File>> = None;
    for day in days {
        let columns = on(day);
        match &mut table {
            Some(table) => table.write(columns)?,
            None => table = Some(Table::begin(shelf, path, columns)?),
        }
    }
    table.map_or(Ok(()), Table::end)
}

/// Writes the shifts of a month.
pub(super) fn shifts<S: Shelf>(chain: &Chain<'_>, month: usize, shelf: &S) -> io::Result<()> {
    let Some((date, days)) = chain.months.get(month).cloned() else { return Ok(()) };
    let mut rota = Rota::new(chain, month);
    by_day(shelf, &format!("shifts/{}.parquet", date.format("%Y-%m")), days, |day| {
        let shifts = rota.on(day);
        let mut rows: Vec<(Interval, i32)> =
            shifts.into_iter().zip(1..).filter_map(|(at, id)| Some((at?, id))).collect();
        rows.sort_unstable();
        vec![
            full("staff", Int32Array::from_iter_values(rows.iter().map(|(_, id)| *id))),
            full("start", times(rows.iter().map(|(at, _)| at.start))),
            full("end", times(rows.iter().map(|(at, _)| at.end))),
        ]
    })
}

/// Writes the appointments of a month.
pub(super) fn appointments<S: Shelf>(chain: &Chain<'_>, month: usize, shelf: &S) -> io::Result<()> {
    let Some((date, days)) = chain.months.get(month).cloned() else { return Ok(()) };
    let mut rota = Rota::new(chain, month);
    let mut dice = Dice::part(chain.of.spec.seed, Stream::Appointments, month as u64);
    by_day(shelf, &format!("appointments/{}.parquet", date.format("%Y-%m")), days, |day| {
        let shifts = rota.on(day);
        let mut rows = Vec::new();
        for (site, shifts) in shifts.chunks(chain.of.spec.staff.max(1)).enumerate() {
            let on: Vec<(usize, Interval)> =
                shifts.iter().enumerate().filter_map(|(at, shift)| Some((at, (*shift)?))).collect();
            for _ in chain.before(day, site)..chain.before(day, site + 1) {
                rows.extend(drawn(chain, &mut dice, day, site, &on));
            }
        }
        rows.sort_unstable_by_key(|row| (row.at, row.person, row.resource, row.price, row.status));
        columns(chain.before(day, 0), &rows)
    })
}

/// An appointment of a site, with one of those who work there on that day; with nobody where nobody does.
fn drawn(chain: &Chain<'_>, dice: &mut Dice, day: i64, site: usize, on: &[(usize, Interval)]) -> Option<Drawn> {
    let offer = usize::try_from(dice.below(chain.offers.len() as u64)).ok()?;
    let minutes = chain.offers.get(offer)?.minutes;
    let person = dice.pick(on);
    let open = chain.calendar.opening(day)?;
    let later = chain.utc(day);
    let within = person.map_or(Interval::new(open.start + later, open.end + later), |(_, shift)| shift);
    let start = dice.stepped(within.start, within.end - minutes, STEP);
    let need = dice.pick(chain.units.get(offer)?);
    let unit = need.and_then(|(first, count)| Some(first + usize::try_from(dice.below(count)).ok()?));
    let status = dice.weighted(&STATUSES.map(|(_, weight)| weight));
    let id = |site: usize, each: usize, at: usize| i32::try_from(site * each + at + 1).ok();
    Some(Drawn {
        at: Interval::new(start, start + minutes),
        person: person.and_then(|(at, _)| id(site, chain.of.spec.staff, at)),
        resource: unit.and_then(|at| id(site, chain.resources, at)),
        price: *chain.prices.get(offer)?,
        status: i32::try_from(status).ok()?,
    })
}

fn columns(before: u64, rows: &[Drawn]) -> Vec<Column> {
    let first = i64::try_from(before).unwrap_or(i64::MAX);
    let words = Arc::new(StringArray::from(STATUSES.map(|(name, _)| name).to_vec()));
    let keys = Int32Array::from_iter_values(rows.iter().map(|row| row.status));
    // The keys are positions in the list of statuses.
    let statuses = DictionaryArray::<Int32Type>::try_new(keys, words);
    let mut columns = vec![
        full("id", Int64Array::from_iter_values((first + 1..).take(rows.len()))),
        full("start", times(rows.iter().map(|row| row.at.start))),
        full("end", times(rows.iter().map(|row| row.at.end))),
        sparse("staff", rows.iter().map(|row| row.person).collect::<Int32Array>()),
        sparse("resources", rows.iter().map(|row| row.resource).collect::<Int32Array>()),
        full("price", Int32Array::from_iter_values(rows.iter().map(|row| row.price))),
    ];
    columns.extend(statuses.ok().map(|statuses| full("status", statuses)));
    columns
}

fn times(minutes: impl Iterator<Item = Minute>) -> TimestampMicrosecondArray {
    let ticks: Vec<i64> = minutes.map(|minute| minute * 60_000_000).collect();
    TimestampMicrosecondArray::from(ticks).with_timezone("UTC")
}
