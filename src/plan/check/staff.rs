//! The right number of different people, each able, of the site, and allowed.

use std::collections::BTreeSet;

use crate::domain::StaffIndex;

use super::super::wording;
use super::{Case, Rule, Violation};

/// The violations of one booking's choice of people.
pub(super) fn check(case: &Case<'_>) -> Vec<Violation> {
    let people: BTreeSet<StaffIndex> = case.planned.booking.staff.iter().copied().collect();
    let each = people.into_iter().flat_map(|one| person(case, one));
    count(case).into_iter().chain(each).collect()
}

fn count(case: &Case<'_>) -> Option<Violation> {
    let (people, needed) = (&case.planned.booking.staff, case.service.staff_count as usize);
    let different: BTreeSet<StaffIndex> = people.iter().copied().collect();
    (people.len() != needed || different.len() != needed).then(|| {
        let (needed, given) =
            (wording::count(needed, "person", "different people"), wording::people(case.problem, people));
        let what = format!("needs {needed} for service {}, but is given {given}, {}", case.service.id, case.when());
        case.breaks(Rule::StaffCount, &what)
    })
}

fn person(case: &Case<'_>, index: StaffIndex) -> Vec<Violation> {
    let person = case.problem.person(index);
    let barred = case.asked.allowed_staff.as_ref().is_some_and(|allowed| !allowed.contains(&index));
    let broken = [
        (!person.services.contains(&case.asked.service), Rule::StaffService, "who cannot do the service"),
        (person.site != case.asked.site, Rule::StaffSite, "who works at another site"),
        (barred, Rule::StaffAllowed, "whom it does not allow"),
    ];
    let name = wording::person(case.problem, index);
    let violation = |rule, why| case.breaks(rule, &format!("is given {name}, {why}, {}", case.when())).by(index);
    broken.into_iter().filter(|(breaks, ..)| *breaks).map(|(_, rule, why)| violation(rule, why)).collect()
}
