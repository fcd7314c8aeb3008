//! C2. A candidate with several choices of resources takes one of them, at its own start.
//!
//! ```text
//! Σ_{c of r at t} x_c = Σ_{w of r at t} y_w      for each request r and start t with several choices
//! ```

use std::collections::BTreeMap;

use good_lp::{Expression, constraint};

use super::TakesByLane;
use crate::model::Model;
use crate::model::formulation::{Decision, Formulation};

/// Adds one row for each request and start that has *where* columns.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, _: &TakesByLane) {
    let mut balance: BTreeMap<(usize, i64), Expression> = BTreeMap::new();
    for (position, column) in formulation.columns.iter().enumerate() {
        let sign = match column.decision {
            Decision::Who { choice: None, .. } => 1,
            Decision::Where(_) => -1,
            Decision::Who { .. } => continue,
        };
        balance.entry((column.request, column.start)).or_default().add_mul(sign, model.columns[position].variable);
    }
    for difference in balance.into_values() {
        model.add_constraint(constraint!(difference == 0));
    }
}
