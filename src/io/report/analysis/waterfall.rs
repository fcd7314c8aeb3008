//! Where the hours went: the lines and what they mean.

use crate::domain::Minute;
use crate::report::{Waterfall, Waterfalls};

/// What the lines mean; those that are not always there are explained where they are.
const NOTE: &str = "Open is what the others add up to. Gaps are free, but too short for any service that can use the resource. \
    Minutes count once for each place.";

/// On which side of the sum a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::io::report) enum Side {
    /// What the parts add up to.
    Whole,
    /// A part of it.
    Part,
    /// Neither.
    Beside,
}

/// A line of the waterfall.
pub(in crate::io::report) struct Line {
    /// Its name in files.
    pub(in crate::io::report) key: &'static str,
    pub(in crate::io::report) heading: &'static str,
    /// The heading where there is little room.
    pub(in crate::io::report) short: &'static str,
    pub(in crate::io::report) minutes: fn(&Waterfall) -> Minute,
    pub(in crate::io::report) side: Side,
    /// What it means, for a line that is shown only where anything stands in it.
    meaning: Option<&'static str>,
}

const fn line(
    key: &'static str,
    heading: &'static str,
    short: &'static str,
    minutes: fn(&Waterfall) -> Minute,
    side: Side,
    meaning: Option<&'static str>,
) -> Line {
    Line { key, heading, short, minutes, side, meaning }
}

pub(in crate::io::report) const LINES: [Line; 11] = [
    line("open", "Open", "Open", |one| one.open, Side::Whole, None),
    line(
        "staffedWhileClosed",
        "Staffed while closed",
        "+Closed",
        |one| one.staffed_while_closed,
        Side::Whole,
        Some(" Time staffed while the site is closed comes on top of open."),
    ),
    line("notStaffed", "Not staffed", "Unstaffed", |one| one.not_staffed, Side::Part, None),
    line("blocked", "Blocked", "Blocked", |one| one.blocked, Side::Part, None),
    line("setupAndCleanup", "Setup and cleanup", "Setup", |one| one.setup_and_cleanup, Side::Part, None),
    line(
        "leftOut",
        "Left out",
        "Left out",
        |one| one.left_out,
        Side::Part,
        Some(" Left out is taken by appointments that this report does not count."),
    ),
    line("tooShort", "Gaps", "Gaps", |one| one.too_short, Side::Part, None),
    line("free", "Free", "Free", |one| one.free, Side::Part, None),
    line("booked", "Booked", "Booked", |one| one.booked, Side::Part, None),
    line(
        "doubled",
        "Doubled",
        "Doubled",
        |one| one.doubled,
        Side::Beside,
        Some(" Doubled is booked beyond its places, outside of the sum."),
    ),
    line(
        "outside",
        "Outside",
        "Outside",
        |one| one.outside,
        Side::Beside,
        Some(" Outside is booked while it was not available, outside of the sum."),
    ),
];

/// The lines that are always shown, and those in which anything stands.
pub(in crate::io::report) fn shown(waterfalls: &Waterfalls) -> impl Iterator<Item = &'static Line> {
    LINES.iter().filter(|line| line.meaning.is_none() || (line.minutes)(&waterfalls.total) > 0)
}

/// What the lines that are shown mean.
pub(in crate::io::report) fn note(waterfalls: &Waterfalls) -> String {
    shown(waterfalls).filter_map(|line| line.meaning).fold(NOTE.to_owned(), |note, meaning| note + meaning)
}
