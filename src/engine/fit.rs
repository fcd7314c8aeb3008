//! Where a request fits beside the bookings that stand, without moving any of them.

use super::diary::Diary;
use crate::domain::{Booking, IntervalSet, Minute, Problem, RequestIndex};
use crate::model::availability::Availability;
use crate::model::candidate::{Candidate, OpenRequest, open_request};
use crate::plan::Reason;

/// A booking beside all that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// When, by whom and with what.
    pub booking: Booking,
    /// What it adds to the score.
    pub points: i64,
    /// Whether it adjoins another booking of its people, or an end of their shift: no gap is left on that side.
    pub is_snug: bool,
}

/// Each start that an open request could have if no other open request were there, with the most points that it could bring
/// then: before what days cost.
///
/// # Errors
///
/// Why there is none.
pub fn starts(problem: &Problem, request: RequestIndex) -> Result<Vec<(Minute, i64)>, Reason> {
    let open = open_request(problem, &Availability::of(problem), request);
    match open.obstacle {
        Some(obstacle) => Err(obstacle),
        None => {
            let at_each = open.candidates.chunk_by(|one, next| one.start == next.start);
            let most = |candidates: &[Candidate]| candidates.iter().map(|one| one.points).max().unwrap_or_default();
            Ok(at_each.map(|candidates| (candidates[0].start, most(candidates))).collect())
        }
    }
}

/// The best booking of an open request at each start at which it fits beside the standing bookings, by start; among
/// people who are as good, those whom it leaves no gap. Other open requests count for nothing.
///
/// # Errors
///
/// Why it fits nowhere.
pub fn fits(problem: &Problem, request: RequestIndex) -> Result<Vec<Fit>, Reason> {
    let availability = Availability::of(problem);
    let open = open_request(problem, &availability, request);
    if let Some(obstacle) = open.obstacle {
        return Err(obstacle);
    }
    let diary = Diary::new(problem, &availability);
    let at_each = open.candidates.chunk_by(|one, next| one.start == next.start);
    let best = |candidates: &[Candidate]| {
        let fits = candidates.iter().filter_map(|candidate| fit(problem, &availability, &diary, &open, candidate));
        // The last of equals wins, so the order is turned round: the first person of those who are as good.
        fits.rev().max_by_key(|fit| (fit.points, fit.is_snug))
    };
    Ok(at_each.filter_map(best).collect())
}

fn fit(
    problem: &Problem,
    availability: &Availability,
    diary: &Diary<'_>,
    open: &OpenRequest,
    candidate: &Candidate,
) -> Option<Fit> {
    let (points, booking) = diary.place(open, candidate)?;
    let busy = &problem.service_of(open.request).busy.staff;
    let is_snug = candidate.staff.iter().any(|&person| adjoins(availability.staff(person), busy, candidate.start));
    Some(Fit { booking, points, is_snug })
}

/// Whether the time that a booking takes begins or ends where a free time does.
fn adjoins(free: &IntervalSet, busy: &IntervalSet, start: i64) -> bool {
    let taken: Vec<_> = busy.shifted(start).collect();
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return false };
    free.iter().any(|free| free.start == first.start || free.end == last.end)
}
