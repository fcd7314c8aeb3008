//! Available time on each basis.

use slotwright::domain::{HOUR, Interval, Problem, ResourceIndex, Status};
use slotwright::report::{Basis, Query};

use super::salon::{
    EVERY_DAY, add_person, add_resource, add_service, add_site, at, book, codes, date, empty, hours, query, report,
    row, salon,
};

const BUDA: usize = 0;
const FRIDAY: &str = "2026-11-27";

fn on(basis: Basis, query: Query) -> Query {
    Query { basis, ..query }
}

/// Hours available of the resource on each basis: staff, opening, eligible.
fn hours_available(problem: &Problem, room: ResourceIndex, query: &Query) -> [f64; 3] {
    Basis::ALL.map(|basis| {
        let report = report(problem, &on(basis, query.clone()));
        row(&report, room).usage.available as f64 / HOUR as f64
    })
}

/// Open 9 to 18 every day, Anna on shift 9 to 18, on Fridays 14 to 18; one room, which her service uses.
fn friday_salon() -> (Problem, ResourceIndex) {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 18)])));
    let mut shifts = hours(&EVERY_DAY, &[(9, 18)]);
    shifts.weekly[4] = hours(&[4], &[(14, 18)]).weekly[4].clone();
    let anna = add_person(&mut problem, BUDA.into(), "anna", shifts);
    let room = add_resource(&mut problem, BUDA.into(), "room");
    let service = add_service(&mut problem, 60, &[room]);
    problem.staff[anna.position()].services.insert(service.into());
    (problem, room)
}

#[test]
fn one_person_on_friday_afternoon_makes_four_hours_not_nine() {
    let (problem, room) = friday_salon();
    assert_eq!(hours_available(&problem, room, &query(FRIDAY, FRIDAY)), [4.0, 9.0, 4.0]);
    assert_eq!(hours_available(&problem, room, &query("2026-11-26", FRIDAY)), [13.0, 18.0, 13.0]);
}

#[test]
fn capacity_multiplies_only_with_multi_use() {
    let (mut problem, room) = friday_salon();
    problem.resources[room.position()].capacity = 4;
    let thursday = query("2026-11-26", "2026-11-26");
    assert_eq!(hours_available(&problem, room, &thursday), [9.0, 9.0, 9.0]);
    problem.resources[room.position()].multi_use = true;
    assert_eq!(hours_available(&problem, room, &thursday), [36.0, 36.0, 36.0]);
}

#[test]
fn overlapping_shifts_count_once_and_a_gap_counts_nothing() {
    let (mut problem, room) = friday_salon();
    // Anna 14-18, Bela 12-15 and 17-20: together 12-20; Cili 6-7 apart.
    add_person(&mut problem, BUDA.into(), "bela", hours(&[4], &[(12, 15), (17, 20)]));
    add_person(&mut problem, BUDA.into(), "cili", hours(&[4], &[(6, 7)]));
    assert_eq!(hours_available(&problem, room, &query(FRIDAY, FRIDAY)), [9.0, 9.0, 4.0]);
}

#[test]
fn only_people_of_the_site_who_are_active_and_present_count() {
    let (mut problem, room) = friday_salon();
    let pest = add_site(&mut problem, "pest", "Europe/Budapest", None);
    add_person(&mut problem, pest, "dora", hours(&EVERY_DAY, &[(0, 24)]));
    let gone = add_person(&mut problem, BUDA.into(), "elek", hours(&EVERY_DAY, &[(0, 24)]));
    problem.staff[gone.position()].active = false;
    problem.staff[0].blocks = Interval::new(at("2026-11-27T15:00"), at("2026-11-27T16:30")).into();
    assert_eq!(hours_available(&problem, room, &query(FRIDAY, FRIDAY)), [2.5, 9.0, 2.5]);
}

#[test]
fn exceptions_replace_the_hours_of_a_date_on_both_sides() {
    let (mut problem, room) = friday_salon();
    problem.staff[0].hours.exceptions.insert(date(FRIDAY), hours(&[4], &[(10, 12)]).weekly[4].clone());
    let opening = problem.sites[0].opening_hours.as_mut().unwrap();
    opening.exceptions.insert(date("2026-11-26"), Vec::new());
    assert_eq!(hours_available(&problem, room, &query(FRIDAY, FRIDAY)), [2.0, 9.0, 2.0]);
    assert_eq!(hours_available(&problem, room, &query("2026-11-26", "2026-11-26")), [9.0, 0.0, 9.0]);
}

#[test]
fn eligible_takes_only_people_whose_service_can_use_the_resource() {
    let (mut problem, room) = friday_salon();
    let machine = add_resource(&mut problem, BUDA.into(), "machine");
    let service = add_service(&mut problem, 30, &[room, machine]);
    let bela = add_person(&mut problem, BUDA.into(), "bela", hours(&[4], &[(8, 11)]));
    problem.staff[bela.position()].services.insert(service.into());
    let friday = query(FRIDAY, FRIDAY);
    assert_eq!(hours_available(&problem, machine, &friday), [7.0, 9.0, 3.0]);
    assert_eq!(hours_available(&problem, room, &friday), [7.0, 9.0, 7.0]);
}

#[test]
fn own_hours_and_maintenance_limit_every_basis_and_the_report_says_so() {
    let (mut problem, room) = friday_salon();
    let free = add_resource(&mut problem, BUDA.into(), "free");
    problem.resources[room.position()].hours = Some(hours(&EVERY_DAY, &[(12, 17)]));
    problem.resources[room.position()].blocks = Interval::new(at("2026-11-27T16:00"), at("2026-11-27T19:00")).into();
    let friday = query(FRIDAY, FRIDAY);
    assert_eq!(hours_available(&problem, room, &friday), [2.0, 4.0, 2.0]);
    for basis in Basis::ALL {
        let report = report(&problem, &on(basis, friday.clone()));
        assert!(row(&report, room).limited, "{basis:?}");
        assert!(!row(&report, free).limited, "{basis:?}");
        assert_eq!(codes(&report), ["ownHours"], "{basis:?}");
        assert!(report.warnings[0].message(&problem).contains("room"), "{basis:?}");
    }
}

#[test]
fn own_hours_that_take_nothing_away_are_no_limit() {
    let (mut problem, room) = friday_salon();
    problem.resources[room.position()].hours = Some(hours(&EVERY_DAY, &[(8, 20)]));
    let report = report(&problem, &query(FRIDAY, FRIDAY));
    assert!(!row(&report, room).limited);
    assert_eq!(row(&report, room).usage.available, 4 * HOUR);
    assert_eq!(codes(&report), Vec::<&str>::new());
}

#[test]
fn a_site_without_opening_hours_has_nothing_available_by_them() {
    let (mut problem, room) = friday_salon();
    let pest = add_site(&mut problem, "pest", "Europe/Budapest", None);
    let cabin = add_resource(&mut problem, pest, "cabin");
    problem.resources[cabin.position()].hours = Some(hours(&EVERY_DAY, &[(8, 20)]));
    let report = report(&problem, &on(Basis::Opening, query(FRIDAY, FRIDAY)));
    assert_eq!(row(&report, cabin).usage.available, 0);
    assert_eq!(row(&report, cabin).usage.utilisation(), None);
    assert_eq!(row(&report, room).usage.available, 9 * HOUR);
    assert_eq!(codes(&report), ["noOpeningHours"]);
    assert!(report.warnings[0].message(&problem).starts_with("Pest has no opening hours"));
}

#[test]
fn days_of_23_and_25_hours_are_as_long_as_they_are() {
    for (day, length) in [("2026-03-29", 23.0), ("2026-03-30", 24.0), ("2026-10-25", 25.0)] {
        let mut problem = salon(Some(hours(&EVERY_DAY, &[(0, 24)])));
        let anna = add_person(&mut problem, BUDA.into(), "anna", hours(&EVERY_DAY, &[(0, 24)]));
        let room = add_resource(&mut problem, BUDA.into(), "room");
        let service = add_service(&mut problem, 60, &[room]);
        problem.staff[anna.position()].services.insert(service.into());
        assert_eq!(hours_available(&problem, room, &query(day, day)), [length; 3], "{day}");
    }
}

#[test]
fn a_night_is_cut_at_the_edges_of_the_period() {
    let mut problem = salon(Some(hours(&[4], &[(20, 28)])));
    add_person(&mut problem, BUDA.into(), "anna", hours(&[4], &[(22, 26)]));
    let room = add_resource(&mut problem, BUDA.into(), "room");
    let available = |from, to| hours_available(&problem, room, &query(from, to));
    assert_eq!(available(FRIDAY, FRIDAY)[..2], [2.0, 4.0]);
    assert_eq!(available("2026-11-28", "2026-11-28")[..2], [2.0, 4.0]);
    assert_eq!(available(FRIDAY, "2026-11-28")[..2], [4.0, 8.0]);
}

#[test]
fn nothing_available_has_no_utilisation_and_more_than_all_is_flagged() {
    let (mut problem, room) = friday_salon();
    let closed = add_resource(&mut problem, BUDA.into(), "closed");
    problem.resources[closed.position()].hours = Some(hours(&[], &[]));
    for start in ["2026-11-27T13:00", "2026-11-27T14:00"] {
        book(&mut problem, Status::Confirmed, at(start), 180, &[], &[room, closed]);
    }
    let report = report(&problem, &query(FRIDAY, FRIDAY));
    assert_eq!(row(&report, room).usage.utilisation(), Some(1.5));
    assert_eq!(row(&report, closed).usage.booked, 360);
    assert_eq!(row(&report, closed).usage.utilisation(), None);
    assert_eq!(codes(&report), ["ownHours", "overbooked"]);
    assert!(report.warnings[1].message(&problem).starts_with("room is booked for 150.0%"));
    assert_eq!(report.rows.last().unwrap().resource, closed);
    assert_eq!(report.kpis.usage.utilisation(), Some(720.0 / 240.0));
}

#[test]
fn an_empty_salon_has_an_empty_report() {
    let report = report(&empty(), &query(FRIDAY, FRIDAY));
    assert!(report.rows.is_empty());
    assert_eq!(report.kpis.usage.utilisation(), None);
    assert_eq!(report.kpis.usage.available, 0);
}
