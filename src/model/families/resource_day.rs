//! C7. A unit with a booking on a date costs that resource-day.
//!
//! ```text
//! places · e_{k,d} ≥ C_k(t) − s_k(t)                for each class k, date d and checkpoint t of d
//! e_{k,d} ≥ Σ_{z of r takes k on d} amount · z      for each request r
//! e_{k,d} a whole number up to the units of k, at −resourceDay points each
//! ```
//!
//! The first says that the units in use on a date are at least the most that are taken at once, and interval colouring
//! needs no more. It is left out where something that takes the class crosses midnight: what runs after it may be of
//! the date before. Such units are told apart (classes of one), so that the second says it all.
//! Dates on which standing bookings of the plan use the units anyway cost nothing more.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use good_lp::{Expression, constraint, variable};

use super::TakesByLane;
use crate::model::Model;
use crate::model::formulation::{Formulation, Lane, Take};

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
        let zone = problem.site(problem.resource(class.units[0]).site).zone;
        let crosses = |take: &Take| zone.date(take.interval.start) != zone.date(take.interval.end - 1);
        let idles = model.idles.get(&lane).filter(|_| !takes.iter().any(|(_, take)| crosses(take)));
        let idles = idles.cloned().unwrap_or_default();
        for &(position, take) in takes {
            let column = &formulation.columns[position];
            let by_request = used.entry(zone.date(column.start)).or_default();
            by_request.entry(column.request).or_default().add_mul(take.amount, model.columns[position].variable);
        }
        let places = f64::from(problem.resource(class.units[0]).places());
        for (date, by_request) in used.into_iter().filter(|(date, _)| !class.paid_dates.contains(date)) {
            let units = class.units.len() as f64;
            let in_use = model.add_variable(variable().integer().min(0).max(units), -problem.policy.resource_day);
            model.resource_days.insert((index, date), in_use);
            for taken in by_request.into_values() {
                model.add_constraint(constraint!(taken <= in_use.variable));
            }
            for idle in idles.iter().filter(|idle| zone.date(idle.minute) == date) {
                let capacity = f64::from(idle.capacity);
                model.add_constraint(constraint!(places * in_use.variable + idle.variable.variable >= capacity));
            }
        }
    }
}
