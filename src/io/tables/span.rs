//! From when to when: what a row of shifts, blocks or appointments says of time.

use crate::domain::{Interval, Minute};

use super::cells::{EMPTY, UNREADABLE};

/// No time of a table lies after it: the year 2201 begins.
const LATEST: Minute = 121_494_240;

/// The time between two cells, or what is wrong with them.
#[inline]
pub(super) fn span(start: Minute, end: Minute) -> Result<Interval, &'static str> {
    if 0 <= start && start < end && end <= LATEST { Ok(Interval::new(start, end)) } else { Err(fault(start, end)) }
}

#[cold]
fn fault(start: Minute, end: Minute) -> &'static str {
    match (start, end) {
        (EMPTY, _) | (_, EMPTY) => "lack a start or an end",
        (UNREADABLE, _) | (_, UNREADABLE) => "have a start or end that is no time in whole minutes with an offset",
        _ if start < end => "lie outside the years 1970 to 2200",
        _ => "do not end after their start",
    }
}
