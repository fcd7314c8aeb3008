//! Further measures: by hand, and held against the rows that they belong to.

use proptest::prelude::any;
use proptest::{prop_assert, prop_assert_eq, proptest};
use slotwright::domain::{HOUR, Problem, Status};
use slotwright::report::{Basis, Confidence, Day, Measures, Query, RESAMPLES, Usage};

use super::minutes::{Drawn, any_salon};
use super::salon::{EVERY_DAY, add_person, add_resource, at, book, date, hours, query, report, salon};

const FRIDAY: &str = "2026-11-27";

fn measures(problem: &Problem, query: &Query) -> Measures {
    slotwright::report::measures(problem, None, &report(problem, query))
}

/// Open 9 to 18; Anna works 9 to 13, Bela 12 to 18.
fn friday() -> Problem {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 18)])));
    let anna = add_person(&mut problem, 0.into(), "anna", hours(&EVERY_DAY, &[(9, 13)]));
    let bela = add_person(&mut problem, 0.into(), "bela", hours(&EVERY_DAY, &[(12, 18)]));
    let room = add_resource(&mut problem, 0.into(), "room");
    book(&mut problem, Status::Completed, at("2026-11-27T09:00"), 60, &[anna], &[room]);
    book(&mut problem, Status::NoShow, at("2026-11-27T10:00"), 60, &[anna], &[room]);
    book(&mut problem, Status::Cancelled, at("2026-11-27T11:00"), 60, &[anna], &[room]);
    // Anna is off shift for the second half, and Bela takes the room in it as well.
    book(&mut problem, Status::Confirmed, at("2026-11-27T12:30"), 60, &[anna], &[room]);
    book(&mut problem, Status::Confirmed, at("2026-11-27T13:00"), 60, &[bela], &[room]);
    // After closing, and no resource is in it.
    book(&mut problem, Status::Confirmed, at("2026-11-27T17:30"), 60, &[bela], &[]);
    problem
}

#[test]
fn idle_time_attendance_and_revenue_by_hand() {
    let mut problem = friday();
    problem.requests[0].created_at = Some(at("2026-11-27T09:00") - 48 * HOUR);
    problem.requests[1].created_at = Some(at("2026-11-27T10:00") + 5);
    problem.requests[2].created_at = Some(at("2026-11-01T10:00"));
    let found = measures(&problem, &Query { team: true, ..query(FRIDAY, FRIDAY) });
    let (_, room) = &found.resources[0];
    // 240 minutes are booked, 210 of them different ones, of 9 hours: 600 for 540 minutes.
    assert_eq!((room.usage.booked, room.idle), (240, Some(540 - 210)));
    assert_eq!(room.usage.revenue_per_available_hour(), Some(6667));
    assert_eq!((room.attendance.appointments, room.attendance.cancelled), (5, 1));
    assert_eq!((room.attendance.due, room.attendance.no_shows), (2, 1));
    assert_eq!((room.attendance.cancellation_rate(), room.attendance.no_show_rate()), (Some(0.2), Some(0.5)));
    assert_eq!((room.attendance.with_lead_time(), room.attendance.median_lead_time()), (2, Some(0)));
    assert_eq!(found.total.attendance.appointments, 6);
    let idle: Vec<_> = found.team.iter().map(|(staff, one)| (problem.person(*staff).id.as_str(), one.idle)).collect();
    assert_eq!(idle, [("anna", Some(240 - 150)), ("bela", Some(360 - 90))]);
    assert_eq!(room.confidence, None, "one day shows no variation");
    let without = measures(&problem, &Query { count_no_show: false, ..query(FRIDAY, FRIDAY) });
    assert_eq!(without.total.attendance, found.total.attendance, "no-shows count in their own rate");
}

#[test]
fn setup_and_cleanup_are_not_idle() {
    let mut problem = salon(None);
    let anna = add_person(&mut problem, 0.into(), "anna", hours(&EVERY_DAY, &[(9, 13)]));
    let room = add_resource(&mut problem, 0.into(), "room");
    book(&mut problem, Status::Completed, at("2026-11-27T10:00"), 60, &[anna], &[room]);
    let service = &mut problem.services[0];
    (service.setup, service.cleanup) = (15, 20);
    service.busy = slotwright::domain::Busy::of(15, &service.phases, 20);
    for occupied in [false, true] {
        let found = measures(&problem, &Query { team: true, occupied, ..query(FRIDAY, FRIDAY) });
        assert_eq!((found.team[0].1.idle, found.resources[0].1.idle), (Some(145), Some(145)), "{occupied}");
    }
}

#[test]
fn conflicts_are_those_of_the_site_that_is_asked_about() {
    let mut problem = salon(None);
    let pest = super::salon::add_site(&mut problem, "pest", "Europe/Budapest", None);
    let rooms = [add_resource(&mut problem, 0.into(), "here"), add_resource(&mut problem, pest, "there")];
    for (room, site) in rooms.into_iter().zip([0.into(), pest]) {
        for _ in 0..2 {
            book(&mut problem, Status::Completed, at("2026-11-27T10:00"), 60, &[], &[room]);
            problem.requests.last_mut().unwrap().site = site;
        }
    }
    let listed = |site| measures(&problem, &Query { site, ..query(FRIDAY, FRIDAY) }).double_bookings;
    assert_eq!(listed(None).len(), 2);
    let there = listed(Some(pest));
    assert_eq!(there.iter().map(|one| one.requests[0].position()).collect::<Vec<_>>(), [2]);
}

#[test]
fn double_bookings_and_work_outside_hours_are_listed_each() {
    let problem = friday();
    let found = measures(&problem, &query(FRIDAY, FRIDAY));
    let told = |all: &[slotwright::plan::Conflict]| -> Vec<(&str, Vec<usize>)> {
        let requests = |one: &slotwright::plan::Conflict| one.requests.iter().map(|one| one.position()).collect();
        all.iter().map(|one| (one.rule.code(), requests(one))).collect()
    };
    assert_eq!(told(&found.double_bookings), [("resourceOverlap", vec![3, 4])]);
    let outside = [("staffShift", vec![3]), ("openingHours", vec![5]), ("staffShift", vec![5])];
    assert_eq!(told(&found.outside_hours), outside);
    let other_day = measures(&problem, &query("2026-11-26", "2026-11-26"));
    assert_eq!((other_day.double_bookings.len(), other_day.outside_hours.len()), (0, 0));
    let bela = measures(&problem, &Query { staff: Some(1.into()), ..query(FRIDAY, FRIDAY) });
    assert_eq!((bela.double_bookings.len(), bela.outside_hours.len()), (1, 2));
}

fn days(shares: &[(i64, i64)]) -> Vec<Day> {
    let usage = |&(booked, available): &(i64, i64)| Usage { booked, available, ..Usage::default() };
    shares.iter().map(|share| Day { date: date(FRIDAY), usage: usage(share) }).collect()
}

#[test]
fn the_interval_is_the_percentile_bootstrap() {
    // Two days of 0 and of 100 %: each resample is 0, 50 or 100 %, the ends with a chance of a quarter each.
    let two = Confidence::of(&days(&[(0, 60), (60, 60)])).unwrap();
    assert_eq!((two.low, two.high, two.days, two.is_of_few_days()), (0.0, 1.0, 2, true));
    // Days alike have no spread, closed days do not count, and long days weigh more.
    let alike = Confidence::of(&days(&[(30, 60), (60, 120), (0, 0), (0, 0)])).unwrap();
    assert_eq!((alike.low, alike.high, alike.days), (0.5, 0.5, 2));
    assert_eq!(Confidence::of(&days(&[(30, 60), (0, 0)])), None);
    assert_eq!(Confidence::of(&days(&[(30, 0), (5, 0)])), None, "nothing is available");
    assert_eq!((RESAMPLES + 1) * 25 % 1000, 0, "the ranks are whole");
}

#[test]
fn the_interval_of_many_days_is_that_of_the_normal_distribution() {
    // 100 days of 60 minutes, half of them empty, half full: the mean has a deviation of 5 percentage points, so that the
    // interval is 50 ± 9.8 but for the noise of the resamples.
    let shares: Vec<(i64, i64)> = (0..100).map(|day| (60 * (day % 2), 60)).collect();
    let found = Confidence::of(&days(&shares)).unwrap();
    assert!((found.low - 0.402).abs() < 0.015 && (found.high - 0.598).abs() < 0.015, "{found:?}");
    assert!(!found.is_of_few_days());
}

#[test]
fn a_day_without_shifts_is_no_fallback() {
    let mut problem = salon(None);
    add_person(&mut problem, 0.into(), "anna", hours(&[0], &[(9, 18)]));
    add_resource(&mut problem, 0.into(), "room");
    let found = measures(&problem, &query("2026-11-23", "2026-11-24"));
    let available: Vec<i64> = found.total.days.iter().map(|day| day.usage.available).collect();
    assert_eq!(available, [540, 0]);
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(128))]

    #[test]
    fn days_add_up_to_the_period_and_idle_time_is_no_more_than_is_free(
        drawn in any_salon(0..4, 0..10),
        basis in 0..3usize,
        occupied in any::<bool>(),
    ) {
        let Drawn { problem, from, to } = drawn;
        let query = Query { basis: Basis::ALL[basis], occupied, team: true, ..Query::new(from, to) };
        let report = report(&problem, &query);
        let found = slotwright::report::measures(&problem, None, &report);
        let all = found.resources.iter().map(|(_, one)| one).chain(found.team.iter().map(|(_, one)| one));
        for one in all.chain([&found.total]) {
            let sum = |of: fn(&Usage) -> i64| one.days.iter().map(|day| of(&day.usage)).sum::<i64>();
            prop_assert_eq!(sum(|usage| usage.booked), one.usage.booked);
            prop_assert_eq!(sum(|usage| usage.available), one.usage.available);
            let idle = one.idle.unwrap_or_default();
            prop_assert!((0..=one.usage.available).contains(&idle));
            prop_assert!(!occupied || one.idle.is_none() || idle >= one.usage.available - one.usage.booked);
            if let (Some(confidence), Some(share)) = (one.confidence, one.usage.utilisation()) {
                prop_assert!(confidence.low <= share && share <= confidence.high, "{:?} without {}", confidence, share);
            }
        }
    }
}
