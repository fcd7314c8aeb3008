//! Where more bookings meet than there is room for: people, resources and clients taken twice.
//!
//! The one definition of a clash, for the check of a plan and for the conflicts among given bookings. People and
//! resources are taken for setup, cleanup and the phases in which they are busy, clients for their busy phases alone; intervals are
//! half-open.

use std::collections::BTreeMap;

use crate::domain::calendar::Zone;
use crate::domain::{
    Booking, ClientIndex, Interval, IntervalSet, Minute, Problem, RequestIndex, ResourceIndex, StaffIndex,
};

use super::wording;
use super::{Rule, Violation};

/// What a booking takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Taken {
    Person(StaffIndex),
    Resource(ResourceIndex),
    Client(ClientIndex),
}

/// Bookings that are all present at once.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Crowd {
    requests: Vec<RequestIndex>,
    at: Interval,
}

/// Every clash among the bookings, each with all the requests that meet there. One booking for each request.
pub(super) fn overlaps(problem: &Problem, bookings: &[(RequestIndex, &Booking)]) -> Vec<Violation> {
    let mut uses: BTreeMap<Taken, Vec<(Interval, RequestIndex)>> = BTreeMap::new();
    for &(request, booking) in bookings {
        for (taken, busy) in uses_of(problem, request, booking) {
            uses.entry(taken).or_default().extend(busy.shifted(booking.start).map(|interval| (interval, request)));
        }
    }
    let found = uses.into_iter().flat_map(|(taken, uses)| {
        let crowds = crowds(uses, taken.places(problem));
        crowds.into_iter().map(move |crowd| taken.clash(problem, crowd))
    });
    found.collect()
}

/// Everybody and everything that a booking takes, once each, and when from its start on.
fn uses_of<'a>(problem: &'a Problem, request: RequestIndex, booking: &Booking) -> BTreeMap<Taken, &'a IntervalSet> {
    let busy = &problem.service_of(request).busy;
    let people = booking.staff.iter().map(|&one| (Taken::Person(one), &busy.staff));
    let resources = booking.resources.iter().map(|&one| (Taken::Resource(one), &busy.resources));
    let client = problem.request(request).client.map(|client| (Taken::Client(client), &busy.client));
    people.chain(resources).chain(client).collect()
}

/// Sweeps over the starts: whatever meets, meets when the last of it arrives.
fn crowds(mut uses: Vec<(Interval, RequestIndex)>, places: usize) -> Vec<Crowd> {
    uses.sort_unstable();
    let (mut present, mut found) = (Vec::<(Interval, RequestIndex)>::new(), Vec::new());
    for arrivals in uses.chunk_by(|one, next| one.0.start == next.0.start) {
        let Some(now) = arrivals.first().map(|(interval, _)| interval.start) else { continue };
        present.retain(|(interval, _)| interval.end > now);
        present.extend_from_slice(arrivals);
        if present.len() > places {
            found.push(Crowd::of(&present, now));
        }
    }
    found
}

impl Crowd {
    fn of(present: &[(Interval, RequestIndex)], start: Minute) -> Self {
        let end = present.iter().map(|(interval, _)| interval.end).min().unwrap_or(start);
        let mut requests: Vec<RequestIndex> = present.iter().map(|&(_, request)| request).collect();
        requests.sort_unstable();
        Self { requests, at: Interval::new(start, end) }
    }
}

impl Taken {
    fn places(self, problem: &Problem) -> usize {
        match self {
            Self::Person(_) | Self::Client(_) => 1,
            Self::Resource(index) => problem.resource(index).places() as usize,
        }
    }

    fn clash(self, problem: &Problem, crowd: Crowd) -> Violation {
        let (rule, who) = match self {
            Self::Person(index) => (Rule::StaffOverlap, wording::person(problem, index)),
            Self::Resource(index) => (Rule::ResourceOverlap, wording::resource(problem, index)),
            Self::Client(index) => (Rule::ClientOverlap, format!("client {}", problem.clients[index.position()])),
        };
        let zone = crowd.requests.first().map_or(Zone::UTC, |&one| problem.zone_of(one));
        let places = match self.places(problem) {
            1 => String::new(),
            more => format!(" with {more} places"),
        };
        let (requests, when) = (wording::requests(problem, &crowd.requests), wording::span(zone, crowd.at));
        let detail = format!("{who}{places} is taken by {requests} at once, {when}");
        let violation = Violation::new(rule, detail).of(&crowd.requests).at(crowd.at);
        match self {
            Self::Person(index) => violation.by(index),
            Self::Resource(index) => violation.with(index),
            Self::Client(_) => violation,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn uses(intervals: &[(i64, i64)]) -> Vec<(Interval, RequestIndex)> {
        let numbered = intervals.iter().enumerate();
        numbered.map(|(position, &(start, length))| (Interval::new(start, start + length), position.into())).collect()
    }

    #[test]
    fn adjacent_uses_do_not_meet() {
        assert_eq!(crowds(uses(&[(0, 30), (30, 30), (60, 5)]), 1), []);
    }

    #[test]
    fn a_clash_names_all_who_are_present_and_the_time_they_share() {
        let found = crowds(uses(&[(0, 30), (10, 10), (25, 10)]), 1);
        let expected = [(vec![0, 1], Interval::new(10, 20)), (vec![0, 2], Interval::new(25, 30))];
        let expected = expected.map(|(requests, at): (Vec<usize>, _)| Crowd {
            requests: requests.into_iter().map(RequestIndex::from).collect(),
            at,
        });
        assert_eq!(found, expected);
    }

    proptest! {
        /// Counting minute by minute finds a crowd exactly where the sweep names all of its members together.
        #[test]
        fn the_sweep_agrees_with_counting_minutes(
            intervals in prop::collection::vec((0..20i64, 1..8i64), 0..9),
            places in 1..4usize,
        ) {
            let uses = uses(&intervals);
            let found = crowds(uses.clone(), places);
            for minute in 0..30 {
                let here: BTreeSet<RequestIndex> =
                    uses.iter().filter(|(at, _)| at.start <= minute && minute < at.end).map(|&(_, one)| one).collect();
                let named = found.iter().any(|crowd| here.iter().all(|one| crowd.requests.contains(one)));
                prop_assert!(here.len() <= places || named, "minute {minute}: {here:?} in {found:?}");
                for crowd in found.iter().filter(|crowd| crowd.at.start <= minute && minute < crowd.at.end) {
                    prop_assert!(crowd.requests.iter().all(|one| here.contains(one)) && crowd.requests.len() > places);
                }
            }
        }
    }
}
