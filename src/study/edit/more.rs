//! More of what there is: another room, another therapist.

use crate::domain::Fault;
use crate::io::gate::{Code, advice};
use crate::io::wire::edit::More;
use crate::io::wire::problem::{Problem, Resource, Staff};

use super::fault;

/// Copies of a resource: in its pool, and wherever it is asked for by its own name. Maintenance is the original's own.
pub(super) fn add_resource(problem: &mut Problem, more: &More) -> Result<(), Vec<Fault>> {
    let position = resource_like(problem, &more.like)?;
    let original = problem.resources[position].clone();
    if let Some(units) = original.units {
        return add_units(problem, position, units, more);
    }
    for id in new_ids(problem.resources.iter().map(|one| one.id.as_str()), &original.id, more)? {
        name_beside(problem, &original.id, &id);
        let name = copied_name(&original.name, &original.id, &id);
        problem.resources.push(Resource { id, name, blocks: Vec::new(), active: true, ..original.clone() });
    }
    Ok(())
}

/// The resource with that id, the one with that unit, or the first of that pool.
fn resource_like(problem: &Problem, like: &str) -> Result<usize, Vec<Fault>> {
    let resources = &problem.resources;
    let with_id = |id: &str| resources.iter().position(|one| one.id == id);
    let of_unit =
        || like.rsplit_once('/').and_then(|(name, _)| with_id(name)).filter(|&at| resources[at].units.is_some());
    let of_pool = || resources.iter().position(|one| one.pool.as_deref() == Some(like));
    with_id(like).or_else(of_unit).or_else(of_pool).ok_or_else(|| {
        let known = resources.iter().map(|one| one.id.as_str());
        fault(
            Code::UnknownResource,
            ".like",
            format!("no resource and no pool has the name `{like}`"),
            advice(like, known),
        )
    })
}

/// Of a resource that is written with `units` there are simply more.
fn add_units(problem: &mut Problem, position: usize, units: i64, more: &More) -> Result<(), Vec<Fault>> {
    let resource = &mut problem.resources[position];
    if more.id.is_some() {
        let cause = format!("`{}` is numbered: the next is `{0}/{}`", resource.id, units + 1);
        return Err(fault(Code::DuplicateId, ".id", cause, "leave `id` out"));
    }
    resource.units = Some(units + more.count);
    Ok(())
}

/// Whoever asks for the original by its own name may have the copy.
fn name_beside(problem: &mut Problem, original: &str, copy: &str) {
    let required = problem.services.iter_mut().flat_map(|one| &mut one.requires).map(|one| &mut one.any_of);
    let allowed = problem.requests.iter_mut().filter_map(|one| one.allowed_resources.as_mut());
    for names in required.chain(allowed).filter(|names| names.iter().any(|name| name == original)) {
        names.push(copy.to_owned());
    }
}

/// Copies of a person: the same services and hours, no bookings, no absences. Where a client asked for the original by
/// name, a copy does not stand in: people are not alike to clients.
pub(super) fn add_staff(problem: &mut Problem, more: &More) -> Result<(), Vec<Fault>> {
    let original = problem.staff.iter().find(|one| one.id == more.like).cloned().ok_or_else(|| {
        let known = problem.staff.iter().map(|one| one.id.as_str());
        fault(Code::UnknownStaff, ".like", format!("nobody has the id `{}`", more.like), advice(&more.like, known))
    })?;
    for id in new_ids(problem.staff.iter().map(|one| one.id.as_str()), &original.id, more)? {
        let name = copied_name(&original.name, &original.id, &id);
        problem.staff.push(Staff { id, name, blocks: Vec::new(), active: true, ..original.clone() });
    }
    Ok(())
}

/// `count` ids that nobody has: the one asked for first, then `like+1`, `like+2`, …
fn new_ids<'a>(taken: impl Iterator<Item = &'a str>, like: &str, more: &More) -> Result<Vec<String>, Vec<Fault>> {
    let taken: Vec<&str> = taken.collect();
    if let Some(id) = more.id.as_ref().filter(|id| taken.contains(&id.as_str())) {
        let cause = format!("`{id}` is already the id of another");
        return Err(fault(Code::DuplicateId, ".id", cause, "give it another id, or leave `id` out"));
    }
    let numbered = (1..).map(|number| format!("{like}+{number}"));
    let free = more.id.iter().cloned().chain(numbered).filter(|id| !taken.contains(&id.as_str()));
    Ok(free.take(usize::try_from(more.count).unwrap_or_default()).collect())
}

/// The name of a copy, for people: `Room 1 +1`; none where the original has none or an id of its own was given.
fn copied_name(name: &str, original: &str, copy: &str) -> String {
    let number = copy.strip_prefix(original).filter(|_| !name.is_empty());
    number.map_or(String::new(), |number| format!("{name} {number}"))
}
