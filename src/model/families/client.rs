//! C5. A client is in one place at a time.
//!
//! ```text
//! Σ_{c of takes q at t} x_c ≤ 1      for each client q with several requests and time t      (in difference form)
//! ```
//!
//! Only the phases in which the client is busy count: during setup and cleanup the client is elsewhere.

use super::TakesByLane;
use crate::model::Model;
use crate::model::flow;
use crate::model::formulation::{Formulation, Lane};

/// Adds the rows of each client whose requests could meet.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, takes: &TakesByLane) {
    for (&lane, takes) in takes.iter().filter(|(lane, _)| matches!(lane, Lane::Client(_))) {
        let request = |column: usize| formulation.columns[column].request;
        // One request cannot meet itself: C1 has it at one time only.
        if takes.iter().any(|&(column, _)| request(column) != request(takes[0].0)) {
            flow::add_rows(model, formulation, lane, takes);
        }
    }
}
