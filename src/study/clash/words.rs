//! Rules in the words of the file, with the edits that take them away.

use serde_json::{Map, Value, json};

use super::rules::{Rule, plenty};
use crate::domain::{Pin, Problem, RequestIndex};
use crate::io::wire::edit::{Edit, More, Patch};
use crate::io::wire::explanation as wire;
use crate::io::wire::explanation::RuleCode;
use crate::study::change::{clock, day, declared, listed, people, person, resource};

/// A rule of `problem`, which [`super::only`] made, in the words of the file.
pub fn told(problem: &Problem, rule: &Rule) -> wire::Rule {
    let (code, of, detail) = sentence(problem, rule);
    wire::Rule { code, of, detail, without: edits(problem, rule) }
}

fn sentence(problem: &Problem, rule: &Rule) -> (RuleCode, String, String) {
    let id = |index: RequestIndex| problem.request(index).id.clone();
    match *rule {
        Rule::Mandatory(one) => {
            let name = &problem.service_of(one).name;
            (RuleCode::Mandatory, id(one), format!("{} ({name}) must be booked", id(one)))
        }
        Rule::Window(one) => (RuleCode::Window, id(one), format!("{} lies within {}", id(one), windows(problem, one))),
        Rule::Pin(one) => (RuleCode::Pin, id(one), format!("{} keeps {}", id(one), pinned(problem, one))),
        Rule::AllowedStaff(one) => {
            let allowed = problem.request(one).allowed_staff.as_deref().unwrap_or_default();
            (RuleCode::AllowedStaff, id(one), format!("only {} may serve {}", people(problem, allowed), id(one)))
        }
        Rule::AllowedResources(one) => {
            let allowed = problem.request(one).allowed_resources.iter().flatten();
            let names: Vec<String> = allowed.map(|&unit| resource(problem, unit)).collect();
            (RuleCode::AllowedResources, id(one), format!("{} may use only {}", id(one), listed(&names)))
        }
        Rule::Client(one) => {
            let client = problem.request(one).client.map_or("", |client| &problem.clients[client.position()]);
            (RuleCode::Client, id(one), format!("client {client} of {} is in one place at a time", id(one)))
        }
        Rule::Standing(one) => {
            (RuleCode::Standing, id(one), format!("the booking of {} stands{}", id(one), booked(problem, one)))
        }
        Rule::Shift(one) => {
            (RuleCode::Shift, problem.person(one).id.clone(), format!("{} works only on shift", person(problem, one)))
        }
        Rule::Absence(one) => {
            (RuleCode::Absence, problem.person(one).id.clone(), format!("{} is absent at times", person(problem, one)))
        }
        Rule::InactiveStaff(one) => {
            (RuleCode::InactiveStaff, problem.person(one).id.clone(), format!("{} is inactive", person(problem, one)))
        }
        Rule::Person(one) => {
            let detail =
                format!("{} serves one client at a time, and there is nobody else like that", person(problem, one));
            (RuleCode::Person, problem.person(one).id.clone(), detail)
        }
        Rule::Capacity(one) => (RuleCode::Capacity, problem.resource(one).id.clone(), capacity(problem, one)),
        Rule::ResourceHours(one) => {
            let detail = format!("{} can be used only in its hours", resource(problem, one));
            (RuleCode::ResourceHours, problem.resource(one).id.clone(), detail)
        }
        Rule::Maintenance(one) => {
            let detail = format!("{} is under maintenance at times", resource(problem, one));
            (RuleCode::Maintenance, problem.resource(one).id.clone(), detail)
        }
        Rule::InactiveResource(one) => {
            let detail = format!("{} is inactive", resource(problem, one));
            (RuleCode::InactiveResource, problem.resource(one).id.clone(), detail)
        }
        Rule::Opening(one) => {
            let site = problem.site(one);
            (RuleCode::OpeningHours, site.id.clone(), format!("{} is open only in its opening hours", site.name))
        }
    }
}

fn windows(problem: &Problem, request: RequestIndex) -> String {
    let zone = problem.zone_of(request);
    let windows = problem.request(request).windows.iter().take(6);
    listed(&windows.map(|one| format!("{} {}", day(zone.date(one.start)), clock(zone, *one))).collect::<Vec<_>>())
}

fn pinned(problem: &Problem, request: RequestIndex) -> String {
    let asked = problem.request(request);
    let what = match asked.pin {
        Pin::Time => "its start",
        Pin::Staff => "its people",
        Pin::Resource => "its resources",
        Pin::None | Pin::All => "its booking",
    };
    format!("{what}{}", booked(problem, request))
}

fn booked(problem: &Problem, request: RequestIndex) -> String {
    let zone = problem.zone_of(request);
    problem.request(request).booking.as_ref().map_or(String::new(), |booking| {
        let at = problem.appointment(request, booking.start);
        let mut parts = vec![format!("{} {}", day(zone.date(at.start)), clock(zone, at))];
        parts.extend(booking.staff.iter().map(|&one| person(problem, one)));
        parts.extend(booking.resources.iter().map(|&one| resource(problem, one)));
        format!(": {}", parts.join(", "))
    })
}

fn capacity(problem: &Problem, like: crate::domain::ResourceIndex) -> String {
    let one = problem.resource(like);
    match one.pools.last() {
        Some(pool) => {
            let units = problem.resources.iter().filter(|other| other.pools == one.pools && other.site == one.site);
            format!("the pool {pool} has {} at {}", counted(units.count()), problem.site(one.site).name)
        }
        None => format!("there is one {}", resource(problem, like)),
    }
}

fn counted(units: usize) -> String {
    if units == 1 { "one unit".to_owned() } else { format!("{units} units") }
}

/// What takes the rule away.
fn edits(problem: &Problem, rule: &Rule) -> Vec<Edit> {
    let request = |index: RequestIndex, field: &str, value: Value| {
        let (request, to) = (Some(problem.request(index).id.clone()), only(field, value));
        vec![Edit::Set(Patch { request, to, ..Patch::default() })]
    };
    let staff = |id: &String, field: &str, value: Value| {
        vec![Edit::Set(Patch { staff: Some(id.clone()), to: only(field, value), ..Patch::default() })]
    };
    let unit = |id: &str, field: &str, value: Value| {
        vec![Edit::Set(Patch { resource: Some(id.to_owned()), to: only(field, value), ..Patch::default() })]
    };
    let count = i64::try_from(plenty(problem)).unwrap_or(100);
    match *rule {
        Rule::Mandatory(one) => {
            let members = crate::study::explain::visit_of(problem, one).into_iter();
            let mandatory = members.filter(|&one| problem.request(one).mandatory);
            mandatory.flat_map(|one| request(one, "mandatory", false.into())).collect()
        }
        Rule::Window(one) => {
            let (zone, horizon) = (problem.zone_of(one), problem.horizon_at(problem.request(one).site));
            let all = json!([{ "earliestStart": zone.text(horizon.start), "latestEnd": zone.text(horizon.end) }]);
            request(one, "windows", all)
        }
        Rule::Pin(one) => request(one, "pin", "none".into()),
        Rule::Standing(one) => [request(one, "pin", "none".into()), request(one, "mandatory", false.into())].concat(),
        Rule::AllowedStaff(one) => request(one, "allowedStaff", Value::Null),
        Rule::AllowedResources(one) => request(one, "allowedResources", Value::Null),
        Rule::Client(one) => request(one, "client", Value::Null),
        Rule::Shift(one) => {
            let (staff, to) = (Some(problem.person(one).id.clone()), with_hours("weeklyHours"));
            vec![Edit::Set(Patch { staff, to, ..Patch::default() })]
        }
        Rule::Absence(one) => staff(&problem.person(one).id, "blocks", json!([])),
        Rule::InactiveStaff(one) => staff(&problem.person(one).id, "active", true.into()),
        Rule::Person(one) => {
            vec![Edit::AddStaff(More { like: problem.person(one).id.clone(), count, id: None })]
        }
        Rule::Capacity(one) => {
            vec![Edit::AddResource(More { like: problem.resource(one).id.clone(), count, id: None })]
        }
        Rule::ResourceHours(one) => {
            let (resource, to) = (Some(declared(problem, one).to_owned()), with_hours("weeklyHours"));
            vec![Edit::Set(Patch { resource, to, ..Patch::default() })]
        }
        Rule::Maintenance(one) => unit(declared(problem, one), "blocks", json!([])),
        Rule::InactiveResource(one) => unit(declared(problem, one), "active", true.into()),
        Rule::Opening(one) => {
            let (site, to) = (Some(problem.site(one).id.clone()), with_hours("openingHours"));
            vec![Edit::Set(Patch { site, to, ..Patch::default() })]
        }
    }
}

fn only(field: &str, value: Value) -> Map<String, Value> {
    [(field.to_owned(), value)].into_iter().collect()
}

/// Day and night, on every date.
fn always() -> Value {
    let day = json!(["00:00-24:00"]);
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|name| (name.to_owned(), day.clone())).into_iter().collect()
}

fn with_hours(field: &str) -> Map<String, Value> {
    [(field.to_owned(), always()), ("exceptions".to_owned(), Value::Null)].into_iter().collect()
}
