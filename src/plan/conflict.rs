//! Conflicts among given bookings: real calendars hold double bookings and work outside hours.

use crate::domain::{Booking, Interval, Problem, RequestIndex};

use super::{Rule, Violation, availability, overlap, visits, wording};

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

/// People, resources and clients that the given bookings, one for each request, take more often at once than there is
/// room for.
pub fn double_bookings(problem: &Problem, bookings: &[(RequestIndex, &Booking)]) -> Vec<Conflict> {
    sorted(overlap::overlaps(problem, bookings))
}

/// Bookings that lie, if only in part, outside the shifts of their people, the hours of their resources or the opening
/// hours of their site; people and resources that are inactive work no hours.
pub fn outside_hours(problem: &Problem, bookings: &[(RequestIndex, &Booking)]) -> Vec<Conflict> {
    let of_booking = |&(request, booking): &(RequestIndex, &Booking)| {
        let mut found = availability::unavailable(problem, request, booking);
        // Resources without hours of their own have those of their site: it is told once.
        if !found.iter().any(|violation| violation.rule == Rule::ResourceHours) {
            found.extend(while_closed(problem, request, booking));
        }
        found
    };
    sorted(bookings.iter().flat_map(of_booking).collect())
}

fn while_closed(problem: &Problem, request: RequestIndex, booking: &Booking) -> Option<Violation> {
    let appointment = problem.appointment(request, booking.start);
    if problem.service_of(request).outside_opening_hours || availability::is_open(problem, request, appointment) {
        return None;
    }
    let (name, when) = (wording::requests(problem, &[request]), wording::span(problem.zone_of(request), appointment));
    let detail = format!("{name} is outside the opening hours, {when}");
    Some(Violation::new(Rule::OpeningHours, detail).of(&[request]).at(appointment))
}

fn sorted(mut found: Vec<Violation>) -> Vec<Conflict> {
    found.sort_unstable();
    found.into_iter().map(Conflict::from).collect()
}
