//! Units of a resource, and one more.

use super::names::declared;
use crate::domain::{IntervalSet, Problem, Resource, ResourceIndex};

/// The units that the file declares together with one.
pub(in crate::study) fn alike(problem: &Problem, unit: ResourceIndex) -> Vec<ResourceIndex> {
    let all = (0..problem.resources.len()).map(ResourceIndex::from);
    all.filter(|&one| declared(problem, one) == declared(problem, unit)).collect()
}

/// One more unit, in the same pools and wherever the other is asked for.
pub(in crate::study) fn add_unit(problem: &mut Problem, like: ResourceIndex) {
    let original = problem.resource(like).clone();
    let copy: ResourceIndex = problem.resources.len().into();
    problem.resources.push(Resource { blocks: IntervalSet::new(), active: true, ..original });
    let required = problem.services.iter_mut().flat_map(|one| &mut one.requirements).map(|one| &mut one.any_of);
    let allowed = problem.requests.iter_mut().filter_map(|one| one.allowed_resources.as_mut());
    required.chain(allowed).filter(|list| list.contains(&like)).for_each(|list| list.push(copy));
}
