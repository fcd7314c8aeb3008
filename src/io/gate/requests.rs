//! Requests: what a plan can decide about.

use std::collections::HashMap;

use crate::io::wire::problem::{Pin, Request, Staff, Status};

use super::code::Code;
use super::draft::Draft;
use super::findings::{Findings, Repaired};

/// Whether the appointment is still to be planned.
pub(super) fn is_live(request: &Request) -> bool {
    matches!(request.status, Status::Requested | Status::Tentative | Status::Confirmed)
}

/// Whether a plan decides about the request; no where the file does not tell.
pub(super) fn is_open(position: usize, request: &Request, repaired: &Repaired) -> bool {
    let is_told = |field| repaired.is_empty() || !repaired.covers(&format!("$.requests[{position}].{field}"));
    is_live(request) && request.pin != Pin::All && is_told("status") && is_told("pin")
}

/// Something mandatory is still to be planned.
pub(super) fn mandatory_cancelled(draft: &Draft<'_>, findings: &mut Findings) {
    let requests = draft.file.requests.iter().enumerate();
    for (position, _) in requests.filter(|(_, request)| request.mandatory && !is_live(request)) {
        let cause = "a plan neither books nor drops a request with this status, mandatory or not";
        let action = "set `mandatory` to false, or correct the status";
        findings.add(Code::MandatoryCancelled, format!("$.requests[{position}].mandatory"), cause, action);
    }
}

/// Enough active people at the site can do what is asked for.
pub(super) fn nobody_can_serve(draft: &Draft<'_>, findings: &mut Findings) {
    let skilled = skilled(draft);
    for (position, request) in draft.file.requests.iter().enumerate() {
        let Some(service) = draft.service(&request.service) else { continue };
        if !is_open(position, request, &findings.repaired) || request.pin == Pin::Staff {
            continue;
        }
        let allowed = request.allowed_staff.as_deref();
        let able = match allowed {
            Some(ids) => ids.iter().filter(|id| is_able(draft, id, request)).count(),
            None => skilled.get(&(request.service.as_str(), request.site.as_str())).copied().unwrap_or(0),
        };
        if (able as i64) < service.staff_count {
            let whom = if allowed.is_some() { " of those allowed" } else { "" };
            let cause = format!(
                "`{}` takes {} active with that skill at `{}`, and there are {able}{whom}",
                service.id, service.staff_count, request.site
            );
            let action = "add the service to somebody's `services`, or widen `allowedStaff`";
            findings.add(Code::NobodyCanServe, format!("$.requests[{position}]"), cause, action);
        }
    }
}

/// How many active people can do a service at a site.
fn skilled<'a>(draft: &Draft<'a>) -> HashMap<(&'a str, &'a str), usize> {
    let mut skilled = HashMap::new();
    for person in draft.file.staff.iter().filter(|person| person.active) {
        for service in &person.services {
            *skilled.entry((service.as_str(), person.site.as_str())).or_insert(0) += 1;
        }
    }
    skilled
}

fn is_able(draft: &Draft<'_>, id: &str, request: &Request) -> bool {
    let person = draft.staff.get(id).and_then(|&position| draft.file.staff.get(position));
    let fits =
        |person: &Staff| person.active && person.site == request.site && person.services.contains(&request.service);
    person.is_some_and(fits)
}
