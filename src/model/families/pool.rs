//! C4. No more units of a class are taken than there are, and no more places of a multi-use resource.
//!
//! ```text
//! Σ_{z takes k at t} amount(z, k) · z ≤ C_k(t)      for each class k and time t      (in difference form, see `flow`)
//! ```
//!
//! `z` is a *who* or *where* column; `C_k(t)` is the number of units, or of places that no standing booking takes.

use super::TakesByLane;
use crate::model::Model;
use crate::model::flow;
use crate::model::formulation::{Formulation, Lane};

/// Adds the rows of each class.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, takes: &TakesByLane) {
    for (&lane, takes) in takes.iter().filter(|(lane, _)| matches!(lane, Lane::Class(_))) {
        flow::add_rows(model, formulation, lane, takes);
    }
}
