//! The best plan of a tiny problem by trying everything: every start, set of people and set of resources of every
//! request, or leaving it out. It shares no code with model and engine; the checker and the score are its only judges.

use std::collections::BTreeSet;

use slotwright::domain::{
    Booking, Interval, Minute, Phase, Pin, Problem, RequestIndex, ResourceIndex, StaffIndex, Status, VisitStaff,
};
use slotwright::plan::{Plan, PlannedBooking, Reason, Rule, Unassigned, check, score};

/// What trying everything has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Best {
    /// The highest score of any plan.
    Score(i64),
    /// No plan books all mandatory requests.
    Infeasible,
    /// There is too much to try.
    TooLarge,
}

/// A booking that a request could have if it were alone, and the score it adds then, without days.
struct Way {
    planned: PlannedBooking,
    staff: Vec<Interval>,
    resources: Vec<Interval>,
    client: Vec<Interval>,
    gain: i64,
}

struct Tree<'a> {
    problem: &'a Problem,
    /// The open requests, each with its ways from best to worst.
    open: Vec<(RequestIndex, Vec<Way>)>,
    /// The most that the requests from each position on can gain.
    rest: Vec<i64>,
    /// The score, without days, if nothing is booked.
    nothing: i64,
    best: Option<i64>,
    steps: usize,
}

const MOST_STEPS: usize = 400_000;

/// The best score of a problem.
pub(crate) fn brute(problem: &Problem) -> Best {
    let open: Vec<RequestIndex> =
        problem.indexed_requests().filter(|(_, request)| request.is_open()).map(|(index, _)| index).collect();
    let open: Vec<(RequestIndex, Vec<Way>)> = open.into_iter().map(|one| (one, ways(problem, one))).collect();
    let mut rest = vec![0; open.len() + 1];
    for (position, (_, ways)) in open.iter().enumerate().rev() {
        rest[position] = rest[position + 1] + ways.first().map_or(0, |way| way.gain.max(0));
    }
    let nothing = without_days(problem, &whole(problem, &[]));
    let mut tree = Tree { problem, open, rest, nothing, best: None, steps: 0 };
    tree.descend(&mut Vec::new(), 0, 0);
    match tree.best {
        _ if tree.steps > MOST_STEPS => Best::TooLarge,
        Some(points) => Best::Score(points),
        None => Best::Infeasible,
    }
}

impl Tree<'_> {
    /// Decides the request at `position`; `chosen` are ways as (position, number).
    fn descend(&mut self, chosen: &mut Vec<(usize, usize)>, position: usize, gain: i64) {
        self.steps += 1;
        let hope = self.nothing + gain + self.rest[position];
        if self.steps > MOST_STEPS || self.best.is_some_and(|best| hope <= best) {
            return;
        }
        if position == self.open.len() {
            return self.weigh(chosen);
        }
        for number in 0..self.open[position].1.len() {
            if self.is_free(chosen, &self.open[position].1[number]) {
                chosen.push((position, number));
                self.descend(chosen, position + 1, gain + self.open[position].1[number].gain);
                chosen.pop();
            }
        }
        if !self.problem.request(self.open[position].0).mandatory {
            self.descend(chosen, position + 1, gain);
        }
    }

    /// Whether each visit has all of its open requests among the chosen, or none.
    fn has_whole_visits(&self, chosen: &[(usize, usize)]) -> bool {
        let booked = |one: &RequestIndex| chosen.iter().any(|&(position, _)| self.open[position].0 == *one);
        self.problem.visits.iter().all(|visit| {
            let open: Vec<_> = visit.requests.iter().filter(|&&one| self.problem.request(one).is_open()).collect();
            open.iter().all(|one| booked(one)) || !open.iter().any(|one| booked(one))
        })
    }

    fn weigh(&mut self, chosen: &[(usize, usize)]) {
        if !self.has_whole_visits(chosen) {
            return;
        }
        let bookings: Vec<PlannedBooking> =
            chosen.iter().map(|&(position, number)| self.open[position].1[number].planned.clone()).collect();
        let plan = whole(self.problem, &bookings);
        assert_eq!(check(self.problem, &plan), [], "the trier and the checker disagree");
        let points = score(self.problem, &plan).total();
        self.best = Some(self.best.map_or(points, |best| best.max(points)));
    }

    /// Whether a way, free beside what stands, is free beside what is chosen and stands.
    fn is_free(&self, chosen: &[(usize, usize)], way: &Way) -> bool {
        let others: Vec<&Way> = chosen.iter().map(|&(position, number)| &self.open[position].1[number]).collect();
        let client = |one: &Way| self.problem.request(one.planned.request).client;
        let shares_person =
            |one: &Way| one.planned.booking.staff.iter().any(|person| way.planned.booking.staff.contains(person));
        let same_client = |one: &Way| client(one).is_some() && client(one) == client(way);
        others.iter().all(|one| {
            if !go_together(self.problem, one, way) {
                return false;
            }
            let same_person_at_once = shares_person(one) && meet(&one.staff, &way.staff);
            let same_client_at_once = same_client(one) && meet(&one.client, &way.client);
            !same_person_at_once && !same_client_at_once
        }) && way.planned.booking.resources.iter().all(|&resource| self.has_place(&others, way, resource))
    }

    fn has_place(&self, others: &[&Way], way: &Way, resource: ResourceIndex) -> bool {
        let standing = self.problem.indexed_requests().flat_map(|(index, request)| {
            let booking = request.standing().filter(|booking| booking.resources.contains(&resource));
            booking.map_or(Vec::new(), |booking| times(self.problem, index, booking.start, Some(|one| one.resources)))
        });
        let using = others.iter().filter(|one| one.planned.booking.resources.contains(&resource));
        let taken: Vec<Interval> = standing.chain(using.flat_map(|one| one.resources.clone())).collect();
        let places = self.problem.resource(resource).places() as usize;
        way.resources
            .iter()
            .flat_map(|one| (one.start..one.end).step_by(5))
            .all(|minute| taken.iter().filter(|one| one.start <= minute && minute < one.end).count() < places)
    }
}

/// Setup, the busy phases and cleanup, one by one; without a choice of phases, those of the client, who waits for nothing else.
fn times(problem: &Problem, request: RequestIndex, start: Minute, of: Option<fn(&Phase) -> bool>) -> Vec<Interval> {
    let service = problem.service_of(request);
    let mut times = Vec::new();
    let mut minute = start;
    for phase in &service.phases {
        if of.map_or(phase.client, |is_busy| is_busy(phase)) {
            times.push(Interval::new(minute, minute + phase.minutes));
        }
        minute += phase.minutes;
    }
    if of.is_some() {
        times.push(Interval::new(start - service.setup, start));
        times.push(Interval::new(minute, minute + service.cleanup));
    }
    times
}

fn meet(these: &[Interval], those: &[Interval]) -> bool {
    these.iter().any(|one| those.iter().any(|other| one.overlaps(*other)))
}

/// Whether two new bookings may be of their visit, if they are of one; what stands has been looked at with each alone.
fn go_together(problem: &Problem, one: &Way, other: &Way) -> bool {
    let [a, b] = [one.planned.request, other.planned.request];
    let Some(visit) = problem.visits.iter().find(|visit| visit.requests.contains(&a) && visit.requests.contains(&b))
    else {
        return true;
    };
    let is_there = |one: &RequestIndex| problem.request(*one).status != Status::Cancelled;
    let order: Vec<RequestIndex> = visit.requests.iter().copied().filter(is_there).collect();
    let place = |request| order.iter().position(|one| *one == request);
    let (first, second) = if place(a) < place(b) { (one, other) } else { (other, one) };
    let people = |way: &Way| way.planned.booking.staff.iter().copied().collect::<BTreeSet<_>>();
    let (these, those) = (people(one), people(other));
    let people_fit = these.is_empty()
        || those.is_empty()
        || match visit.staff {
            VisitStaff::Any => true,
            VisitStaff::Same => these == those,
            VisitStaff::Different => these.is_disjoint(&those),
        };
    let adjacent = place(first.planned.request).map(|one| one + 1) == place(second.planned.request);
    let (end, start) = (first.planned.end, second.planned.booking.start);
    let date = |way: &Way| problem.zone_of(a).date(way.planned.booking.start);
    let times_fit = end <= start && start <= end + visit.max_wait && date(first) == date(second);
    people_fit && (times_fit || !adjacent)
}

/// The plan of what stands, these bookings, and nothing else.
fn whole(problem: &Problem, bookings: &[PlannedBooking]) -> Plan {
    let mut plan = Plan { bookings: bookings.to_vec(), unassigned: Vec::new() };
    for (request, asked) in problem.indexed_requests().filter(|(_, asked)| asked.status.is_live()) {
        if let Some(booking) = asked.standing() {
            let end = problem.appointment(request, booking.start).end;
            plan.bookings.push(PlannedBooking { request, booking: booking.clone(), end });
        } else if bookings.iter().all(|one| one.request != request) {
            plan.unassigned.push(Unassigned { request, reason: Reason::Undecided });
        }
    }
    plan
}

fn without_days(problem: &Problem, plan: &Plan) -> i64 {
    let score = score(problem, plan);
    score.total() - score.staff_day - score.resource_day
}

/// Every booking of a request that breaks no rule beside what stands.
fn ways(problem: &Problem, request: RequestIndex) -> Vec<Way> {
    let nothing = without_days(problem, &whole(problem, &[]));
    let mut ways = Vec::new();
    for start in starts(problem, request) {
        for staff in teams(problem, request) {
            for resources in kits(problem, request) {
                let appointment = problem.appointment(request, start);
                let booking = Booking { start, staff: staff.clone(), resources };
                let planned = PlannedBooking { request, booking, end: appointment.end };
                let plan = whole(problem, std::slice::from_ref(&planned));
                let alone = [Rule::Mandatory, Rule::VisitIncomplete];
                let breaks = check(problem, &plan).iter().any(|violation| !alone.contains(&violation.rule));
                if !breaks {
                    let gain = without_days(problem, &plan) - nothing;
                    let staff = times(problem, request, start, Some(|one| one.staff));
                    let resources = times(problem, request, start, Some(|one| one.resources));
                    ways.push(Way { planned, staff, resources, client: times(problem, request, start, None), gain });
                }
            }
        }
    }
    ways.sort_by_key(|way| -way.gain);
    ways
}

/// Every minute on the grid of the request's site, and where it was booked.
fn starts(problem: &Problem, request: RequestIndex) -> BTreeSet<Minute> {
    let (asked, zone) = (problem.request(request), problem.zone_of(request));
    let on_grid = |minute: &Minute| (minute - zone.midnight(zone.date(*minute))) % problem.grid == 0;
    let minutes = asked.windows.iter().flat_map(|window| window.start..window.end).filter(on_grid);
    minutes.chain(asked.booking.as_ref().map(|booking| booking.start)).collect()
}

fn teams(problem: &Problem, request: RequestIndex) -> Vec<Vec<StaffIndex>> {
    let service = problem.service_of(request);
    let able =
        (0..problem.staff.len()).filter(|&one| problem.staff[one].services.contains(&problem.request(request).service));
    subsets(&able.map(StaffIndex::from).collect::<Vec<_>>(), service.staff_count as usize)
}

fn kits(problem: &Problem, request: RequestIndex) -> Vec<Vec<ResourceIndex>> {
    let asked = problem.request(request);
    if let (Some(booking), Pin::Resource) = (&asked.booking, asked.pin) {
        return vec![booking.resources.clone()];
    }
    let requirements = &problem.service_of(request).requirements;
    let named: BTreeSet<ResourceIndex> = requirements.iter().flat_map(|one| one.any_of.iter().copied()).collect();
    let units: u32 = requirements.iter().map(|one| one.units).sum();
    subsets(&named.into_iter().collect::<Vec<_>>(), units as usize)
}

/// All subsets of that size.
fn subsets<T: Copy>(all: &[T], size: usize) -> Vec<Vec<T>> {
    let of_size = (0_u32..1 << all.len()).filter(|bits| bits.count_ones() as usize == size);
    of_size.map(|bits| (0..all.len()).filter(|at| bits >> at & 1 == 1).map(|at| all[at]).collect()).collect()
}
