//! Names and times as sentences show them: name with id, local time with offset.

use std::fmt::Display;

use crate::domain::calendar::Zone;
use crate::domain::{Interval, Minute, Problem, RequestIndex, ResourceIndex, StaffIndex};

/// `Anna Kovács (anna)`.
pub(super) fn person(problem: &Problem, index: StaffIndex) -> String {
    let person = problem.person(index);
    named(&person.name, &person.id)
}

/// `Room 1 (room-1)`.
pub(super) fn resource(problem: &Problem, index: ResourceIndex) -> String {
    let resource = problem.resource(index);
    named(&resource.name, &resource.id)
}

/// `request r1`, `requests r1, r2 and r5`.
pub(super) fn requests(problem: &Problem, indices: &[RequestIndex]) -> String {
    let ids: Vec<&str> = indices.iter().map(|&index| problem.request(index).id.as_str()).collect();
    format!("request{} {}", if ids.len() == 1 { "" } else { "s" }, list(&ids))
}

/// `2026-11-23 10:00+01:00`.
pub(super) fn moment(zone: Zone, minute: Minute) -> String {
    zone.at(minute).format("%Y-%m-%d %H:%M%:z").to_string()
}

/// `from 2026-11-23 10:00+01:00 to 2026-11-23 10:30+01:00`.
pub(super) fn span(zone: Zone, interval: Interval) -> String {
    format!("from {} to {}", moment(zone, interval.start), moment(zone, interval.end))
}

/// `nobody`, `Anna (anna)`, `Anna (anna) and Béla (bela)`.
pub(super) fn people(problem: &Problem, indices: &[StaffIndex]) -> String {
    let names: Vec<String> = indices.iter().map(|&index| person(problem, index)).collect();
    if names.is_empty() { "nobody".into() } else { list(&names) }
}

/// `nothing`, `Room 1 (room-1)`, `Room 1 (room-1) and IPL (ipl-1)`.
pub(super) fn resources(problem: &Problem, indices: &[ResourceIndex]) -> String {
    let names: Vec<String> = indices.iter().map(|&index| resource(problem, index)).collect();
    if names.is_empty() { "nothing".into() } else { list(&names) }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<T: Display>(items: &[T]) -> String {
    let last = items.len().saturating_sub(1);
    let mut text = String::new();
    for (position, item) in items.iter().enumerate() {
        let separator = match position {
            0 => "",
            _ if position == last => " and ",
            _ => ", ",
        };
        text += &format!("{separator}{item}");
    }
    text
}

/// `1 place`, `4 places`.
pub(super) fn count(number: usize, singular: &str, plural: &str) -> String {
    format!("{number} {}", if number == 1 { singular } else { plural })
}

fn named(name: &str, id: &str) -> String {
    if name == id { id.into() } else { format!("{name} ({id})") }
}
