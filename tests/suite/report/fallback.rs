//! Ten hours a day: exactly where nobody is scheduled and no site has opening hours.

use slotwright::domain::{HOUR, Interval, Problem, ResourceIndex};
use slotwright::io::report::{csv, json, table};
use slotwright::report::{Basis, Query, Report};

use super::salon::{EVERY_DAY, add_person, add_resource, add_site, at, codes, hours, query, report, row, salon};

const BUDA: usize = 0;

/// One room and Anna, who is scheduled on the weekdays given; opening hours or none.
fn problem(scheduled_on: &[usize], opening: bool) -> (Problem, ResourceIndex) {
    let mut problem = salon(opening.then(|| hours(&EVERY_DAY, &[(9, 18)])));
    add_person(&mut problem, BUDA.into(), "anna", hours(scheduled_on, &[(9, 17)]));
    let room = add_resource(&mut problem, BUDA.into(), "room");
    (problem, room)
}

/// Thursday and Friday.
fn two_days() -> Query {
    query("2026-11-26", "2026-11-27")
}

/// Hours available on the staff and on the opening basis, and whether the banner is up on each.
fn outcome(problem: &Problem, room: ResourceIndex, query: &Query) -> [(i64, bool); 2] {
    [Basis::Staff, Basis::Opening].map(|basis| {
        let report = report(problem, &Query { basis, ..query.clone() });
        (row(&report, room).usage.available / HOUR, codes(&report).contains(&"noWorkingHours"))
    })
}

#[test]
fn it_applies_in_one_of_the_four_combinations() {
    for (scheduled, opening, expected) in [
        (&EVERY_DAY[..], true, [(16, false), (18, false)]),
        (&EVERY_DAY[..], false, [(16, false), (0, false)]),
        (&[], true, [(0, false), (18, false)]),
        (&[], false, [(20, true), (20, true)]),
    ] {
        let (problem, room) = problem(scheduled, opening);
        assert_eq!(outcome(&problem, room, &two_days()), expected, "scheduled {scheduled:?}, opening {opening}");
    }
}

#[test]
fn shifts_outside_the_period_are_no_schedule() {
    let (problem, room) = problem(&[0, 1], false);
    assert_eq!(outcome(&problem, room, &two_days()), [(20, true), (20, true)]);
    let with_tuesday = query("2026-11-24", "2026-11-27");
    assert_eq!(outcome(&problem, room, &with_tuesday), [(8, false), (0, false)]);
}

#[test]
fn an_absence_over_every_shift_is_no_schedule() {
    let (mut problem, room) = problem(&EVERY_DAY, false);
    problem.staff[0].blocks = Interval::new(at("2026-11-26T00:00"), at("2026-11-27T16:59")).into();
    assert_eq!(outcome(&problem, room, &two_days())[0], (0, false), "one minute of a shift is left");
    problem.staff[0].blocks = Interval::new(at("2026-11-26T00:00"), at("2026-11-27T17:00")).into();
    assert_eq!(outcome(&problem, room, &two_days())[0], (20, true));
}

#[test]
fn an_inactive_person_is_nobody() {
    let (mut problem, room) = problem(&EVERY_DAY, false);
    problem.staff[0].active = false;
    assert_eq!(outcome(&problem, room, &two_days())[0], (20, true));
}

#[test]
fn filters_neither_bring_it_nor_take_it_away() {
    let (mut problem, room) = problem(&[], false);
    let pest = add_site(&mut problem, "pest", "Europe/Budapest", None);
    let only_buda = Query { site: Some(BUDA.into()), ..two_days() };
    let only_anna = Query { staff: Some(0.into()), ..two_days() };
    assert_eq!(outcome(&problem, room, &only_buda)[0], (20, true));
    assert_eq!(outcome(&problem, room, &only_anna)[0], (20, true));
    let bela = add_person(&mut problem, pest, "bela", hours(&EVERY_DAY, &[(9, 10)]));
    assert_eq!(outcome(&problem, room, &only_buda)[0], (0, false), "somebody works at the other site");
    problem.staff[bela.position()].active = false;
    problem.sites[pest.position()].opening_hours = Some(hours(&[0], &[(9, 10)]));
    assert_eq!(outcome(&problem, room, &only_buda)[0], (0, false), "the other site has opening hours");
}

#[test]
fn own_hours_blocks_and_places_count_in_it_day_by_day() {
    let (mut problem, room) = problem(&[], false);
    let resource = &mut problem.resources[room.position()];
    (resource.capacity, resource.multi_use) = (3, true);
    resource.blocks = Interval::new(at("2026-11-26T06:00"), at("2026-11-26T22:00")).into();
    // Thursday 24 h − 16 h leave 8 h, Friday 10 h of 24 h; three places.
    assert_eq!(outcome(&problem, room, &two_days())[0], (54, true));
    let resource = &mut problem.resources[room.position()];
    resource.hours = Some(hours(&[3, 4], &[(5, 23)]));
    // Thursday 5-6 and 22-23, Friday 10 h of 18 h.
    let report = report(&problem, &two_days());
    assert_eq!(row(&report, room).usage.available, 36 * HOUR);
    assert_eq!(codes(&report), ["noWorkingHours", "ownHours"]);
}

#[test]
fn a_day_of_23_hours_still_has_ten() {
    let (problem, room) = problem(&[], false);
    assert_eq!(outcome(&problem, room, &query("2026-03-28", "2026-03-29"))[0], (20, true));
}

fn pages(problem: &Problem, report: &Report) -> [String; 3] {
    let mut pages = [Vec::new(), Vec::new(), Vec::new()];
    table::write(&mut pages[0], problem, report, 80, table::Style::Plain).unwrap();
    csv::write(&mut pages[1], problem, report, csv::Dialect::Comma).unwrap();
    json::write(&mut pages[2], problem, report).unwrap();
    pages.map(|page| String::from_utf8(page).unwrap())
}

#[test]
fn every_format_has_the_banner_exactly_then() {
    let banner = "No working hours configured";
    for (scheduled, expected) in [(&EVERY_DAY[..], false), (&[], true)] {
        let (problem, _) = problem(scheduled, false);
        let report = report(&problem, &Query { team: true, ..query("2026-11-26", "2026-11-26") });
        assert_eq!(pages(&problem, &report).map(|page| page.contains(banner)), [expected; 3]);
    }
}
