//! Where the hours went, a line for each resource and one for all of them.

use std::io::{Result, Write};

use super::Page;
use super::grid::{self, Column};
use crate::io::report::analysis::waterfall::{note, shown};
use crate::io::wording::{clean, hours};
use crate::report::Waterfalls;

/// Writes the table and what its columns mean.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, waterfalls: &Waterfalls) -> Result<()> {
    let rows = || waterfalls.rows.iter().map(|(_, one)| one).chain([&waterfalls.total]);
    let names = waterfalls.rows.iter().map(|&(index, _)| clean(&page.problem.resource(index).name));
    let mut columns = vec![Column::text("Name", names.chain(["All".to_owned()]).collect())];
    columns.extend(
        shown(waterfalls).map(|line| {
            Column::figure(line.heading, line.short, rows().map(|one| hours((line.minutes)(one))).collect())
        }),
    );
    grid::write(out, page, columns, &vec![false; waterfalls.rows.len() + 1])?;
    page.note(out, &note(waterfalls))
}
