//! The report equals a count minute by minute: of the clock, of shifts, of appointments.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use proptest::bool::weighted;
use proptest::collection::{btree_map, vec};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{option, prop_assert_eq, proptest};
use slotwright::domain::calendar::{Hours, WallRange};
use slotwright::domain::{
    Busy, Interval, IntervalSet, Minute, Phase, Problem, ResourceIndex, SiteIndex, StaffIndex, Status,
};
use slotwright::report::{Appointments, Basis, Day, Days, Query};

use super::salon::{add_person, add_resource, add_service, add_site, book, date, empty, report};
use super::slow::{Counted, Slow};

/// Periods of one or two days with a lost hour, a gained hour, a lost midnight, half an hour lost or gained, or nothing of
/// the kind.
const CASES: [(&str, &str, &str); 7] = [
    ("Europe/Budapest", "2026-03-28", "2026-03-29"),
    ("Europe/Budapest", "2026-10-25", "2026-10-25"),
    ("America/Santiago", "2026-09-06", "2026-09-06"),
    ("America/New_York", "2026-10-31", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-10-04", "2026-10-04"),
    ("Australia/Lord_Howe", "2026-04-04", "2026-04-05"),
    ("Asia/Kolkata", "2026-11-27", "2026-11-27"),
];

fn any_hours() -> impl Strategy<Value = Hours> {
    // Half of the hours open or close in the small hours, where clocks are changed.
    let range = |starts: Range<i64>, lengths: Range<i64>| {
        (starts, lengths).prop_map(|(start, length)| WallRange { start: start * 15, end: (start + length) * 15 })
    };
    let range = prop_oneof![range(0..24 * 4, 1..12 * 4), range(0..3 * 4, 1..3 * 4), range(21 * 4..24 * 4, 1..8 * 4)];
    let day = vec(range, 0..3);
    let exceptions = btree_map(0..CASES.len(), day.clone(), 0..2).prop_map(|days| {
        days.into_iter().map(|(case, ranges)| (date(CASES[case].2), ranges)).collect::<BTreeMap<_, _>>()
    });
    prop_oneof![
        1 => Just(Hours::default()),
        3 => (vec(day, 7), exceptions)
            .prop_map(|(days, exceptions)| Hours { weekly: days.try_into().unwrap(), exceptions })
    ]
}

/// Intervals around the period, in minutes from its first midnight.
fn any_blocks() -> impl Strategy<Value = Vec<(Minute, Minute)>> {
    vec((-600..3000i64, 1..900i64), 0..3)
}

fn set(origin: Minute, blocks: &[(Minute, Minute)]) -> IntervalSet {
    blocks.iter().map(|&(start, length)| Interval::new(origin + start, origin + start + length)).collect()
}

type Person = (Hours, Vec<(Minute, Minute)>, bool, bool, bool);
type Thing = (Option<Hours>, Vec<(Minute, Minute)>, u32, bool, bool);
type Appointment = (Minute, Minute, u8, u8, u8);

/// Two sites, the second far away, with the drawn people, things and appointments; the first service can use the
/// even resources.
fn build(
    zone_name: &str,
    from: &str,
    opening: [Option<Hours>; 2],
    people: Vec<Person>,
    things: Vec<Thing>,
    appointments: &[Appointment],
) -> Problem {
    let mut problem = empty();
    let [here, there] = opening;
    let sites = [add_site(&mut problem, "here", zone_name, here), add_site(&mut problem, "there", "Asia/Tokyo", there)];
    let origin = problem.sites[0].zone.midnight(date(from));
    for (hours, blocks, active, away, able) in people {
        let index = add_person(&mut problem, sites[usize::from(away)], "person", hours);
        let person = &mut problem.staff[index.position()];
        (person.blocks, person.active) = (set(origin, &blocks), active);
        person.services.extend(able.then_some(slotwright::domain::ServiceIndex::from(0)));
    }
    let count = things.len();
    for (hours, blocks, capacity, multi_use, away) in things {
        let index = add_resource(&mut problem, sites[usize::from(away)], "thing");
        let resource = &mut problem.resources[index.position()];
        (resource.hours, resource.blocks) = (hours, set(origin, &blocks));
        (resource.capacity, resource.multi_use) = (capacity, multi_use);
    }
    let even: Vec<ResourceIndex> = (0..count).step_by(2).map(ResourceIndex::from).collect();
    add_service(&mut problem, 1, &even);
    for &(start, duration, staff, resources, status) in appointments {
        let chosen = |mask: u8, count: usize| (0..count).filter(move |bit| mask >> bit & 1 == 1);
        let staff: Vec<StaffIndex> = chosen(staff, problem.staff.len()).map(StaffIndex::from).collect();
        let resources: Vec<ResourceIndex> = chosen(resources, count).map(ResourceIndex::from).collect();
        let status = [Status::Confirmed, Status::Completed, Status::Cancelled, Status::NoShow][usize::from(status)];
        book(&mut problem, status, origin + start, duration, &staff, &resources);
    }
    problem.requests.iter_mut().zip(1..).for_each(|(request, number)| request.price = 100 * number * number);
    for service in problem.services.iter_mut() {
        (service.setup, service.cleanup) = (7, 11);
        // In the middle third the staff is free, and where the minutes can be halved twice, the resources as well.
        let third = service.duration / 3;
        if service.duration % 2 == 0 && third > 0 {
            let alone = Phase { staff: false, resources: service.duration % 4 != 0, ..Phase::busy(third) };
            service.phases = vec![Phase::busy(third), alone, Phase::busy(service.duration - 2 * third)];
        }
        service.busy = Busy::of(7, &service.phases, 11);
    }
    problem
}

/// A drawn salon, and the period to report on.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) problem: Problem,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

/// Salons with so many people and appointments, in a case of the clock.
pub(super) fn any_salon(people: Range<usize>, appointments: Range<usize>) -> impl Strategy<Value = Drawn> {
    // Opening hours without any hour are no opening hours; the gate sees to that.
    let opening = || option::of(any_hours()).prop_map(|hours| hours.filter(|hours| !hours.is_empty()));
    // Most people are active, able and at one site, so that shifts overlap; most things follow the basis.
    let person = (any_hours(), any_blocks(), weighted(0.85), weighted(0.25), weighted(0.7));
    let blocks = prop_oneof![2 => Just(Vec::new()), 1 => any_blocks()];
    let thing = (option::weighted(0.3, any_hours()), blocks, 1..4u32, any::<bool>(), weighted(0.25));
    let appointment = (-300..3000i64, 1..400i64, any::<u8>(), any::<u8>(), 0..4u8);
    let parts =
        (0..CASES.len(), [opening(), opening()], vec(person, people), vec(thing, 1..4), vec(appointment, appointments));
    parts.prop_map(|(case, opening, people, things, appointments)| {
        let (zone_name, from, to) = CASES[case];
        let problem = build(zone_name, from, opening, people, things, &appointments);
        Drawn { problem, from: date(from), to: date(to) }
    })
}

/// The filters: basis, person, site, no-shows, setup and cleanup, inactive ones hidden, the flags turned round.
type Filters = (usize, Option<usize>, Option<usize>, bool, bool, bool, u8);

fn query_of(problem: &Problem, from: NaiveDate, to: NaiveDate, filters: Filters) -> Query {
    let (basis, staff, site, count_no_show, occupied, hide_inactive, flipped) = filters;
    Query {
        basis: Basis::ALL[basis],
        site: site.map(SiteIndex::from),
        staff: staff.filter(|&one| one < problem.staff.len()).map(StaffIndex::from),
        count_no_show,
        occupied,
        hide_inactive,
        flipped: (0..problem.resources.len()).filter(|bit| flipped >> bit & 1 == 1).map(ResourceIndex::from).collect(),
        team: true,
        ..Query::new(from, to)
    }
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(256))]

    #[test]
    fn the_report_equals_counting_minutes(
        drawn in any_salon(0..5, 0..8),
        inactive in any::<u8>(),
        filters in (
            0..3usize,
            option::of(0..4usize),
            option::weighted(0.25, 0..2usize),
            any::<bool>(),
            any::<bool>(),
            any::<bool>(),
            any::<u8>(),
        ),
    ) {
        let Drawn { mut problem, from, to } = drawn;
        for (bit, resource) in problem.resources.iter_mut().enumerate() {
            resource.active = inactive >> bit & 1 == 0;
        }
        let query = query_of(&problem, from, to, filters);
        let (found, slow) = (report(&problem, &query), Slow::new(&problem, &query));
        prop_assert_eq!(Counted::from(found.kpis.usage), slow.total(None));
        prop_assert_eq!(found.is_fallback(), slow.is_fallback());

        let days = Days::of(&problem, &Appointments::of_problem(&problem), &query);
        let dates: Vec<NaiveDate> = query.from.iter_days().take_while(|date| *date <= query.to).collect();
        let on = |days: &[Day]| days.iter().map(|day| day.date).collect::<Vec<_>>();
        prop_assert_eq!(on(days.total()), &dates[..]);
        for day in days.total() {
            prop_assert_eq!(Counted::from(day.usage), slow.total(Some(day.date)), "{:?}", day);
        }
        for index in slow.resources() {
            let resource = problem.resource(index);
            let (in_scope, active) = (slow.in_scope(resource.site), resource.active != query.flipped.contains(&index));
            let row = found.rows.iter().find(|row| row.resource == index);
            prop_assert_eq!(row.is_some(), in_scope && (active || !query.hide_inactive));
            if let Some(row) = row {
                let period = slow.minutes(resource.site, None);
                prop_assert_eq!(Counted::from(row.usage), slow.resource(index, &period), "{:?}", row);
                prop_assert_eq!((row.active, row.limited), (active, slow.available(index, &period).1), "{:?}", row);
            }
            prop_assert_eq!(on(days.of_resource(index)), &dates[..if in_scope { dates.len() } else { 0 }]);
            for day in days.of_resource(index) {
                let minutes = slow.minutes(resource.site, Some(day.date));
                prop_assert_eq!(Counted::from(day.usage), slow.resource(index, &minutes), "{:?} of {:?}", day, index);
            }
        }
        let team = found.team.unwrap_or_default();
        for index in slow.people() {
            let site = problem.person(index).site;
            let in_scope = slow.in_scope(site) && query.staff.is_none_or(|only| only == index);
            let row = team.iter().find(|row| row.staff == index);
            prop_assert_eq!(row.is_some(), in_scope);
            if let Some(row) = row {
                let period = slow.minutes(site, None);
                prop_assert_eq!(Counted::from(row.usage), slow.person(index, &period), "{:?}", row);
            }
            prop_assert_eq!(on(days.of_person(index)), &dates[..if in_scope { dates.len() } else { 0 }]);
            for day in days.of_person(index) {
                let minutes = slow.minutes(site, Some(day.date));
                prop_assert_eq!(Counted::from(day.usage), slow.person(index, &minutes), "{:?} of {:?}", day, index);
            }
        }
    }
}
