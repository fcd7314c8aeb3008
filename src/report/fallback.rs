//! The fallback where nobody configured any working hours: 10 hours a day.

use crate::domain::calendar::dates;
use crate::domain::{HOUR, Interval, Minute, Problem, Resource, ResourceIndex};

use super::available::{Available, opens, own};
use super::query::Query;
use super::roster::Shifts;
use super::scope::Scope;

/// What a resource is available on each date of the period if nobody says otherwise.
pub const FALLBACK_DAY: Minute = 10 * HOUR;

/// Whether nobody at any site is scheduled in the period, and no site has opening hours. Filters change nothing.
pub(super) fn applies(problem: &Problem, shifts: &Shifts) -> bool {
    shifts.is_empty && !problem.sites.iter().any(opens)
}

/// Ten hours for each date, fewer where a resource's own hours and blocks leave fewer, times places.
pub(super) fn available(problem: &Problem, query: &Query, scope: &Scope) -> Vec<Available> {
    (0..problem.resources.len()).map(|position| of_resource(problem, query, scope, position.into())).collect()
}

fn of_resource(problem: &Problem, query: &Query, scope: &Scope, index: ResourceIndex) -> Available {
    if scope.of_resource(index).is_none() {
        return Available::default();
    }
    let resource = problem.resource(index);
    let zone = problem.site(resource.site).zone;
    let mut available = Available::default();
    for date in dates(query.from, query.to) {
        let minutes = on(problem, resource, zone.day(date));
        available.minutes += minutes * Minute::from(resource.places());
        available.limited |= minutes < FALLBACK_DAY;
    }
    available
}

/// Ten hours of the day for one place of a resource, fewer where its own hours and blocks leave fewer.
pub(super) fn on(problem: &Problem, resource: &Resource, day: Interval) -> Minute {
    own(problem, resource, day, &day.into()).minutes().min(FALLBACK_DAY)
}
