//! Bookings: the first place that fits, so that no two conflict.

use std::collections::BTreeMap;

use crate::domain::{DAY, Interval};
use crate::io::wire::problem::{Booking, Pin, Status};

use super::dice::{Dice, Stream};
use super::house::House;
use super::requests::Asked;
use super::resources::{self, Pool};

/// Who or what is taken by a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder {
    Person(usize),
    /// Site, pool, unit.
    Unit(usize, Pool, usize),
    Client(usize),
}

/// When everyone and everything is taken, by the date.
#[derive(Debug, Default)]
pub(super) struct Diary(BTreeMap<(Holder, i64), Vec<Interval>>);

impl Diary {
    fn is_free(&self, holder: Holder, time: Interval) -> bool {
        let taken = self.0.get(&(holder, time.start.div_euclid(DAY)));
        taken.is_none_or(|taken| !taken.iter().any(|one| one.overlaps(time)))
    }

    fn take(&mut self, holder: Holder, time: Interval) {
        self.0.entry((holder, time.start.div_euclid(DAY))).or_default().push(time);
    }
}

/// What is to be booked.
#[derive(Debug)]
pub(super) struct Wanted<'wanted> {
    /// Position of the service.
    pub(super) offer: usize,
    /// Position of the site.
    pub(super) site: usize,
    /// Number of the client.
    pub(super) client: usize,
    pub(super) windows: &'wanted [Interval],
    /// The start to try first.
    pub(super) preferred: Option<i64>,
    /// The person to take before others.
    pub(super) favourite: Option<&'wanted str>,
    /// Whether that person is the only one.
    pub(super) insists: bool,
}

/// Books the asked-for share of the requests as far as they fit, and pins some.
pub(super) fn book(house: &House<'_>, asked: &mut [Asked], diary: &mut Diary) {
    let dice = &mut Dice::new(house.spec.seed, Stream::Bookings);
    for one in asked {
        let (wanted, pinned) = (dice.chance(house.spec.booked), dice.chance(house.spec.pinned));
        let favourite = one.wire.preferred_staff.as_deref().and_then(<[String]>::first);
        let place = Wanted {
            offer: one.offer,
            site: one.site,
            client: one.client,
            windows: &one.windows,
            preferred: one.preferred,
            favourite: favourite.map(String::as_str),
            insists: one.wire.allowed_staff.is_some(),
        };
        let Some(booking) =
            Some(place).filter(|_| wanted && !one.is_bound).and_then(|place| first_fit(house, diary, &place))
        else {
            continue;
        };
        let pin = pin(&booking, dice);
        one.wire.booking = Some(booking);
        one.wire.status = Status::Confirmed;
        one.wire.pin = if pinned { pin } else { Pin::None };
    }
}

/// A pin that binds something: nobody's people and no resources cannot be kept.
fn pin(booking: &Booking, dice: &mut Dice) -> Pin {
    let mut pins = vec![Pin::Time, Pin::Staff, Pin::Resource, Pin::All];
    pins.retain(|pin| match pin {
        Pin::Staff => !booking.staff.is_empty(),
        Pin::Resource => !booking.resources.is_empty(),
        _ => true,
    });
    dice.pick(&pins).unwrap_or_default()
}

/// Takes the first place that is free: the preferred start, or else the earliest.
pub(super) fn first_fit(house: &House<'_>, diary: &mut Diary, wanted: &Wanted<'_>) -> Option<Booking> {
    let minutes = house.offers.get(wanted.offer)?.minutes;
    let grid = house.spec.grid_minutes;
    let on_grid = wanted.preferred.filter(|start| start.rem_euclid(DAY) % grid == 0);
    let starts = wanted.windows.iter().flat_map(|window| {
        let midnight = window.start.div_euclid(DAY) * DAY;
        let first = midnight + (window.start - midnight + grid - 1) / grid * grid;
        (first..=window.end - minutes).step_by(usize::try_from(grid).unwrap_or(1))
    });
    on_grid.into_iter().chain(starts).find_map(|start| book_at(house, diary, wanted, start))
}

fn book_at(house: &House<'_>, diary: &mut Diary, wanted: &Wanted<'_>, start: i64) -> Option<Booking> {
    let offer = house.offers.get(wanted.offer)?;
    let appointment = Interval::new(start, start + offer.minutes);
    let occupied = Interval::new(appointment.start - offer.setup, appointment.end + offer.cleanup);
    let client = Holder::Client(wanted.client);
    let open = house.calendar.opening(start.div_euclid(DAY)).is_some_and(|open| open.contains(occupied));
    if !open || !diary.is_free(client, appointment) {
        return None;
    }
    let people = free_people(house, diary, wanted, occupied)?;
    let units = free_units(house, diary, wanted, occupied)?;
    diary.take(client, appointment);
    for &person in &people {
        diary.take(Holder::Person(person), occupied);
    }
    for &(pool, unit) in &units {
        diary.take(Holder::Unit(wanted.site, pool, unit), occupied);
    }
    let people = people.iter().filter_map(|&person| house.people.get(person));
    let units = units.iter().map(|&(pool, unit)| resources::unit_id(house.spec, wanted.site, pool, unit));
    Some(Booking {
        start: house.calendar.text(start),
        staff: people.map(|person| person.id.clone()).collect(),
        resources: units.collect(),
    })
}

/// As many people as the service takes, the favourite first.
fn free_people(house: &House<'_>, diary: &Diary, wanted: &Wanted<'_>, occupied: Interval) -> Option<Vec<usize>> {
    let count = house.offers.get(wanted.offer)?.people;
    let is_favourite = |id: &str| wanted.favourite == Some(id);
    let mut free: Vec<(bool, usize)> = house
        .able(wanted.site, wanted.offer)
        .filter(|(position, person)| {
            person.shifts.covers(occupied) && diary.is_free(Holder::Person(*position), occupied)
        })
        .filter(|(_, person)| !wanted.insists || is_favourite(&person.id))
        .map(|(position, person)| (!is_favourite(&person.id), position))
        .collect();
    free.sort_unstable();
    free.truncate(count);
    (free.len() == count).then(|| free.into_iter().map(|(_, position)| position).collect())
}

/// A unit of each pool that the service needs.
fn free_units(house: &House<'_>, diary: &Diary, wanted: &Wanted<'_>, occupied: Interval) -> Option<Vec<(Pool, usize)>> {
    let needs = house.offers.get(wanted.offer)?.needs;
    let unit = |pool| {
        let is_free = |unit: &usize| diary.is_free(Holder::Unit(wanted.site, pool, *unit), occupied);
        (0..resources::units(house.spec, pool)).find(is_free).map(|unit| (pool, unit))
    };
    needs.iter().map(|&pool| unit(pool)).collect()
}
