//! The shifts, as the roster of a report.

use crate::domain::{DAY, Interval, StaffIndex};
use crate::report::{Query, Roster, Scope};

use super::cells::Rows;
use super::folder::Folder;
use super::ids::{Ids, NOBODY, Named, UNKNOWN};
use super::left_out::LeftOut;
use super::source::{Request, Source};
use super::span::span;
use super::{Error, Table};

const COLUMNS: [&str; 3] = ["staff", "start", "end"];

/// The sums of one thread.
struct Sums {
    roster: Roster,
    staff: Named<StaffIndex>,
    left_out: LeftOut,
}

/// The roster of the people within the period.
pub(super) fn roster<F: Folder>(
    source: &Source<'_, F>,
    staff: &Ids,
    scope: &Scope,
    query: &Query,
) -> Result<(Roster, LeftOut), Error> {
    let none = || Sums { roster: Roster::none(scope, query), staff: Named::new(), left_out: LeftOut::default() };
    let add = |sums: &mut Sums, rows: &Rows| {
        sums.left_out.saw(Table::Shifts, rows.len);
        sums.staff.take(rows.columns[0].as_ref(), rows.len, staff);
        let (Some(starts), Some(ends)) = (rows.numbers(1), rows.numbers(2)) else { return };
        for (row, (&start, &end)) in starts.iter().zip(ends).enumerate() {
            let person = sums.staff.at(row).first().copied().unwrap_or_else(|| NOBODY.into());
            let shift = match person.position() {
                NOBODY => Err("name nobody"),
                UNKNOWN => Err("name nobody in the table of staff"),
                _ => span(start, end),
            };
            match shift {
                Ok(shift) => sums.roster.add(person, shift, scope),
                Err(fault) => sums.left_out.add(Table::Shifts, rows, row, fault),
            }
        }
    };
    let merge = |one: Sums, two: Sums| Sums {
        roster: one.roster.merge(two.roster),
        left_out: one.left_out.merge(two.left_out),
        ..one
    };
    let Interval { start, end } = scope.whole();
    let within = Some(Interval::new(start - DAY, end + DAY));
    let sums = source.fold(Request { columns: &COLUMNS, within }, none, add, merge)?;
    Ok((sums.roster, sums.left_out))
}
