//! C6. A person with a booking on a date costs that staff-day.
//!
//! ```text
//! Σ_{c of r with p on date d} x_c ≤ a_{p,d}      for each request r, person p, date d;  a is 0 or 1, at −staffDay points
//! ```
//!
//! One row for a request, not one for a person: the sum cannot pass 1 by C1, which makes the relaxation tight. Dates on
//! which a standing booking of the plan has the person at work already cost nothing more and have no variable.

use std::collections::BTreeMap;

use good_lp::{Expression, constraint, variable};

use super::TakesByLane;
use crate::model::Model;
use crate::model::formulation::{Decision, Formulation};

/// Adds the rows, where staff-days cost anything.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, _: &TakesByLane) {
    let problem = formulation.problem;
    if problem.policy.staff_day == 0 {
        return;
    }
    let mut used: BTreeMap<_, BTreeMap<usize, Expression>> = BTreeMap::new();
    for (position, column) in formulation.columns.iter().enumerate() {
        let Decision::Who { candidate, .. } = column.decision else { continue };
        let open = &formulation.part.requests[column.request];
        let date = problem.zone_of(open.request).date(column.start);
        for &person in &open.candidates[candidate].staff {
            let by_request = used.entry((person, date)).or_default();
            by_request.entry(column.request).or_default().add_mul(1, model.columns[position].variable);
        }
    }
    for (day, by_request) in used.into_iter().filter(|(day, _)| !formulation.availability.is_staff_day_paid(*day)) {
        let at_work = model.add_variable(variable().binary(), -problem.policy.staff_day);
        model.staff_days.insert(day, at_work);
        for booked in by_request.into_values() {
            model.add_constraint(constraint!(booked <= at_work.variable));
        }
    }
}
