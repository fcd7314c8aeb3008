//! Greedy insertion: requests one by one, each at its best place among what is left, in several orders; the requests of
//! a visit together.
//!
//! It takes milliseconds, so that there is always an answer, and the solvers start from it.

use std::cmp::Reverse;
use std::collections::HashSet;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::diary::Diary;
use super::together::{Found, Together};
use crate::domain::{Booking, Problem, RequestIndex};
use crate::model::candidate::{Candidate, OpenRequest};
use crate::model::contribution::contribution;
use crate::model::part::{Part, Subproblem};
use crate::plan::PlannedBooking;

/// Bookings of a part, found one by one.
#[derive(Clone, Debug)]
pub struct GreedyPlan {
    /// In the order of the requests.
    pub bookings: Vec<PlannedBooking>,
    /// What they add to the score.
    pub points: i64,
    /// Whether every mandatory request is booked.
    pub is_complete: bool,
}

/// The best of the plans that the orders give; complete ones before others.
pub fn greedy(subproblem: Subproblem<'_>) -> GreedyPlan {
    let by_points: Vec<Vec<usize>> = subproblem.part.requests.par_iter().map(candidates_by_points).collect();
    let plans: Vec<GreedyPlan> = ORDERS.par_iter().map(|order| insert_all(subproblem, &by_points, order)).collect();
    let better = |best: GreedyPlan, next: GreedyPlan| {
        if (next.is_complete, next.points) > (best.is_complete, best.points) { next } else { best }
    };
    plans.into_iter().reduce(better).unwrap_or(GreedyPlan { bookings: Vec::new(), points: 0, is_complete: true })
}

/// In which order requests are inserted.
struct Order {
    /// Whether existing bookings are entered as they are, as far as they can be, before anything else.
    keeps: bool,
    /// The smaller, the earlier a request, or the requests of a visit, after the mandatory ones.
    key: fn(&Problem, &[&OpenRequest]) -> i64,
}

const ORDERS: [Order; 5] = [
    // The most points for each minute.
    Order { keeps: false, key: by_density },
    // The most points.
    Order { keeps: false, key: |_, bundle| -points(bundle) },
    // The fewest ways to be booked.
    Order { keeps: false, key: |_, bundle| bundle.iter().map(|open| open.candidates.len() as i64).min().unwrap_or(0) },
    // Existing bookings where they are best, then points for each minute.
    Order { keeps: false, key: booked_first },
    // Existing bookings as they are, those that cannot stay where they are best, then points for each minute.
    Order { keeps: true, key: booked_first },
];

fn by_density(problem: &Problem, bundle: &[&OpenRequest]) -> i64 {
    -points(bundle) * 100 / minutes(problem, bundle)
}

fn booked_first(problem: &Problem, bundle: &[&OpenRequest]) -> i64 {
    let is_booked = bundle.iter().any(|open| problem.request(open.request).booking.is_some());
    by_density(problem, bundle) + if is_booked { i64::MIN / 2 } else { 0 }
}

fn points(bundle: &[&OpenRequest]) -> i64 {
    bundle.iter().map(|open| open.stakes.worth + open.stakes.drop).sum()
}

fn minutes(problem: &Problem, bundle: &[&OpenRequest]) -> i64 {
    bundle.iter().map(|open| problem.service_of(open.request).duration).sum()
}

fn candidates_by_points(open: &OpenRequest) -> Vec<usize> {
    let mut order: Vec<(Reverse<i64>, usize)> =
        open.candidates.iter().enumerate().map(|(position, candidate)| (Reverse(candidate.points), position)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, position)| position).collect()
}

/// The requests that are booked together or not at all, in the order of their insertion, and whether they must be.
fn sequence(problem: &Problem, part: &Part, order: &Order) -> Vec<(Vec<usize>, bool)> {
    let with_keys = part.bundles().into_iter().map(|bundle| {
        let open: Vec<&OpenRequest> = bundle.iter().map(|&position| &part.requests[position]).collect();
        let mandatory = open.iter().any(|open| problem.request(open.request).mandatory);
        ((!mandatory, (order.key)(problem, &open), bundle[0]), bundle)
    });
    let mut sequence: Vec<_> = with_keys.collect();
    sequence.sort_unstable();
    sequence.into_iter().map(|((optional, ..), bundle)| (bundle, !optional)).collect()
}

fn insert_all(subproblem: Subproblem<'_>, by_points: &[Vec<usize>], order: &Order) -> GreedyPlan {
    let Subproblem { problem, availability, part } = subproblem;
    let mut diary = Diary::new(problem, availability);
    let mut bookings = if order.keeps { keep(&mut diary, part) } else { Vec::new() };
    let kept: HashSet<RequestIndex> = bookings.iter().map(|planned| planned.request).collect();
    let mut is_complete = true;
    for (bundle, mandatory) in sequence(problem, part, order) {
        if kept.contains(&part.requests[bundle[0]].request) {
            continue;
        }
        match best_places(&mut diary, part, &bundle, by_points) {
            Some((points, places)) if points > 0 || mandatory => {
                for (&position, booking) in bundle.iter().zip(places) {
                    let open = &part.requests[position];
                    diary.enter(open, &booking);
                    let end = problem.appointment(open.request, booking.start).end;
                    bookings.push(PlannedBooking { request: open.request, booking, end });
                }
            }
            _ => is_complete &= !mandatory,
        }
    }
    bookings.sort_by_key(|planned| planned.request);
    let points = contribution(subproblem, &bookings);
    GreedyPlan { bookings, points, is_complete }
}

/// Enters the existing bookings that can stay as they are. What is in a visit is left to its bundle.
fn keep(diary: &mut Diary<'_>, part: &Part) -> Vec<PlannedBooking> {
    let problem = diary.problem();
    let mut kept = Vec::new();
    for bundle in part.bundles() {
        let [alone] = *bundle else { continue };
        let open = &part.requests[alone];
        let Some(had) = &problem.request(open.request).booking else { continue };
        let stays = |candidate: &&Candidate| candidate.start == had.start && *candidate.staff == *had.staff;
        let place = open.candidates.iter().find(stays).and_then(|candidate| diary.place(open, candidate));
        if let Some((_, booking)) = place.filter(|(points, booking)| *points > 0 && booking == had) {
            diary.enter(open, &booking);
            let end = problem.appointment(open.request, booking.start).end;
            kept.push(PlannedBooking { request: open.request, booking, end });
        }
    }
    kept
}

/// The places of the bundle's requests that add most together, with what they add.
fn best_places(
    diary: &mut Diary<'_>,
    part: &Part,
    bundle: &[usize],
    by_points: &[Vec<usize>],
) -> Option<(i64, Vec<Booking>)> {
    if let [alone] = *bundle {
        let (points, booking) = diary.best_place(&part.requests[alone], &by_points[alone])?;
        return Some((points, vec![booking]));
    }
    let visit = part.visits.iter().find(|visit| visit.members == bundle)?;
    match Together::new(&part.requests, visit).best(diary) {
        Found::Places(points, places) => Some((points, places)),
        Found::Nothing | Found::Unknown => None,
    }
}
