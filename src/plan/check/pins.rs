//! What a request must keep of its booking if it is booked at all.

use crate::domain::Pin;

use super::super::{same_members, wording};
use super::{Case, Rule, Violation};

/// The pin that the booking does not respect. What is pinned whole stands, and is no case here.
pub(super) fn check(case: &Case<'_>) -> Vec<Violation> {
    let Some(had) = &case.asked.booking else { return Vec::new() };
    let (now, problem) = (&case.planned.booking, case.problem);
    let (rule, pinned, given) = match case.asked.pin {
        Pin::Time if now.start != had.start => {
            (Rule::PinTime, wording::moment(problem.zone_of(case.request), had.start), "is booked".into())
        }
        Pin::Staff if !same_members(&now.staff, &had.staff) => {
            let people = wording::people(problem, &now.staff);
            (Rule::PinStaff, wording::people(problem, &had.staff), format!("is given {people}"))
        }
        Pin::Resource if !same_members(&now.resources, &had.resources) => {
            let resources = wording::resources(problem, &now.resources);
            (Rule::PinResource, wording::resources(problem, &had.resources), format!("is given {resources}"))
        }
        Pin::None | Pin::Time | Pin::Staff | Pin::Resource | Pin::All => return Vec::new(),
    };
    vec![case.breaks(rule, &format!("is pinned to {pinned}, but {given} {}", case.when()))]
}
