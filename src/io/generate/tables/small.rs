//! The tables of sites, people, resources and opening hours.

use std::io;

use arrow_array::{BooleanArray, Int32Array, StringArray};

use super::Chain;
use super::write::{Shelf, Table, full};
use crate::io::generate::{resources, staff};
use crate::io::wire::problem::Kind;

/// The numbers from 1 on as ids.
fn ids(count: usize) -> Int32Array {
    Int32Array::from_iter_values((1..).take(count))
}

/// Each of the numbers from 1 to `count` as often as `each` says.
fn repeated(count: usize, each: usize) -> Int32Array {
    Int32Array::from_iter_values((1..).take(count).flat_map(|number| std::iter::repeat_n(number, each)))
}

pub(super) fn write<S: Shelf>(chain: &Chain<'_>, shelf: &S) -> io::Result<()> {
    let spec = &chain.of.spec;
    let of_sites = |text: &str| StringArray::from(vec![text; spec.sites]);
    let names: StringArray = (1..=spec.sites).map(|number| Some(format!("Site {number}"))).collect();
    let columns = vec![
        full("id", ids(spec.sites)),
        full("name", names),
        full("time_zone", of_sites(chain.zone.name())),
        full("currency", of_sites(&spec.currency)),
    ];
    Table::begin(shelf, "sites.parquet", columns)?.end()?;
    let names: StringArray = (0..chain.people()).map(|position| Some(staff::name(position))).collect();
    let columns = vec![
        full("id", ids(chain.people())),
        full("name", names),
        full("site", repeated(spec.sites, spec.staff)),
        full("active", BooleanArray::from(vec![true; chain.people()])),
    ];
    Table::begin(shelf, "staff.parquet", columns)?.end()?;
    resources_table(chain, shelf)?;
    hours_table(chain, shelf)
}

fn resources_table<S: Shelf>(chain: &Chain<'_>, shelf: &S) -> io::Result<()> {
    let sites = chain.of.spec.sites;
    let mut units: Vec<(String, &str)> = Vec::new();
    for pool in resources::resources(&chain.of.spec, 0) {
        let count = pool.units.unwrap_or(1);
        let name = |unit: i64| if count > 1 { format!("{} {unit}", pool.name) } else { pool.name.clone() };
        units.extend((1..=count).map(|unit| (name(unit), word(pool.kind))));
    }
    let all = || std::iter::repeat_n(&units, sites).flatten();
    let columns = vec![
        full("id", ids(sites * units.len())),
        full("name", all().map(|(name, _)| Some(name.as_str())).collect::<StringArray>()),
        full("kind", all().map(|(_, kind)| Some(*kind)).collect::<StringArray>()),
        full("site", repeated(sites, units.len())),
        full("capacity", Int32Array::from(vec![1; sites * units.len()])),
        full("multi_use", BooleanArray::from(vec![false; sites * units.len()])),
        full("active", BooleanArray::from(vec![true; sites * units.len()])),
    ];
    Table::begin(shelf, "resources.parquet", columns)?.end()
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Room => "room",
        Kind::Equipment => "equipment",
        Kind::Solarium => "solarium",
        Kind::Other => "other",
    }
}

fn hours_table<S: Shelf>(chain: &Chain<'_>, shelf: &S) -> io::Result<()> {
    let week = chain.calendar.weekly_hours();
    let open: Vec<(&str, &String)> =
        week.days().into_iter().flat_map(|(day, hours)| hours.iter().map(move |one| (day, one))).collect();
    let sites = chain.of.spec.sites;
    let all = || std::iter::repeat_n(&open, sites).flatten();
    let columns = vec![
        full("site", repeated(sites, open.len())),
        full("day", all().map(|(day, _)| Some(*day)).collect::<StringArray>()),
        full("hours", all().map(|(_, hours)| Some(hours.as_str())).collect::<StringArray>()),
    ];
    Table::begin(shelf, "hours.parquet", columns)?.end()
}
