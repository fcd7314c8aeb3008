//! Why a person and a machine have different percentages, in a line for each cause.

use std::io::{Result, Write};

use super::style::Tone;
use super::{Page, text};
use crate::io::report::analysis::reconciliation::{NOTHING, causes, names, points, whole};
use crate::io::wording::percent;
use crate::report::Reconciliation;

/// Columns of a difference: `-100.00`.
const POINTS: usize = 8;

/// Writes the two percentages and the causes that make a difference.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, one: &Reconciliation) -> Result<()> {
    let [person, machine] = names(page.problem, one);
    let (from, to) = (percent(one.person.utilisation()), percent(one.machine.utilisation()));
    for line in text::wrap(&format!("{person} {from}, {machine} {to}"), page.width) {
        writeln!(out, "{line}")?;
    }
    let Some(whole) = whole(one) else { return writeln!(out, "  {NOTHING}") };
    for (step, cause) in causes(page.problem, one) {
        let points = points(step.hundredths().unwrap_or_default());
        for (position, line) in text::wrap(&cause, page.width - POINTS - 4).iter().enumerate() {
            let points = if position == 0 { points.as_str() } else { "" };
            writeln!(out, "  {}  {line}", text::right(points, POINTS))?;
        }
    }
    let all = text::right(&points(whole), POINTS);
    writeln!(out, "  {}", page.style.paint(Tone::Strong, &format!("{all}  percentage points in all")))
}
