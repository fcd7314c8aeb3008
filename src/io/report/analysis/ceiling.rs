//! The ceiling: what its figures mean, and how sets of resources are called.

use crate::domain::Problem;
use crate::io::wording::clean;
use crate::report::Ceiling;

/// What the figures mean.
const NOTE: &str = "With the same appointments and the requests that wait, re-arranged: a plan that keeps every rule reaches at least \
    the one, and none exceeds the other. It asks about these resources alone: whatever does not use them may give way.";

/// Where what is booked lies above what can be reached.
const ABOVE: &str =
    "What is booked now lies above the ceiling where double bookings or work outside hours break the rules.";

/// What the figures mean.
pub(in crate::io::report) fn notes(ceilings: &[Ceiling]) -> impl Iterator<Item = &'static str> {
    let is_above = ceilings.iter().any(|one| one.bound.is_some_and(|bound| one.now.booked > bound));
    [Some(NOTE), is_above.then_some(ABOVE)].into_iter().flatten()
}

/// The resources by name, by the pool that they are in, or by their number.
pub(in crate::io::report) fn names(problem: &Problem, ceiling: &Ceiling) -> String {
    let resources: Vec<_> = ceiling.resources.iter().map(|&one| problem.resource(one)).collect();
    let pool = resources.first().and_then(|first| {
        let is_common = |pool: &&String| resources.iter().all(|one| one.pools.contains(pool));
        first.pools.iter().find(is_common)
    });
    match (resources.as_slice(), pool) {
        ([one], _) => clean(&one.name),
        (several, Some(pool)) => format!("{} ({})", clean(pool), several.len()),
        ([one, two], None) => format!("{}, {}", clean(&one.name), clean(&two.name)),
        (several, None) => format!("{} resources", several.len()),
    }
}
