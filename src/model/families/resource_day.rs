//! C7. A unit with a booking on a date costs that resource-day.
//!
//! ```text
//! places · e_{k,d} ≥ C_k(t) − s_k(t)                for each class k, date d and checkpoint t of d
//! e_{k,d} ≥ Σ_{z of r takes k on d} amount · z      for each request r
//! e_{k,d} a whole number up to the units of k, at −resourceDay points each
//! ```
//!
//! The first says that the units in use on a date are at least the most that are taken at once, and interval colouring
//! needs no more. Where a candidate crosses midnight, what runs on a date may have begun, and be charged, on the one before: there
//! units are told apart (classes of one), the first rows are left out, and the second alone count exactly.
//! Dates on which standing bookings of the plan use the units anyway cost nothing more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use good_lp::{Expression, constraint, variable};

use super::TakesByLane;
use crate::domain::Minute;
use crate::model::Model;
use crate::model::class::ClassIndex;
use crate::model::flow::Idle;
use crate::model::formulation::{Formulation, Lane};

/// For each class and date, what each request takes.
type Used = BTreeMap<ClassIndex, BTreeMap<NaiveDate, BTreeMap<usize, Expression>>>;

/// Adds the rows, where resource-days cost anything.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, takes: &TakesByLane) {
    let problem = formulation.problem;
    if problem.policy.resource_day == 0 {
        return;
    }
    let mut used = used(model, formulation);
    for (index, class) in formulation.classes.list.iter().enumerate() {
        let lane = Lane::Class(index);
        let zone = problem.site(problem.resource(class.units[0]).site).zone;
        let starts: BTreeSet<Minute> =
            takes.get(&lane).into_iter().flatten().map(|(_, take)| take.interval.start).collect();
        let places = f64::from(problem.resource(class.units[0]).places());
        for (date, by_request) in used.remove(&index).unwrap_or_default() {
            if class.paid_dates.contains(&date) {
                continue;
            }
            let units = class.units.len() as f64;
            let in_use = model.add_variable(variable().integer().min(0).max(units), -problem.policy.resource_day);
            model.resource_days.insert((index, date), in_use);
            for taken in by_request.into_values() {
                model.add_constraint(constraint!(taken <= in_use.variable));
            }
            if formulation.classes.cross_midnight {
                continue;
            }
            let idles = model.idles.get(&lane).cloned().unwrap_or_default();
            let of_date = |idle: &&Idle| starts.contains(&idle.minute) && zone.date(idle.minute) == date;
            for idle in idles.iter().filter(of_date) {
                let capacity = f64::from(idle.capacity);
                model.add_constraint(constraint!(places * in_use.variable + idle.variable.variable >= capacity));
            }
        }
    }
}

/// By the date of the start; a booking that takes its units twice, or at no time, uses them all the same.
fn used(model: &Model, formulation: &Formulation<'_>) -> Used {
    let mut used = Used::new();
    for (position, column) in formulation.columns.iter().enumerate() {
        let date = formulation.problem.zone_of(formulation.part.requests[column.request].request).date(column.start);
        for &(class, amount) in column.decision.choice().map_or(&[][..], |choice| &choice.amounts) {
            let by_request = used.entry(class).or_default().entry(date).or_default();
            by_request.entry(column.request).or_default().add_mul(amount, model.columns[position].variable);
        }
    }
    used
}
