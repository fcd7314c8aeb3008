//! The Resources report of a chain: 2,000 resources at 200 sites, 3 years, a million appointments.
#![expect(clippy::unwrap_used, reason = "a broken fixture must stop the measurement")]

use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use slotwright::domain::calendar::{Hours, WallRange, Zone};
use slotwright::domain::{
    Busy, HOUR, Horizon, Interval, IntervalSet, Kind, Phase, Policy, Problem, Requirement, Resource, ResourceIndex,
    Service, Site, Staff, StaffIndex, Status,
};
use slotwright::report::{Appointment, Appointments, Basis, Booked, Query, Scope, report};

const SITES: usize = 200;
const RESOURCES_OF_A_SITE: usize = 10;
const STAFF_OF_A_SITE: usize = 6;
const APPOINTMENTS: usize = 1_000_000;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn daily(start: i64, end: i64) -> Hours {
    let range = WallRange { start: start * HOUR, end: end * HOUR };
    Hours { weekly: std::array::from_fn(|_| vec![range]), ..Hours::default() }
}

/// Every site is open 9 to 20, its people work 9 to 15 or 14 to 20; service `n` needs resource `n` of any site.
fn chain() -> Problem {
    let zones = ["Europe/Budapest", "Europe/London", "America/New_York", "Asia/Tokyo"];
    let site = |index: usize| Site {
        id: format!("site-{index}"),
        name: format!("Site {index}"),
        zone: Zone::named(zones[index % zones.len()]).unwrap(),
        opening_hours: Some(daily(9, 20)),
    };
    let person = |index: usize| Staff {
        id: format!("person-{index}"),
        name: format!("Person {index}"),
        site: (index / STAFF_OF_A_SITE).into(),
        services: (index..index + 4).map(|service| (service % RESOURCES_OF_A_SITE).into()).collect(),
        hours: if index.is_multiple_of(2) { daily(9, 15) } else { daily(14, 20) },
        blocks: IntervalSet::new(),
        active: true,
    };
    let resource = |index: usize| Resource {
        id: format!("resource-{index}"),
        name: format!("Resource {index}"),
        kind: Kind::Room,
        site: (index / RESOURCES_OF_A_SITE).into(),
        pools: Vec::new(),
        capacity: 1,
        multi_use: false,
        active: true,
        hours: None,
        blocks: IntervalSet::new(),
    };
    let service = |index: usize| {
        let resources = (0..SITES).map(|site| (site * RESOURCES_OF_A_SITE + index).into());
        Service {
            id: format!("service-{index}"),
            name: String::new(),
            duration: HOUR,
            price: 10_000,
            setup: 0,
            cleanup: 0,
            staff_count: 1,
            requirements: vec![Requirement { names: Vec::new(), any_of: resources.collect(), units: 1 }],
            outside_opening_hours: false,
            phases: vec![Phase::busy(HOUR)],
            busy: Busy::of(0, &[Phase::busy(HOUR)], 0),
        }
    };
    Problem {
        name: "Chain".to_owned(),
        currency: "EUR".to_owned(),
        horizon: Horizon { start: date("2024-01-01"), end: date("2027-01-01") },
        grid: 5,
        sites: (0..SITES).map(site).collect(),
        staff: (0..SITES * STAFF_OF_A_SITE).map(person).collect(),
        resources: (0..SITES * RESOURCES_OF_A_SITE).map(resource).collect(),
        services: (0..RESOURCES_OF_A_SITE).map(service).collect(),
        clients: Vec::new(),
        requests: Vec::new(),
        visits: Vec::new(),
        policy: Policy::default(),
        frozen_until: None,
    }
}

/// Appointments at random times of the three years, each with one person and one or two resources of one site.
fn appointments() -> Appointments {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let first = Zone::UTC.midnight(date("2024-01-02"));
    let minutes = Zone::UTC.midnight(date("2026-12-30")) - first;
    let mut all = Appointments::new();
    for _ in 0..APPOINTMENTS {
        let start = first + random.random_range(0..minutes);
        let site = random.random_range(0..SITES);
        let one = random.random_range(0..RESOURCES_OF_A_SITE);
        let two = (one + random.random_range(1..RESOURCES_OF_A_SITE)) % RESOURCES_OF_A_SITE;
        let resources = [one, two].map(|one| ResourceIndex::from(site * RESOURCES_OF_A_SITE + one));
        let person = StaffIndex::from(site * STAFF_OF_A_SITE + random.random_range(0..STAFF_OF_A_SITE));
        all.push(Appointment {
            interval: Interval::new(start, start + 15 * random.random_range(1..9)),
            setup: 5,
            cleanup: 5,
            price: random.random_range(1_000..20_000),
            status: if random.random_bool(0.05) { Status::NoShow } else { Status::Completed },
            staff: &[person],
            resources: &resources[..random.random_range(1..3)],
            busy: None,
        });
    }
    all
}

fn measure(criterion: &mut Criterion) {
    let (problem, appointments) = (chain(), appointments());
    let query = Query::new(date("2024-01-01"), date("2026-12-31"));
    let scope = Scope::new(&problem, &query);
    let counted = Booked::count(&appointments, &scope).total;
    assert_eq!(counted.appointments, APPOINTMENTS as u64, "all of them lie in the period");

    let mut group = criterion.benchmark_group("report");
    group.throughput(Throughput::Elements(APPOINTMENTS as u64)).sample_size(20);
    group.bench_function("pass", |bencher| bencher.iter(|| black_box(Booked::count(&appointments, &scope))));
    let month = Query::new(date("2026-06-01"), date("2026-06-30"));
    let narrow = Scope::new(&problem, &month);
    group.bench_function("pass/month", |bencher| bencher.iter(|| black_box(Booked::count(&appointments, &narrow))));
    for basis in Basis::ALL {
        let query = Query { basis, team: true, ..query.clone() };
        group.bench_function(format!("whole/{}", basis.name()), |bencher| {
            bencher.iter(|| black_box(report(&problem, &appointments, &query)));
        });
    }
    group.finish();
}

criterion_group!(benches, measure);
criterion_main!(benches);
