//! The five scenarios for which the report is made.

use slotwright::domain::{HOUR, Kind, Minute, Problem, ResourceIndex, StaffIndex, Status};
use slotwright::report::{Basis, Level, Period, Query};

use super::salon::{
    EVERY_DAY, add_person, add_resource, add_service, at, book, date, hours, query, report, row, salon,
};

const BUDA: usize = 0;
const WORKDAYS: [usize; 5] = [0, 1, 2, 3, 4];

/// Books `resources` for that many appointments of an hour from the minute on, one after the other.
fn fill(problem: &mut Problem, from: Minute, count: i64, staff: &[StaffIndex], resources: &[ResourceIndex]) {
    for hour in 0..count {
        book(problem, Status::Completed, from + hour * HOUR, HOUR, staff, resources);
    }
}

#[test]
fn one_the_expensive_machine_last_month() {
    let mut problem = salon(None);
    let anna = add_person(&mut problem, BUDA.into(), "anna", hours(&WORKDAYS, &[(8, 18)]));
    let ipl = add_resource(&mut problem, BUDA.into(), "ipl");
    problem.resources[ipl.position()].kind = Kind::Equipment;
    // November 2026 has 21 workdays: 210 hours. 25 hours of appointments for 15,000 each are 11.9 %.
    for day in [2, 9, 16, 23, 30] {
        fill(&mut problem, at(&format!("2026-11-{day:02}T09:00")), 5, &[anna], &[ipl]);
    }
    problem.requests.iter_mut().for_each(|request| request.price = 1_500_000);
    fill(&mut problem, at("2026-12-01T09:00"), 5, &[anna], &[ipl]);
    let (from, to) = Period::LastMonth.dates(date("2026-12-15"));
    let report = report(&problem, &Query::new(from, to));
    let usage = row(&report, ipl).usage;
    assert_eq!((usage.booked, usage.available), (25 * HOUR, 210 * HOUR));
    assert_eq!(format!("{:.0}%", usage.utilisation().unwrap() * 100.0), "12%");
    assert_eq!(usage.level(), Some(Level::Red));
    assert_eq!(usage.revenue, 25 * 1_500_000);
}

#[test]
fn two_which_room_is_empty_in_the_last_30_days() {
    let mut problem = salon(None);
    add_person(&mut problem, BUDA.into(), "anna", hours(&EVERY_DAY, &[(9, 19)]));
    let rooms = ["room-1", "room-2", "room-3"].map(|id| add_resource(&mut problem, BUDA.into(), id));
    let (from, to) = Period::Last30.dates(date("2026-11-30"));
    for day in 1..=30 {
        let nine = at(&format!("2026-11-{day:02}T09:00"));
        fill(&mut problem, nine, 6, &[], &[rooms[0]]);
        fill(&mut problem, nine, 1, &[], &[rooms[1]]);
        fill(&mut problem, nine, 3, &[], &[rooms[2]]);
    }
    let report = report(&problem, &Query::new(from, to));
    let shares: Vec<(ResourceIndex, Option<f64>)> =
        report.rows.iter().map(|row| (row.resource, row.usage.utilisation())).collect();
    assert_eq!(shares, [(rooms[0], Some(0.6)), (rooms[2], Some(0.3)), (rooms[1], Some(0.1))]);
    let low: Vec<_> = report.rows.iter().filter(|row| row.usage.level() == Some(Level::Red)).collect();
    assert_eq!(low.iter().map(|row| row.resource).collect::<Vec<_>>(), [rooms[1]]);
}

#[test]
fn three_team_and_machine_meet_on_the_staff_basis() {
    // Open 20 hours a day, Anna works 10 of them and is booked for 9.5, of which 7.5 on the machine.
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(2, 22)])));
    let anna = add_person(&mut problem, BUDA.into(), "anna", hours(&EVERY_DAY, &[(8, 18)]));
    let machine = add_resource(&mut problem, BUDA.into(), "machine");
    let service = add_service(&mut problem, 30, &[machine]);
    problem.staff[anna.position()].services.insert(service.into());
    let eight = at("2026-11-27T08:00");
    for half_hour in 0..19 {
        let with: &[ResourceIndex] = if half_hour < 15 { &[machine] } else { &[] };
        book(&mut problem, Status::Completed, eight + half_hour * 30, 30, &[anna], with);
    }
    let share = |basis| {
        let report = report(&problem, &Query { basis, team: true, ..query("2026-11-27", "2026-11-27") });
        (row(&report, machine).usage.utilisation(), report.team.unwrap()[0].usage.utilisation())
    };
    assert_eq!(share(Basis::Opening), (Some(0.375), Some(0.95)));
    assert_eq!(share(Basis::Staff), (Some(0.75), Some(0.95)), "the rest is her work without the machine");
    assert_eq!(share(Basis::Eligible), (Some(0.75), Some(0.95)));
}

#[test]
fn four_the_self_service_tanning_bed() {
    // Open 9 to 21, staffed 9 to 13; 288 minutes a day of clients who serve themselves.
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 21)])));
    add_person(&mut problem, BUDA.into(), "anna", hours(&EVERY_DAY, &[(9, 13)]));
    let bed = add_resource(&mut problem, BUDA.into(), "solarium");
    problem.resources[bed.position()].kind = Kind::Solarium;
    for session in 0..24 {
        book(&mut problem, Status::Completed, at("2026-11-27T09:00") + session * 30, 12, &[], &[bed]);
    }
    let opening = Query { basis: Basis::Opening, ..query("2026-11-27", "2026-11-27") };
    let usage = row(&report(&problem, &opening), bed).usage;
    assert_eq!((usage.booked, usage.available, usage.utilisation()), (288, 12 * HOUR, Some(0.4)));
    let staffed = row(&report(&problem, &query("2026-11-27", "2026-11-27")), bed).usage;
    assert_eq!(staffed.utilisation(), Some(1.2), "staff hours are the wrong base for it");
}

#[test]
fn five_the_case_for_a_third_room() {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(8, 18)])));
    add_person(&mut problem, BUDA.into(), "anna", hours(&WORKDAYS, &[(8, 12)]));
    add_person(&mut problem, BUDA.into(), "bela", hours(&WORKDAYS, &[(10, 18)]));
    let rooms = ["room-1", "room-2"].map(|id| add_resource(&mut problem, BUDA.into(), id));
    for (day, first, second) in [(23, 9, 8), (24, 8, 8), (25, 8, 8), (26, 8, 8), (27, 9, 8)] {
        let eight = at(&format!("2026-11-{day}T08:00"));
        fill(&mut problem, eight, first, &[], &[rooms[0]]);
        fill(&mut problem, eight, second, &[], &[rooms[1]]);
    }
    book(&mut problem, Status::Completed, at("2026-11-24T16:00"), 30, &[], &[rooms[0]]);
    let report = report(&problem, &query("2026-11-23", "2026-11-29"));
    assert_eq!(row(&report, rooms[0]).usage.utilisation(), Some(0.85));
    assert_eq!(row(&report, rooms[1]).usage.utilisation(), Some(0.80));
    assert_eq!(report.kpis.usage.utilisation(), Some(0.825));
    assert_eq!(report.kpis.usage.level(), Some(Level::Green));
}
