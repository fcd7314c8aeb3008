//! C1. A request is booked at most once, a mandatory one exactly once.
//!
//! ```text
//! Σ_{c of r} x_c ≤ 1      for each request r        (= 1 if r is mandatory)
//! ```

use good_lp::{Expression, constraint};

use super::TakesByLane;
use crate::model::Model;
use crate::model::formulation::{Decision, Formulation};

/// Adds one row for each request.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, _: &TakesByLane) {
    let mut booked = vec![Expression::default(); formulation.part.requests.len()];
    for (position, column) in formulation.columns.iter().enumerate() {
        if matches!(column.decision, Decision::Who { .. }) {
            booked[column.request].add_mul(1, model.columns[position].variable);
        }
    }
    for (open, booked) in formulation.part.requests.iter().zip(booked) {
        let mandatory = formulation.problem.request(open.request).mandatory;
        model.add_constraint(if mandatory { constraint!(booked == 1) } else { constraint!(booked <= 1) });
    }
}
