//! The best places for the requests of a visit among what is left: depth first along the visit, best points first.

use std::cmp::Reverse;

use super::diary::Diary;
use crate::domain::{Booking, Interval, Problem};
use crate::model::availability::Availability;
use crate::model::candidate::{Candidate, OpenRequest};
use crate::model::visit::{OpenVisit, give_up, go_together, next_starts, open_visits, starting_in};

/// Candidates that are tried before the search makes do with the best that it has.
const STEPS: usize = 5_000;

/// What a search has found.
#[derive(Debug)]
pub(super) enum Found {
    /// What the places add together, and a booking for each request, in the order of the visit.
    Places(i64, Vec<Booking>),
    /// There are no places: proved.
    Nothing,
    /// None was found, and none was excluded.
    Unknown,
}

/// A search for the places of a visit.
pub(super) struct Together<'a> {
    requests: &'a [OpenRequest],
    visit: &'a OpenVisit,
    /// For each request the most that it and those after it can add.
    most: Vec<i64>,
    best: Option<(i64, Vec<Booking>)>,
    steps: usize,
    /// Whether any places will do, and resources do not count.
    any: bool,
}

impl<'a> Together<'a> {
    /// A search that has not begun.
    pub(super) fn new(requests: &'a [OpenRequest], visit: &'a OpenVisit) -> Self {
        let mut most = vec![0; visit.members.len() + 1];
        for (depth, &member) in visit.members.iter().enumerate().rev() {
            let candidates = requests[member].candidates.iter();
            most[depth] = most[depth + 1] + candidates.map(|candidate| candidate.points).max().unwrap_or(0);
        }
        Self { requests, visit, most, best: None, steps: STEPS, any: false }
    }

    /// The places that add most, or the best of those that were tried.
    pub(super) fn best(mut self, diary: &mut Diary<'_>) -> Found {
        self.descend(diary, &mut Vec::new(), 0);
        match self.best {
            Some((points, places)) => Found::Places(points, places),
            None if self.steps == 0 => Found::Unknown,
            None => Found::Nothing,
        }
    }

    /// The first places that are found for people and client. Resources do not count, since the diary gives out the
    /// first that fit, and others might have left more: so that *nothing* is proved.
    pub(super) fn any(self, diary: &mut Diary<'_>) -> Found {
        Self { any: true, ..self }.best(diary)
    }

    fn descend(&mut self, diary: &mut Diary<'_>, chosen: &mut Vec<Booking>, points: i64) {
        let depth = chosen.len();
        let Some(&member) = self.visit.members.get(depth) else {
            self.best = Some((points, chosen.clone()));
            return;
        };
        let open = &self.requests[member];
        for candidate in self.candidates(diary.problem(), chosen) {
            let hope = points + candidate.points + self.most[depth + 1];
            let is_over = |(best, _): &(i64, Vec<Booking>)| self.any || hope <= *best;
            if self.steps == 0 || self.best.as_ref().is_some_and(is_over) {
                return;
            }
            self.steps -= 1;
            let staff = self.visit.staff;
            if chosen.iter().all(|other| go_together(staff, &candidate.staff, &other.staff))
                && let Some((added, booking)) = self.place(diary, open, candidate)
            {
                let begun = diary.enter(open, &booking);
                chosen.push(booking);
                self.descend(diary, chosen, points + added);
                if let Some(booking) = chosen.pop() {
                    diary.strike(open, &booking, begun);
                }
            }
        }
    }

    fn place(&self, diary: &Diary<'_>, open: &OpenRequest, candidate: &Candidate) -> Option<(i64, Booking)> {
        if !self.any {
            return diary.place(open, candidate);
        }
        let (start, staff, resources) = (candidate.start, candidate.staff.to_vec(), Vec::new());
        diary.has_people(open, candidate).then_some((candidate.points, Booking { start, staff, resources }))
    }

    /// The candidates of the next request that may follow the last booking, by falling points.
    fn candidates(&self, problem: &Problem, chosen: &[Booking]) -> Vec<&'a Candidate> {
        let depth = chosen.len();
        let open = &self.requests[self.visit.members[depth]];
        let starts = chosen.last().zip(depth.checked_sub(1)).and_then(|(last, before)| {
            let request = self.requests[self.visit.members[before]].request;
            Some(next_starts(problem, request, last.start, self.visit.waits[before]?))
        });
        let range = starting_in(open, starts.unwrap_or(Interval::new(i64::MIN, i64::MAX)));
        let mut candidates: Vec<&Candidate> = open.candidates[range].iter().collect();
        candidates.sort_by_key(|candidate| Reverse(candidate.points));
        candidates
    }
}

/// Gives up the visits whose people and client cannot be had even if nothing else is booked.
pub(super) fn give_up_hopeless(problem: &Problem, availability: &Availability, requests: &mut [OpenRequest]) {
    if problem.visits.is_empty() {
        return;
    }
    let mut diary = Diary::new(problem, availability);
    for visit in open_visits(problem, requests) {
        let is_hopeless = matches!(Together::new(requests, &visit).any(&mut diary), Found::Nothing);
        if is_hopeless {
            give_up(requests, &visit.members);
        }
    }
}
