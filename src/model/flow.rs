//! Capacity over time in difference form.
//!
//! The textbook rows "at each minute, what runs is at most the capacity" repeat a column in every row of its length.
//! With an idle variable `s_i ≥ 0` for each checkpoint `t_i` they read `usage_i + s_i = C_i`, and the difference of
//! two consecutive ones is
//!
//! ```text
//! Σ x that start in (t_{i−1}, t_i]  −  Σ x that end in (t_{i−1}, t_i]  +  s_i − s_{i−1}  =  C_i − C_{i−1}
//! ```
//!
//! in which a column stands once where it starts and once where it ends: a network of idle arcs with the same
//! relaxation and a matrix a fraction of the size. Only times at which usage can peak are checkpoints: where something
//! starts or capacity falls, and at the next event something ends or capacity rises. FORMULATION.md, § 5, has the proof.

use std::collections::BTreeMap;

use good_lp::{Expression, constraint, variable};

use super::formulation::{Formulation, Lane, Take};
use super::{Model, ModelVariable};
use crate::domain::{Interval, Minute};

/// The unused capacity of a lane from one checkpoint to the next event.
#[derive(Clone, Copy, Debug)]
pub struct Idle {
    /// The checkpoint.
    pub minute: Minute,
    /// The capacity then.
    pub capacity: u32,
    /// How much of it is unused.
    pub variable: ModelVariable,
}

/// Starts and ends of takes at one minute.
#[derive(Default)]
struct Event {
    starts: Vec<(usize, u32)>,
    ends: Vec<(usize, u32)>,
}

/// Adds the rows of one lane; keeps its idle variables in the model.
pub fn add_rows(model: &mut Model, formulation: &Formulation<'_>, lane: Lane, takes: &[(usize, Take)]) {
    let mut events: BTreeMap<Minute, Event> = BTreeMap::new();
    for &(column, take) in takes {
        events.entry(take.interval.start).or_default().starts.push((column, take.amount));
        events.entry(take.interval.end).or_default().ends.push((column, take.amount));
    }
    let minutes: Vec<Minute> = events.keys().copied().collect();
    let capacities: Vec<u32> =
        minutes.windows(2).map(|pair| formulation.capacity(lane, Interval::new(pair[0], pair[1]))).collect();
    let mut change = Expression::default();
    let (mut idle_before, mut capacity_before) = (None::<ModelVariable>, 0);
    let mut idles = Vec::new();
    // Nothing runs after the last event: its ends need no row.
    for (position, (&minute, event)) in events.iter().take(capacities.len()).enumerate() {
        event.starts.iter().for_each(|&(column, amount)| change.add_mul(amount, model.columns[column].variable));
        event
            .ends
            .iter()
            .for_each(|&(column, amount)| change.add_mul(-f64::from(amount), model.columns[column].variable));
        if !is_checkpoint(position, &minutes, &capacities, &events) {
            continue;
        }
        let capacity = capacities[position];
        let idle = model.add_variable(variable().min(0), 0);
        change.add_mul(1, idle.variable);
        if let Some(before) = idle_before {
            change.add_mul(-1, before.variable);
        }
        let difference = f64::from(capacity) - f64::from(capacity_before);
        model.add_constraint(constraint!(change == difference));
        idles.push(Idle { minute, capacity, variable: idle });
        (change, idle_before, capacity_before) = (Expression::default(), Some(idle), capacity);
    }
    model.idles.insert(lane, idles);
}

/// Usage peaks where something starts, and the next event ends something or is tighter; a fall of capacity counts as both.
fn is_checkpoint(position: usize, minutes: &[Minute], capacities: &[u32], events: &BTreeMap<Minute, Event>) -> bool {
    let event = |position: usize| events.get(&minutes[position]);
    let starts = event(position).is_some_and(|event| !event.starts.is_empty());
    let tighter_now = position > 0 && capacities[position] < capacities[position - 1];
    let last = position + 1 == capacities.len();
    let ends_next = last || event(position + 1).is_some_and(|next| !next.ends.is_empty());
    let looser_next = !last && capacities[position + 1] > capacities[position];
    (starts || tighter_now) && (ends_next || looser_next)
}
