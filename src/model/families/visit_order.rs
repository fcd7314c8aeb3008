//! C8. The requests of a visit are booked all or none, on one date, in order, and without too long a wait.
//!
//! For a request `i` of a visit and the next one `j`, with `w` the longest wait, on each date `d`:
//!
//! ```text
//! Σ_{c of j, start ≤ t} x_c      ≤ Σ_{c of i, end ≤ t} x_c        for each time t      nobody starts j before i has ended
//! Σ_{c of i, end ≤ t} x_c        ≤ Σ_{c of j, start ≤ t + w} x_c  for each time t      nobody waits too long
//! Σ_{c of i} x_c                 = Σ_{c of j} x_c                                      both on d, or none
//! ```
//!
//! All in difference form: the left side less the right one is the stock of a waiting room, which clients enter and leave;
//! it is never negative and empty at the end of the date. A row and a variable stand where somebody leaves and the next event is
//! that somebody enters; between two such times the stock is lowest there. Where a standing booking lies between `i` and `j`,
//! it binds the candidates of both, and only "all or none" is left: Σ x of `i` = Σ x of `j`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use good_lp::{Expression, constraint, variable};

use super::TakesByLane;
use crate::domain::Minute;
use crate::model::formulation::{Decision, Formulation};
use crate::model::{Event, Model, Waiting};

/// Adds the rows of each visit.
pub fn add(model: &mut Model, formulation: &Formulation<'_>, _: &TakesByLane) {
    let visits = &formulation.part.visits;
    if visits.is_empty() {
        return;
    }
    let who = who_columns(formulation);
    for visit in visits {
        for (pair, wait) in visit.members.windows(2).zip(&visit.waits) {
            let [one, next] = [pair[0], pair[1]];
            let Some(wait) = *wait else {
                add_all_or_none(model, &who[one], &who[next]);
                continue;
            };
            let length = formulation.problem.service_of(formulation.part.requests[one].request).duration;
            let [end, start] = [Event { request: one, after: length }, Event { request: next, after: 0 }];
            let too_late = Event { request: next, after: -wait };
            add_rooms(model, formulation, &who, [end, start], true);
            add_rooms(model, formulation, &who, [too_late, end], false);
        }
    }
}

/// The *who* columns of each request of the part.
fn who_columns(formulation: &Formulation<'_>) -> Vec<Vec<usize>> {
    let mut who = vec![Vec::new(); formulation.part.requests.len()];
    for (position, column) in formulation.columns.iter().enumerate() {
        if matches!(column.decision, Decision::Who { .. }) {
            who[column.request].push(position);
        }
    }
    who
}

fn add_all_or_none(model: &mut Model, one: &[usize], next: &[usize]) {
    let mut difference = Expression::default();
    one.iter().for_each(|&column| difference.add_mul(1, model.columns[column].variable));
    next.iter().for_each(|&column| difference.add_mul(-1, model.columns[column].variable));
    model.add_constraint(constraint!(difference == 0));
}

/// The rows of a waiting room: clients come in at the first event and leave at the second. With `empties` it is empty
/// at the end of each date.
fn add_rooms(
    model: &mut Model,
    formulation: &Formulation<'_>,
    who: &[Vec<usize>],
    [enters, leaves]: [Event; 2],
    empties: bool,
) {
    // Whoever enters at a minute is there before others leave at it.
    let mut by_date: BTreeMap<NaiveDate, Vec<(Minute, bool, usize)>> = BTreeMap::new();
    for (event, is_leaving) in [(enters, false), (leaves, true)] {
        let zone = formulation.problem.zone_of(formulation.part.requests[event.request].request);
        for &column in &who[event.request] {
            let start = formulation.columns[column].start;
            by_date.entry(zone.date(start)).or_default().push((start + event.after, is_leaving, column));
        }
    }
    for mut events in by_date.into_values() {
        events.sort_unstable();
        let (mut stock, mut position) = (Expression::default(), 0);
        while let Some(&(minute, is_leaving, column)) = events.get(position) {
            stock.add_mul(if is_leaving { -1 } else { 1 }, model.columns[column].variable);
            position += 1;
            if is_leaving && events.get(position).is_some_and(|(_, is_leaving, _)| !is_leaving) {
                let waiting = model.add_variable(variable().min(0).max(1), 0);
                stock.add_mul(-1, waiting.variable);
                model.add_constraint(constraint!(stock == 0));
                model.waiting.push(Waiting { enters, leaves, minute, variable: waiting });
                stock = Expression::from(waiting.variable);
            }
        }
        if empties {
            model.add_constraint(constraint!(stock == 0));
        } else if events.last().is_some_and(|(_, is_leaving, _)| *is_leaving) {
            model.add_constraint(constraint!(stock >= 0));
        }
    }
}
