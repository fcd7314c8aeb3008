//! Whom or what an id in an edit means.

use crate::domain::Fault;
use crate::io::gate::{Code, advice};
use crate::io::wire::problem::{Problem, Resource};

use super::fault;

/// The position of what an id stands for in its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Site(usize),
    Staff(usize),
    Resource(usize),
}

/// The person, resource or site with that id; a unit such as `dryer/2` becomes a resource of its own for that.
///
/// Faults are those of the field at `path`: nobody has the id, or more than one.
pub(super) fn place(problem: &mut Problem, id: &str, path: &str) -> Result<Place, Vec<Fault>> {
    own_unit(problem, id, path)?;
    let site = problem.sites.iter().position(|one| one.id == id).map(Place::Site);
    let person = problem.staff.iter().position(|one| one.id == id).map(Place::Staff);
    let resource = problem.resources.iter().position(|one| one.id == id).map(Place::Resource);
    let found: Vec<Place> = [site, person, resource].into_iter().flatten().collect();
    match found.as_slice() {
        [place] => Ok(*place),
        [] => Err(unknown(problem, id, path)),
        _ => {
            let cause = format!("`{id}` is the id of more than one of a site, a person and a resource");
            Err(fault(Code::DuplicateId, path, cause, "use the edit `set`, which says which is meant"))
        }
    }
}

fn unknown(problem: &Problem, id: &str, path: &str) -> Vec<Fault> {
    let units = problem.resources.iter().filter(|one| one.pool.as_deref() == Some(id)).map(|one| one.id.as_str());
    let units: Vec<&str> = units.collect();
    if !units.is_empty() {
        let cause = format!("`{id}` is a pool");
        return fault(Code::UnknownResource, path, cause, advice("", units));
    }
    let sites = problem.sites.iter().map(|one| one.id.as_str());
    let people = problem.staff.iter().map(|one| one.id.as_str());
    let resources = problem.resources.iter().map(|one| one.id.as_str());
    let known = people.chain(resources).chain(sites);
    fault(Code::UnknownResource, path, format!("nobody and nothing has the id `{id}`"), advice(id, known))
}

/// Writes the units of `dryer` as resources `dryer/1`, `dryer/2`, … in the pool `dryer` where `id` is one of them: the
/// same resources, said at length, so that one of them can differ.
fn own_unit(problem: &mut Problem, id: &str, path: &str) -> Result<(), Vec<Fault>> {
    let Some((position, units)) = unit_of(problem, id) else { return Ok(()) };
    let declared = &problem.resources[position];
    if declared.pool.as_ref().is_some_and(|pool| *pool != declared.id) {
        let cause = format!("`{id}` is in two pools, which it cannot be as a resource of its own");
        return Err(fault(Code::UnknownResource, path, cause, format!("change `{}` as a whole", declared.id)));
    }
    let single = |number: i64| Resource {
        id: format!("{}/{number}", declared.id),
        name: if declared.name.is_empty() { String::new() } else { format!("{} {number}", declared.name) },
        pool: Some(declared.id.clone()),
        units: None,
        ..declared.clone()
    };
    let singles: Vec<Resource> = (1..=units).map(single).collect();
    problem.resources.splice(position..=position, singles);
    Ok(())
}

/// The position of the resource whose unit `id` is, and how many it has.
fn unit_of(problem: &Problem, id: &str) -> Option<(usize, i64)> {
    let (name, number) = id.rsplit_once('/')?;
    let position = problem.resources.iter().position(|one| one.id == name)?;
    let units = problem.resources.get(position)?.units?;
    let number: i64 = number.parse().ok()?;
    (1..=units).contains(&number).then_some((position, units))
}
