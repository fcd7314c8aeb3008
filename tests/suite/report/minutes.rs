//! The report equals a count minute by minute: of the clock, of shifts, of appointments.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveDateTime};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{collection::vec, option, prop_assert_eq, proptest};
use slotwright::domain::calendar::{Hours, WallRange, Zone};
use slotwright::domain::{Busy, DAY, Interval, IntervalSet, Minute, Phase, Problem, ResourceIndex, StaffIndex, Status};
use slotwright::report::{Basis, Query};

use super::salon::{add_person, add_resource, add_service, add_site, book, date, empty, report};

/// Periods of one or two days with a lost hour, a gained hour, a lost midnight, or nothing of the kind.
pub(super) const CASES: [(&str, &str, &str); 5] = [
    ("Europe/Budapest", "2026-03-28", "2026-03-29"),
    ("Europe/Budapest", "2026-10-25", "2026-10-25"),
    ("America/Santiago", "2026-09-06", "2026-09-06"),
    ("America/New_York", "2026-10-31", "2026-11-01"),
    ("Asia/Kolkata", "2026-11-27", "2026-11-27"),
];

/// A site's clock, minute by minute, from three days before the period to three days after.
pub(super) struct Clock {
    first: Minute,
    wall: Vec<NaiveDateTime>,
    /// The latest reading up to each minute.
    reached: Vec<NaiveDateTime>,
    /// The earliest reading from each minute on.
    to_come: Vec<NaiveDateTime>,
}

impl Clock {
    pub(super) fn new(zone: Zone, from: NaiveDate, to: NaiveDate) -> Self {
        let (first, last) = (zone.midnight(from) - 3 * DAY, zone.midnight(to) + 4 * DAY);
        let wall: Vec<NaiveDateTime> = (first..last).map(|minute| zone.at(minute).naive_local()).collect();
        let mut reached = wall.clone();
        (1..wall.len()).for_each(|minute| reached[minute] = reached[minute].max(reached[minute - 1]));
        let mut to_come = wall.clone();
        (0..wall.len() - 1).rev().for_each(|minute| to_come[minute] = to_come[minute].min(to_come[minute + 1]));
        Self { first, wall, reached, to_come }
    }

    /// The minutes whose local date lies in the period.
    pub(super) fn period(&self, query: &Query) -> Vec<Minute> {
        let inside = |wall: &NaiveDateTime| (query.from..=query.to).contains(&wall.date());
        (self.first..).zip(&self.wall).filter(|(_, wall)| inside(wall)).map(|(minute, _)| minute).collect()
    }

    /// Whether hours hold at a minute: begun at their first opening, lasting until their last closing.
    pub(super) fn open(&self, hours: &Hours, minute: Minute) -> bool {
        let at = (minute - self.first) as usize;
        let today = self.wall[at].date();
        [today - Days::new(2), today - Days::new(1), today, today + Days::new(1)].into_iter().any(|date| {
            hours.on(date).iter().any(|range| {
                let reading = |wall| date.and_hms_opt(0, 0, 0).unwrap() + chrono::Duration::minutes(wall);
                let (opening, closing) = (reading(range.start), reading(range.end));
                self.reached[at] >= opening && (self.wall[at] < closing || self.to_come[at + 1] <= closing)
            })
        })
    }
}

/// Whether somebody is on shift at a minute.
fn works(problem: &Problem, person: StaffIndex, clock: &Clock, minute: Minute) -> bool {
    let staff = problem.person(person);
    staff.active && clock.open(&staff.hours, minute) && !staff.blocks.contains(minute)
}

/// Whether the basis offers a resource at a minute.
pub(super) fn offered(problem: &Problem, query: &Query, clock: &Clock, index: ResourceIndex, minute: Minute) -> bool {
    let site = problem.resource(index).site;
    let able = |person: StaffIndex| {
        problem.person(person).services.iter().any(|&service| {
            problem.service(service).requirements.iter().any(|requirement| requirement.any_of.contains(&index))
        })
    };
    let mut people = (0..problem.staff.len()).map(StaffIndex::from);
    match query.basis {
        Basis::Opening => problem.site(site).opening_hours.as_ref().is_some_and(|hours| clock.open(hours, minute)),
        basis => people.any(|person| {
            problem.person(person).site == site
                && query.staff.is_none_or(|only| only == person)
                && (basis == Basis::Staff || able(person))
                && works(problem, person, clock, minute)
        }),
    }
}

/// One resource counted the slow way: booked, available.
fn naive(problem: &Problem, query: &Query, clocks: &[Clock], index: ResourceIndex) -> (Minute, Minute) {
    let resource = problem.resource(index);
    let clock = &clocks[resource.site.position()];
    let inside = |set: &IntervalSet, minute| set.overlaps(Interval::new(minute, minute + 1));
    let mut people = (0..problem.staff.len()).map(StaffIndex::from);
    let scheduled = people.any(|person| {
        let clock = &clocks[problem.person(person).site.position()];
        clock.period(query).into_iter().any(|minute| works(problem, person, clock, minute))
    });
    let fallback = !scheduled && problem.sites.iter().all(|site| site.opening_hours.is_none());
    let usable = |minute| {
        resource.hours.as_ref().is_none_or(|hours| clock.open(hours, minute)) && !inside(&resource.blocks, minute)
    };
    let offered = |minute| offered(problem, query, clock, index, minute);
    let period = clock.period(query);
    let available = if fallback {
        let days: BTreeSet<NaiveDate> = period.iter().map(|&one| problem.site(resource.site).zone.date(one)).collect();
        let zone = problem.site(resource.site).zone;
        let on = |day| period.iter().filter(|&&one| zone.date(one) == day && usable(one)).count().min(600);
        days.into_iter().map(on).sum()
    } else {
        period.iter().filter(|&&minute| offered(minute) && usable(minute)).count()
    };
    let bookings = problem.requests.iter().filter(|request| {
        request.status != Status::Cancelled && (query.count_no_show || request.status != Status::NoShow)
    });
    let booked = bookings.map(|request| {
        let (booking, service) = (request.booking.as_ref().unwrap(), problem.service(request.service));
        let counts = booking.resources.contains(&index) && query.staff.is_none_or(|one| booking.staff.contains(&one));
        let (setup, cleanup) = if query.occupied { (service.setup, service.cleanup) } else { (0, 0) };
        let taken = booking.start - setup..booking.start + service.duration + cleanup;
        let alone = match service.phases[..] {
            [first, middle, _] => booking.start + first.minutes..booking.start + first.minutes + middle.minutes,
            _ => 0..0,
        };
        let busy = |minute: &&Minute| taken.contains(minute) && !alone.contains(minute);
        if counts { period.iter().filter(busy).count() } else { 0 }
    });
    (booked.sum::<usize>() as Minute, available as Minute * Minute::from(resource.places()))
}

pub(super) fn any_hours() -> impl Strategy<Value = Hours> {
    // Half of the hours open or close in the small hours, where clocks are changed.
    let range = |starts: std::ops::Range<i64>, lengths: std::ops::Range<i64>| {
        (starts, lengths).prop_map(|(start, length)| WallRange { start: start * 15, end: (start + length) * 15 })
    };
    let range = prop_oneof![range(0..24 * 4, 1..12 * 4), range(0..3 * 4, 1..3 * 4), range(21 * 4..24 * 4, 1..8 * 4)];
    let day = vec(range, 0..3);
    prop_oneof![
        Just(Hours::default()),
        vec(day, 7).prop_map(|days| Hours { weekly: days.try_into().unwrap(), ..Hours::default() })
    ]
}

/// Intervals around the period, in minutes from its first midnight.
pub(super) fn any_blocks() -> impl Strategy<Value = Vec<(Minute, Minute)>> {
    vec((-600..3000i64, 1..900i64), 0..3)
}

fn set(origin: Minute, blocks: &[(Minute, Minute)]) -> IntervalSet {
    blocks.iter().map(|&(start, length)| Interval::new(origin + start, origin + start + length)).collect()
}

pub(super) type Person = (Hours, Vec<(Minute, Minute)>, bool, bool, bool);
pub(super) type Thing = (Option<Hours>, Vec<(Minute, Minute)>, u32, bool, bool);
pub(super) type Appointment = (Minute, Minute, u8, u8, u8);

/// Two sites, the second far away, with the drawn people, things and appointments; the first service can use the
/// even resources.
pub(super) fn build(
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
    for service in problem.services.iter_mut() {
        (service.setup, service.cleanup) = (7, 11);
        // In the middle third of even hours nobody but the client is busy.
        let third = service.duration / 3;
        if service.duration % 2 == 0 && third > 0 {
            let alone = Phase { staff: false, resources: false, ..Phase::busy(third) };
            service.phases = vec![Phase::busy(third), alone, Phase::busy(service.duration - 2 * third)];
        }
        service.busy = Busy::of(7, &service.phases, 11);
    }
    problem
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(256))]

    #[test]
    fn the_report_equals_counting_minutes(
        case in 0..CASES.len(),
        opening in [option::of(any_hours()), option::of(any_hours())],
        people in vec((any_hours(), any_blocks(), any::<bool>(), any::<bool>(), any::<bool>()), 0..4),
        things in vec((option::of(any_hours()), any_blocks(), 1..4u32, any::<bool>(), any::<bool>()), 1..4),
        appointments in vec((-300..3000i64, 1..400i64, any::<u8>(), any::<u8>(), 0..4u8), 0..8),
        basis in 0..3usize,
        only in option::of(0..4usize),
        count_no_show in any::<bool>(),
        occupied in any::<bool>(),
    ) {
        let (zone_name, from, to) = CASES[case];
        // Opening hours without any hour are no opening hours; the gate sees to that.
        let opening = opening.map(|hours| hours.filter(|hours| !hours.is_empty()));
        let problem = build(zone_name, from, opening, people, things, &appointments);
        let query = Query {
            basis: Basis::ALL[basis],
            staff: only.filter(|&one| one < problem.staff.len()).map(StaffIndex::from),
            count_no_show,
            occupied,
            ..Query::new(date(from), date(to))
        };
        let clocks: Vec<Clock> =
            problem.sites.iter().map(|site| Clock::new(site.zone, query.from, query.to)).collect();
        for row in report(&problem, &query).rows {
            let slow = naive(&problem, &query, &clocks, row.resource);
            prop_assert_eq!((row.usage.booked, row.usage.available), slow, "{:?}", row);
        }
    }
}
