//! Hours on the wall clock of a date, and longer ones.

use chrono::NaiveDate;

use super::lever::Side;
use crate::domain::calendar::{Hours, WallRange};
use crate::domain::{DAY, Interval, IntervalSet, Minute, Problem, StaffIndex};

/// The longest setup or cleanup of what a person does.
pub(super) fn spare_minutes(problem: &Problem, person: StaffIndex) -> Minute {
    let services = problem.person(person).services.iter().map(|&one| problem.service(one));
    services.map(|service| service.setup.max(service.cleanup)).max().unwrap_or(0)
}

/// From the first opening to the last closing of some hours.
pub(super) fn span(ranges: &[WallRange]) -> Option<WallRange> {
    let (start, end) = (ranges.iter().map(|one| one.start).min()?, ranges.iter().map(|one| one.end).max()?);
    Some(WallRange { start, end })
}

/// So many minutes before or after some hours, on the same date.
pub(super) fn beyond(ranges: &[WallRange], side: Side, minutes: i64) -> Option<WallRange> {
    let all = span(ranges)?;
    let range = match side {
        Side::Early => WallRange { start: (all.start - minutes).max(0), end: all.start },
        Side::Late => WallRange { start: all.end, end: (all.end + minutes).min(DAY) },
    };
    (range.start < range.end).then_some(range)
}

/// What lies between some hours.
pub(super) fn breaks(ranges: &[WallRange]) -> Vec<WallRange> {
    let between = ranges.windows(2).map(|pair| WallRange { start: pair[0].end, end: pair[1].start });
    between.filter(|one| one.start < one.end).collect()
}

/// Adds hours to those of a date.
pub(super) fn extend(hours: &mut Hours, date: NaiveDate, range: WallRange) {
    let all = hours.on(date).iter().copied().chain([range]);
    let union: IntervalSet = all.map(|one| Interval::new(one.start, one.end)).collect();
    let ranges = union.iter().map(|one| WallRange { start: one.start, end: one.end }).collect();
    hours.exceptions.insert(date, ranges);
}
