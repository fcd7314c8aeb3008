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

use std::collections::BTreeMap;

use chrono::NaiveDate;
use good_lp::{Expression, constraint, variable};

use super::TakesByLane;
use crate::model::Model;
use crate::model::formulation::{Formulation, Lane};

/// Adds the rows, where resource-days cost anything.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, takes: &TakesByLane) {
    let problem = formulation.problem;
    if problem.policy.resource_day == 0 {
        return;
    }
    for (&lane, takes) in takes {
        let Lane::Class(index) = lane else { continue };
        let class = &formulation.classes.list[index];
        let mut used: BTreeMap<NaiveDate, BTreeMap<usize, Expression>> = BTreeMap::new();
        let mut runs_on: BTreeMap<i64, NaiveDate> = BTreeMap::new();
        for &(position, take) in takes {
            let column = &formulation.columns[position];
            let date = problem.zone_of(formulation.part.requests[column.request].request).date(column.start);
            let by_request = used.entry(date).or_default();
            by_request.entry(column.request).or_default().add_mul(take.amount, model.columns[position].variable);
            runs_on.insert(take.interval.start, date);
        }
        let places = f64::from(problem.resource(class.units[0]).places());
        for (date, by_request) in used.into_iter().filter(|(date, _)| !class.paid_dates.contains(date)) {
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
            for idle in idles.iter().filter(|idle| runs_on.get(&idle.minute) == Some(&date)) {
                let capacity = f64::from(idle.capacity);
                model.add_constraint(constraint!(places * in_use.variable + idle.variable.variable >= capacity));
            }
        }
    }
}
