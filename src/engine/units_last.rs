//! People and times first, units last, for requests that would rather keep their resources.
//!
//! A unit that a booking calls its own is like no other, and on a board on which each unit has a lane of its own a
//! request has as many footprints as there are units to choose from: ten times the work for what weighs least. So at
//! first resources move for nothing. Units are alike again, and what is proved then holds, since moves only cost. People
//! and times of that plan are kept, and units given out so that least is lost: greedily, then by the compact model. Where
//! nothing is lost the plan is as good as the bound; otherwise the whole board has the last word, with what is known.
//! FORMULATION.md § 19.

use std::collections::{BTreeSet, HashMap};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::answer::PartAnswer;
use super::bound::bound;
use super::finish::Leftovers;
use super::{Deaf, Ear, Orders, compact, decomposed};
use crate::domain::{Booking, RequestIndex};
use crate::model::candidate::OpenRequest;
use crate::model::part::{Part, Subproblem, split};
use crate::plan::PlannedBooking;

/// The share of the time, or of the work, for people and times.
const SHARE: f64 = 0.8;

/// The share of the rest of the time, at most, for units.
const UNITS: f64 = 0.5;

/// So few candidates are left to a solver to choose from with all units; so many are worth to be left out first.
const FEW: usize = 6_000;

/// Improves on what is known of a part by the decomposition, units last where a request has units to keep.
pub fn solve_part(subproblem: Subproblem<'_>, known: PartAnswer, orders: Orders<'_>) -> PartAnswer {
    if !has_homes(subproblem) || known.is_settled(orders.gap) || orders.limits.are_reached() {
        return decomposed::solve_part(subproblem, known, orders);
    }
    let share = |share: f64| orders.work.map(|work| (work as f64 * share) as u64);
    let (first, limits) = (share(SHARE), orders.limits.with_share(SHARE));
    let mut part = subproblem.part.clone();
    part.requests.iter_mut().for_each(|open| open.stakes.move_resource = 0);
    let relaxed = Subproblem { part: &part, ..subproblem };
    let begun = PartAnswer::of(relaxed, known.bookings.clone(), bound(relaxed));
    let ear = Bounds(orders.ear);
    let answer = decomposed::solve_and(
        relaxed,
        begun,
        Orders { work: first, limits: &limits, ear: &ear, ..orders },
        subproblem.part.size() > FEW,
        |found, leftovers| with_units(subproblem, known, found, leftovers, orders),
    );
    decomposed::solve_part(subproblem, answer, Orders { work: share(1.0 - SHARE), ..orders })
}

/// What is known with the answer where resources move for nothing: its bound holds, its units are any that are free.
fn with_units(
    subproblem: Subproblem<'_>,
    known: PartAnswer,
    found: PartAnswer,
    leftovers: Option<Leftovers<'_, '_, '_>>,
    orders: Orders<'_>,
) -> PartAnswer {
    orders.ear.note(&format!("people and times: {} points of {}", found.points, found.bound));
    let mut answer = known;
    answer.is_infeasible = found.is_infeasible;
    answer.trouble = found.trouble;
    answer.bound = answer.bound.min(found.bound);
    answer.improve(units(subproblem, found.bookings, orders));
    orders.ear.hear(answer.is_complete().then_some(answer.points), Some(answer.bound));
    if !answer.is_settled(orders.gap) && answer.is_complete() {
        let most = FEW.max(subproblem.part.size() / 2);
        let spent = leftovers.map_or(0, |leftovers| leftovers.spent);
        let left = leftovers.and_then(|leftovers| leftovers.candidates(answer.points, most));
        if let Some(left) = left {
            let rest = orders.work.map(|work| work.saturating_sub(spent));
            choose_again(subproblem, &mut answer, left, Orders { work: rest, ..orders });
        }
    }
    answer
}

/// Looks for a better answer among the candidates that may be in one: by the compact model if they are few.
fn choose_again(
    subproblem: Subproblem<'_>,
    answer: &mut PartAnswer,
    mut left: Vec<BTreeSet<usize>>,
    orders: Orders<'_>,
) {
    let part = subproblem.part;
    let planned: HashMap<RequestIndex, &Booking> =
        answer.bookings.iter().map(|planned| (planned.request, &planned.booking)).collect();
    for (open, left) in part.requests.iter().zip(&mut left) {
        left.extend(planned.get(&open.request).and_then(|booking| position(open, booking)));
    }
    // A visit is booked whole or not at all.
    for visit in &part.visits {
        if visit.members.iter().any(|&member| left[member].is_empty()) {
            visit.members.iter().for_each(|&member| left[member].clear());
        }
    }
    let (few, none): (Vec<_>, Vec<_>) = part.requests.iter().zip(&left).partition(|(_, left)| !left.is_empty());
    let given_up: i64 = none.iter().map(|(open, _)| open.stakes.drop).sum();
    let few = few.into_iter().map(|(open, left)| with_candidates(open, left.iter().copied())).collect();
    let few = Part::of(subproblem.problem, few);
    let rest = Subproblem { part: &few, ..subproblem };
    orders.ear.note(&format!("{} candidates are left to choose from with all units", few.size()));
    let known = PartAnswer::of(rest, answer.bookings.clone(), answer.bound + given_up);
    let is_small = few.size() <= FEW;
    let limits = orders.limits.with_share(if is_small { UNITS } else { SHARE });
    let orders = Orders { ear: &Deaf, limits: &limits, ..orders };
    let found = if is_small { compact::solve_part(rest, known, orders) } else { solve_part(rest, known, orders) };
    answer.improve(PartAnswer::of(subproblem, found.bookings, answer.bound));
    // Every better answer is among them.
    answer.bound = answer.bound.min(answer.points.max(found.bound - given_up));
}

/// Whether a booking has units that it would cost to leave.
fn has_homes(subproblem: Subproblem<'_>) -> bool {
    let has_home = |open: &OpenRequest| {
        let booking = subproblem.problem.request(open.request).booking.as_ref();
        open.stakes.move_resource > 0 && booking.is_some_and(|booking| !booking.resources.is_empty())
    };
    subproblem.part.requests.iter().any(has_home)
}

/// The same people and times with the units that lose least, as far as the solver gets.
fn units(subproblem: Subproblem<'_>, bookings: Vec<PlannedBooking>, orders: Orders<'_>) -> PartAnswer {
    let Subproblem { problem, availability, part } = subproblem;
    let planned: HashMap<RequestIndex, &PlannedBooking> =
        bookings.iter().map(|planned| (planned.request, planned)).collect();
    let decided = |open: &OpenRequest| {
        let candidate = position(open, &planned.get(&open.request)?.booking)?;
        Some(with_candidates(open, [candidate]))
    };
    let limits = orders.limits.with_share(UNITS);
    let dates = split(problem, availability, part.requests.iter().filter_map(decided).collect());
    let best = |part: &Part| {
        let date = Subproblem { part, ..subproblem };
        let mut known = PartAnswer::of_greedy(date);
        let given = part.requests.iter().filter_map(|open| planned.get(&open.request).map(|one| (*one).clone()));
        known.improve(PartAnswer::of(date, given.collect(), known.bound));
        compact::solve_part(date, known, Orders { gap: 0.0, ear: &Deaf, limits: &limits, ..orders }).bookings
    };
    let mut given: Vec<PlannedBooking> = dates.par_iter().flat_map(best).collect();
    given.sort_by_key(|planned| planned.request);
    let mut answer = PartAnswer::of(subproblem, bookings.clone(), bound(subproblem));
    answer.improve(PartAnswer::of(subproblem, given, answer.bound));
    answer
}

/// The position of the candidate that a booking stands for.
fn position(open: &OpenRequest, booking: &Booking) -> Option<usize> {
    open.candidates.iter().position(|one| one.start == booking.start && *one.staff == *booking.staff)
}

/// The request with some of its candidates, in their order.
fn with_candidates(open: &OpenRequest, positions: impl IntoIterator<Item = usize>) -> OpenRequest {
    let OpenRequest { request, stakes, needs, obstacle, .. } = open;
    let candidates = positions.into_iter().map(|position| open.candidates[position].clone()).collect();
    OpenRequest { request: *request, stakes: *stakes, needs: needs.clone(), candidates, obstacle: *obstacle }
}

/// Passes on bounds and notes: points without what resources cost are not those of the part.
struct Bounds<'a>(&'a dyn Ear);

impl Ear for Bounds<'_> {
    fn hear(&self, _: Option<i64>, bound: Option<i64>) {
        self.0.hear(None, bound);
    }

    fn note(&self, text: &str) {
        self.0.note(text);
    }
}
