//! Tables made up from a description: a chain's years of shifts and appointments, in Parquet.
//!
//! The same description gives the same bytes on every machine, whatever the number of threads: each month has files and
//! draws of its own. A month is made day by day, so memory grows with the people, not with the appointments.
//! docs/TABLES.md has the columns.

mod fact;
mod rota;
mod small;
mod write;

pub use write::Shelf;

use std::io;

use chrono::{Datelike, Months, NaiveDate};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::calendar::Calendar;
use super::dice::{Dice, Stream};
use super::resources;
use super::services::{self, Offer};
use super::spec::Spec;
use crate::domain::calendar::Zone;

/// What is asked of the tables.
#[derive(Clone, Debug, PartialEq)]
pub struct TablesSpec {
    /// Kind, seed, sites, staff, first date, resources, currency and zone of the chain; the rest of it says nothing here.
    pub spec: Spec,
    /// Length in years, from 1.
    pub years: u32,
    /// How many appointments, of which a few are cancelled.
    pub appointments: u64,
}

/// The chain that the tables are about.
struct Chain<'spec> {
    of: &'spec TablesSpec,
    calendar: Calendar,
    zone: Zone,
    offers: Vec<Offer>,
    /// What each offer costs, in units of the currency.
    prices: Vec<i32>,
    /// For each offer its needs: the first position within a site of what can meet each, and how many can. An appointment has
    /// one resource, of one of them.
    units: Vec<Vec<(usize, u64)>>,
    /// How many resources each site has.
    resources: usize,
    /// The days from the first date to each month, and to the end.
    months: Vec<(NaiveDate, std::ops::Range<i64>)>,
    /// For each date how many dates before it the sites were open.
    opened: Vec<u64>,
}

/// Writes the tables of that description.
///
/// # Errors
///
/// What the shelf says.
pub fn generate_tables<S: Shelf>(of: &TablesSpec, shelf: &S) -> io::Result<()> {
    let chain = Chain::new(of);
    small::write(&chain, shelf)?;
    (0..2 * chain.months.len()).into_par_iter().try_for_each(|file| match file % 2 {
        0 => fact::appointments(&chain, file / 2, shelf),
        _ => fact::shifts(&chain, file / 2, shelf),
    })
}

impl<'spec> Chain<'spec> {
    fn new(of: &'spec TablesSpec) -> Self {
        let spec = &of.spec;
        let end = spec.start.checked_add_months(Months::new(12 * of.years.max(1))).unwrap_or(spec.start);
        let mut offers = services::offers(spec);
        offers.retain(|offer| offer.people == 1);
        let mut dice = Dice::new(spec.seed, Stream::Prices);
        let prices = offers.iter().map(|offer| offer.service(spec, &mut dice).price as i32).collect();
        let pools: Vec<_> = resources::resources(spec, 0).collect();
        let mut first = 0;
        let mut unit_of = std::collections::BTreeMap::new();
        for pool in &pools {
            let count = usize::try_from(pool.units.unwrap_or(1)).unwrap_or(1);
            unit_of.insert(pool.id.clone(), (first, count as u64));
            first += count;
        }
        let units = |offer: &Offer| {
            let pools = offer.needs.iter().map(|&pool| resources::id(spec, 0, pool));
            pools.filter_map(|pool| unit_of.get(&pool).copied()).collect()
        };
        let mut chain = Self {
            of,
            calendar: Calendar::new(spec),
            zone: Zone::named(&spec.zone).unwrap_or(Zone::UTC),
            units: offers.iter().map(units).collect(),
            offers,
            prices,
            resources: first,
            months: Vec::new(),
            opened: vec![0],
        };
        chain.take_months(end);
        chain
    }

    fn take_months(&mut self, end: NaiveDate) {
        let start = self.of.spec.start;
        let day = |date: NaiveDate| (date - start).num_days();
        let mut first = start;
        while first < end {
            let next =
                first.with_day(1).and_then(|date| date.checked_add_months(Months::new(1))).unwrap_or(end).min(end);
            self.months.push((first, day(first)..day(next)));
            first = next;
        }
        for date in 0..day(end) {
            let before = self.opened.last().copied().unwrap_or_default();
            self.opened.push(before + u64::from(self.calendar.opening(date).is_some()));
        }
    }

    /// How many appointments there are before those of a site on a day; the next site's begin where they end.
    fn before(&self, day: i64, site: usize) -> u64 {
        let opened = |day: usize| self.opened.get(day).copied().unwrap_or_default();
        let sites = self.of.spec.sites as u64;
        let day = usize::try_from(day).unwrap_or_default();
        let is_open = opened(day + 1) > opened(day);
        let turn = opened(day) * sites + if is_open { site as u64 } else { 0 };
        let turns = (opened(self.opened.len() - 1) * sites).max(1);
        u64::try_from(u128::from(turn) * u128::from(self.of.appointments) / u128::from(turns)).unwrap_or(u64::MAX)
    }

    fn people(&self) -> usize {
        self.of.spec.sites * self.of.spec.staff
    }
}
