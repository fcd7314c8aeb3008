//! The ceiling: the best utilisation that the same appointments could reach, re-arranged.
//!
//! For a set of resources it asks for the most minutes that any plan books on them in the period. A plan keeps every rule:
//! shifts, hours, blocks, people who are able, clients in one place, requests with their windows and pins. It may re-arrange
//! each appointment that the report counts and that lies within the period, and it may book requests that wait for a booking
//! and may lie in it. What is pinned whole, and what reaches over an end of the period, stands as it is and counts. Anything may
//! give way: appointments that use none of the resources are not in the way of those that do.
//!
//! The question is a [`Problem`] of its own, for any engine, in which a booked request is worth the minutes for which it takes
//! the resources, and nothing else counts. So the score of a plan is a number of minutes that can be reached, and a bound on the
//! score is one that no plan exceeds. Resources among which the services choose belong to one question, because
//! then it does not matter which of them is chosen.

use crate::domain::calendar::next_day;
use crate::domain::{
    Booking, Busy, Horizon, Interval, Minute, Pin, Policy, Problem, Request, RequestIndex, ResourceIndex, SiteIndex,
    Status, Worth,
};
use crate::plan::{Outcome, Plan, PlannedBooking, Reason, Unassigned, check};

use super::appointments::Appointments;
use super::booked::Booked;
use super::bookings::bookings;
use super::query::Query;
use super::reconciliation::Share;
use super::roster::Shifts;
use super::scope::Scope;

/// How far appointments may be moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freedom {
    /// Within the windows of their requests: the date on which they are booked, where the file gives none.
    #[default]
    Windows,
    /// Within the period.
    Period,
}

/// What is asked about a set of resources.
#[derive(Clone, Debug)]
pub struct Question {
    resources: Vec<ResourceIndex>,
    query: Query,
    /// The appointments as requests, worth their minutes on the resources, times `scale`.
    problem: Problem,
    /// More than all that is worth nothing but comes with something that is.
    scale: i64,
    now: Share,
    standing: Minute,
    /// The appointments as they are booked, if they keep every rule.
    present: Option<Plan>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// For which resources.
    pub resources: Vec<ResourceIndex>,
    /// What was booked of what was available.
    pub now: Share,
    /// A plan that keeps every rule books so many minutes on them; `None` where no plan was found.
    pub reachable: Option<Minute>,
    /// No plan that keeps every rule books more; `None` where no bound is known.
    pub bound: Option<Minute>,
    /// How many requests use them and may be placed.
    pub requests: usize,
    /// How many of them that plan books.
    pub served: usize,
}

impl Ceiling {
    /// What a plan reaches, as a share of what is available.
    pub fn reachable_share(&self) -> Option<Share> {
        self.reachable.map(|booked| Share { booked, ..self.now })
    }

    /// What no plan exceeds, as a share of what is available.
    pub fn bound_share(&self) -> Option<Share> {
        self.bound.map(|booked| Share { booked, ..self.now })
    }
}

/// The sets of resources in scope that a question can be asked about: those among which some service chooses belong
/// together; what no service uses is left out. In the order of their first resources; where there are several, all of them
/// together come last.
pub fn resource_groups(problem: &Problem, query: &Query) -> Vec<Vec<ResourceIndex>> {
    let scope = Scope::new(problem, query);
    let mut groups: Vec<Vec<ResourceIndex>> = Vec::new();
    for requirement in problem.services.iter().flat_map(|service| &service.requirements) {
        for site in (0..problem.sites.len()).map(SiteIndex::from) {
            let is_here =
                |&&one: &&ResourceIndex| problem.resource(one).site == site && scope.of_resource(one).is_some();
            let mut joined: Vec<ResourceIndex> = requirement.any_of.iter().filter(is_here).copied().collect();
            let (touched, apart) = groups.into_iter().partition(|group| group.iter().any(|one| joined.contains(one)));
            groups = apart;
            joined.extend(Vec::into_iter(touched).flatten());
            joined.sort_unstable();
            joined.dedup();
            groups.extend(Some(joined).filter(|joined| !joined.is_empty()));
        }
    }
    groups.sort_unstable();
    if groups.len() > 1 {
        let mut all = groups.concat();
        all.sort_unstable();
        groups.push(all);
    }
    groups
}

impl Question {
    /// How much the resources could be booked in the period of the query, at best. Its filter by person does not apply. The
    /// resources are one or more of the [`resource_groups`].
    pub fn new(
        problem: &Problem,
        plan: Option<&Plan>,
        query: &Query,
        resources: Vec<ResourceIndex>,
        freedom: Freedom,
    ) -> Self {
        let query = Query { staff: None, ..query.clone() };
        let appointments = Appointments::of(problem, plan);
        let now = Share {
            booked: booked_on(problem, &appointments, &query, &resources),
            available: available_of(problem, &query, &resources),
        };
        let (rearranged, scale) = Draft::new(problem, plan, &query, &resources, freedom).problem();
        let standing = Appointments::of_plan(&rearranged, &Plan::default());
        let standing = booked_on(&rearranged, &standing, &query, &resources);
        let present = Some(present(&rearranged)).filter(|plan| check(&rearranged, plan).is_empty());
        Self { resources, query, problem: rearranged, scale, now, standing, present }
    }

    /// The problem whose plans are the re-arrangements.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What the outcome of a solve of that problem says. A search that ended early may have found less than is booked now:
    /// where that keeps every rule, it is reached already.
    pub fn answer(&self, outcome: &Outcome) -> Ceiling {
        let minutes =
            |plan| booked_on(&self.problem, &Appointments::of_plan(&self.problem, plan), &self.query, &self.resources);
        let found = outcome.plan.as_ref().map(|(plan, _)| plan);
        let plan = self.present.iter().chain(found).max_by_key(|&plan| minutes(plan));
        // Companions of a visit are worth 1 each, which is less than a minute altogether.
        let uses = |request: &Request| request.status.is_live() && request.price >= self.scale;
        let served = plan.into_iter().flat_map(|plan| &plan.bookings);
        Ceiling {
            resources: self.resources.clone(),
            now: self.now,
            reachable: plan.map(minutes),
            bound: outcome.bound.map(|bound| self.standing + bound.div_euclid(self.scale)),
            requests: self.problem.requests.iter().filter(|one| uses(one)).count(),
            served: served.filter(|planned| uses(self.problem.request(planned.request))).count(),
        }
    }
}

/// The plan that leaves everything as it is booked.
fn present(problem: &Problem) -> Plan {
    let mut plan = Plan::default();
    for (request, asked) in problem.indexed_requests().filter(|(_, asked)| asked.status.is_live()) {
        match &asked.booking {
            Some(booking) => plan.bookings.push(PlannedBooking {
                request,
                booking: booking.clone(),
                end: problem.appointment(request, booking.start).end,
            }),
            None => plan.unassigned.push(Unassigned { request, reason: Reason::Undecided }),
        }
    }
    plan.bookings.sort_by_key(|planned| (planned.booking.start, planned.request));
    plan
}

fn booked_on(problem: &Problem, appointments: &Appointments, query: &Query, resources: &[ResourceIndex]) -> Minute {
    let booked = Booked::count(appointments, &Scope::new(problem, query));
    resources.iter().map(|&one| booked.of_resource(one).booked).sum()
}

fn available_of(problem: &Problem, query: &Query, resources: &[ResourceIndex]) -> Minute {
    let (scope, shifts) = (Scope::new(problem, query), Shifts::of_problem(problem, query));
    let available = super::available_of_each(problem, query, &scope, &shifts);
    resources.iter().map(|one| available[one.position()].minutes).sum()
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Role {
    /// It is not there.
    Gone,
    /// It stands as it is booked.
    Stands(Booking),
    /// It may be placed anew, within the windows, and takes the resources for so many minutes.
    Moves { booking: Option<Booking>, windows: Vec<Interval>, minutes: Minute },
}

/// The problem of a question in the making.
struct Draft<'a> {
    problem: &'a Problem,
    query: &'a Query,
    resources: &'a [ResourceIndex],
    freedom: Freedom,
    roles: Vec<Role>,
}

impl<'a> Draft<'a> {
    fn new(
        problem: &'a Problem,
        plan: Option<&Plan>,
        query: &'a Query,
        resources: &'a [ResourceIndex],
        freedom: Freedom,
    ) -> Self {
        let mut draft = Self { problem, query, resources, freedom, roles: Vec::new() };
        let mut booked = vec![None; problem.requests.len()];
        bookings(problem, plan).into_iter().for_each(|(index, booking)| booked[index.position()] = Some(booking));
        draft.roles =
            problem.indexed_requests().map(|(index, _)| draft.role(index, booked[index.position()])).collect();
        draft
    }

    fn role(&self, index: RequestIndex, booking: Option<&Booking>) -> Role {
        let request = self.problem.request(index);
        let period = self.query.period(self.problem, request.site);
        let is_left_out = request.status == Status::NoShow && !self.query.count_no_show;
        if request.status == Status::Cancelled || is_left_out {
            return Role::Gone;
        }
        if let Some(booking) = booking {
            let is_inside = period.contains(self.problem.appointment(index, booking.start));
            if request.pin == Pin::All || !is_inside {
                return Role::Stands(booking.clone());
            }
        }
        let windows = match self.freedom {
            Freedom::Period if booking.is_some() => vec![period],
            _ => request.windows.iter().filter_map(|window| window.intersect(period)).collect(),
        };
        let duration = self.problem.service_of(index).duration;
        let windows: Vec<Interval> = windows.into_iter().filter(|window| window.minutes() >= duration).collect();
        match (windows.is_empty(), booking) {
            (true, None) => Role::Gone,
            (true, Some(booking)) => Role::Stands(booking.clone()),
            (false, booking) => {
                Role::Moves { booking: booking.cloned(), windows, minutes: self.minutes(index, booking) }
            }
        }
    }

    /// The minutes for which the request takes the resources wherever it is placed.
    fn minutes(&self, index: RequestIndex, booking: Option<&Booking>) -> Minute {
        let service = self.problem.service_of(index);
        let Busy { resources: busy, .. } = &service.busy;
        let each = match self.query.occupied {
            true => busy.minutes(),
            false => busy.clip(Interval::new(0, service.duration)).minutes(),
        };
        let is_among = |one: &&ResourceIndex| self.resources.contains(one);
        let units = match booking.filter(|booking| self.is_hand_made(index, booking)) {
            Some(booking) => booking.resources.iter().filter(is_among).count(),
            None => {
                let site = self.problem.request(index).site;
                let here = |one: &&ResourceIndex| self.problem.resource(**one).site == site;
                let of_them =
                    service.requirements.iter().filter(|one| one.any_of.iter().filter(here).any(|one| is_among(&one)));
                of_them.map(|one| one.units as usize).sum()
            }
        };
        each * units as Minute
    }

    /// Whether somebody chose other resources than the service requires: then these are kept.
    fn is_hand_made(&self, index: RequestIndex, booking: &Booking) -> bool {
        let requirements = &self.problem.service_of(index).requirements;
        let units: usize = requirements.iter().map(|one| one.units as usize).sum();
        let is_required = |one: &ResourceIndex| requirements.iter().any(|required| required.allows(*one));
        self.problem.request(index).pin == Pin::Resource
            || units != booking.resources.len()
            || !booking.resources.iter().all(is_required)
    }

    /// The problem, and what a minute is worth in it.
    fn problem(self) -> (Problem, i64) {
        let mut problem = self.problem.clone();
        problem.horizon = Horizon { start: self.query.from, end: next_day(self.query.to) };
        problem.policy = Policy {
            worth: Worth::Revenue,
            start_deviation_per_hour: 0,
            day_deviation: 0,
            staff_preference: 0,
            move_time: 0,
            move_staff: 0,
            move_resource: 0,
            drop: 0,
            staff_day: 0,
            resource_day: 0,
        };
        problem.frozen_until = None;
        for position in 0..problem.resources.len() {
            problem.resources[position].active = self.query.is_active(self.problem, position.into());
        }
        let counts = self.counts();
        let companions =
            self.roles.iter().zip(&counts).filter(|(role, counts)| **counts && role.minutes() == 0).count();
        let scale = companions as i64 + 1;
        for (position, (role, counts)) in self.roles.iter().zip(&counts).enumerate() {
            let hand_made = match role {
                Role::Moves { booking: Some(booking), .. } => self.is_hand_made(position.into(), booking),
                _ => false,
            };
            recast(&mut problem.requests[position], role, *counts, scale, hand_made);
        }
        (problem, scale)
    }

    /// Which of the requests that move are needed: those that take the resources, and the others of their visits.
    fn counts(&self) -> Vec<bool> {
        let mut counts: Vec<bool> = self.roles.iter().map(|role| role.minutes() > 0).collect();
        for visit in &self.problem.visits {
            if visit.requests.iter().any(|one| counts[one.position()]) {
                visit.requests.iter().for_each(|one| counts[one.position()] |= self.roles[one.position()].moves());
            }
        }
        counts
    }
}

impl Role {
    fn minutes(&self) -> Minute {
        if let Self::Moves { minutes, .. } = self { *minutes } else { 0 }
    }

    fn moves(&self) -> bool {
        matches!(self, Self::Moves { .. })
    }
}

/// Gives a request its role.
fn recast(request: &mut Request, role: &Role, counts: bool, scale: i64, hand_made: bool) {
    request.mandatory = false;
    request.priority = 1;
    match role {
        Role::Stands(booking) => {
            // History occupies and is no part of the score.
            request.status = Status::Completed;
            request.booking = Some(booking.clone());
        }
        Role::Moves { booking, windows, minutes } if counts => {
            request.status = Status::Confirmed;
            request.booking = booking.clone();
            request.windows = windows.clone();
            request.price = (minutes * scale).max(1);
            request.pin = match (booking, hand_made) {
                (None, _) => Pin::None,
                (Some(_), true) => Pin::Resource,
                (Some(_), false) => request.pin,
            };
        }
        Role::Moves { .. } | Role::Gone => request.status = Status::Cancelled,
    }
}
