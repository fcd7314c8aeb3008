//! Filters, the active flag and the order of the rows.

use std::collections::BTreeSet;

use slotwright::domain::{HOUR, Problem, ResourceIndex, SiteIndex, StaffIndex, Status};
use slotwright::report::{Basis, Level, Query, Report};

use super::salon::{
    EVERY_DAY, add_person, add_resource, add_service, add_site, at, at_in, book, hours, query, report, row, salon,
};

const BUDA: usize = 0;
const FRIDAY: &str = "2026-11-27";

/// Open 9 to 19. Anna works 9 to 13, Bela 12 to 18; both use the room, only Anna can use the machine.
fn two_people() -> (Problem, [StaffIndex; 2], [ResourceIndex; 2]) {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 19)])));
    let anna = add_person(&mut problem, BUDA.into(), "anna", hours(&EVERY_DAY, &[(9, 13)]));
    let bela = add_person(&mut problem, BUDA.into(), "bela", hours(&EVERY_DAY, &[(12, 18)]));
    let [room, machine] = ["room", "machine"].map(|id| add_resource(&mut problem, BUDA.into(), id));
    let with_machine = add_service(&mut problem, 60, &[machine]);
    problem.staff[anna.position()].services.insert(with_machine.into());
    let at = |hour: &str| at(&format!("{FRIDAY}T{hour}:00"));
    book(&mut problem, Status::Confirmed, at("09"), 60, &[anna], &[room, machine]);
    book(&mut problem, Status::Confirmed, at("10"), 60, &[anna], &[room]);
    book(&mut problem, Status::Confirmed, at("15"), 60, &[bela], &[room]);
    book(&mut problem, Status::Confirmed, at("18"), 60, &[], &[room]);
    (problem, [anna, bela], [room, machine])
}

fn usage(report: &Report, resource: ResourceIndex) -> (i64, i64) {
    let usage = row(report, resource).usage;
    (usage.booked / HOUR, usage.available / HOUR)
}

#[test]
fn the_staff_filter_works_on_both_sides() {
    let (problem, [anna, bela], [room, machine]) = two_people();
    for (basis, staff, expected_room, expected_machine) in [
        (Basis::Staff, None, (4, 9), (1, 9)),
        (Basis::Staff, Some(anna), (2, 4), (1, 4)),
        (Basis::Staff, Some(bela), (1, 6), (0, 6)),
        (Basis::Opening, Some(anna), (2, 10), (1, 10)),
        (Basis::Opening, Some(bela), (1, 10), (0, 10)),
        (Basis::Eligible, None, (4, 0), (1, 4)),
        (Basis::Eligible, Some(anna), (2, 0), (1, 4)),
        (Basis::Eligible, Some(bela), (1, 0), (0, 0)),
    ] {
        let report = report(&problem, &Query { basis, staff, ..query(FRIDAY, FRIDAY) });
        assert_eq!(usage(&report, room), expected_room, "{basis:?} {staff:?}");
        assert_eq!(usage(&report, machine), expected_machine, "{basis:?} {staff:?}");
    }
    let report = report(&problem, &Query { staff: Some(anna), ..query(FRIDAY, FRIDAY) });
    assert_eq!((report.kpis.usage.appointments, report.kpis.usage.revenue), (2, 30_000));
}

#[test]
fn each_site_has_its_own_clock_and_the_site_filter_leaves_the_others_out() {
    let (mut problem, _, [room, _]) = two_people();
    let pest = add_site(&mut problem, "tokyo", "Asia/Tokyo", Some(hours(&EVERY_DAY, &[(8, 20)])));
    let cabin = add_resource(&mut problem, pest, "cabin");
    let night = at_in("Asia/Tokyo", "2026-11-27T23:30");
    assert_eq!(night, at("2026-11-27T15:30"), "still afternoon in Budapest");
    book(&mut problem, Status::Confirmed, night, 60, &[], &[cabin]);
    let all = report(&problem, &Query { basis: Basis::Opening, ..query(FRIDAY, FRIDAY) });
    assert_eq!(row(&all, cabin).usage.booked, 30, "the other half is Saturday there");
    assert_eq!(row(&all, cabin).usage.available, 12 * HOUR);
    assert_eq!((all.kpis.resources, all.kpis.usage.appointments), (3, 5));
    assert_eq!(all.kpis.usage.available, (10 + 10 + 12) * HOUR);
    let only = |site: SiteIndex| Query { basis: Basis::Opening, site: Some(site), team: true, ..query(FRIDAY, FRIDAY) };
    let there = report(&problem, &only(pest));
    assert_eq!(there.rows.iter().map(|row| row.resource).collect::<Vec<_>>(), [cabin]);
    assert_eq!((there.kpis.resources, there.kpis.usage.appointments, there.kpis.usage.booked), (1, 1, 30));
    assert_eq!(there.team.as_deref(), Some(&[][..]));
    let here = report(&problem, &only(BUDA.into()));
    assert_eq!((here.rows.len(), here.kpis.usage.appointments), (2, 4));
    assert_eq!(row(&here, room).usage.appointments, 4);
    assert_eq!(here.team.map(|team| team.len()), Some(2));
}

#[test]
fn inactive_resources_are_listed_and_averaged_until_hidden_from_the_rows() {
    let (mut problem, _, [room, machine]) = two_people();
    problem.resources[machine.position()].active = false;
    let report_with = |query: Query| report(&problem, &query);
    let all = report_with(query(FRIDAY, FRIDAY));
    assert!(!row(&all, machine).active);
    assert_eq!((all.kpis.resources, all.kpis.active_resources), (2, 1));
    assert_eq!(all.kpis.usage.utilisation(), Some(5.0 / 18.0));
    let hidden = report_with(Query { hide_inactive: true, ..query(FRIDAY, FRIDAY) });
    assert_eq!(hidden.rows.iter().map(|row| row.resource).collect::<Vec<_>>(), [room]);
    assert_eq!(hidden.kpis, all.kpis);
}

#[test]
fn a_flipped_flag_counts_for_this_report_alone() {
    let (mut problem, _, [room, machine]) = two_people();
    problem.resources[machine.position()].active = false;
    let flipped = BTreeSet::from([room, machine]);
    let hidden = report(&problem, &Query { hide_inactive: true, flipped, ..query(FRIDAY, FRIDAY) });
    assert_eq!(hidden.rows.iter().map(|row| row.resource).collect::<Vec<_>>(), [machine]);
    assert!(hidden.rows[0].active);
    assert_eq!(hidden.kpis.active_resources, 1);
    assert!(!problem.resources[machine.position()].active);
}

#[test]
fn the_average_is_weighted_by_what_is_available() {
    let (mut problem, _, [room, machine]) = two_people();
    problem.resources[machine.position()].hours = Some(hours(&EVERY_DAY, &[(9, 10)]));
    let report = report(&problem, &query(FRIDAY, FRIDAY));
    assert_eq!(row(&report, room).usage.utilisation(), Some(4.0 / 9.0));
    assert_eq!(row(&report, machine).usage.utilisation(), Some(1.0));
    assert_eq!(report.kpis.usage.utilisation(), Some(0.5), "not the mean of 44 % and 100 %");
    assert_eq!(report.kpis.usage.level(), Some(Level::Yellow));
}

#[test]
fn rows_come_by_utilisation_then_by_id_and_undefined_ones_last() {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 19)])));
    let rooms = ["d", "b", "c", "a", "e"].map(|id| add_resource(&mut problem, BUDA.into(), id));
    problem.resources[rooms[3].position()].hours = Some(hours(&[], &[]));
    let nine = at("2026-11-27T09:00");
    book(&mut problem, Status::Completed, nine, 60, &[], &[rooms[2], rooms[3]]);
    book(&mut problem, Status::Completed, nine + 60, 120, &[], &[rooms[4]]);
    let report = report(&problem, &Query { basis: Basis::Opening, ..query(FRIDAY, FRIDAY) });
    let ids: Vec<&str> = report.rows.iter().map(|row| problem.resource(row.resource).id.as_str()).collect();
    assert_eq!(ids, ["e", "c", "b", "d", "a"]);
}

#[test]
fn colours_change_at_20_and_60_percent() {
    let levels = [0.0, 0.1999, 0.20, 0.5999, 0.60, 1.5].map(Level::of);
    assert_eq!(levels, [Level::Red, Level::Red, Level::Yellow, Level::Yellow, Level::Green, Level::Green]);
}
