//! Hours of the week: they add up to the rows, and each minute lies in the hour that the clock on the wall shows.

use chrono::{Datelike, Timelike};
use slotwright::domain::{HOUR, Interval, Problem, Status};
use slotwright::report::{Appointments, Basis, Query, Week, available_by_hour, booked_by_hour};

use super::salon::{EVERY_DAY, add_person, add_resource, add_site, at, book, hours, query, report, row, salon, zone};
use crate::support::fixtures::admitted;

fn booked(problem: &Problem, query: &Query) -> Vec<Week> {
    booked_by_hour(problem, &Appointments::of_problem(problem), query)
}

/// The files with phases, two clocks, nights, maintenance, places and changes of the clock.
const FILES: [&str; 6] = [
    "salon.demo-week",
    "report.dst-week",
    "report.training-room",
    "report.friday-shift",
    "tiny.night-shift",
    "tiny.phases",
];

#[test]
fn the_hours_of_a_resource_add_up_to_its_row() {
    for file in FILES {
        let problem = admitted(file).problem;
        let last = problem.horizon.end.pred_opt().unwrap();
        for basis in Basis::ALL {
            for occupied in [false, true] {
                let query = Query { basis, occupied, ..Query::new(problem.horizon.start, last) };
                let (report, booked) = (report(&problem, &query), booked(&problem, &query));
                let available = available_by_hour(&problem, &query).unwrap();
                for row in &report.rows {
                    let weeks = [&booked, &available].map(|weeks| weeks[row.resource.position()].minutes());
                    assert_eq!(weeks, [row.usage.booked, row.usage.available], "{file} {basis:?} {row:?}");
                }
            }
        }
    }
}

#[test]
fn each_minute_lies_in_the_hour_that_the_clock_shows() {
    // The night in which Budapest goes back from three to two, and one in which Lord Howe goes back by half an hour.
    for (name, from, to) in [
        ("Europe/Budapest", "2026-10-24", "2026-10-26"),
        ("Europe/Budapest", "2026-03-28", "2026-03-30"),
        ("Australia/Lord_Howe", "2026-04-04", "2026-04-06"),
        ("Australia/Lord_Howe", "2026-10-03", "2026-10-05"),
        ("Asia/Kathmandu", "2026-11-23", "2026-11-24"),
        // There the clock went forward and back at one minute past midnight.
        ("America/St_Johns", "2010-03-13", "2010-03-15"),
        ("America/St_Johns", "2010-11-06", "2010-11-08"),
    ] {
        let mut problem = salon(None);
        let site = add_site(&mut problem, "there", name, Some(hours(&EVERY_DAY, &[(1, 3), (22, 25)])));
        let room = add_resource(&mut problem, site, "room");
        let query = Query { basis: Basis::Opening, ..query(from, to) };
        let period = query.period(&problem, site);
        // From the last minute of an hour on.
        book(&mut problem, Status::Completed, period.start + 59, 3000, &[], &[room]);
        let open = problem.sites[site.position()].opening_hours.clone().unwrap().within(zone(name), period);
        let (booked, available) = (booked(&problem, &query), available_by_hour(&problem, &query).unwrap());
        let mut expected = vec![[0; 2]; 7 * 24];
        for minute in period.start..period.end {
            let wall = zone(name).at(minute);
            let place = &mut expected[wall.weekday().num_days_from_monday() as usize * 24 + wall.hour() as usize];
            place[0] += i64::from(
                Interval::new(period.start + 59, period.start + 3059).contains(Interval::new(minute, minute + 1)),
            );
            place[1] += i64::from(open.contains(minute));
        }
        for (place, expected) in expected.into_iter().enumerate() {
            let found = [&booked, &available].map(|weeks| weeks[room.position()].at(place / 24, place % 24));
            assert_eq!(found, expected, "{name} {from}: hour {place} of the week");
        }
    }
}

#[test]
fn weeks_add_up_and_filters_hold() {
    let mut problem = salon(None);
    let people = ["anna", "bela"].map(|id| add_person(&mut problem, 0.into(), id, hours(&EVERY_DAY, &[(9, 12)])));
    let room = add_resource(&mut problem, 0.into(), "room");
    for (person, day) in [(0, 23), (0, 30), (1, 23)] {
        book(&mut problem, Status::Completed, at(&format!("2026-11-{day}T09:30")), HOUR, &[people[person]], &[room]);
    }
    let both = query("2026-11-23", "2026-12-06");
    let week = &booked(&problem, &both)[room.position()];
    assert_eq!((week.at(0, 9), week.at(0, 10), week.minutes()), (90, 90, 180));
    let anna = Query { staff: Some(people[0]), ..both.clone() };
    assert_eq!(booked(&problem, &anna)[room.position()].minutes(), 120);
    assert_eq!(row(&report(&problem, &anna), room).usage.booked, 120);
    let mut sum = Week::default();
    booked(&problem, &both).iter().for_each(|week| sum.add(week));
    assert_eq!(sum.minutes(), 180);
}

#[test]
fn nobody_knows_the_hours_of_the_fallback() {
    let mut problem = salon(None);
    add_resource(&mut problem, 0.into(), "room");
    assert_eq!(available_by_hour(&problem, &query("2026-11-23", "2026-11-29")), None);
}
