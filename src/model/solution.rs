//! Between values of variables and bookings, in both directions.

use std::collections::{BTreeMap, BTreeSet};

use super::class::ClassIndex;
use super::colouring::colour;
use super::formulation::{Decision, Formulation, Lane, Take};
use super::{Event, Model, ModelVariable};
use crate::domain::{Booking, Interval, Minute, ResourceIndex};
use crate::plan::PlannedBooking;

/// Values of variables that cannot be read as bookings: the solver broke a rule of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the solver's values give out more units than there are")]
pub struct Unreadable;

/// The bookings that the values stand for, with units given out; `values` by position of the variable.
pub fn bookings(
    formulation: &Formulation<'_>,
    is_chosen: impl Fn(usize) -> bool,
) -> Result<Vec<PlannedBooking>, Unreadable> {
    let chosen: Vec<usize> = (0..formulation.columns.len()).filter(|&position| is_chosen(position)).collect();
    let mut resources = give_out_units(formulation, &chosen)?;
    let mut bookings = Vec::new();
    for &position in &chosen {
        let column = &formulation.columns[position];
        let Decision::Who { candidate, .. } = column.decision else { continue };
        let open = &formulation.part.requests[column.request];
        let staff = open.candidates[candidate].staff.to_vec();
        let resources = resources.remove(&column.request).unwrap_or_default().into_iter().collect();
        let end = formulation.problem.appointment(open.request, column.start).end;
        let booking = Booking { start: column.start, staff, resources };
        bookings.push(PlannedBooking { request: open.request, booking, end });
    }
    Ok(bookings)
}

/// The units of each request, by its position in the part.
fn give_out_units(
    formulation: &Formulation<'_>,
    chosen: &[usize],
) -> Result<BTreeMap<usize, BTreeSet<ResourceIndex>>, Unreadable> {
    let mut resources: BTreeMap<usize, BTreeSet<ResourceIndex>> = BTreeMap::new();
    let mut taken: BTreeMap<ClassIndex, Vec<(usize, Interval, u32)>> = BTreeMap::new();
    for column in chosen.iter().map(|&position| &formulation.columns[position]) {
        for &(class, _) in column.decision.choice().map_or(&[][..], |choice| &choice.amounts) {
            // Alone in its class: the booking may take it at several times, or at none.
            if let [unit] = formulation.classes.list[class].units[..] {
                resources.entry(column.request).or_default().insert(unit);
            }
        }
        for take in &column.takes {
            if let Lane::Class(class) = take.lane {
                taken.entry(class).or_default().push((column.request, take.interval, take.amount));
            }
        }
    }
    for (index, takes) in taken {
        let class = &formulation.classes.list[index];
        if class.multi_use {
            continue;
        }
        let intervals: Vec<(Interval, u32)> = takes.iter().map(|&(_, interval, amount)| (interval, amount)).collect();
        let given = colour(&class.units, &intervals).ok_or(Unreadable)?;
        for (&(request, ..), units) in takes.iter().zip(given) {
            resources.entry(request).or_default().extend(units);
        }
    }
    Ok(resources)
}

/// The values of all variables for given bookings, by position of the variable; `None` where a booking is no candidate.
pub fn values(model: &Model, formulation: &Formulation<'_>, bookings: &[PlannedBooking]) -> Option<Vec<f64>> {
    let mut values = vec![0.0; model.variable_count()];
    let mut chosen = Vec::new();
    for booked in bookings {
        chosen.extend(columns_of(formulation, booked)?);
    }
    chosen.iter().for_each(|&position| set(&mut values, model.columns[position], 1.0));
    for (&lane, idles) in &model.idles {
        let takes: Vec<Take> = chosen
            .iter()
            .flat_map(|&position| &formulation.columns[position].takes)
            .filter(|take| take.lane == lane)
            .copied()
            .collect();
        for idle in idles {
            let runs = |take: &&Take| take.interval.start <= idle.minute && idle.minute < take.interval.end;
            let usage: u32 = takes.iter().filter(runs).map(|take| take.amount).sum();
            set(&mut values, idle.variable, f64::from(idle.capacity) - f64::from(usage));
        }
    }
    set_waiting(&mut values, model, formulation, &chosen);
    set_days(&mut values, model, formulation, bookings);
    model.given_up.iter().for_each(|&given_up| set(&mut values, given_up, 1.0));
    Some(values)
}

fn set(values: &mut [f64], variable: ModelVariable, value: f64) {
    values[variable.position] = value;
}

/// The *who* column of a booking and its *where* column, if it has one.
fn columns_of(formulation: &Formulation<'_>, booked: &PlannedBooking) -> Option<Vec<usize>> {
    let request = formulation.part.requests.iter().position(|open| open.request == booked.request)?;
    let first =
        formulation.columns.partition_point(|column| (column.request, column.start) < (request, booked.booking.start));
    let amounts = formulation.classes.count(&booked.booking.resources)?;
    let mut found = Vec::new();
    let at_start = formulation.columns[first..].iter();
    for (offset, column) in
        at_start.take_while(|one| (one.request, one.start) == (request, booked.booking.start)).enumerate()
    {
        let matches = match &column.decision {
            Decision::Who { candidate, choice } => {
                let same_people =
                    *formulation.part.requests[request].candidates[*candidate].staff == *booked.booking.staff;
                same_people && choice.as_ref().is_none_or(|choice| choice.amounts == amounts)
            }
            Decision::Where(choice) => choice.amounts == amounts,
        };
        if matches {
            found.push(first + offset);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Nobody waits for a request that is not booked; the columns of a request have one start.
fn set_waiting(values: &mut [f64], model: &Model, formulation: &Formulation<'_>, chosen: &[usize]) {
    let columns = chosen.iter().map(|&position| &formulation.columns[position]);
    let starts: BTreeMap<usize, Minute> = columns.map(|column| (column.request, column.start)).collect();
    for waiting in &model.waiting {
        let happened =
            |event: Event| starts.get(&event.request).is_some_and(|&start| start + event.after <= waiting.minute);
        let is_between = happened(waiting.enters) && !happened(waiting.leaves);
        set(values, waiting.variable, f64::from(u8::from(is_between)));
    }
}

fn set_days(values: &mut [f64], model: &Model, formulation: &Formulation<'_>, bookings: &[PlannedBooking]) {
    for booked in bookings {
        let date = formulation.problem.zone_of(booked.request).date(booked.booking.start);
        for &person in &booked.booking.staff {
            if let Some(&day) = model.staff_days.get(&(person, date)) {
                set(values, day, 1.0);
            }
        }
    }
    for (&(index, date), &day) in &model.resource_days {
        let on_date =
            |booked: &&PlannedBooking| formulation.problem.zone_of(booked.request).date(booked.booking.start) == date;
        let of_class = |unit: &&ResourceIndex| formulation.classes.class_of(**unit) == Some(index);
        let units: BTreeSet<ResourceIndex> = bookings
            .iter()
            .filter(on_date)
            .flat_map(|booked| &booked.booking.resources)
            .filter(of_class)
            .copied()
            .collect();
        set(values, day, units.len() as f64);
    }
}
