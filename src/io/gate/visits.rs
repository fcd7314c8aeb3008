//! Visits: requests that can be booked together.

use std::collections::{BTreeSet, HashMap};

use crate::io::wire::problem::{Request, Visit, VisitStaff};

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::nearest::advice;

/// The requests of a visit that are there, with their positions in its list.
fn members<'a>(draft: &Draft<'a>, visit: &'a Visit) -> impl Iterator<Item = (usize, &'a Request)> {
    let known = |id: &String| draft.file.requests.get(*draft.requests.get(id.as_str())?);
    let known: Vec<_> = visit.requests.iter().map(known).collect();
    known.into_iter().enumerate().filter_map(|(at, request)| Some((at, request?)))
}

/// What visits name are requests of the file.
pub(super) fn unknown_request(draft: &Draft<'_>, findings: &mut Findings) {
    if findings.repaired.hides_names_of("requests") {
        return;
    }
    for (position, visit) in draft.file.visits.iter().enumerate() {
        for (at, id) in visit.requests.iter().enumerate().filter(|(_, id)| !draft.requests.contains_key(id.as_str())) {
            let known = draft.file.requests.iter().map(|one| one.id.as_str());
            let path = format!("$.visits[{position}].requests[{at}]");
            findings.add(Code::UnknownRequest, path, format!("no request has the id `{id}`"), advice(id, known));
        }
    }
}

/// A visit has two requests at least.
pub(super) fn visit_too_small(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, visit) in draft.file.visits.iter().enumerate().filter(|(_, visit)| visit.requests.len() < 2) {
        let path = format!("$.visits[{position}].requests");
        let is_told = findings.repaired.is_within(&path);
        if !is_told {
            let cause = format!("a visit has two requests or more, and this one has {}", visit.requests.len());
            findings.add(Code::VisitTooSmall, path, cause, "add the others, or take the visit out");
        }
    }
}

/// A request is in one visit at most; twice in the list of one visit is told elsewhere.
pub(super) fn visit_shared(draft: &Draft<'_>, findings: &mut Findings) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (position, visit) in draft.file.visits.iter().enumerate() {
        for (at, id) in visit.requests.iter().enumerate() {
            let earlier = *first.entry(id).or_insert(position);
            if earlier != position {
                let cause = format!("`{id}` is already in $.visits[{earlier}]");
                let path = format!("$.visits[{position}].requests[{at}]");
                findings.add(Code::VisitShared, path, cause, "take it out of one of the two");
            }
        }
    }
}

/// The requests of a visit are of one client, or of none, and at one site.
pub(super) fn visit_mixed(draft: &Draft<'_>, findings: &mut Findings) {
    if findings.concern("requests", &["client", "site"]) {
        return;
    }
    for (position, visit) in draft.file.visits.iter().enumerate() {
        let Some((_, first)) = members(draft, visit).next() else { continue };
        for (at, request) in members(draft, visit) {
            let (what, here, there) = if request.site != first.site {
                ("site", Some(&request.site), Some(&first.site))
            } else if request.client != first.client {
                ("client", request.client.as_ref(), first.client.as_ref())
            } else {
                continue;
            };
            let shown = |name: Option<&String>| name.map_or(format!("no {what}"), |name| format!("{what} `{name}`"));
            let cause = format!("`{}` has {}, `{}` has {}", request.id, shown(here), first.id, shown(there));
            let path = format!("$.visits[{position}].requests[{at}]");
            findings.add(Code::VisitMixed, path, cause, "take it out of the visit, or correct the request");
        }
    }
}

/// Where the same people serve a visit, its services take as many of them, those that take nobody aside.
pub(super) fn visit_staff_count(draft: &Draft<'_>, findings: &mut Findings) {
    if findings.concern("services", &["id", "staffCount"]) {
        return;
    }
    let visits = draft.file.visits.iter().enumerate().filter(|(_, visit)| visit.staff == VisitStaff::Same);
    for (position, visit) in visits {
        let services = members(draft, visit).filter_map(|(_, request)| draft.service(&request.service));
        let counts: BTreeSet<i64> = services.map(|service| service.staff_count).filter(|&count| count > 0).collect();
        if let (Some(fewest), Some(most)) = (counts.first(), counts.last())
            && fewest != most
        {
            let cause = format!("the same people cannot serve it: its services take from {fewest} to {most} people");
            let action = "set `staff` to any, or ask for services that take as many";
            findings.add(Code::VisitStaffCount, format!("$.visits[{position}].staff"), cause, action);
        }
    }
}
