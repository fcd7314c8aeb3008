//! The diary of a plan that grows: who and what is taken when, and what a further booking would add.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::{Booking, Interval, IntervalSet, Minute, Problem, ResourceIndex, StaffIndex};
use crate::model::availability::{Availability, peak};
use crate::model::candidate::{Candidate, OpenRequest};
use crate::model::need::choose;

/// Who and what is taken when, by the bookings entered so far.
pub(super) struct Diary<'a> {
    problem: &'a Problem,
    availability: &'a Availability,
    staff: Vec<Vec<Interval>>,
    resources: Vec<Vec<Interval>>,
    clients: Vec<Vec<Interval>>,
    staff_days: HashSet<(StaffIndex, NaiveDate)>,
    resource_days: HashSet<(ResourceIndex, NaiveDate)>,
}

impl<'a> Diary<'a> {
    pub(super) fn new(problem: &'a Problem, availability: &'a Availability) -> Self {
        Self {
            problem,
            availability,
            staff: vec![Vec::new(); problem.staff.len()],
            resources: vec![Vec::new(); problem.resources.len()],
            clients: vec![Vec::new(); problem.clients.len()],
            staff_days: HashSet::new(),
            resource_days: HashSet::new(),
        }
    }

    pub(super) fn problem(&self) -> &'a Problem {
        self.problem
    }

    /// The free booking that adds most, with what it adds; the candidates come by falling points.
    pub(super) fn best_place(&self, open: &OpenRequest, by_points: &[usize]) -> Option<(i64, Booking)> {
        let mut best: Option<(i64, Booking)> = None;
        for &candidate in by_points {
            let candidate = &open.candidates[candidate];
            // Resources and days only cost: no later candidate can do better.
            if best.as_ref().is_some_and(|(points, _)| *points >= candidate.points) {
                break;
            }
            if let Some((points, booking)) = self.place(open, candidate)
                && best.as_ref().is_none_or(|(most, _)| points > *most)
            {
                best = Some((points, booking));
            }
        }
        best
    }

    /// Whether the people and the client of a candidate are free.
    pub(super) fn has_people(&self, open: &OpenRequest, candidate: &Candidate) -> bool {
        let (busy, start) = (&self.problem.service_of(open.request).busy, candidate.start);
        let is_free = |taken: &[Interval], wanted: &IntervalSet| {
            wanted.shifted(start).all(|wanted| !taken.iter().any(|one| one.overlaps(wanted)))
        };
        let client = self.problem.request(open.request).client;
        candidate.staff.iter().all(|person| is_free(&self.staff[person.position()], &busy.staff))
            && client.is_none_or(|client| is_free(&self.clients[client.position()], &busy.client))
    }

    /// The candidate as a booking with what it adds, if all that it takes is free.
    pub(super) fn place(&self, open: &OpenRequest, candidate: &Candidate) -> Option<(i64, Booking)> {
        if !self.has_people(open, candidate) {
            return None;
        }
        let asked = self.problem.request(open.request);
        let (busy, start) = (&self.problem.service_of(open.request).busy, candidate.start);
        let had = asked.booking.as_ref().map_or(&[][..], |booking| &booking.resources);
        let resources = choose(&open.needs, |one| self.has_place(one, &busy.resources, start), had)?;
        let moved = if asked.booking.is_some() && had != resources { open.stakes.move_resource } else { 0 };
        let booking = Booking { start, staff: candidate.staff.to_vec(), resources };
        let days = self.cost_of_days(open, &booking);
        Some((candidate.points - moved - days, booking))
    }

    fn has_place(&self, resource: ResourceIndex, busy: &IntervalSet, start: Minute) -> bool {
        if !self.availability.resource(resource).covers_shifted(busy, start) {
            return false;
        }
        let (places, taken) = (self.problem.resource(resource).places(), &self.resources[resource.position()]);
        let standing = self.availability.standing(resource);
        busy.shifted(start).all(|wanted| {
            let beside = || taken.iter().chain(standing).copied().filter(|one| one.overlaps(wanted));
            // Fewer than the places at any time are fewer at each.
            beside().take(places as usize).count() < places as usize || places > 1 && peak(beside(), wanted) < places
        })
    }

    fn cost_of_days(&self, open: &OpenRequest, booking: &Booking) -> i64 {
        let policy = self.problem.policy;
        if policy.staff_day == 0 && policy.resource_day == 0 {
            return 0;
        }
        let date = self.problem.zone_of(open.request).date(booking.start);
        let begun = |&&person: &&StaffIndex| {
            !self.staff_days.contains(&(person, date)) && !self.availability.is_staff_day_paid((person, date))
        };
        let opened = |&&resource: &&ResourceIndex| {
            let day = (resource, date);
            !self.resource_days.contains(&day) && !self.availability.is_resource_day_paid(day)
        };
        policy.staff_day * booking.staff.iter().filter(begun).count() as i64
            + policy.resource_day * booking.resources.iter().filter(opened).count() as i64
    }

    /// Enters a booking; what it begins is told, for [`Self::strike`].
    pub(super) fn enter(&mut self, open: &OpenRequest, booking: &Booking) -> Begun {
        let busy = &self.problem.service_of(open.request).busy;
        let date = self.problem.zone_of(open.request).date(booking.start);
        let mut begun = Begun::default();
        for &person in &booking.staff {
            self.staff[person.position()].extend(busy.staff.shifted(booking.start));
            begun.staff_days.extend(self.staff_days.insert((person, date)).then_some((person, date)));
        }
        for &resource in &booking.resources {
            self.resources[resource.position()].extend(busy.resources.shifted(booking.start));
            begun.resource_days.extend(self.resource_days.insert((resource, date)).then_some((resource, date)));
        }
        if let Some(client) = self.problem.request(open.request).client {
            self.clients[client.position()].extend(busy.client.shifted(booking.start));
        }
        begun
    }

    /// Strikes out the booking that was entered last.
    pub(super) fn strike(&mut self, open: &OpenRequest, booking: &Booking, begun: Begun) {
        let busy = &self.problem.service_of(open.request).busy;
        let shorten = |taken: &mut Vec<Interval>, times: &IntervalSet| {
            taken.truncate(taken.len() - times.iter().count());
        };
        booking.staff.iter().for_each(|one| shorten(&mut self.staff[one.position()], &busy.staff));
        booking.resources.iter().for_each(|one| shorten(&mut self.resources[one.position()], &busy.resources));
        if let Some(client) = self.problem.request(open.request).client {
            shorten(&mut self.clients[client.position()], &busy.client);
        }
        begun.staff_days.iter().for_each(|day| {
            self.staff_days.remove(day);
        });
        begun.resource_days.iter().for_each(|day| {
            self.resource_days.remove(day);
        });
    }
}

/// The days of people and resources that a booking is the first on.
#[derive(Debug, Default)]
pub(super) struct Begun {
    staff_days: Vec<(StaffIndex, NaiveDate)>,
    resource_days: Vec<(ResourceIndex, NaiveDate)>,
}
