//! The Team report, and how it agrees with the Resources report.

use slotwright::domain::{HOUR, Interval, Problem, StaffIndex, Status};
use slotwright::report::{Query, Report, TeamRow};

use super::salon::{EVERY_DAY, add_person, add_resource, at, book, codes, hours, query, report, salon};

const FRIDAY: &str = "2026-11-27";

/// Anna works 9 to 18 with an hour away, Bela 10 to 12; Cili is inactive.
fn three_people() -> (Problem, [StaffIndex; 3]) {
    let mut problem = salon(None);
    let shifts = [(9, 18), (10, 12), (9, 18)];
    let people = [0, 1, 2].map(|one: usize| {
        add_person(&mut problem, 0.into(), ["anna", "bela", "cili"][one], hours(&EVERY_DAY, &[shifts[one]]))
    });
    problem.staff[0].blocks = Interval::new(at("2026-11-27T12:00"), at("2026-11-27T13:00")).into();
    problem.staff[2].active = false;
    let room = add_resource(&mut problem, 0.into(), "room");
    let [anna, bela, cili] = people;
    let hour = |hour: &str| at(&format!("{FRIDAY}T{hour}:00"));
    book(&mut problem, Status::Completed, hour("09"), 60, &[anna, bela], &[room]);
    book(&mut problem, Status::Completed, hour("10"), 120, &[anna], &[]);
    book(&mut problem, Status::Completed, hour("10"), 120, &[bela], &[]);
    book(&mut problem, Status::Cancelled, hour("14"), 60, &[anna], &[room]);
    book(&mut problem, Status::NoShow, hour("15"), 60, &[cili], &[room]);
    (problem, people)
}

fn person(report: &Report, staff: StaffIndex) -> &TeamRow {
    report.team.iter().flatten().find(|row| row.staff == staff).unwrap()
}

fn team() -> Query {
    Query { team: true, ..query(FRIDAY, FRIDAY) }
}

#[test]
fn it_counts_all_appointments_of_a_person_against_their_roster() {
    let (problem, [anna, bela, cili]) = three_people();
    let report = report(&problem, &team());
    let usage = person(&report, anna).usage;
    assert_eq!((usage.appointments, usage.booked, usage.available, usage.revenue), (2, 180, 8 * HOUR, 30_000));
    let usage = person(&report, bela).usage;
    assert_eq!((usage.appointments, usage.booked, usage.available, usage.revenue), (2, 180, 2 * HOUR, 30_000));
    let usage = person(&report, cili).usage;
    assert_eq!((usage.appointments, usage.booked, usage.available), (1, 60, 0));
    assert!(!person(&report, cili).active);
    let order: Vec<StaffIndex> = report.team.iter().flatten().map(|row| row.staff).collect();
    assert_eq!(order, [bela, anna, cili]);
    assert_eq!(codes(&report), ["overbookedStaff"]);
    assert!(report.warnings[0].message(&problem).starts_with("bela is booked for 150.0%"));
}

#[test]
fn it_comes_only_when_asked_for_and_shows_one_person_when_filtered() {
    let (problem, [anna, _, _]) = three_people();
    assert_eq!(report(&problem, &query(FRIDAY, FRIDAY)).team, None);
    let report = report(&problem, &Query { staff: Some(anna), ..team() });
    let people: Vec<StaffIndex> = report.team.iter().flatten().map(|row| row.staff).collect();
    assert_eq!(people, [anna]);
    assert_eq!(person(&report, anna).usage.booked, 180);
}

#[test]
fn no_shows_leave_it_with_the_switch() {
    let (problem, [_, _, cili]) = three_people();
    let report = report(&problem, &Query { count_no_show: false, ..team() });
    assert_eq!(person(&report, cili).usage.appointments, 0);
}

#[test]
fn resources_and_team_share_their_reference_on_the_staff_basis() {
    let (mut problem, [anna, ..]) = three_people();
    problem.staff.truncate(1);
    problem.requests.retain(|request| request.booking.as_ref().is_some_and(|booking| booking.staff == [anna]));
    let report = report(&problem, &team());
    assert_eq!(report.rows[0].usage.available, person(&report, anna).usage.available);
}
