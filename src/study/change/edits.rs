//! Levers moved, as edits of the file and as sentences.

use serde_json::{Map, Value, json};

use super::hours::{beyond, breaks};
use super::lever::{Lever, Side};
use super::names;
use crate::domain::calendar::WallRange;
use crate::domain::{Pin, Problem, Request, RequestIndex, StaffIndex};
use crate::io::wire::edit::{Edit, LongerHours, More, Patch};

/// The edits that make `problem` into `changed`, which it becomes by these levers.
pub fn edits(problem: &Problem, changed: &Problem, moved: &[(Lever, i64)]) -> Vec<Edit> {
    let requests = problem.requests.iter().zip(&changed.requests).enumerate();
    let mut edits: Vec<Edit> =
        requests.filter_map(|(at, (before, after))| request(changed, at.into(), before, after)).collect();
    edits.extend(moved.iter().flat_map(|(lever, amount)| of_lever(problem, lever, *amount)));
    edits
}

/// The change of a request as a patch.
fn request(problem: &Problem, index: RequestIndex, before: &Request, after: &Request) -> Option<Edit> {
    let zone = problem.zone_of(index);
    let mut to = Map::new();
    if before.windows != after.windows {
        let window = |one: &crate::domain::Interval| json!({ "earliestStart": zone.text(one.start), "latestEnd": zone.text(one.end) });
        to.insert("windows".into(), after.windows.iter().map(window).collect());
    }
    if before.allowed_staff != after.allowed_staff {
        let id = |&one: &StaffIndex| Value::from(problem.person(one).id.as_str());
        let ids = after.allowed_staff.as_ref().map_or(Value::Null, |allowed| allowed.iter().map(id).collect());
        to.insert("allowedStaff".into(), ids);
    }
    if before.allowed_resources.is_some() && after.allowed_resources.is_none() {
        to.insert("allowedResources".into(), Value::Null);
    }
    if before.pin != after.pin && after.pin == Pin::None {
        to.insert("pin".into(), "none".into());
    }
    if before.mandatory && !after.mandatory {
        to.insert("mandatory".into(), false.into());
    }
    (!to.is_empty()).then(|| Edit::Set(Patch { request: Some(after.id.clone()), to, ..Patch::default() }))
}

/// The edits of all but requests.
fn of_lever(problem: &Problem, lever: &Lever, amount: i64) -> Vec<Edit> {
    let on = |of: &str, date: &chrono::NaiveDate, range: WallRange| {
        Edit::ExtendHours(LongerHours {
            of: of.to_owned(),
            hours: hours(range),
            dates: vec![date.to_string()],
            weekdays: Vec::new(),
        })
    };
    match lever {
        Lever::Shift { person, date, side } => {
            let person = problem.person(*person);
            beyond(person.hours.on(*date), *side, amount).map(|range| on(&person.id, date, range)).into_iter().collect()
        }
        Lever::Breaks { person, date } => {
            let person = problem.person(*person);
            breaks(person.hours.on(*date)).into_iter().map(|range| on(&person.id, date, range)).collect()
        }
        Lever::DayOff { person, date, hours } => vec![on(&problem.person(*person).id, date, *hours)],
        Lever::Opening { site, person, date, side } => {
            let opens = lever.opens(problem, amount).map(|range| on(&problem.site(*site).id, date, range));
            let stays = person.and_then(|one| {
                let range = lever.stay(problem, *site, one, *date, *side, amount)?;
                Some(on(&problem.person(one).id, date, range))
            });
            opens.into_iter().chain(stays).collect()
        }
        Lever::Person { person } => {
            let (staff, to) = (Some(problem.person(*person).id.clone()), present());
            vec![Edit::Set(Patch { staff, to, ..Patch::default() })]
        }
        Lever::Usable { resource } => {
            let (resource, to) = (Some(names::declared(problem, *resource).to_owned()), present());
            vec![Edit::Set(Patch { resource, to, ..Patch::default() })]
        }
        Lever::Unit { like } => {
            vec![Edit::AddResource(More { like: problem.resource(*like).id.clone(), count: amount, id: None })]
        }
        Lever::Hire { like } => {
            vec![Edit::AddStaff(More { like: problem.person(*like).id.clone(), count: amount, id: None })]
        }
        Lever::Window { .. }
        | Lever::Day { .. }
        | Lever::Staff { .. }
        | Lever::Resources { .. }
        | Lever::Pin { .. }
        | Lever::Optional { .. } => Vec::new(),
    }
}

fn present() -> Map<String, Value> {
    [("active".to_owned(), Value::from(true)), ("blocks".to_owned(), json!([]))].into_iter().collect()
}

/// `09:00-18:00`.
fn hours(range: WallRange) -> String {
    let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}-{}", clock(range.start), clock(range.end))
}

/// What a lever moved means, as a sentence without its full stop.
pub fn sentence(problem: &Problem, lever: &Lever, amount: i64) -> String {
    let ids = |requests: &[RequestIndex]| {
        let ids: Vec<String> = requests.iter().map(|&one| problem.request(one).id.clone()).collect();
        names::list(&ids)
    };
    let whose = |requests: &[RequestIndex]| if requests.len() == 1 { "window" } else { "windows" };
    match lever {
        Lever::Window { requests, side: Side::Early } => {
            format!("let the {} of {} begin {amount} minutes earlier", whose(requests), ids(requests))
        }
        Lever::Window { requests, side: Side::Late } => {
            format!("let the {} of {} end {amount} minutes later", whose(requests), ids(requests))
        }
        Lever::Day { requests, date } => format!("offer {} {} as well", ids(requests), names::day(*date)),
        Lever::Staff { request, person } => {
            let whom = person.map_or("anybody who can".to_owned(), |one| names::person(problem, one));
            format!("let {whom} serve {}", ids(&[*request]))
        }
        Lever::Resources { request } => format!("let {} use any resource that its service can", ids(&[*request])),
        Lever::Pin { request } => format!("give up the pin of {}", ids(&[*request])),
        Lever::Shift { person, date, side } => {
            let whom = names::person(problem, *person);
            match side {
                Side::Early => format!("let {whom} begin {amount} minutes earlier on {}", names::day(*date)),
                Side::Late => format!("let {whom} stay {amount} minutes longer on {}", names::day(*date)),
            }
        }
        Lever::Breaks { person, date } => {
            format!("let {} work through the break on {}", names::person(problem, *person), names::day(*date))
        }
        Lever::Opening { site, person, date, side } => {
            let how = if *side == Side::Early { "earlier" } else { "longer" };
            let who = person.map_or(String::new(), |one| format!(", with {}", names::person(problem, one)));
            format!("open {} {amount} minutes {how} on {}{who}", problem.site(*site).name, names::day(*date))
        }
        Lever::DayOff { person, date, hours: range } => {
            let whom = names::person(problem, *person);
            format!("have {whom} come in on {}, {}", names::day(*date), hours(*range))
        }
        Lever::Person { person } => format!("have {} in spite of the absence", names::person(problem, *person)),
        Lever::Usable { resource } => {
            format!("have {} ready in spite of the maintenance", names::resource(problem, *resource))
        }
        Lever::Unit { like } => {
            let units = if amount == 1 { "one more unit".to_owned() } else { format!("{amount} more units") };
            let resource = problem.resource(*like);
            let pool = resource.pools.last().map_or(String::new(), |pool| format!(" in the pool {pool}"));
            format!("add {units} like {}{pool}", names::resource(problem, *like))
        }
        Lever::Hire { like } => {
            let people = if amount == 1 { "one more person".to_owned() } else { format!("{amount} more people") };
            format!("add {people} like {}", names::person(problem, *like))
        }
        Lever::Optional { requests } => format!("let {} be left out", ids(requests)),
    }
}
