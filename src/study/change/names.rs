//! Names and times as an owner says them.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::Zone;
use crate::domain::{Interval, Minute, Problem, ResourceIndex, StaffIndex};

/// `Anna Kovács (anna)`.
pub(in crate::study) fn person(problem: &Problem, index: StaffIndex) -> String {
    let person = problem.person(index);
    named(&person.name, &person.id)
}

/// `Room 1 (room-1)`.
pub(in crate::study) fn resource(problem: &Problem, index: ResourceIndex) -> String {
    let resource = problem.resource(index);
    named(&resource.name, &resource.id)
}

/// `Anna (anna), Béla (bela) and Cili (cili)`.
pub(in crate::study) fn people(problem: &Problem, people: &[StaffIndex]) -> String {
    list(&people.iter().map(|&one| person(problem, one)).collect::<Vec<_>>())
}

/// `Mon 2026-11-23`.
pub(in crate::study) fn day(date: NaiveDate) -> String {
    format!("{} {date}", date.weekday())
}

/// `Mon 2026-11-23 10:00`.
fn moment(zone: Zone, minute: Minute) -> String {
    format!("{} {}", day(zone.date(minute)), zone.at(minute).format("%H:%M"))
}

/// `10:00–10:30`; an end on another date with it.
pub(in crate::study) fn clock(zone: Zone, interval: Interval) -> String {
    let (start, end) = (zone.at(interval.start), zone.at(interval.end));
    let until = if zone.date(interval.start) == zone.date(interval.end - 1) {
        let midnight = zone.date(interval.start) != zone.date(interval.end);
        if midnight { "24:00".to_owned() } else { end.format("%H:%M").to_string() }
    } else {
        moment(zone, interval.end)
    };
    format!("{}–{until}", start.format("%H:%M"))
}

/// `a`, `a and b`, `a, b and c`.
pub(in crate::study) fn list(items: &[String]) -> String {
    match items {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The id under which the file declares a resource: `dryer` for the unit `dryer/2`.
pub(in crate::study) fn declared(problem: &Problem, index: ResourceIndex) -> &str {
    let resource = problem.resource(index);
    let of_units = resource.id.rsplit_once('/').map(|(name, _)| name);
    of_units.filter(|name| resource.pools.iter().any(|pool| pool == name)).unwrap_or(&resource.id)
}

fn named(name: &str, id: &str) -> String {
    if name == id { id.to_owned() } else { format!("{name} ({id})") }
}
