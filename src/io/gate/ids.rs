//! Ids: given, and unique among their kind.

use std::collections::HashMap;

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;

/// Every id of a section with its position.
fn sections<'a>(draft: &Draft<'a>) -> [(&'static str, Vec<&'a str>); 6] {
    let file = draft.file;
    [
        ("sites", file.sites.iter().map(|one| one.id.as_str()).collect()),
        ("staff", file.staff.iter().map(|one| one.id.as_str()).collect()),
        ("resources", file.resources.iter().map(|one| one.id.as_str()).collect()),
        ("services", file.services.iter().map(|one| one.id.as_str()).collect()),
        ("requests", file.requests.iter().map(|one| one.id.as_str()).collect()),
        ("visits", file.visits.iter().map(|one| one.id.as_str()).collect()),
    ]
}

/// Ids, pools and clients have names of at least one letter.
pub(super) fn empty_id(draft: &Draft<'_>, findings: &mut Findings) {
    for (section, ids) in sections(draft) {
        for (position, _) in ids.iter().enumerate().filter(|(_, id)| id.trim().is_empty()) {
            let path = format!("$.{section}[{position}].id");
            findings.add(Code::EmptyId, path, "the id is empty", "give it an id of its own");
        }
    }
    let pools = draft.file.resources.iter().map(|resource| &resource.pool).enumerate();
    let clients = draft.file.requests.iter().map(|request| &request.client).enumerate();
    let pools = pools.map(|(position, name)| (name, "resources", position, "pool"));
    let clients = clients.map(|(position, name)| (name, "requests", position, "client"));
    for (name, section, position, field) in pools.chain(clients) {
        if name.as_ref().is_some_and(|name| name.trim().is_empty()) {
            let path = format!("$.{section}[{position}].{field}");
            findings.add(
                Code::EmptyId,
                path,
                format!("the {field} has an empty name"),
                "leave the field out, or name it",
            );
        }
    }
}

/// No two of a kind have one id; units and pools share their names with the resources.
pub(super) fn duplicate_id(draft: &Draft<'_>, findings: &mut Findings) {
    for (section, ids) in sections(draft) {
        let mut first = HashMap::new();
        for (position, id) in ids.into_iter().enumerate().filter(|(_, id)| !id.trim().is_empty()) {
            let earlier = *first.entry(id).or_insert(position);
            if earlier != position {
                let cause = format!("`{id}` is already the id of $.{section}[{earlier}]");
                findings.add(
                    Code::DuplicateId,
                    format!("$.{section}[{position}].id"),
                    cause,
                    "give one of the two another id",
                );
            }
        }
    }
    unit_like_a_resource(draft, findings);
    pool_like_a_resource(draft, findings);
}

/// `dryer/2` is taken where `dryer` has two units.
fn unit_like_a_resource(draft: &Draft<'_>, findings: &mut Findings) {
    let numbered = draft.stock.units.iter().filter(|unit| unit.declared.units.is_some());
    let owners: HashMap<&str, usize> = numbered.map(|unit| (unit.id.as_str(), unit.position)).collect();
    for (position, resource) in draft.file.resources.iter().enumerate() {
        if let Some(owner) = owners.get(resource.id.as_str()) {
            let cause = format!("`{}` is also the id of a unit of $.resources[{owner}]", resource.id);
            findings.add(Code::DuplicateId, format!("$.resources[{position}].id"), cause, "give it another id");
        }
    }
}

/// A pool has not the id of a unit.
fn pool_like_a_resource(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, resource) in draft.file.resources.iter().enumerate() {
        let Some(pool) = resource.pool.as_ref().filter(|pool| !pool.trim().is_empty()) else { continue };
        if let Some(unit) = draft.stock.unit(pool).and_then(|unit| draft.stock.units.get(unit)) {
            let cause = format!("the pool `{pool}` has the id of $.resources[{}]", unit.position);
            findings.add(
                Code::DuplicateId,
                format!("$.resources[{position}].pool"),
                cause,
                "give the pool another name",
            );
        }
    }
}
