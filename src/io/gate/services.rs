//! Services: requirements that can be met.

use std::collections::{BTreeMap, BTreeSet};

use crate::io::wire::problem::{Pin, Requirement, Service};

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::matching::{Demand, first_unmet};
use super::requests::is_open;

/// What of a resource decides whether it meets a requirement.
const DECISIVE: [&str; 5] = ["id", "site", "pool", "units", "active"];

/// A requirement names at least one resource or pool.
pub(super) fn empty_requirement(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, service) in draft.file.services.iter().enumerate() {
        for (number, _) in service.requires.iter().enumerate().filter(|(_, one)| one.any_of.is_empty()) {
            let path = format!("$.services[{position}].requires[{number}].anyOf");
            let action = "name a resource or a pool, or take the requirement out";
            findings.add(Code::EmptyRequirement, path, "no resource is named that could meet it", action);
        }
    }
}

/// Where a service is asked for, the site has enough different active units for all of its requirements together.
pub(super) fn requirement_unmet(draft: &Draft<'_>, findings: &mut Findings) {
    if are_resources_in_doubt(findings) {
        return;
    }
    for (position, sites) in asked_at(draft, findings) {
        let Some(service) = draft.file.services.get(position) else { continue };
        for site in sites {
            let Some((number, requirement)) = unmet_at(draft, service, site) else { continue };
            let cause = cause(draft, requirement, site);
            let path = format!("$.services[{position}].requires[{number}]");
            let action = format!("add or activate units at `{site}`, or ask for less");
            findings.add(Code::RequirementUnmet, path, cause, action);
        }
    }
}

/// The phases of a service are as long as its appointment.
pub(super) fn phases_mismatch(draft: &Draft<'_>, findings: &mut Findings) {
    let services = draft.file.services.iter().enumerate().filter(|(_, service)| !service.phases.is_empty());
    for (position, service) in services {
        let path = format!("$.services[{position}].phases");
        let minutes: i64 = service.phases.iter().map(|phase| phase.minutes).sum();
        // What was out of shape is told already, and counts for nothing here.
        let is_in_doubt = findings.repaired.is_within(&path)
            || findings.repaired.covers(&format!("$.services[{position}].durationMinutes"));
        if minutes != service.duration_minutes && !is_in_doubt {
            let cause =
                format!("they add up to {minutes} minutes, and `{}` lasts {}", service.id, service.duration_minutes);
            findings.add(Code::PhasesMismatch, path, cause, "correct the minutes, or `durationMinutes`");
        }
    }
}

fn are_resources_in_doubt(findings: &Findings) -> bool {
    findings.concern("resources", &DECISIVE) || findings.concern("sites", &["id"])
}

/// The services that open requests ask for, with the sites; resources given by hand stand in place of requirements.
fn asked_at<'a>(draft: &Draft<'a>, findings: &Findings) -> BTreeMap<usize, BTreeSet<&'a str>> {
    let mut asked: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (position, request) in draft.file.requests.iter().enumerate() {
        let by_hand = request.pin == Pin::Resource && request.booking.is_some();
        if let Some(&service) = draft.services.get(request.service.as_str())
            && draft.sites.contains_key(request.site.as_str())
            && is_open(position, request, &findings.repaired)
            && !by_hand
        {
            asked.entry(service).or_default().insert(&request.site);
        }
    }
    asked
}

/// The active units at a site that a requirement names.
fn choices(draft: &Draft<'_>, requirement: &Requirement, site: &str) -> Vec<usize> {
    let named = draft.stock.all_named(&requirement.any_of).into_iter();
    let usable = |unit: &usize| {
        draft.stock.units.get(*unit).is_some_and(|unit| unit.declared.active && unit.declared.site == site)
    };
    named.filter(usable).collect()
}

/// The first requirement that the site cannot meet; none where one names what is not there, which is told elsewhere.
fn unmet_at<'a>(draft: &Draft<'_>, service: &'a Service, site: &str) -> Option<(usize, &'a Requirement)> {
    unmet_by(draft, service, |requirement| choices(draft, requirement, site))
}

/// The first requirement that cannot be met with these choices.
pub(super) fn unmet_by<'a>(
    draft: &Draft<'_>,
    service: &'a Service,
    choices: impl Fn(&Requirement) -> Vec<usize>,
) -> Option<(usize, &'a Requirement)> {
    let is_named = |name: &String| !draft.stock.named(name).is_empty();
    let all_named = |one: &Requirement| !one.any_of.is_empty() && one.any_of.iter().all(is_named);
    if !service.requires.iter().all(all_named) {
        return None;
    }
    let demand = |one: &Requirement| Demand { choices: choices(one), units: usize::try_from(one.units).unwrap_or(1) };
    let demands: Vec<Demand> = service.requires.iter().map(demand).collect();
    let number = first_unmet(&demands)?;
    Some((number, service.requires.get(number)?))
}

fn cause(draft: &Draft<'_>, requirement: &Requirement, site: &str) -> String {
    let names: Vec<String> = requirement.any_of.iter().map(|name| format!("`{name}`")).collect();
    let (names, found) = (names.join(" or "), choices(draft, requirement, site).len() as i64);
    if found < requirement.units {
        format!("it takes {} of {names}, and site `{site}` has {found} active", requirement.units)
    } else {
        format!("site `{site}` has no {names} left for it when the requirements before it are met")
    }
}

/// A service that nobody asks for could be booked at some site.
pub(super) fn service_without_units(draft: &Draft<'_>, findings: &mut Findings) {
    if are_resources_in_doubt(findings) {
        return;
    }
    let asked: BTreeSet<&str> = draft.file.requests.iter().map(|request| request.service.as_str()).collect();
    let services = draft.file.services.iter().enumerate();
    for (position, service) in services.filter(|(_, service)| !asked.contains(service.id.as_str())) {
        let sites = &draft.file.sites;
        if !sites.is_empty() && sites.iter().all(|site| unmet_at(draft, service, &site.id).is_some()) {
            let cause = format!("no site has the active units that `{}` takes", service.id);
            let action = "add or activate units, or take the service out";
            findings.add(Code::ServiceWithoutUnits, format!("$.services[{position}].requires"), cause, action);
        }
    }
}
