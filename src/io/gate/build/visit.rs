//! Visits.

use crate::domain::{Visit, VisitStaff};
use crate::io::wire::problem;

use super::super::draft::Draft;

pub(super) fn visit(draft: &Draft<'_>, visit: &problem::Visit) -> Option<Visit> {
    let request = |id: &String| draft.requests.get(id.as_str()).map(|&position| position.into());
    Some(Visit {
        id: visit.id.clone(),
        requests: visit.requests.iter().map(request).collect::<Option<_>>()?,
        max_wait: visit.max_wait_minutes,
        staff: match visit.staff {
            problem::VisitStaff::Any => VisitStaff::Any,
            problem::VisitStaff::Same => VisitStaff::Same,
            problem::VisitStaff::Different => VisitStaff::Different,
        },
    })
}
