//! C3. A person does one thing at a time.
//!
//! ```text
//! Σ_{c takes p at t} x_c ≤ 1      for each person p and time t        (in difference form, see `flow`)
//! ```
//!
//! Shifts need no rows: a candidate outside of them does not exist.

use super::TakesByLane;
use crate::model::Model;
use crate::model::flow;
use crate::model::formulation::{Formulation, Lane};

/// Adds the rows of each person.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, takes: &TakesByLane) {
    for (&lane, takes) in takes.iter().filter(|(lane, _)| matches!(lane, Lane::Person(_))) {
        flow::add_rows(model, formulation, lane, takes);
    }
}
