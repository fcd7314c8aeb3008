//! The ceiling: what could be reached, in a line for each set of resources.

use std::io::{Result, Write};

use super::Page;
use super::grid::{self, Column};
use crate::io::report::analysis::ceiling::{names, notes};
use crate::io::wording::{UNDEFINED, hours, percent};
use crate::report::{Ceiling, Share};

/// Writes the table and what it means.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, ceilings: &[Ceiling]) -> Result<()> {
    let each = |cell: &dyn Fn(&Ceiling) -> String| -> Vec<String> { ceilings.iter().map(cell).collect() };
    let minutes = |share: Option<Share>| share.map_or_else(|| UNDEFINED.to_owned(), |share| hours(share.booked));
    let utilisation = |share: Option<Share>| percent(share.and_then(Share::utilisation));
    let columns = vec![
        Column::text("Resources", each(&|one| names(page.problem, one))),
        Column::figure("Booked", "Booked", each(&|one| hours(one.now.booked))),
        Column::figure("Utilisation", "Util.", each(&|one| utilisation(Some(one.now)))),
        Column::figure("At least", "At least", each(&|one| minutes(one.reachable_share()))),
        Column::figure("", "", each(&|one| utilisation(one.reachable_share()))),
        Column::figure("At most", "At most", each(&|one| minutes(one.bound_share()))),
        Column::figure("", "", each(&|one| utilisation(one.bound_share()))),
        Column::figure("Requests", "Requests", each(&|one| format!("{} of {}", one.served, one.requests))),
    ];
    grid::write(out, page, columns, &vec![false; ceilings.len()])?;
    notes(ceilings).try_for_each(|note| page.note(out, note))
}
