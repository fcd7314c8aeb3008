//! Conflicts among given bookings: real calendars hold double bookings and work outside hours.

use crate::domain::{Booking, Interval, Problem, RequestIndex};

use super::{Rule, Violation, availability, overlap, visits};

/// What would be a violation if a booking in it were new: something to warn of, not to reject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The rule that new bookings must respect there.
    pub rule: Rule,
    /// The requests whose bookings stand in it.
    pub requests: Vec<RequestIndex>,
    /// When.
    pub at: Option<Interval>,
    /// A sentence without its full stop: who, what, when.
    pub detail: String,
}

impl From<Violation> for Conflict {
    fn from(violation: Violation) -> Self {
        let Violation { rule, requests, at, detail, .. } = violation;
        Self { rule, requests, at, detail }
    }
}

/// The conflicts among the standing bookings (history, pinned whole, frozen): people, resources and clients taken
/// twice, people off shift, resources outside their hours, people and resources that are inactive, and visits out of order.
pub fn conflicts(problem: &Problem) -> Vec<Conflict> {
    let standing: Vec<(RequestIndex, &Booking)> = problem.standing_bookings().collect();
    let alone = standing.iter().flat_map(|&(request, booking)| availability::unavailable(problem, request, booking));
    let together = overlap::overlaps(problem, &standing).into_iter().chain(visits::mismatches(problem, &standing));
    let mut found: Vec<Violation> = alone.chain(together).collect();
    found.sort_unstable();
    found.into_iter().map(Conflict::from).collect()
}
