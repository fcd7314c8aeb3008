//! Probes: whether a request fits into a plan at no loss to the others.
//!
//! A probe poses a problem in which most of the plan stands and the request is mandatory, has it solved, and holds what
//! comes out to the value of the others. It frees more and more of the plan: nothing; the resources of all bookings, which
//! no client sees; the bookings of one person at a time and those that use what the request needs; everything.

use std::collections::BTreeSet;

use super::Means;
use crate::domain::{Booking, HOUR, Interval, Pin, Problem, RequestIndex, StaffIndex, Status, Worth};
use crate::engine::{Interrupt, Limits, Listener, Options, Progress, solve};
use crate::plan::{Outcome, Plan, PlannedBooking, Reason, Unassigned, check, score};

/// Bookings that are freed at once around a request.
const MOST_FREED: usize = 10;

/// What may change in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Freedom {
    /// Nothing.
    Nothing,
    /// Which resources the bookings use.
    Resources,
    /// These bookings, and whether they are there.
    These(BTreeSet<RequestIndex>),
    /// Everything.
    All,
}

/// A request, or those of a visit, that a plan leaves out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case<'a> {
    /// The plan.
    pub(super) plan: &'a Plan,
    /// What is to be booked.
    pub(super) wanted: &'a [RequestIndex],
}

/// The score of what a plan does for all others.
pub(super) fn others(problem: &Problem, plan: &Plan, wanted: &[RequestIndex]) -> i64 {
    let mut rest = plan.clone();
    rest.bookings.retain(|one| !wanted.contains(&one.request));
    rest.unassigned.retain(|one| !wanted.contains(&one.request));
    score(problem, &rest).total()
}

/// A plan of `problem` that books what is wanted, with at least the value that the others had.
pub(super) fn fits(problem: &Problem, case: Case<'_>, freedom: &Freedom, means: &Means) -> Option<Plan> {
    let mut posed = posed(problem, case, freedom);
    for request in case.wanted {
        // What it adds itself must not be weighed against the others.
        let asked = &mut posed.requests[request.position()];
        (asked.price, asked.priority, asked.preferred_start, asked.preferred_staff) = (0, 1, None, None);
        if asked.pin == Pin::None {
            asked.booking = None;
        }
    }
    let plan = plan_of(problem, solved(&posed, Some(Aim::of(&posed, case)), means)?)?;
    let is_as_good = others(problem, &plan, case.wanted) >= others(problem, case.plan, case.wanted);
    let is_booked = case.wanted.iter().all(|one| plan.bookings.iter().any(|planned| planned.request == *one));
    (is_as_good && is_booked && check(problem, &plan).is_empty()).then_some(plan)
}

/// The best plan that books what is wanted, whatever it costs the others, with the bound on all such plans.
pub(super) fn forced(problem: &Problem, case: Case<'_>, freedom: &Freedom, means: &Means) -> Option<Outcome> {
    solved(&posed(problem, case, freedom), None, means)
}

/// The problem in which the plan stands but for what is free, and what is wanted is mandatory.
pub(super) fn posed(problem: &Problem, case: Case<'_>, freedom: &Freedom) -> Problem {
    let mut posed = problem.clone();
    let mut booked: Vec<Option<&Booking>> = vec![None; problem.requests.len()];
    case.plan.bookings.iter().for_each(|one| booked[one.request.position()] = Some(&one.booking));
    for (index, asked) in problem.indexed_requests().filter(|(_, asked)| asked.is_open()) {
        if case.wanted.contains(&index) {
            posed.requests[index.position()].mandatory = true;
            continue;
        }
        let is_free = match freedom {
            Freedom::All => true,
            Freedom::These(free) => free.contains(&index),
            Freedom::Nothing | Freedom::Resources => false,
        };
        let request = &mut posed.requests[index.position()];
        match booked[index.position()] {
            _ if is_free => {}
            None => request.status = Status::Cancelled,
            Some(booking) if *freedom == Freedom::Resources && asked.pin != Pin::Resource => {
                request.windows = vec![problem.appointment(index, booking.start)];
                (request.booking, request.pin) = (Some(booking.clone()), Pin::Staff);
            }
            Some(booking) => (request.booking, request.pin) = (Some(booking.clone()), Pin::All),
        }
    }
    posed
}

/// The score at which a plan of the posed problem has shown what was asked.
#[derive(Clone, Copy, Debug)]
struct Aim {
    score: i64,
    /// Whether a bound below it proves that there is no such plan: not where days of the wanted cost points as well.
    is_needed: bool,
}

impl Aim {
    fn of(posed: &Problem, case: Case<'_>) -> Self {
        let own = case.wanted.iter().map(|&request| match posed.policy.worth {
            Worth::Revenue => 1,
            Worth::Minutes => posed.service_of(request).duration * 100,
            Worth::Count => 10_000,
        });
        let is_needed = posed.policy.staff_day == 0 && posed.policy.resource_day == 0;
        Self { score: others(posed, case.plan, case.wanted) + own.sum::<i64>(), is_needed }
    }
}

/// A solve that ends when the aim is reached or out of reach.
fn solved(posed: &Problem, aim: Option<Aim>, means: &Means) -> Option<Outcome> {
    if means.limits.are_reached() {
        return None;
    }
    let options = Options {
        time_limit: means.limits.left(),
        work: means.work,
        threads: Some(means.threads),
        seed: means.seed,
        ..Options::default()
    };
    let archer = Archer { aim, stop: Interrupt::new(), limits: &means.limits };
    solve(posed, &options, &archer.stop, &archer).ok()
}

/// Ends a solve when it has shown enough, or when somebody asks the whole search to end.
struct Archer<'a> {
    aim: Option<Aim>,
    stop: Interrupt,
    limits: &'a Limits,
}

impl Listener for Archer<'_> {
    fn hear(&self, progress: &Progress) {
        let has_hit = |aim: Aim| progress.score.is_some_and(|score| score >= aim.score);
        let misses = |aim: Aim| aim.is_needed && progress.bound < aim.score;
        if self.limits.interrupt.is_asked() || self.aim.is_some_and(|aim| has_hit(aim) || misses(aim)) {
            self.stop.ask();
        }
    }
}

/// The plan of the posed problem as one of the problem itself: what was set aside is left out.
pub(super) fn plan_of(problem: &Problem, outcome: Outcome) -> Option<Plan> {
    let (plan, _) = outcome.plan.filter(|_| outcome.status.has_plan())?;
    let bookings = plan.bookings;
    let is_booked = |index: &RequestIndex| bookings.iter().any(|one| one.request == *index);
    let live = problem.indexed_requests().filter(|(_, asked)| asked.status.is_live());
    let unassigned = live
        .filter(|(index, _)| !is_booked(index))
        .map(|(request, _)| Unassigned { request, reason: Reason::Undecided })
        .collect();
    Some(Plan { bookings, unassigned })
}

/// What to free around the wanted, the least first.
pub(super) fn near(problem: &Problem, case: Case<'_>) -> Vec<Freedom> {
    let mut sets: Vec<BTreeSet<RequestIndex>> = Vec::new();
    for set in case.wanted.iter().flat_map(|&one| around(problem, case, one)) {
        if !set.is_empty() && !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets.sort_by_key(BTreeSet::len);
    sets.into_iter().map(Freedom::These).collect()
}

/// For each person who could serve a request their bookings within its windows, with those of its client and those that
/// use resources that it needs.
fn around(problem: &Problem, case: Case<'_>, request: RequestIndex) -> Vec<BTreeSet<RequestIndex>> {
    let asked = problem.request(request);
    let windows: Vec<Interval> =
        asked.windows.iter().map(|one| Interval::new(one.start - HOUR, one.end + HOUR)).collect();
    let is_near = |one: &&PlannedBooking| {
        let occupied = problem.occupied(one.request, one.booking.start);
        problem.request(one.request).is_open() && windows.iter().any(|window| window.overlaps(occupied))
    };
    let near: Vec<&PlannedBooking> = case.plan.bookings.iter().filter(is_near).collect();
    let chosen = |is_meant: &dyn Fn(&PlannedBooking) -> bool| -> Vec<RequestIndex> {
        near.iter().filter(|one| is_meant(one)).map(|one| one.request).collect()
    };
    let clients = chosen(&|one| asked.client.is_some() && problem.request(one.request).client == asked.client);
    let needed: BTreeSet<_> =
        problem.service_of(request).requirements.iter().flat_map(|one| one.any_of.iter().copied()).collect();
    let users = chosen(&|one| one.booking.resources.iter().any(|unit| needed.contains(unit)));
    let served = servers(problem, request).into_iter().map(|person| chosen(&|one| one.booking.staff.contains(&person)));
    let sets = served.chain([Vec::new()]).map(|of_person| {
        let mut free = BTreeSet::new();
        for &one in clients.iter().chain(&of_person).chain(&users) {
            if free.len() < MOST_FREED {
                free.extend(visit_of(problem, one));
            }
        }
        free
    });
    sets.collect()
}

/// The people who may serve a request.
fn servers(problem: &Problem, request: RequestIndex) -> Vec<StaffIndex> {
    let asked = problem.request(request);
    let people = (0..problem.staff.len()).map(StaffIndex::from);
    let may = |person: &StaffIndex| {
        let member = problem.person(*person);
        let is_allowed = asked.allowed_staff.as_ref().is_none_or(|allowed| allowed.contains(person));
        member.active && member.site == asked.site && member.services.contains(&asked.service) && is_allowed
    };
    people.filter(may).collect()
}

/// The open requests that are booked together with one.
pub fn visit_of(problem: &Problem, request: RequestIndex) -> Vec<RequestIndex> {
    let visit = problem.visits.iter().find(|visit| visit.requests.contains(&request));
    let members = visit.map_or(vec![request], |visit| problem.members(visit).collect());
    members.into_iter().filter(|&one| problem.request(one).is_open()).collect()
}
