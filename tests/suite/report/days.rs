//! The days of a period, by numbers worked out by hand; `minutes` counts them the slow way.

use chrono::Datelike;
use slotwright::domain::{DAY, Status};
use slotwright::report::{Appointments, Basis, Days, Query};

use super::salon::{add_person, add_resource, at, book, date, hours, query, report, row, salon};

#[test]
fn a_night_is_shared_out_and_adds_up_to_the_row() {
    // Anna works from 20:00 to 4:00 in the nights that begin on Thursday and Friday.
    let mut problem = salon(Some(hours(&[3, 4], &[(20, 28)])));
    let anna = add_person(&mut problem, 0.into(), "anna", hours(&[3, 4], &[(20, 28)]));
    let bed = add_resource(&mut problem, 0.into(), "bed");
    book(&mut problem, Status::Completed, at("2026-11-26T23:00"), 150, &[anna], &[bed]);
    book(&mut problem, Status::Completed, at("2026-11-27T22:00"), 60, &[anna], &[bed]);
    for basis in Basis::ALL {
        let query = Query { basis, ..query("2026-11-25", "2026-11-27") };
        let days = Days::of(&problem, &Appointments::of_problem(&problem), &query);
        let told: Vec<_> = days.of_resource(bed).iter().map(|day| (day.date.day(), day.usage)).collect();
        let figures = told.iter().map(|(day, usage)| (*day, usage.appointments, usage.booked, usage.available));
        let nights = if basis == Basis::Eligible { [0, 0] } else { [4 * 60, 8 * 60] };
        assert_eq!(figures.collect::<Vec<_>>(), [(25, 0, 0, 0), (26, 1, 60, nights[0]), (27, 2, 150, nights[1])]);
        assert_eq!(told.iter().map(|(_, usage)| usage.revenue).collect::<Vec<_>>(), [0, 15_000, 30_000]);
        let whole = row(&report(&problem, &query), bed).usage;
        assert_eq!(told.iter().map(|(_, usage)| usage.booked).sum::<i64>(), whole.booked);
        assert_eq!(told.iter().map(|(_, usage)| usage.available).sum::<i64>(), whole.available);
    }
}

#[test]
fn the_fallback_is_decided_for_the_period_and_not_for_the_date() {
    let mut problem = salon(None);
    let room = add_resource(&mut problem, 0.into(), "room");
    let friday = query("2026-11-26", "2026-11-27");
    let available = |problem: &_| {
        let days = Days::of(problem, &Appointments::of_problem(problem), &friday);
        days.of_resource(room).iter().map(|day| day.usage.available).collect::<Vec<_>>()
    };
    assert_eq!(available(&problem), [600, 600], "nobody works on either date");
    add_person(&mut problem, 0.into(), "anna", hours(&[4], &[(14, 18)]));
    assert_eq!(available(&problem), [0, 240], "somebody works on one of them");
}

#[test]
fn what_is_out_of_scope_has_no_days() {
    let mut problem = salon(None);
    let pest = super::salon::add_site(&mut problem, "pest", "Europe/Budapest", None);
    let (here, there) = (add_resource(&mut problem, 0.into(), "here"), add_resource(&mut problem, pest, "there"));
    book(&mut problem, Status::Completed, at("2026-11-27T10:00"), 60, &[], &[here, there]);
    let only = Query { site: Some(pest), ..query("2026-11-27", "2026-11-27") };
    let days = Days::of(&problem, &Appointments::of_problem(&problem), &only);
    assert!(days.of_resource(here).is_empty());
    assert_eq!(
        days.of_resource(there).iter().map(|day| (day.date, day.usage.booked)).collect::<Vec<_>>(),
        [(date("2026-11-27"), 60)]
    );
    assert!(days.of_resource(there)[0].usage.available < DAY);
}
