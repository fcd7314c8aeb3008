//! A part by the compact model: formulate, hand to a back end, read the bookings and the bound.

use super::backend::{Backend, Ending, Instructions, News};
use super::bound::bound;
use super::greedy::greedy;
use super::limits::Limits;
use crate::model::Model;
use crate::model::contribution::contribution;
use crate::model::formulation::Formulation;
use crate::model::part::Subproblem;
use crate::model::solution;
use crate::plan::PlannedBooking;

/// What is known of a part when its search has ended.
#[derive(Clone, Debug)]
pub struct PartAnswer {
    /// The best bookings; `None` where no bookings with all mandatory requests are known.
    pub bookings: Option<Vec<PlannedBooking>>,
    /// What they add to the score; meaningless without bookings.
    pub points: i64,
    /// No bookings of the part add more.
    pub bound: i64,
    /// Whether it is proved that the mandatory requests cannot all be booked.
    pub is_infeasible: bool,
    /// What went wrong on the way, if anything did; the answer holds all the same.
    pub trouble: Option<String>,
}

impl PartAnswer {
    /// The answer that greedy insertion gives.
    pub fn of_greedy(subproblem: Subproblem<'_>) -> Self {
        let greedy = greedy(subproblem);
        let bookings = greedy.is_complete.then_some(greedy.bookings);
        let bound = bound(subproblem);
        Self { bookings, points: greedy.points, bound, is_infeasible: false, trouble: None }
    }

    /// Whether nothing is left to search.
    pub fn is_settled(&self, gap: f64) -> bool {
        self.is_infeasible || self.bookings.is_some() && crate::plan::gap(self.points, self.bound) <= gap
    }

    /// Takes over bookings if they add more.
    fn improve(&mut self, bookings: Vec<PlannedBooking>, points: i64) {
        if self.bookings.is_none() || points > self.points {
            (self.bookings, self.points) = (Some(bookings), points);
        }
    }
}

/// The largest whole number of points that a solver's bound allows.
///
/// Points are whole numbers, and the solver's bound may be below the true one by its tolerances. Half a point is far
/// more than those (1e-7 for a column) and, with an absolute gap of 0.4 at the solver, less than a point in sum: rounding
/// loses neither validity nor a proof. Beyond 5·10¹¹ the half grows with the spacing of floating-point numbers.
pub fn whole_bound(bound: f64) -> i64 {
    let slack = 0.5_f64.max(bound.abs() * 1e-12);
    (bound + slack).floor() as i64
}

/// Solves a part to a relative gap, from what greedy insertion found; `hear` is told of better points and bounds.
pub fn solve_part(
    subproblem: Subproblem<'_>,
    known: PartAnswer,
    backend: &dyn Backend,
    gap: f64,
    seed: u64,
    limits: &Limits,
    hear: &dyn Fn(Option<i64>, Option<i64>),
) -> PartAnswer {
    let mut answer = known;
    if answer.is_settled(gap) || limits.are_reached() {
        return answer;
    }
    let formulation = Formulation::of(subproblem);
    let model = Model::of(&formulation);
    let start = answer.bookings.as_ref().and_then(|bookings| solution::values(&model, &formulation, bookings));
    let columns: Vec<usize> = model.columns.iter().map(|column| column.position).collect();
    let instructions = Instructions { start, gap, seed, limits: limits.clone() };
    let translate = |news: News| hear(news.points.map(|points| points.round() as i64), news.bound.map(whole_bound));
    let found = match backend.solve(model, &instructions, &translate) {
        Ok(found) => found,
        Err(error) => {
            answer.trouble = Some(error.to_string());
            return answer;
        }
    };
    if found.ending == Ending::Infeasible {
        answer.is_infeasible = answer.bookings.is_none();
        answer.trouble = answer.bookings.is_some().then(|| "the solver calls a part with a plan infeasible".into());
        return answer;
    }
    if let Some(values) = found.values {
        match solution::bookings(&formulation, |position| values[columns[position]] > 0.5) {
            Ok(bookings) => {
                let points = contribution(subproblem, &bookings);
                answer.improve(bookings, points);
            }
            Err(unreadable) => answer.trouble = Some(unreadable.to_string()),
        }
    }
    match found.bound.map(whole_bound) {
        // A bound that a plan passes proves nothing.
        Some(bound) if answer.bookings.is_some() && bound < answer.points => {
            answer.trouble = Some(format!("the solver's bound of {bound} points is below a plan of {}", answer.points));
        }
        Some(bound) => answer.bound = answer.bound.min(bound),
        None => {}
    }
    answer
}
