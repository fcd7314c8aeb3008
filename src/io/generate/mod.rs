//! Problems made up from a description: realistic salons and clinics of any size.
//!
//! The same [`Spec`] gives the same bytes on every machine. The result is a wire problem, like one that was read from a
//! file, and keeps every rule of the format: whoever asks for a service asks in windows that it fits into, on dates on which enough
//! people who can do it work long enough; bookings and history are free of conflicts.
//!
//! ```
//! use slotwright::io::generate::{Spec, generate};
//! let spec = Spec { days: 6, ..Spec::default() };
//! assert_eq!(generate(&spec), generate(&spec));
//! assert!(generate(&spec).requests.len() > 300);
//! ```

mod bookings;
mod calendar;
mod demand;
pub(in crate::io) mod dice;
mod history;
mod house;
mod requests;
mod resources;
mod services;
mod spec;
mod staff;
pub mod tables;
mod visits;

pub use spec::{Kind, Spec, WindowMix};

use crate::io::wire::problem::{Horizon, Problem, Service, Site, Staff};

use bookings::Diary;
use dice::{Dice, Stream};
use house::House;

/// The problem of that description.
pub fn generate(spec: &Spec) -> Problem {
    let spec = &Spec {
        sites: spec.sites.max(1),
        staff: spec.staff.max(1),
        days: spec.days.max(1),
        grid_minutes: spec.grid_minutes.clamp(1, 1440),
        ..spec.clone()
    };
    let house = House::new(spec);
    let mut diary = Diary::default();
    let mut requests = history::history(&house, &mut diary);
    let mut asked = requests::requests(&house);
    let visits = visits::bind(&house, &mut asked);
    bookings::book(&house, &mut asked, &mut diary);
    requests.extend(asked.into_iter().map(|one| one.wire));
    Problem {
        schema_version: 1,
        name: name(spec),
        currency: spec.currency.clone(),
        horizon: horizon(&house),
        grid_minutes: spec.grid_minutes,
        sites: (0..spec.sites).map(|site| site_of(&house, site)).collect(),
        staff: staff_of(&house),
        resources: (0..spec.sites).flat_map(|site| resources::resources(spec, site)).collect(),
        services: services_of(&house),
        requests,
        visits,
        ..Problem::default()
    }
}

/// The id of the site at a position.
fn site_id(position: usize) -> String {
    format!("s{}", position + 1)
}

fn name(spec: &Spec) -> String {
    let kind = match spec.kind {
        Kind::Salon => "salon",
        Kind::Clinic => "clinic",
    };
    format!("Generated {kind}, sites {}, staff {}, days {}, seed {}", spec.sites, spec.staff, spec.days, spec.seed)
}

fn horizon(house: &House<'_>) -> Horizon {
    let days = house.calendar.horizon();
    Horizon { start: house.calendar.date(days.start).to_string(), end: house.calendar.date(days.end).to_string() }
}

fn site_of(house: &House<'_>, position: usize) -> Site {
    Site {
        id: site_id(position),
        name: format!("Site {}", position + 1),
        time_zone: house.spec.zone.clone(),
        opening_hours: Some(house.calendar.weekly_hours()),
        exceptions: None,
    }
}

fn staff_of(house: &House<'_>) -> Vec<Staff> {
    let people = house.people.iter().enumerate();
    people.map(|(position, person)| staff::wire(person, position, &house.calendar, &house.offers)).collect()
}

fn services_of(house: &House<'_>) -> Vec<Service> {
    let mut dice = Dice::new(house.spec.seed, Stream::Prices);
    house.offers.iter().map(|offer| offer.service(house.spec, &mut dice)).collect()
}
