//! Greedy insertion: requests one by one, each at its best place among what is left, in several orders.
//!
//! It takes milliseconds, so that there is always an answer, and the solvers start from it.

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::{Booking, Interval, IntervalSet, Minute, Problem, ResourceIndex, StaffIndex};
use crate::model::availability::{Availability, peak};
use crate::model::candidate::{Candidate, OpenRequest};
use crate::model::contribution::contribution;
use crate::model::need::choose;
use crate::model::part::Subproblem;
use crate::plan::PlannedBooking;

/// Bookings of a part, found one by one.
#[derive(Clone, Debug)]
pub struct GreedyPlan {
    /// In the order of the requests.
    pub bookings: Vec<PlannedBooking>,
    /// What they add to the score.
    pub points: i64,
    /// Whether every mandatory request is booked.
    pub is_complete: bool,
}

/// The best of the plans that the orders give; complete ones before others.
pub fn greedy(subproblem: Subproblem<'_>) -> GreedyPlan {
    let by_points: Vec<Vec<usize>> = subproblem.part.requests.iter().map(candidates_by_points).collect();
    let plans = ORDERS.iter().map(|order| insert_all(subproblem, &by_points, *order));
    let better = |best: GreedyPlan, next: GreedyPlan| {
        if (next.is_complete, next.points) > (best.is_complete, best.points) { next } else { best }
    };
    plans.reduce(better).unwrap_or(GreedyPlan { bookings: Vec::new(), points: 0, is_complete: true })
}

/// The smaller, the earlier a request is inserted.
type Order = fn(&Problem, &OpenRequest) -> i64;

/// What each order puts first, after the mandatory requests.
const ORDERS: [Order; 4] = [
    // The most points for each minute.
    |problem, open| -(open.stakes.worth + open.stakes.drop) * 100 / problem.service_of(open.request).duration,
    // The most points.
    |_, open| -(open.stakes.worth + open.stakes.drop),
    // The fewest ways to be booked.
    |_, open| open.candidates.len() as i64,
    // Existing bookings where they are, then points for each minute.
    |problem, open| {
        let density = -(open.stakes.worth + open.stakes.drop) * 100 / problem.service_of(open.request).duration;
        if problem.request(open.request).booking.is_some() { i64::MIN / 2 + density } else { density }
    },
];

fn candidates_by_points(open: &OpenRequest) -> Vec<usize> {
    let mut order: Vec<usize> = (0..open.candidates.len()).collect();
    order.sort_by_key(|&candidate| (Reverse(open.candidates[candidate].points), candidate));
    order
}

fn insert_all(subproblem: Subproblem<'_>, by_points: &[Vec<usize>], order: Order) -> GreedyPlan {
    let Subproblem { problem, availability, part } = subproblem;
    let mandatory = |open: &OpenRequest| problem.request(open.request).mandatory;
    let mut sequence: Vec<usize> = (0..part.requests.len()).collect();
    sequence.sort_by_key(|&position| {
        let open = &part.requests[position];
        (!mandatory(open), order(problem, open), position)
    });
    let mut diary = Diary::new(problem, availability);
    let (mut bookings, mut is_complete) = (Vec::new(), true);
    for position in sequence {
        let open = &part.requests[position];
        match diary.best_place(open, &by_points[position]) {
            Some((points, booking)) if points > 0 || mandatory(open) => {
                diary.enter(open, &booking);
                let end = problem.appointment(open.request, booking.start).end;
                bookings.push(PlannedBooking { request: open.request, booking, end });
            }
            _ => is_complete &= !mandatory(open),
        }
    }
    bookings.sort_by_key(|planned| planned.request);
    let points = contribution(subproblem, &bookings);
    GreedyPlan { bookings, points, is_complete }
}

/// Who and what is taken when, by the bookings entered so far.
struct Diary<'a> {
    problem: &'a Problem,
    availability: &'a Availability,
    staff: Vec<Vec<Interval>>,
    resources: Vec<Vec<Interval>>,
    clients: Vec<Vec<Interval>>,
    staff_days: HashSet<(StaffIndex, NaiveDate)>,
    resource_days: HashSet<(ResourceIndex, NaiveDate)>,
}

impl<'a> Diary<'a> {
    fn new(problem: &'a Problem, availability: &'a Availability) -> Self {
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

    /// The free booking that adds most, with what it adds; the candidates come by falling points.
    fn best_place(&self, open: &OpenRequest, by_points: &[usize]) -> Option<(i64, Booking)> {
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

    fn place(&self, open: &OpenRequest, candidate: &Candidate) -> Option<(i64, Booking)> {
        let asked = self.problem.request(open.request);
        let (busy, start) = (&self.problem.service_of(open.request).busy, candidate.start);
        let is_free = |taken: &[Interval], wanted: &IntervalSet| {
            wanted.shifted(start).all(|wanted| !taken.iter().any(|one| one.overlaps(wanted)))
        };
        let people_free = candidate.staff.iter().all(|person| is_free(&self.staff[person.position()], &busy.staff));
        let client_free = asked.client.is_none_or(|client| is_free(&self.clients[client.position()], &busy.client));
        if !people_free || !client_free {
            return None;
        }
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
        busy.shifted(start).all(|wanted| peak(taken.iter().chain(standing).copied(), wanted) < places)
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

    fn enter(&mut self, open: &OpenRequest, booking: &Booking) {
        let busy = &self.problem.service_of(open.request).busy;
        let date = self.problem.zone_of(open.request).date(booking.start);
        for &person in &booking.staff {
            self.staff[person.position()].extend(busy.staff.shifted(booking.start));
            self.staff_days.insert((person, date));
        }
        for &resource in &booking.resources {
            self.resources[resource.position()].extend(busy.resources.shifted(booking.start));
            self.resource_days.insert((resource, date));
        }
        if let Some(client) = self.problem.request(open.request).client {
            self.clients[client.position()].extend(busy.client.shifted(booking.start));
        }
    }
}
