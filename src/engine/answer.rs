//! What is known of a part.

use super::bound::bound;
use super::greedy::greedy;
use crate::model::contribution::contribution;
use crate::model::part::Subproblem;
use crate::plan::PlannedBooking;

/// What is known of a part: its best bookings and its bound.
#[derive(Clone, Debug)]
pub struct PartAnswer {
    /// The best bookings.
    pub bookings: Vec<PlannedBooking>,
    /// How many mandatory requests they leave out.
    pub missing: usize,
    /// What they add to the score.
    pub points: i64,
    /// No bookings of the part that leave out no mandatory request add more.
    pub bound: i64,
    /// Whether it is proved that the mandatory requests cannot all be booked.
    pub is_infeasible: bool,
    /// What went wrong on the way, if anything did; the answer holds all the same.
    pub trouble: Option<String>,
}

impl PartAnswer {
    /// The answer that these bookings and this bound give.
    pub fn of(subproblem: Subproblem<'_>, bookings: Vec<PlannedBooking>, bound: i64) -> Self {
        let is_booked = |request| bookings.iter().any(|planned| planned.request == request);
        let requests = subproblem.part.requests.iter().map(|open| open.request);
        let mandatory = requests.filter(|&request| subproblem.problem.request(request).mandatory);
        let missing = mandatory.filter(|&request| !is_booked(request)).count();
        let points = contribution(subproblem, &bookings);
        Self { bookings, missing, points, bound, is_infeasible: false, trouble: None }
    }

    /// The answer that greedy insertion gives.
    pub fn of_greedy(subproblem: Subproblem<'_>) -> Self {
        let (plan, bound) = rayon::join(|| greedy(subproblem), || bound(subproblem));
        Self::of(subproblem, plan.bookings, bound)
    }

    /// Whether no mandatory request is left out.
    pub fn is_complete(&self) -> bool {
        self.missing == 0
    }

    /// Whether nothing is left to search.
    pub fn is_settled(&self, gap: f64) -> bool {
        self.is_infeasible || self.is_complete() && crate::plan::gap(self.points, self.bound) <= gap
    }

    /// Takes over the bookings of another answer if they leave out fewer mandatory requests, or as many and add more.
    pub fn improve(&mut self, other: Self) {
        if (other.missing, -other.points) < (self.missing, -self.points) {
            (self.bookings, self.missing, self.points) = (other.bookings, other.missing, other.points);
        }
    }
}
