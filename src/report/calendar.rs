//! The calendar of the period: each booking on the row of each of its people and of each of its resources.

use crate::domain::{Interval, Problem, RequestIndex, ResourceIndex, StaffIndex};
use crate::plan::Plan;

use super::appointments::Appointment;
use super::bookings::bookings;
use super::query::Query;
use super::scope::Scope;

/// A booking that the report counts, and when it takes whom and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which request it books.
    pub request: RequestIndex,
    /// From start to end, as the client sees it.
    pub interval: Interval,
    /// Its people within the scope, each with the times inside the period in which they are taken.
    pub staff: Vec<(StaffIndex, Vec<Interval>)>,
    /// The same for its resources.
    pub resources: Vec<(ResourceIndex, Vec<Interval>)>,
}

/// The bookings that a report on the problem, or on a plan for it, counts: those that take a person or a resource in scope
/// for a minute of the period. In order of their start, then of their request.
pub fn calendar(problem: &Problem, plan: Option<&Plan>, query: &Query) -> Vec<Entry> {
    let scope = Scope::new(problem, query);
    let entry = |(request, booking)| entry(request, &Appointment::new(problem, request, booking), &scope);
    let entries = bookings(problem, plan).into_iter().filter_map(entry);
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by_key(|entry| (entry.interval.start, entry.request));
    entries
}

fn entry(request: RequestIndex, appointment: &Appointment<'_>, scope: &Scope) -> Option<Entry> {
    let booked = scope.booked(appointment)?;
    let people = appointment.staff.iter().map(|&one| (one, scope.times_on_person(one, booked, appointment).collect()));
    let things =
        appointment.resources.iter().map(|&one| (one, scope.times_on_resource(one, booked, appointment).collect()));
    let entry = Entry {
        request,
        interval: appointment.interval,
        staff: people.filter(|(_, times): &(_, Vec<_>)| !times.is_empty()).collect(),
        resources: things.filter(|(_, times): &(_, Vec<_>)| !times.is_empty()).collect(),
    };
    (!entry.staff.is_empty() || !entry.resources.is_empty()).then_some(entry)
}
