//! Windows, and wider ones.

use chrono::NaiveDate;

use super::lever::Side;
use crate::domain::{Interval, Problem, RequestIndex};

/// The part of a date in which a request may be served: the opening hours, or all of it.
pub(super) fn open_span(problem: &Problem, request: RequestIndex, date: NaiveDate) -> Option<Interval> {
    let (asked, zone) = (problem.request(request), problem.zone_of(request));
    let day = zone.day(date);
    if problem.service_of(request).outside_opening_hours {
        return Some(day);
    }
    let open = problem.opening(asked.site, day);
    Some(Interval::new(open.iter().next()?.start, open.iter().last()?.end))
}

pub(super) fn widen(problem: &mut Problem, request: RequestIndex, side: Side, minutes: i64) {
    let mut windows = problem.request(request).windows.clone();
    for window in &mut windows {
        *window = widened(problem, request, *window, side, minutes);
    }
    windows.sort_unstable();
    windows.dedup();
    problem.requests[request.position()].windows = windows;
}

/// A window with so many minutes more, but not beyond the opening hours of its date.
pub(super) fn widened(
    problem: &Problem,
    request: RequestIndex,
    window: Interval,
    side: Side,
    minutes: i64,
) -> Interval {
    let zone = problem.zone_of(request);
    let open = |minute| open_span(problem, request, zone.date(minute));
    match side {
        Side::Early => {
            let earliest = open(window.start).map_or(window.start, |open| open.start);
            let earliest = earliest.max(problem.frozen_until.unwrap_or(i64::MIN));
            Interval { start: (window.start - minutes).max(earliest).min(window.start), ..window }
        }
        Side::Late => {
            let latest = open(window.end - 1).map_or(window.end, |open| open.end);
            Interval { end: (window.end + minutes).min(latest).max(window.end), ..window }
        }
    }
}

pub(super) fn add_day(problem: &mut Problem, request: RequestIndex, date: NaiveDate) {
    let Some(open) = open_span(problem, request, date) else { return };
    let windows = &mut problem.requests[request.position()].windows;
    windows.push(open);
    windows.sort_unstable();
}

/// The days from the nearest date of the windows.
pub(super) fn days_between(problem: &Problem, requests: &[RequestIndex], date: NaiveDate) -> i64 {
    let windows = requests.iter().flat_map(|&one| {
        let zone = problem.zone_of(one);
        problem.request(one).windows.iter().map(move |window| (zone.date(window.start) - date).num_days().abs())
    });
    windows.min().unwrap_or(0)
}
