//! Why a person and a machine have different percentages, in a line for each cause.

use std::io::{Result, Write};

use super::style::Tone;
use super::{Page, text};
use crate::io::wording::{clean, hours, percent};
use crate::report::{Cause, Reconciliation, Step};

/// Columns of a difference: `-100.00`.
const POINTS: usize = 8;

/// Writes the two percentages and the causes that make a difference.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, one: &Reconciliation) -> Result<()> {
    let person = clean(&page.problem.person(one.staff).name);
    let machine = clean(&page.problem.resource(one.resource).name);
    let (from, to) = (percent(one.person.utilisation()), percent(one.machine.utilisation()));
    for line in text::wrap(&format!("{person} {from}, {machine} {to}"), page.width) {
        writeln!(out, "{line}")?;
    }
    let Some((from, to)) = one.person.hundredths().zip(one.machine.hundredths()) else {
        return writeln!(out, "  One of the two has no available time, so there is nothing to compare.");
    };
    for step in one.steps.iter().filter(|step| step.before != step.after) {
        let points = points(step.hundredths().unwrap_or_default());
        for (position, line) in text::wrap(&cause(step, &person, &machine), page.width - POINTS - 4).iter().enumerate()
        {
            let points = if position == 0 { points.as_str() } else { "" };
            writeln!(out, "  {}  {line}", text::right(points, POINTS))?;
        }
    }
    let all = text::right(&points(to - from), POINTS);
    writeln!(out, "  {}", page.style.paint(Tone::Strong, &format!("{all}  percentage points in all")))
}

/// Hundredths of percentage points with their sign.
fn points(hundredths: i64) -> String {
    let sign = if hundredths < 0 { '-' } else { '+' };
    format!("{sign}{}.{:02}", hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100)
}

fn cause(step: &Step, person: &str, machine: &str) -> String {
    let (before, after) = (step.before, step.after);
    let less = hours((before.booked - after.booked).max(0));
    let more = hours((after.booked - before.booked).max(0));
    let [was, is] = [before.available, after.available].map(hours);
    match step.cause {
        Cause::OtherServices => format!("{person} did services that cannot use {machine}: {less}"),
        Cause::WithoutIt => format!("{person} did services that can use {machine} without it: {less}"),
        Cause::Phases => {
            format!("phases in which one of the two is taken and the other is not: {less} less, {more} more")
        }
        Cause::OtherPeople => format!("other people used {machine}: {more}"),
        Cause::SelfService => format!("clients used {machine} by themselves: {more}"),
        Cause::Basis => format!("{person} is measured against {was} on the roster, {machine} against {is}"),
        Cause::OwnHours => format!("own hours and maintenance of {machine} leave {is} of {was}"),
        Cause::Places => format!("{machine} has places for several bookings at once: {is}"),
    }
}
