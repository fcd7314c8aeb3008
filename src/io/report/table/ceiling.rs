//! The ceiling: what could be reached, in a line for each set of resources.

use std::io::{Result, Write};

use super::Page;
use super::grid::{self, Column};
use crate::io::wording::{UNDEFINED, clean, hours, percent};
use crate::report::{Ceiling, Share};

/// What the columns mean.
const NOTE: &str = "With the same appointments and the requests that wait, re-arranged: a plan that keeps every rule reaches at least \
    the one, and none exceeds the other. It asks about these resources alone: whatever does not use them may give way.";

/// Where what is booked lies above what can be reached.
const ABOVE: &str =
    "What is booked now lies above the ceiling where double bookings or work outside hours break the rules.";

/// Writes the table and what it means.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, ceilings: &[Ceiling]) -> Result<()> {
    let each = |cell: &dyn Fn(&Ceiling) -> String| -> Vec<String> { ceilings.iter().map(cell).collect() };
    let minutes = |share: Option<Share>| share.map_or_else(|| UNDEFINED.to_owned(), |share| hours(share.booked));
    let utilisation = |share: Option<Share>| percent(share.and_then(Share::utilisation));
    let columns = vec![
        Column::text("Resources", each(&|one| names(page, one))),
        Column::figure("Booked", "Booked", each(&|one| hours(one.now.booked))),
        Column::figure("Utilisation", "Util.", each(&|one| utilisation(Some(one.now)))),
        Column::figure("At least", "At least", each(&|one| minutes(one.reachable_share()))),
        Column::figure("", "", each(&|one| utilisation(one.reachable_share()))),
        Column::figure("At most", "At most", each(&|one| minutes(one.bound_share()))),
        Column::figure("", "", each(&|one| utilisation(one.bound_share()))),
        Column::figure("Requests", "Requests", each(&|one| format!("{} of {}", one.served, one.requests))),
    ];
    grid::write(out, page, columns, &vec![false; ceilings.len()])?;
    let is_above = ceilings.iter().any(|one| one.bound.is_some_and(|bound| one.now.booked > bound));
    for note in [Some(NOTE), is_above.then_some(ABOVE)].into_iter().flatten() {
        page.note(out, note)?;
    }
    Ok(())
}

/// The resources by name, by the pool that they are in, or by their number.
fn names(page: &Page<'_>, ceiling: &Ceiling) -> String {
    let resources: Vec<_> = ceiling.resources.iter().map(|&one| page.problem.resource(one)).collect();
    let pool = resources.first().and_then(|first| {
        let is_common = |pool: &&String| resources.iter().all(|one| one.pools.contains(pool));
        first.pools.iter().find(is_common)
    });
    match (resources.as_slice(), pool) {
        ([one], _) => clean(&one.name),
        (several, Some(pool)) => format!("{} ({})", clean(pool), several.len()),
        ([one, two], None) => format!("{}, {}", clean(&one.name), clean(&two.name)),
        (several, None) => format!("{} resources", several.len()),
    }
}
