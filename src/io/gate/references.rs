//! References: every name stands for something, at the right site, once in a list.

use std::collections::HashSet;

use crate::io::wire::problem::Request;

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::nearest::advice;

/// A list of ids in a request, with the name of its field.
type List<'a> = (&'static str, &'a [String]);

/// The lists of people in a request.
fn people(request: &Request) -> impl Iterator<Item = List<'_>> {
    let booked = request.booking.as_ref().map_or(&[][..], |booking| &booking.staff);
    let preferred = request.preferred_staff.as_deref().unwrap_or_default();
    let allowed = request.allowed_staff.as_deref().unwrap_or_default();
    [("preferredStaff", preferred), ("allowedStaff", allowed), ("booking.staff", booked)].into_iter()
}

/// The lists of resources in a request.
fn resources(request: &Request) -> impl Iterator<Item = List<'_>> {
    let booked = request.booking.as_ref().map_or(&[][..], |booking| &booking.resources);
    let allowed = request.allowed_resources.as_deref().unwrap_or_default();
    [("allowedResources", allowed), ("booking.resources", booked)].into_iter()
}

/// Visits each id of the lists with its path.
fn for_each_id<'a, I: Iterator<Item = List<'a>>>(
    draft: &Draft<'a>,
    lists: impl Fn(&'a Request) -> I,
    mut visit: impl FnMut(&'a Request, &'static str, &'a str, &dyn Fn() -> String),
) {
    for (position, request) in draft.file.requests.iter().enumerate() {
        for (field, ids) in lists(request) {
            for (at, id) in ids.iter().enumerate() {
                visit(request, field, id, &|| format!("$.requests[{position}].{field}[{at}]"));
            }
        }
    }
}

/// The site of people, resources and requests is one of the file's.
pub(super) fn unknown_site(draft: &Draft<'_>, findings: &mut Findings) {
    if findings.repaired.hides_names_of("sites") {
        return;
    }
    let file = draft.file;
    let people = file.staff.iter().map(|one| &one.site).enumerate().map(|(at, site)| ("staff", at, site));
    let resources = file.resources.iter().map(|one| &one.site).enumerate().map(|(at, site)| ("resources", at, site));
    let requests = file.requests.iter().map(|one| &one.site).enumerate().map(|(at, site)| ("requests", at, site));
    for (section, at, site) in people.chain(resources).chain(requests) {
        if !draft.sites.contains_key(site.as_str()) {
            let known = file.sites.iter().map(|one| one.id.as_str());
            let cause = format!("no site has the id `{site}`");
            findings.add(Code::UnknownSite, format!("$.{section}[{at}].site"), cause, advice(site, known));
        }
    }
}

/// What people can do and what is asked for are services of the file.
pub(super) fn unknown_service(draft: &Draft<'_>, findings: &mut Findings) {
    if findings.repaired.hides_names_of("services") {
        return;
    }
    let mut check = |service: &str, path: &dyn Fn() -> String| {
        if !draft.services.contains_key(service) {
            let known = draft.file.services.iter().map(|one| one.id.as_str());
            let cause = format!("no service has the id `{service}`");
            findings.add(Code::UnknownService, path(), cause, advice(service, known));
        }
    };
    for (position, person) in draft.file.staff.iter().enumerate() {
        for (at, service) in person.services.iter().enumerate() {
            check(service, &|| format!("$.staff[{position}].services[{at}]"));
        }
    }
    for (position, request) in draft.file.requests.iter().enumerate() {
        check(&request.service, &|| format!("$.requests[{position}].service"));
    }
}

/// The people in a request are people of the file.
pub(super) fn unknown_staff(draft: &Draft<'_>, findings: &mut Findings) {
    if findings.repaired.hides_names_of("staff") {
        return;
    }
    for_each_id(draft, people, |_, _, id, path| {
        if !draft.staff.contains_key(id) {
            let known = draft.file.staff.iter().map(|one| one.id.as_str());
            findings.add(Code::UnknownStaff, path(), format!("nobody has the id `{id}`"), advice(id, known));
        }
    });
}

/// Requirements and allowed resources name units or pools of the file; a booking names units.
pub(super) fn unknown_resource(draft: &Draft<'_>, findings: &mut Findings) {
    if findings.repaired.hides_names_of("resources") {
        return;
    }
    for (position, service) in draft.file.services.iter().enumerate() {
        for (number, requirement) in service.requires.iter().enumerate() {
            for (at, name) in requirement.any_of.iter().enumerate() {
                let path = || format!("$.services[{position}].requires[{number}].anyOf[{at}]");
                unknown_name(draft, name, &path, findings);
            }
        }
    }
    for_each_id(draft, resources, |_, field, name, path| {
        let pool = draft.stock.pool(name).filter(|_| field == "booking.resources" && draft.stock.unit(name).is_none());
        match pool {
            Some(units) => {
                let cause = format!("`{name}` is a pool, and a booking has units of it");
                let ids = units.iter().filter_map(|unit| draft.stock.units.get(*unit)).map(|unit| unit.id.as_str());
                findings.add(Code::UnknownResource, path(), cause, pool_advice(ids.collect()));
            }
            None => unknown_name(draft, name, path, findings),
        }
    });
}

fn unknown_name(draft: &Draft<'_>, name: &str, path: &dyn Fn() -> String, findings: &mut Findings) {
    if draft.stock.named(name).is_empty() {
        let cause = format!("no resource and no pool has the name `{name}`");
        findings.add(Code::UnknownResource, path(), cause, advice(name, draft.stock.names()));
    }
}

/// The units to name in place of their pool.
fn pool_advice(ids: Vec<&str>) -> String {
    const SHOWN: usize = 12;
    let shown: Vec<String> = ids.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    let more = if ids.len() > SHOWN { " and so on" } else { "" };
    format!("name the units that it has: {}{more}", shown.join(", "))
}

/// The people of a request, and the resources of its booking, are of its site.
pub(super) fn other_site(draft: &Draft<'_>, findings: &mut Findings) {
    let mut check = |request: &Request, name: &str, site: &str, path: &dyn Fn() -> String| {
        // A site that is not there is told of elsewhere.
        let known = draft.sites.contains_key(site) && draft.sites.contains_key(request.site.as_str());
        if known && site != request.site {
            let cause = format!("`{name}` is at `{site}`, and the request is for `{}`", request.site);
            findings.add(
                Code::OtherSite,
                path(),
                cause,
                format!("name one at `{}`, or ask for `{site}`", request.site),
            );
        }
    };
    for_each_id(draft, people, |request, _, id, path| {
        if let Some(person) = draft.staff.get(id).and_then(|&position| draft.file.staff.get(position)) {
            check(request, id, &person.site, path);
        }
    });
    for_each_id(draft, resources, |request, field, id, path| {
        let unit = draft.stock.unit(id).and_then(|position| draft.stock.units.get(position));
        if let Some(unit) = unit.filter(|_| field == "booking.resources") {
            check(request, id, &unit.declared.site, path);
        }
    });
}

/// No list names one thing twice.
pub(super) fn duplicate_reference(draft: &Draft<'_>, findings: &mut Findings) {
    let mut check = |ids: &[String], path: &dyn Fn() -> String| {
        let mut seen = HashSet::new();
        for (at, id) in ids.iter().enumerate() {
            if !seen.insert(id) && !id.is_empty() {
                let cause = format!("`{id}` is already in the list");
                findings.add(Code::DuplicateReference, format!("{}[{at}]", path()), cause, "take one of the two out");
            }
        }
    };
    for (position, person) in draft.file.staff.iter().enumerate() {
        check(&person.services, &|| format!("$.staff[{position}].services"));
    }
    for (position, service) in draft.file.services.iter().enumerate() {
        for (number, requirement) in service.requires.iter().enumerate() {
            check(&requirement.any_of, &|| format!("$.services[{position}].requires[{number}].anyOf"));
        }
    }
    for (position, request) in draft.file.requests.iter().enumerate() {
        for (field, ids) in people(request).chain(resources(request)) {
            check(ids, &|| format!("$.requests[{position}].{field}"));
        }
    }
    for (position, visit) in draft.file.visits.iter().enumerate() {
        check(&visit.requests, &|| format!("$.visits[{position}].requests"));
    }
}
