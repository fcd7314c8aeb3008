//! Independent parts: requests that share no person, resource or client on any day.
//!
//! Two requests belong together when candidates of both can occupy the same person or resource on the same local
//! date, are of one client on one UTC date, or of one visit. Connected components of that relation can be planned one by one: no rule
//! and no term of the score reaches across them, so their best plans together are the best plan (FORMULATION.md, § 8).

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::availability::Availability;
use super::candidate::{Candidate, OpenRequest};
use super::visit::{OpenVisit, open_visits};
use crate::domain::calendar::{Zone, dates};
use crate::domain::{ClientIndex, DAY, Problem, RequestIndex, ResourceIndex, StaffIndex};

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

    /// The part without all that may be left out.
    #[must_use]
    pub fn mandatory(&self, problem: &Problem) -> Self {
        self.only(problem, &self.mandatory_bundles(problem))
    }

    /// The bundles that must be booked: those with a mandatory request.
    pub fn mandatory_bundles(&self, problem: &Problem) -> Vec<Vec<usize>> {
        let is_mandatory = |position: &usize| problem.request(self.requests[*position].request).mandatory;
        let mut bundles = self.bundles();
        bundles.retain(|bundle| bundle.iter().any(is_mandatory));
        bundles
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Shared {
    Person(StaffIndex),
    Resource(ResourceIndex),
    Client(ClientIndex),
}

/// What the candidates of a request may take, and on which dates.
#[derive(Clone, Debug)]
pub struct Claims(Vec<(Shared, NaiveDate)>);

/// What the candidates of a request may take.
pub fn claims(problem: &Problem, availability: &Availability, open: &OpenRequest) -> Claims {
    Claims(shared(problem, availability, open))
}

/// Sorts requests with what they may take into independent groups, in the order of their first requests.
pub fn group(problem: &Problem, requests: &[(RequestIndex, Claims)]) -> Vec<Vec<RequestIndex>> {
    let mut groups = Groups::new(requests.len());
    let mut first_with: HashMap<(Shared, NaiveDate), usize> = HashMap::new();
    for (position, (_, claims)) in requests.iter().enumerate() {
        for &claim in &claims.0 {
            let other = *first_with.entry(claim).or_insert(position);
            groups.join(position, other);
        }
    }
    if !problem.visits.is_empty() {
        let positions: HashMap<RequestIndex, usize> =
            requests.iter().enumerate().map(|(position, (request, _))| (*request, position)).collect();
        for visit in &problem.visits {
            let members: Vec<usize> = problem.members(visit).filter_map(|one| positions.get(&one).copied()).collect();
            members.windows(2).for_each(|pair| groups.join(pair[0], pair[1]));
        }
    }
    let mut sorted: Vec<Vec<RequestIndex>> = Vec::new();
    let mut place_of: HashMap<usize, usize> = HashMap::new();
    for (position, (request, _)) in requests.iter().enumerate() {
        let place = *place_of.entry(groups.root(position)).or_insert(sorted.len());
        if place == sorted.len() {
            sorted.push(Vec::new());
        }
        sorted[place].push(*request);
    }
    sorted
}

/// Splits requests that have candidates into independent parts, in the order of their first requests.
pub fn split(problem: &Problem, availability: &Availability, requests: Vec<OpenRequest>) -> Vec<Part> {
    let with_claims: Vec<(RequestIndex, Claims)> =
        requests.iter().map(|open| (open.request, claims(problem, availability, open))).collect();
    let mut listed: HashMap<RequestIndex, OpenRequest> =
        requests.into_iter().map(|open| (open.request, open)).collect();
    let groups = group(problem, &with_claims).into_iter();
    groups.map(|group| Part::of(problem, group.iter().filter_map(|request| listed.remove(request)).collect())).collect()
}

/// What a request's candidates may take, and on which dates.
fn shared(problem: &Problem, availability: &Availability, open: &OpenRequest) -> Vec<(Shared, NaiveDate)> {
    let zone = problem.zone_of(open.request);
    let mut keys = Vec::new();
    let mut rest = &open.candidates[..];
    while let Some(first) = rest.first() {
        let occupied = |candidate: &Candidate| problem.occupied(open.request, candidate.start);
        let (from, to) = (zone.date(occupied(first).start), zone.date(occupied(first).end - 1));
        let (first_day, last_day) = (zone.day(from), zone.day(to));
        let is_on_them = |one: &Candidate| occupied(one).start < first_day.end && occupied(one).end <= last_day.end;
        let (on_them, later) = rest.split_at(rest.partition_point(is_on_them));
        let taken = taken(problem, availability, open, on_them);
        keys.extend(dates(from, to).flat_map(|date| taken.iter().map(move |&shared| (shared, date))));
        rest = later;
    }
    // A client may have requests at sites of different zones, so these dates are UTC's.
    if let Some(client) = problem.request(open.request).client {
        let mut days = Vec::new();
        for at_start in open.candidates.chunk_by(|one, next| one.start == next.start) {
            let appointment = problem.appointment(open.request, at_start[0].start);
            days.extend(appointment.start.div_euclid(DAY)..=(appointment.end - 1).div_euclid(DAY));
        }
        days.sort_unstable();
        days.dedup();
        keys.extend(days.into_iter().map(|day| (Shared::Client(client), Zone::UTC.date(day * DAY))));
    }
    keys
}

/// The people and units that any of the candidates may take.
fn taken(
    problem: &Problem,
    availability: &Availability,
    open: &OpenRequest,
    candidates: &[Candidate],
) -> BTreeSet<Shared> {
    let busy = &problem.service_of(open.request).busy.resources;
    let mut people = vec![false; problem.staff.len()];
    candidates.iter().flat_map(|one| one.staff.iter()).for_each(|person| people[person.position()] = true);
    let people = (0..people.len()).filter(|&person| people[person]);
    let mut taken: BTreeSet<Shared> = people.map(|person| Shared::Person(person.into())).collect();
    let mut unseen: BTreeSet<ResourceIndex> = open.needs.iter().flat_map(|need| &need.any_of).copied().collect();
    for at_start in candidates.chunk_by(|one, next| one.start == next.start) {
        unseen.retain(|&unit| {
            let is_free = availability.resource(unit).covers_shifted(busy, at_start[0].start);
            !(is_free && taken.insert(Shared::Resource(unit)))
        });
    }
    taken
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
