//! Where bookings of one visit do not go together: order, wait, date, people.
//!
//! The one definition for the check of a plan and for the conflicts among given bookings. Order, wait and date bind
//! two requests that follow each other in the visit, those cancelled aside; people bind any two that take somebody.

use crate::domain::{Booking, Interval, Problem, RequestIndex, Visit, VisitStaff};

use super::{Rule, Violation, same_members, wording};

/// Two bookings of a visit, in its order.
struct Pair<'a> {
    problem: &'a Problem,
    visit: &'a Visit,
    requests: [RequestIndex; 2],
    bookings: [&'a Booking; 2],
}

/// Every rule that the bookings of a visit break, each with the two requests concerned. One booking for each request.
pub(super) fn mismatches(problem: &Problem, bookings: &[(RequestIndex, &Booking)]) -> Vec<Violation> {
    if problem.visits.is_empty() {
        return Vec::new();
    }
    let mut booked: Vec<Option<&Booking>> = vec![None; problem.requests.len()];
    bookings.iter().for_each(|&(request, booking)| booked[request.position()] = Some(booking));
    problem.visits.iter().flat_map(|visit| of_visit(problem, visit, &booked)).collect()
}

fn of_visit(problem: &Problem, visit: &Visit, booked: &[Option<&Booking>]) -> Vec<Violation> {
    let members: Vec<RequestIndex> = problem.members(visit).collect();
    let pair = |one: usize, other: usize| {
        let requests = [members[one], members[other]];
        let bookings = [booked[requests[0].position()]?, booked[requests[1].position()]?];
        Some(Pair { problem, visit, requests, bookings })
    };
    let mut found = Vec::new();
    for other in 1..members.len() {
        found.extend(pair(other - 1, other).and_then(|pair| pair.times()));
        found.extend((0..other).filter_map(|one| pair(one, other)?.people()));
    }
    found
}

impl Pair<'_> {
    /// The second is on the date of the first, after its end, and not too long after.
    fn times(&self) -> Option<Violation> {
        let zone = self.problem.zone_of(self.requests[0]);
        let [first, second] = [0, 1].map(|at| self.problem.appointment(self.requests[at], self.bookings[at].start));
        let (rule, what) = if zone.date(first.start) != zone.date(second.start) {
            (Rule::VisitDate, "are booked on two dates".into())
        } else if second.start < first.end {
            (Rule::VisitOrder, "are not booked one after the other".into())
        } else if second.start - first.end > self.visit.max_wait {
            let wait = second.start - first.end;
            let most = self.visit.max_wait;
            (Rule::VisitWait, format!("are booked with {wait} minutes between, more than {most}"))
        } else {
            return None;
        };
        Some(self.violation(rule, &what))
    }

    fn people(&self) -> Option<Violation> {
        let [one, other] = self.bookings.map(|booking| &booking.staff);
        let fits = match self.visit.staff {
            VisitStaff::Any => true,
            VisitStaff::Same => same_members(one, other),
            VisitStaff::Different => one.iter().all(|person| !other.contains(person)),
        };
        if fits || one.is_empty() || other.is_empty() {
            return None;
        }
        let wanted = if self.visit.staff == VisitStaff::Same { "the same people" } else { "different people" };
        let [one, other] = [one, other].map(|people| wording::people(self.problem, people));
        Some(self.violation(Rule::VisitStaff, &format!("want {wanted}, but have {one} and {other}")))
    }

    fn violation(&self, rule: Rule, what: &str) -> Violation {
        let (problem, zone) = (self.problem, self.problem.zone_of(self.requests[0]));
        let times = [0, 1].map(|at| problem.appointment(self.requests[at], self.bookings[at].start));
        let both = Interval::new(times[0].start.min(times[1].start), times[0].end.max(times[1].end));
        let who = wording::requests(problem, &self.requests);
        let detail = format!("{who} of visit {} {what}, {}", self.visit.id, wording::span(zone, both));
        let mut requests = self.requests;
        requests.sort_unstable();
        Violation::new(rule, detail).of(&requests).at(both)
    }
}
