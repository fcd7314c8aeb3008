//! Absences and breakdowns in a few letters: `anna@2026-11-25`, `ipl-1@2026-11-25T09:00..12:00`.

use chrono::NaiveDate;

use crate::domain::calendar::next_day;
use crate::io::gate::{advice, parse_date};
use crate::io::wire::edit::{Absence, Edit};
use crate::io::wire::problem::{Horizon, Problem};

/// Who or what is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A person.
    Staff,
    /// A resource.
    Resource,
}

/// The edit that `text` asks for: an id, `@`, and when. That is a date, two dates with `..` between them (both are
/// meant), or two times; of the second the date may be left out, or all of it: then the absence lasts to the end of
/// the horizon.
///
/// # Errors
///
/// A sentence: nobody has the id, it is no date or time, or all of it is outside the horizon.
pub fn absence(problem: &Problem, text: &str, whose: Whose) -> Result<Edit, String> {
    let (id, when) = text.rsplit_once('@').ok_or("write who or what, then when, such as `anna@2026-11-25`")?;
    known(problem, id, whose)?;
    let (from, to) = when.split_once("..").unwrap_or((when, when));
    let (first, start) = moment(from, End::First, &problem.horizon)?;
    let to = if to.len() == 5 && to.contains(':') { format!("{first}T{to}") } else { to.to_owned() };
    let (last, end) = match to.as_str() {
        _ if !when.contains("..") && from.contains('T') => {
            return Err(format!("write until when as well: `{id}@{from}..17:00`, or `{id}@{from}..` for no end"));
        }
        "" => (first, format!("{}T00:00", problem.horizon.end)),
        to => moment(to, End::Last, &problem.horizon)?,
    };
    let is_outside = |horizon: &Horizon| {
        let (begins, ends) = (parse_date(&horizon.start), parse_date(&horizon.end));
        begins.is_some_and(|begins| last < begins) || ends.is_some_and(|ends| first >= ends)
    };
    if is_outside(&problem.horizon) {
        let Horizon { start, end } = &problem.horizon;
        return Err(format!("{when} is outside the horizon, which begins on {start} and ends before {end}"));
    }
    Ok(Edit::Block(Absence { of: id.to_owned(), start, end }))
}

/// Which end of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The date of a date or time, and the minute at which the range begins or ends there.
fn moment(text: &str, end: End, horizon: &Horizon) -> Result<(NaiveDate, String), String> {
    let malformed = || format!("`{text}` is no date or time; write `{0}` or `{0}T09:00`", horizon.start);
    let date = parse_date(text.get(..10).unwrap_or(text)).ok_or_else(malformed)?;
    match (text.get(10..), end) {
        (Some(""), End::First) => Ok((date, format!("{date}T00:00"))),
        (Some(""), End::Last) => Ok((date, format!("{}T00:00", next_day(date)))),
        (Some(time), _) if time.starts_with('T') => Ok((date, text.to_owned())),
        _ => Err(malformed()),
    }
}

/// Whether the id is that of a person, or of a resource; a unit `dryer/2` of `dryer` is one.
fn known(problem: &Problem, id: &str, whose: Whose) -> Result<(), String> {
    let is_person = problem.staff.iter().any(|one| one.id == id);
    let stem = id.rsplit_once('/').map_or(id, |(stem, _)| stem);
    let is_resource = problem.resources.iter().any(|one| one.id == id || one.id == stem && one.units.is_some());
    match whose {
        Whose::Staff if is_person => Ok(()),
        Whose::Resource if is_resource => Ok(()),
        Whose::Staff if is_resource => Err(format!("`{id}` is a resource: say that it is down")),
        Whose::Resource if is_person => Err(format!("`{id}` is a person: say that they are absent")),
        Whose::Staff => {
            Err(format!("nobody has the id `{id}`; {}", advice(id, problem.staff.iter().map(|one| one.id.as_str()))))
        }
        Whose::Resource => {
            let known = problem.resources.iter().map(|one| one.id.as_str());
            Err(format!("no resource has the id `{id}`; {}", advice(id, known)))
        }
    }
}
