//! Duration, grid, windows and opening hours.

use super::super::{availability, wording};
use super::{Case, Rule, Violation};

/// The violations of one booking's times.
pub(super) fn check(case: &Case<'_>) -> Vec<Violation> {
    [duration(case), grid(case), window(case), opening_hours(case)].into_iter().flatten().collect()
}

fn duration(case: &Case<'_>) -> Option<Violation> {
    if case.planned.end == case.appointment.end {
        return None;
    }
    let end = wording::moment(case.problem.zone_of(case.request), case.planned.end);
    let minutes = wording::count(usize::try_from(case.service.duration).unwrap_or(0), "minute", "minutes");
    Some(case.breaks(Rule::Duration, &format!("lasts {minutes}, {}, but its end is given as {end}", case.when())))
}

/// Minutes are counted from the first minute of the local date, so that a changing clock moves no slot.
fn grid(case: &Case<'_>) -> Option<Violation> {
    let (zone, start) = (case.problem.zone_of(case.request), case.planned.booking.start);
    let on_grid = (start - zone.midnight(zone.date(start))) % case.problem.grid == 0;
    let as_before = case.asked.booking.as_ref().is_some_and(|had| had.start == start);
    let grid = case.problem.grid;
    (!on_grid && !as_before).then(|| {
        let start = wording::moment(zone, start);
        case.breaks(Rule::Grid, &format!("starts at {start}, which is off the grid of {grid} minutes from midnight"))
    })
}

fn window(case: &Case<'_>) -> Option<Violation> {
    let inside = case.asked.windows.iter().any(|window| window.contains(case.appointment));
    (!inside).then(|| case.breaks(Rule::Window, &format!("is booked {}, outside its windows", case.when())))
}

fn opening_hours(case: &Case<'_>) -> Option<Violation> {
    if case.service.outside_opening_hours || availability::is_open(case.problem, case.request, case.appointment) {
        return None;
    }
    let site = &case.problem.site(case.asked.site).id;
    let what = format!("is booked {}, outside the opening hours of site {site}", case.when());
    Some(case.breaks(Rule::OpeningHours, &what))
}
