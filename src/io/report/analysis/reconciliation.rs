//! Why a person and a machine have different percentages: the causes in words.

use crate::domain::Problem;
use crate::io::wording::{clean, hours};
use crate::report::{Cause, Reconciliation, Step};

/// Where there is no percentage to start from, or none to arrive at.
pub(in crate::io::report) const NOTHING: &str = "One of the two has no available time, so there is nothing to compare.";

/// The person and the machine by their names.
pub(in crate::io::report) fn names(problem: &Problem, one: &Reconciliation) -> [String; 2] {
    [clean(&problem.person(one.staff).name), clean(&problem.resource(one.resource).name)]
}

/// The steps that change the percentage, each with its cause in words.
pub(in crate::io::report) fn causes<'a>(
    problem: &Problem,
    one: &'a Reconciliation,
) -> impl Iterator<Item = (&'a Step, String)> {
    let [person, machine] = names(problem, one);
    let steps = one.steps.iter().filter(|step| step.before != step.after);
    steps.map(move |step| (step, cause(step, &person, &machine)))
}

/// From the one percentage to the other, in hundredths of percentage points.
pub(in crate::io::report) fn whole(one: &Reconciliation) -> Option<i64> {
    Some(one.machine.hundredths()? - one.person.hundredths()?)
}

/// Hundredths of percentage points with their sign.
pub(in crate::io::report) fn points(hundredths: i64) -> String {
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
