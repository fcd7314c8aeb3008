//! Resources of the site, allowed, and exactly what the requirements ask for.

use std::collections::BTreeSet;

use crate::domain::{Pin, ResourceIndex};

use super::super::wording;
use super::{Case, Rule, Violation, matching};

/// The violations of one booking's choice of resources.
pub(super) fn check(case: &Case<'_>) -> Vec<Violation> {
    let different: BTreeSet<ResourceIndex> = case.planned.booking.resources.iter().copied().collect();
    let each = different.into_iter().flat_map(|one| resource(case, one));
    requirements(case).into_iter().chain(each).collect()
}

/// Resources pinned by hand stand in place of the requirements.
fn requirements(case: &Case<'_>) -> Option<Violation> {
    if case.asked.pin == Pin::Resource {
        return None;
    }
    let required = &case.service.requirements;
    let mismatch = matching::mismatch(required, &case.planned.booking.resources);
    let unmet: Vec<String> =
        mismatch.unmet.iter().map(|&position| format!("one of {}", required[position].names.join("|"))).collect();
    let what = match (unmet.is_empty(), mismatch.idle.is_empty()) {
        (true, true) => return None,
        (false, true) => format!("lacks {}", wording::list(&unmet)),
        (true, false) => format!("takes {} without need", wording::resources(case.problem, &mismatch.idle)),
        (false, false) => {
            let idle = wording::resources(case.problem, &mismatch.idle);
            format!("lacks {} and takes {idle} without need", wording::list(&unmet))
        }
    };
    Some(case.breaks(Rule::Requirements, &format!("{what}, {}", case.when())))
}

fn resource(case: &Case<'_>, index: ResourceIndex) -> Vec<Violation> {
    let resource = case.problem.resource(index);
    let barred = case.asked.allowed_resources.as_ref().is_some_and(|allowed| !allowed.contains(&index));
    let broken = [
        (resource.site != case.asked.site, Rule::ResourceSite, "which stands at another site"),
        (barred, Rule::ResourceAllowed, "which it does not allow"),
    ];
    let name = wording::resource(case.problem, index);
    let violation = |rule, why| case.breaks(rule, &format!("is given {name}, {why}, {}", case.when())).with(index);
    broken.into_iter().filter(|(breaks, ..)| *breaks).map(|(_, rule, why)| violation(rule, why)).collect()
}
