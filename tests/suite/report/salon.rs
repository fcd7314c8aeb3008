//! A salon to report on, built piece by piece.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use slotwright::domain::calendar::{Hours, WallRange, WallTime, Zone};
use slotwright::domain::{
    Booking, Busy, HOUR, Horizon, Interval, Kind, Minute, Phase, Pin, Policy, Problem, Request, Requirement, Resource,
    ResourceIndex, Service, Site, SiteIndex, Staff, StaffIndex, Status,
};
use slotwright::report::{Appointments, Query, Report, Row};

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn zone(name: &str) -> Zone {
    Zone::named(name).unwrap()
}

/// The same hours on the weekdays named by their positions, Monday 0.
pub(super) fn hours(days: &[usize], ranges: &[(Minute, Minute)]) -> Hours {
    let ranges: Vec<WallRange> =
        ranges.iter().map(|&(start, end)| WallRange { start: start * HOUR, end: end * HOUR }).collect();
    let on = |day| if days.contains(&day) { ranges.clone() } else { Vec::new() };
    Hours { weekly: std::array::from_fn(on), ..Hours::default() }
}

pub(super) const EVERY_DAY: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];

/// A problem without anybody or anything yet, in Budapest time.
pub(super) fn empty() -> Problem {
    Problem {
        name: "Buda".to_owned(),
        currency: "HUF".to_owned(),
        horizon: Horizon { start: date("2026-11-23"), end: date("2026-11-30") },
        grid: 5,
        sites: Vec::new(),
        staff: Vec::new(),
        resources: Vec::new(),
        services: Vec::new(),
        clients: Vec::new(),
        requests: Vec::new(),
        visits: Vec::new(),
        policy: Policy::default(),
        frozen_until: None,
    }
}

/// One site in Budapest with these opening hours.
pub(super) fn salon(opening: Option<Hours>) -> Problem {
    let mut problem = empty();
    add_site(&mut problem, "buda", "Europe/Budapest", opening);
    problem
}

pub(super) fn add_site(problem: &mut Problem, id: &str, zone_name: &str, opening: Option<Hours>) -> SiteIndex {
    let name = id[..1].to_uppercase() + &id[1..];
    problem.sites.push(Site { id: id.to_owned(), name, zone: zone(zone_name), opening_hours: opening });
    SiteIndex::from(problem.sites.len() - 1)
}

pub(super) fn add_person(problem: &mut Problem, site: SiteIndex, id: &str, hours: Hours) -> StaffIndex {
    problem.staff.push(Staff {
        id: id.to_owned(),
        name: id.to_owned(),
        site,
        services: BTreeSet::new(),
        hours,
        blocks: slotwright::domain::IntervalSet::new(),
        active: true,
    });
    StaffIndex::from(problem.staff.len() - 1)
}

pub(super) fn add_resource(problem: &mut Problem, site: SiteIndex, id: &str) -> ResourceIndex {
    problem.resources.push(Resource {
        id: id.to_owned(),
        name: id.to_owned(),
        kind: Kind::Room,
        site,
        pools: Vec::new(),
        capacity: 1,
        multi_use: false,
        active: true,
        hours: None,
        blocks: slotwright::domain::IntervalSet::new(),
    });
    ResourceIndex::from(problem.resources.len() - 1)
}

/// A service for 150.00 whose only requirement is one of the resources.
pub(super) fn add_service(problem: &mut Problem, duration: Minute, any_of: &[ResourceIndex]) -> usize {
    let requirement = Requirement { names: Vec::new(), any_of: any_of.to_vec(), units: 1 };
    let phases = vec![Phase::busy(duration)];
    problem.services.push(Service {
        id: format!("service-{}", problem.services.len()),
        name: String::new(),
        duration,
        price: 15_000,
        setup: 0,
        cleanup: 0,
        staff_count: 1,
        requirements: vec![requirement],
        outside_opening_hours: false,
        busy: Busy::of(0, &phases, 0),
        phases,
    });
    problem.services.len() - 1
}

/// A booked appointment at the first site, at a price of 150.00.
pub(super) fn book(
    problem: &mut Problem,
    status: Status,
    start: Minute,
    duration: Minute,
    staff: &[StaffIndex],
    resources: &[ResourceIndex],
) {
    let service = problem.services.iter().position(|service| service.duration == duration);
    let service = service.unwrap_or_else(|| add_service(problem, duration, &[]));
    problem.requests.push(Request {
        id: format!("r{}", problem.requests.len()),
        client: None,
        service: service.into(),
        site: SiteIndex::from(0),
        windows: vec![Interval::new(start, start + duration)],
        preferred_start: None,
        preferred_staff: None,
        allowed_staff: None,
        allowed_resources: None,
        priority: 1,
        price: 15_000,
        mandatory: false,
        status,
        booking: Some(Booking { start, staff: staff.to_vec(), resources: resources.to_vec() }),
        pin: Pin::None,
        created_at: None,
    });
}

/// The minute at which the clock of Budapest shows `text`, such as `2026-11-27T14:00`.
pub(super) fn at(text: &str) -> Minute {
    at_in("Europe/Budapest", text)
}

pub(super) fn at_in(zone_name: &str, text: &str) -> Minute {
    match zone(zone_name).resolve(format!("{text}:00").parse().unwrap()) {
        WallTime::Once(minute) | WallTime::Skipped(minute) | WallTime::Doubled(minute, _) => minute,
    }
}

pub(super) fn query(from: &str, to: &str) -> Query {
    Query::new(date(from), date(to))
}

/// The report on the bookings of the problem.
pub(super) fn report(problem: &Problem, query: &Query) -> Report {
    slotwright::report::report(problem, &Appointments::of_problem(problem), query)
}

pub(super) fn row(report: &Report, resource: ResourceIndex) -> &Row {
    report.rows.iter().find(|row| row.resource == resource).unwrap()
}

/// The codes of the warnings.
pub(super) fn codes(report: &Report) -> Vec<&'static str> {
    report.warnings.iter().map(slotwright::report::Warning::code).collect()
}
