//! Where the hours went, a line for each resource and one for all of them.

use std::io::{Result, Write};

use super::Page;
use super::grid::{self, Column};
use crate::domain::Minute;
use crate::io::wording::{clean, hours};
use crate::report::{Waterfall, Waterfalls};

/// What the columns mean; those after the colon only where they are shown.
const NOTE: &str = "Open is what the others add up to. Gaps are free, but too short for any service that can use the resource. \
    Minutes count once for each place.";

/// A heading, a short one, what stands below it, and whether it is shown where nothing does.
type Line = (&'static str, &'static str, fn(&Waterfall) -> Minute, bool);

const LINES: [Line; 11] = [
    ("Open", "Open", |one| one.open, true),
    ("Staffed while closed", "+Closed", |one| one.staffed_while_closed, false),
    ("Not staffed", "Unstaffed", |one| one.not_staffed, true),
    ("Blocked", "Blocked", |one| one.blocked, true),
    ("Setup and cleanup", "Setup", |one| one.setup_and_cleanup, true),
    ("Left out", "Left out", |one| one.left_out, false),
    ("Gaps", "Gaps", |one| one.too_short, true),
    ("Free", "Free", |one| one.free, true),
    ("Booked", "Booked", |one| one.booked, true),
    ("Doubled", "Doubled", |one| one.doubled, false),
    ("Outside", "Outside", |one| one.outside, false),
];

/// Writes the table and what its columns mean.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, waterfalls: &Waterfalls) -> Result<()> {
    let rows = || waterfalls.rows.iter().map(|(_, one)| one).chain([&waterfalls.total]);
    let names = waterfalls.rows.iter().map(|&(index, _)| clean(&page.problem.resource(index).name));
    let mut columns = vec![Column::text("Name", names.chain(["All".to_owned()]).collect())];
    let shown = LINES.iter().filter(|(_, _, minutes, always)| *always || rows().any(|one| minutes(one) > 0));
    columns.extend(shown.map(|&(heading, short, minutes, _)| {
        Column::figure(heading, short, rows().map(|one| hours(minutes(one))).collect())
    }));
    grid::write(out, page, columns, &vec![false; waterfalls.rows.len() + 1])?;
    let mut note = NOTE.to_owned();
    for (is_shown, meaning) in [
        (waterfalls.total.staffed_while_closed > 0, " Time staffed while the site is closed comes on top of open."),
        (waterfalls.total.left_out > 0, " Left out is taken by appointments that this report does not count."),
        (waterfalls.total.doubled > 0, " Doubled is booked beyond its places, outside of the sum."),
        (waterfalls.total.outside > 0, " Outside is booked while it was not available, outside of the sum."),
    ] {
        note.push_str(if is_shown { meaning } else { "" });
    }
    page.note(out, &note)
}
