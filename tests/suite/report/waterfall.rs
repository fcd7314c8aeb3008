//! Where the hours went: by hand, and against a count minute by minute.

use std::collections::BTreeSet;

use proptest::prelude::any;
use proptest::{collection::vec, option, prop_assert_eq, proptest};
use slotwright::domain::{Busy, HOUR, Interval, Minute, Phase, Problem, ResourceIndex, StaffIndex, Status};
use slotwright::report::{Appointments, Basis, Query, Waterfall, Waterfalls};

use super::minutes::{Drawn, any_salon};
use super::salon::{EVERY_DAY, add_person, add_resource, add_service, at, book, hours, query, report, row, salon};
use super::slow::Slow;

const FRIDAY: &str = "2026-11-27";

fn waterfalls(problem: &Problem, query: &Query) -> Option<Waterfalls> {
    let appointments = Appointments::of_problem(problem);
    slotwright::report::waterfalls(problem, &appointments, &report(problem, query))
}

/// Open 9 to 18, Anna from 10 to 19; the room is blocked from 12 to 13 and used for services of 60 minutes.
fn friday() -> (Problem, StaffIndex, ResourceIndex) {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 18)])));
    let anna = add_person(&mut problem, 0.into(), "anna", hours(&EVERY_DAY, &[(10, 19)]));
    let room = add_resource(&mut problem, 0.into(), "room");
    problem.resources[0].blocks = Interval::new(at("2026-11-27T12:00"), at("2026-11-27T13:00")).into();
    add_service(&mut problem, 60, &[room]);
    (problem, anna, room)
}

#[test]
fn every_line_by_hand() {
    let (mut problem, anna, room) = friday();
    // Before the block: booked 10:30 to 11:30, so that two gaps of 30 minutes remain.
    book(&mut problem, Status::Completed, at("2026-11-27T10:30"), 60, &[anna], &[room]);
    // After it: booked 13:00 to 14:00 twice, and with setup and cleanup 14:30 to 16:30; 14:00 to 14:30 is too short, and
    // 16:30 to 19:00 is free.
    book(&mut problem, Status::Completed, at("2026-11-27T13:00"), 60, &[anna], &[room]);
    book(&mut problem, Status::NoShow, at("2026-11-27T13:00"), 60, &[anna], &[room]);
    book(&mut problem, Status::Completed, at("2026-11-27T14:45"), 90, &[anna], &[room]);
    let long = &mut problem.services[1];
    (long.setup, long.cleanup) = (15, 15);
    // Before anybody is there.
    book(&mut problem, Status::Completed, at("2026-11-27T09:00"), 60, &[], &[room]);
    book(&mut problem, Status::Cancelled, at("2026-11-27T17:00"), 60, &[anna], &[room]);
    let expected = Waterfall {
        open: 9 * HOUR,
        staffed_while_closed: HOUR,
        not_staffed: HOUR,
        blocked: HOUR,
        setup_and_cleanup: 30,
        left_out: 0,
        too_short: 30 + 30 + 30,
        free: 150,
        booked: 60 + 60 + 90,
        doubled: 60,
        outside: 60,
    };
    let found = waterfalls(&problem, &query(FRIDAY, FRIDAY)).unwrap();
    assert_eq!(found.rows, [(room, expected)]);
    assert_eq!(found.total, expected);

    let without = Query { count_no_show: false, ..query(FRIDAY, FRIDAY) };
    let found = waterfalls(&problem, &without).unwrap().total;
    assert_eq!(found, Waterfall { doubled: 0, ..expected }, "the other booking takes the same minutes");
    let occupied = Query { occupied: true, ..query(FRIDAY, FRIDAY) };
    let found = waterfalls(&problem, &occupied).unwrap().total;
    assert_eq!(found, Waterfall { booked: expected.booked + 30, setup_and_cleanup: 0, ..expected });
}

#[test]
fn what_the_filter_leaves_out_is_not_free() {
    let (mut problem, anna, room) = friday();
    let bela = add_person(&mut problem, 0.into(), "bela", hours(&EVERY_DAY, &[(9, 18)]));
    book(&mut problem, Status::Completed, at("2026-11-27T14:00"), 60, &[bela], &[room]);
    let only = Query { staff: Some(anna), ..query(FRIDAY, FRIDAY) };
    let found = waterfalls(&problem, &only).unwrap().total;
    assert_eq!((found.left_out, found.booked, found.free), (HOUR, 0, 2 * HOUR + HOUR + 4 * HOUR));
}

#[test]
fn places_are_filled_one_after_the_other() {
    // Two places of two hours and a service of an hour; 10:00 to 11:00 is booked once, 10:30 to 11:30 once more.
    let mut problem = salon(None);
    add_person(&mut problem, 0.into(), "anna", hours(&EVERY_DAY, &[(10, 12)]));
    let room = add_resource(&mut problem, 0.into(), "room");
    (problem.resources[0].capacity, problem.resources[0].multi_use) = (2, true);
    add_service(&mut problem, 60, &[room]);
    book(&mut problem, Status::Completed, at("2026-11-27T10:00"), 60, &[], &[room]);
    book(&mut problem, Status::Completed, at("2026-11-27T10:30"), 60, &[], &[room]);
    let found = waterfalls(&problem, &query(FRIDAY, FRIDAY)).unwrap().total;
    // A free place: 11:30 to 12:00 on the first, too short; 10:00 to 10:30 and 11:00 to 12:00 on the second.
    assert_eq!((found.open, found.booked, found.too_short, found.free), (240, 120, 60, 60));
}

#[test]
fn without_a_service_no_gap_is_too_short_and_without_hours_there_is_no_waterfall() {
    let mut problem = salon(None);
    let room = add_resource(&mut problem, 0.into(), "room");
    assert_eq!(waterfalls(&problem, &query(FRIDAY, FRIDAY)), None);
    add_person(&mut problem, 0.into(), "anna", hours(&EVERY_DAY, &[(10, 12)]));
    book(&mut problem, Status::Completed, at("2026-11-27T10:00"), 119, &[], &[room]);
    let found = waterfalls(&problem, &query(FRIDAY, FRIDAY)).unwrap().total;
    assert_eq!((found.too_short, found.free), (0, 1));
}

/// The slow way: every minute of the period is looked at alone, every placement of every service tried.
fn naive(problem: &Problem, query: &Query, slow: &Slow<'_>, index: ResourceIndex) -> Waterfall {
    let resource = problem.resource(index);
    let (site, clock) = (problem.site(resource.site), slow.clock(resource.site));
    let places = Minute::from(resource.places());
    let period: BTreeSet<Minute> = clock.period(query).into_iter().collect();
    let mut waterfall = Waterfall::default();
    let (mut available, mut used) = (Vec::new(), Vec::new());
    for &minute in &period {
        let offer = slow.offered(index, minute);
        let open = site.opening_hours.as_ref().map_or(offer, |hours| clock.open(hours, minute));
        let usable =
            resource.hours.as_ref().is_none_or(|hours| clock.open(hours, minute)) && !resource.blocks.contains(minute);
        let [mut counted, mut around, mut left_out] = [0, 0, 0];
        for request in problem.requests.iter().filter(|request| request.status != Status::Cancelled) {
            let (booking, service) = (request.booking.as_ref().unwrap(), problem.service(request.service));
            let since = minute - booking.start;
            if !booking.resources.contains(&index) || !service.busy.resources.contains(since) {
                continue;
            }
            let counts = (query.count_no_show || request.status != Status::NoShow)
                && query.staff.is_none_or(|one| booking.staff.contains(&one));
            match (counts, query.occupied || (0..service.duration).contains(&since)) {
                (false, _) => left_out += 1,
                (true, true) => counted += 1,
                (true, false) => around += 1,
            }
        }
        waterfall.open += places * Minute::from(open);
        waterfall.staffed_while_closed += places * Minute::from(offer && !open);
        waterfall.not_staffed += places * Minute::from(open && !offer);
        waterfall.blocked += places * Minute::from(offer && !usable);
        if !(offer && usable) {
            waterfall.outside += counted;
            continue;
        }
        let booked = Minute::min(counted, places);
        let setup = Minute::min(around, places - booked);
        let others = Minute::min(left_out, places - booked - setup);
        waterfall.booked += booked;
        waterfall.doubled += counted - booked;
        waterfall.setup_and_cleanup += setup;
        waterfall.left_out += others;
        available.push(minute);
        used.push(booked + setup + others);
    }
    let uses = |service: &&slotwright::domain::Service| {
        service.requirements.iter().any(|one| one.any_of.contains(&index)) && !service.busy.resources.is_empty()
    };
    let services: Vec<&slotwright::domain::Service> = problem.services.iter().filter(uses).collect();
    for place in 0..places {
        let free: BTreeSet<Minute> =
            available.iter().zip(&used).filter(|(_, used)| **used <= place).map(|(minute, _)| *minute).collect();
        let mut fits: BTreeSet<Minute> = if services.is_empty() { free.clone() } else { BTreeSet::new() };
        for service in &services {
            for start in period.first().unwrap() - 800..=period.last().unwrap() + 800 {
                let taken: Vec<Minute> =
                    service.busy.resources.shifted(start).flat_map(|one| one.start..one.end).collect();
                if taken.iter().all(|minute| free.contains(minute)) {
                    fits.extend(taken);
                }
            }
        }
        waterfall.free += fits.len() as Minute;
        waterfall.too_short += (free.len() - fits.len()) as Minute;
    }
    waterfall
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn the_waterfall_equals_counting_minutes_and_its_sums_are_exact(
        drawn in any_salon(0..4, 0..10),
        basis in 0..3usize,
        only in option::of(0..4usize),
        count_no_show in any::<bool>(),
        occupied in any::<bool>(),
        lengths in vec(10..120i64, 0..2),
    ) {
        let Drawn { mut problem, from, to } = drawn;
        // The services that are booked can use little; these can, those of an even length but for their middle.
        let even: Vec<ResourceIndex> = (0..problem.resources.len()).step_by(2).map(ResourceIndex::from).collect();
        for &length in &lengths {
            let added = add_service(&mut problem, length, &even);
            if length % 2 == 0 {
                let third = length / 3;
                let alone = Phase { resources: false, ..Phase::busy(length - 2 * third) };
                let phases = vec![Phase::busy(third), alone, Phase::busy(third)];
                problem.services[added].busy = Busy::of(0, &phases, 5);
            }
        }
        let query = Query {
            basis: Basis::ALL[basis],
            staff: only.filter(|&one| one < problem.staff.len()).map(StaffIndex::from),
            count_no_show,
            occupied,
            ..Query::new(from, to)
        };
        let slow = Slow::new(&problem, &query);
        let report = report(&problem, &query);
        let Some(found) = waterfalls(&problem, &query) else {
            assert!(report.is_fallback());
            return Ok(());
        };
        prop_assert_eq!(found.rows.len(), report.rows.len());
        let mut sum = Waterfall::default();
        for &(index, one) in &found.rows {
            let usage = row(&report, index).usage;
            let parts = [one.not_staffed, one.blocked, one.setup_and_cleanup, one.left_out, one.too_short, one.free];
            prop_assert_eq!(one.whole(), parts.iter().sum::<Minute>() + one.booked);
            prop_assert_eq!(one.available(), usage.available);
            prop_assert_eq!(one.booked_in_all(), usage.booked);
            prop_assert_eq!(one, naive(&problem, &query, &slow, index));
            sum = sum.plus(one);
        }
        prop_assert_eq!(sum, found.total);
    }
}
