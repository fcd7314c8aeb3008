//! Booked time, appointments and revenue.

use slotwright::domain::{Booking, HOUR, Pin, Problem, ResourceIndex, Status};
use slotwright::plan::{Plan, PlannedBooking, Reason, Unassigned};
use slotwright::report::{Appointments, Booked, Query, Scope};

use super::salon::{EVERY_DAY, add_person, add_resource, at, book, hours, query, report, row, salon};

const BUDA: usize = 0;

/// Open and staffed by Anna 9 to 18 every day; two rooms.
fn two_rooms() -> (Problem, [ResourceIndex; 2]) {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 18)])));
    add_person(&mut problem, BUDA.into(), "anna", hours(&EVERY_DAY, &[(9, 18)]));
    let rooms = ["room-1", "room-2"].map(|id| add_resource(&mut problem, BUDA.into(), id));
    (problem, rooms)
}

fn friday() -> Query {
    query("2026-11-27", "2026-11-27")
}

#[test]
fn only_cancelled_appointments_count_nowhere() {
    let (mut problem, [room, _]) = two_rooms();
    let all = [
        Status::Requested,
        Status::Tentative,
        Status::Confirmed,
        Status::Arrived,
        Status::Completed,
        Status::Cancelled,
        Status::NoShow,
    ];
    for status in all {
        book(&mut problem, status, at("2026-11-27T10:00"), 30, &[], &[room]);
    }
    let usage = row(&report(&problem, &friday()), room).usage;
    assert_eq!((usage.appointments, usage.booked, usage.revenue), (6, 180, 90_000));
    let without = Query { count_no_show: false, ..friday() };
    let usage = row(&report(&problem, &without), room).usage;
    assert_eq!((usage.appointments, usage.booked, usage.revenue), (5, 150, 75_000));
}

#[test]
fn each_resource_gets_the_full_price_and_the_total_counts_it_once() {
    let (mut problem, [one, two]) = two_rooms();
    book(&mut problem, Status::Confirmed, at("2026-11-27T10:00"), 60, &[], &[one, two]);
    book(&mut problem, Status::Confirmed, at("2026-11-27T12:00"), 60, &[], &[two]);
    book(&mut problem, Status::Confirmed, at("2026-11-27T14:00"), 60, &[], &[]);
    let report = report(&problem, &friday());
    assert_eq!(row(&report, one).usage.revenue, 15_000);
    assert_eq!(row(&report, two).usage.revenue, 30_000);
    let total = report.kpis.usage;
    assert_eq!((total.appointments, total.revenue), (2, 30_000));
    assert_eq!((total.booked, total.available), (3 * HOUR, 18 * HOUR));
    assert_eq!(total.utilisation(), Some(3.0 / 18.0));
}

#[test]
fn an_appointment_is_cut_at_the_edges_of_the_period_but_its_price_is_not() {
    let (mut problem, [room, _]) = two_rooms();
    book(&mut problem, Status::Completed, at("2026-11-26T23:30"), 60, &[], &[room]);
    book(&mut problem, Status::Completed, at("2026-11-27T23:45"), 60, &[], &[room]);
    // These only touch the edges.
    book(&mut problem, Status::Completed, at("2026-11-26T23:00"), 60, &[], &[room]);
    book(&mut problem, Status::Completed, at("2026-11-28T00:00"), 60, &[], &[room]);
    let usage = row(&report(&problem, &friday()), room).usage;
    assert_eq!((usage.appointments, usage.booked, usage.revenue), (2, 30 + 15, 30_000));
}

#[test]
fn an_appointment_across_a_lost_or_gained_hour_has_its_true_length() {
    let (mut problem, [room, _]) = two_rooms();
    book(&mut problem, Status::Completed, at("2026-03-29T01:30"), 60, &[], &[room]);
    book(&mut problem, Status::Completed, at("2026-10-25T01:30"), 180, &[], &[room]);
    for (day, booked) in [("2026-03-29", 60), ("2026-10-25", 180)] {
        assert_eq!(row(&report(&problem, &query(day, day)), room).usage.booked, booked, "{day}");
    }
}

#[test]
fn setup_and_cleanup_count_only_when_asked_for() {
    let (mut problem, [room, _]) = two_rooms();
    book(&mut problem, Status::Confirmed, at("2026-11-27T10:00"), 60, &[], &[room]);
    (problem.services[0].setup, problem.services[0].cleanup) = (10, 5);
    assert_eq!(row(&report(&problem, &friday()), room).usage.booked, 60);
    let occupied = Query { occupied: true, ..friday() };
    assert_eq!(row(&report(&problem, &occupied), room).usage.booked, 75);
}

#[test]
fn a_plan_replaces_the_bookings_that_are_still_to_come() {
    let (mut problem, [one, two]) = two_rooms();
    for (status, hour) in [(Status::Completed, "09"), (Status::Confirmed, "10"), (Status::Confirmed, "11")] {
        book(&mut problem, status, at(&format!("2026-11-27T{hour}:00")), 60, &[], &[one]);
    }
    problem.requests[2].pin = Pin::All;
    let moved = Booking { start: at("2026-11-27T15:00"), staff: Vec::new(), resources: vec![two] };
    let end = moved.start + 60;
    let plan = Plan {
        bookings: vec![PlannedBooking { request: 2.into(), booking: moved, end }],
        unassigned: vec![Unassigned { request: 1.into(), reason: Reason::Displaced }],
    };
    let report = slotwright::report::report(&problem, &Appointments::of_plan(&problem, &plan), &friday());
    assert_eq!(row(&report, one).usage.appointments, 1);
    assert_eq!(row(&report, two).usage.appointments, 1);
    assert_eq!(Appointments::of_problem(&problem).len(), 3);
}

#[test]
fn the_first_and_the_last_minute_of_the_period_count() {
    let (mut problem, [one, _]) = two_rooms();
    problem.requests.clear();
    let (first, after) = (at("2026-11-27T00:00"), at("2026-11-28T00:00"));
    for (start, minutes) in [
        (first - 60, 60),
        (first - 59, 60),
        (after - 1, 60),
        (after, 60),
        (after - 1, 1),
        (first, 1),
        // A minute of it lies outside.
        (first - 1, 31),
        (after - 30, 31),
    ] {
        book(&mut problem, Status::Completed, start, minutes, &[], &[one]);
    }
    let report = slotwright::report::report(&problem, &Appointments::of_problem(&problem), &friday());
    let usage = row(&report, one).usage;
    assert_eq!((usage.appointments, usage.booked), (6, 64));
    assert_eq!((report.kpis.usage.appointments, report.kpis.usage.booked), (6, 64));
}

#[test]
fn batches_add_up_to_the_whole() {
    let (mut problem, [one, two]) = two_rooms();
    let mut parts = [Appointments::new(), Appointments::new()];
    for position in 0..100_000 {
        let status = if position % 7 == 0 { Status::NoShow } else { Status::Completed };
        problem.requests.clear();
        let start = at("2026-11-20T10:00") + position % 20_000;
        let used: &[ResourceIndex] = if position % 3 == 0 { &[one, two] } else { &[two] };
        book(&mut problem, status, start, 60, &[0.into()], used);
        parts[usize::from(position >= 30_000)].push(Appointments::of_problem(&problem).at(0));
    }
    let mut whole = Appointments::new();
    for part in &parts {
        (0..part.len()).for_each(|position| whole.push(part.at(position)));
    }
    let scope = Scope::new(&problem, &Query { count_no_show: false, ..friday() });
    let [first, last] = parts.map(|part| Booked::count(&part, &scope));
    let all = Booked::count(&whole, &scope);
    assert_eq!(first.merge(last), all);
    // 20,000 starts, a minute apart, each five times; those from 23:01 the day before until midnight overlap Friday.
    let starts = (at("2026-11-26T23:01")..at("2026-11-28T00:00")).map(|start| start - at("2026-11-20T10:00"));
    let shown = starts.flat_map(|offset| (0..5).map(move |lap| offset + 20_000 * lap)).filter(|one| one % 7 != 0);
    assert_eq!(all.total.appointments, shown.count() as u64);
}
