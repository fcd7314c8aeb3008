//! C9. The requests of a visit that take people are served by the same ones, or no two by one person, as the visit asks.
//!
//! ```text
//! Σ_{c of i with p} x_c = Σ_{c of j with p} x_c      same: for each person p, request i and the next one j that take people
//! Σ_{c of the visit with p} x_c ≤ 1                  different: for each person p
//! ```

use std::collections::BTreeMap;

use good_lp::{Expression, constraint};

use super::TakesByLane;
use crate::domain::{StaffIndex, VisitStaff};
use crate::model::Model;
use crate::model::formulation::{Decision, Formulation};

/// What serves a request, by person.
type ByPerson = BTreeMap<StaffIndex, Expression>;

/// Adds the rows of each visit that asks for the same or for different people.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, _: &TakesByLane) {
    let visits = formulation.part.visits.iter().filter(|visit| visit.staff != VisitStaff::Any);
    let visits: Vec<_> = visits.collect();
    if visits.is_empty() {
        return;
    }
    let mut served = served(model, formulation);
    for visit in visits {
        let members = visit.members.iter().map(|&member| std::mem::take(&mut served[member]));
        let with_people = members.filter(|by_person| !by_person.is_empty());
        match visit.staff {
            VisitStaff::Same => add_same(model, &with_people.collect::<Vec<_>>()),
            VisitStaff::Different => add_different(model, with_people),
            VisitStaff::Any => {}
        }
    }
}

/// For each request of the part its columns by person. A request is in one visit at most.
fn served(model: &Model, formulation: &Formulation<'_>) -> Vec<ByPerson> {
    let mut served = vec![ByPerson::new(); formulation.part.requests.len()];
    for (position, column) in formulation.columns.iter().enumerate() {
        let Decision::Who { candidate, .. } = column.decision else { continue };
        for &person in &formulation.part.requests[column.request].candidates[candidate].staff {
            let by_person = served[column.request].entry(person).or_default();
            by_person.add_mul(1, model.columns[position].variable);
        }
    }
    served
}

fn add_same(model: &mut Model, members: &[ByPerson]) {
    for pair in members.windows(2) {
        let mut difference = pair[0].clone();
        for (&person, served) in &pair[1] {
            *difference.entry(person).or_default() -= served.clone();
        }
        for difference in difference.into_values() {
            model.add_constraint(constraint!(difference == 0));
        }
    }
}

fn add_different(model: &mut Model, members: impl Iterator<Item = ByPerson>) {
    let mut together: BTreeMap<StaffIndex, (Expression, usize)> = BTreeMap::new();
    for (person, served) in members.flatten() {
        let (sum, requests) = together.entry(person).or_default();
        *sum += served;
        *requests += 1;
    }
    for (sum, _) in together.into_values().filter(|(_, requests)| *requests > 1) {
        model.add_constraint(constraint!(sum <= 1));
    }
}
