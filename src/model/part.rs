//! Independent parts: requests that share no person, resource or client on any day.
//!
//! Two requests belong together when candidates of both can occupy the same person or resource on the same local
//! date, are of one client on one UTC date, or of one visit. Connected components of that relation can be planned one by one: no rule
//! and no term of the score reaches across them, so their best plans together are the best plan (FORMULATION.md, § 8).

use std::collections::HashMap;

use chrono::NaiveDate;

use super::availability::Availability;
use super::candidate::OpenRequest;
use super::visit::{OpenVisit, open_visits};
use crate::domain::calendar::{Zone, dates};
use crate::domain::{ClientIndex, Problem, ResourceIndex, StaffIndex};

/// Open requests that have to be planned together, in the order of the problem.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The requests, each with at least one candidate.
    pub requests: Vec<OpenRequest>,
    /// The visits among them.
    pub visits: Vec<OpenVisit>,
}

impl Part {
    /// All of these requests as one part.
    pub fn of(problem: &Problem, requests: Vec<OpenRequest>) -> Self {
        let visits = open_visits(problem, &requests);
        Self { requests, visits }
    }

    /// The requests that are booked together or not at all, by their positions: the visits in their order, all others
    /// alone; by their first requests.
    pub fn bundles(&self) -> Vec<Vec<usize>> {
        let mut is_bound = vec![false; self.requests.len()];
        self.visits.iter().flat_map(|visit| &visit.members).for_each(|&member| is_bound[member] = true);
        let alone = (0..self.requests.len()).filter(|&position| !is_bound[position]).map(|position| vec![position]);
        let mut bundles: Vec<Vec<usize>> = self.visits.iter().map(|visit| visit.members.clone()).chain(alone).collect();
        bundles.sort_unstable_by_key(|bundle| bundle.iter().min().copied());
        bundles
    }

    /// The part without all requests but these bundles.
    #[must_use]
    pub fn only(&self, problem: &Problem, bundles: &[Vec<usize>]) -> Self {
        let mut kept: Vec<usize> = bundles.iter().flatten().copied().collect();
        kept.sort_unstable();
        Self::of(problem, kept.into_iter().map(|position| self.requests[position].clone()).collect())
    }

    /// The number of candidates.
    pub fn size(&self) -> usize {
        self.requests.iter().map(|request| request.candidates.len()).sum()
    }
}

/// A part with what it is a part of: all that is needed to plan it.
#[derive(Clone, Copy, Debug)]
pub struct Subproblem<'a> {
    /// The whole problem.
    pub problem: &'a Problem,
    /// What hours and standing bookings leave free.
    pub availability: &'a Availability,
    /// The part.
    pub part: &'a Part,
}

/// What two requests may compete for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shared {
    Person(StaffIndex),
    Resource(ResourceIndex),
    Client(ClientIndex),
}

/// Splits requests that have candidates into independent parts, in the order of their first requests.
pub fn split(problem: &Problem, availability: &Availability, requests: Vec<OpenRequest>) -> Vec<Part> {
    let mut groups = Groups::new(requests.len());
    let mut first_with: HashMap<(Shared, NaiveDate), usize> = HashMap::new();
    for (position, open) in requests.iter().enumerate() {
        for key in shared(problem, availability, open) {
            let other = *first_with.entry(key).or_insert(position);
            groups.join(position, other);
        }
    }
    let visits = open_visits(problem, &requests);
    for pair in visits.iter().flat_map(|visit| visit.members.windows(2)) {
        groups.join(pair[0], pair[1]);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of: HashMap<usize, usize> = HashMap::new();
    let mut places = Vec::with_capacity(requests.len());
    for (position, open) in requests.into_iter().enumerate() {
        let part = *part_of.entry(groups.root(position)).or_insert(parts.len());
        if part == parts.len() {
            parts.push(Part::default());
        }
        places.push((part, parts[part].requests.len()));
        parts[part].requests.push(open);
    }
    for mut visit in visits {
        let (part, _) = places[visit.members[0]];
        visit.members.iter_mut().for_each(|member| *member = places[*member].1);
        parts[part].visits.push(visit);
    }
    parts
}

/// What a request's candidates may take, and on which dates; neighbours may repeat.
fn shared(problem: &Problem, availability: &Availability, open: &OpenRequest) -> Vec<(Shared, NaiveDate)> {
    let zone = problem.zone_of(open.request);
    let client = problem.request(open.request).client;
    let mut keys = Vec::new();
    let mut before = None;
    for candidate in &open.candidates {
        let occupied = problem.occupied(open.request, candidate.start);
        for date in dates(zone.date(occupied.start), zone.date(occupied.end - 1)) {
            keys.extend(candidate.staff.iter().map(|&person| (Shared::Person(person), date)));
            if before != Some(candidate.start) {
                let wanted = open.needs.iter().flat_map(|need| &need.any_of);
                let busy = &problem.service_of(open.request).busy.resources;
                let free = wanted.filter(|&&one| availability.resource(one).covers_shifted(busy, candidate.start));
                keys.extend(free.map(|&one| (Shared::Resource(one), date)));
            }
        }
        // A client may have requests at sites of different zones, so these dates are UTC's.
        if let Some(client) = client.filter(|_| before != Some(candidate.start)) {
            let appointment = problem.appointment(open.request, candidate.start);
            let days = dates(Zone::UTC.date(appointment.start), Zone::UTC.date(appointment.end - 1));
            keys.extend(days.map(|date| (Shared::Client(client), date)));
        }
        before = Some(candidate.start);
    }
    keys.sort_unstable_by_key(|(shared, date)| (*date, shared.order()));
    keys.dedup();
    keys
}

impl Shared {
    fn order(self) -> (u8, usize) {
        match self {
            Self::Person(person) => (0, person.position()),
            Self::Resource(resource) => (1, resource.position()),
            Self::Client(client) => (2, client.position()),
        }
    }
}

/// Disjoint sets with path halving (Tarjan and van Leeuwen 1984).
struct Groups(Vec<usize>);

impl Groups {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn root(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
