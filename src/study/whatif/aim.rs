//! What is asked of each scenario: the best score, and how much could be served, earned and used by any plan.

use crate::domain::{Cents, Policy, Problem, Worth};
use crate::plan::{Outcome, Plan};
use crate::report::{Freedom, Query, Question, resource_groups};

use super::known::Known;

/// What a request is worth where each counts the same; the domain's own number for `count`.
const ONE: i64 = 10_000;

/// A question about a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aim {
    /// The best plan by its policy.
    Score,
    /// The most requests that a plan can serve.
    Served,
    /// The most that a plan can earn.
    Revenue,
    /// The most minutes for which a plan can book the resources.
    Minutes,
    /// The fewest days of people with which as many are served as possible.
    StaffDays,
    /// The fewest days of resources with which as many are served as possible.
    ResourceDays,
}

impl Aim {
    /// Those beside the score.
    pub const CEILINGS: [Self; 3] = [Self::Served, Self::Revenue, Self::Minutes];

    /// The fewest days.
    pub const FEWEST: [Self; 2] = [Self::StaffDays, Self::ResourceDays];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Score => "plan",
            Self::Served => "most requests",
            Self::Revenue => "most revenue",
            Self::Minutes => "most minutes",
            Self::StaffDays => "fewest staff-days",
            Self::ResourceDays => "fewest resource-days",
        }
    }

    /// The problem whose best score answers it, and how its points are read.
    pub(super) fn problem(self, problem: &Problem) -> (Problem, Reading) {
        match self {
            Self::Score => (problem.clone(), Reading::Points),
            Self::Served => (worth_only(problem, Worth::Count), Reading::Requests),
            Self::Revenue => (worth_only(problem, Worth::Revenue), Reading::Revenue),
            Self::StaffDays | Self::ResourceDays => {
                let mut counted = worth_only(problem, Worth::Count);
                let of_people = self == Self::StaffDays;
                // Less than a request altogether, as long as there are fewer than ten thousand days.
                (counted.policy.staff_day, counted.policy.resource_day) = (i64::from(of_people), i64::from(!of_people));
                (counted, Reading::Days)
            }
            Self::Minutes => {
                let all = resource_groups(problem, &query(problem)).pop().unwrap_or_default();
                let question = Question::new(problem, None, &query(problem), all, Freedom::Windows);
                (question.problem().clone(), Reading::Minutes(Box::new(question)))
            }
        }
    }
}

/// The dates that are planned.
pub(super) fn query(problem: &Problem) -> Query {
    Query::new(problem.horizon.start, problem.horizon.end.pred_opt().unwrap_or(problem.horizon.start))
}

/// The problem in which a booked request is worth the same to all, and nothing else counts.
fn worth_only(problem: &Problem, worth: Worth) -> Problem {
    let mut problem = problem.clone();
    problem.policy = Policy {
        worth,
        start_deviation_per_hour: 0,
        day_deviation: 0,
        staff_preference: 0,
        move_time: 0,
        move_staff: 0,
        move_resource: 0,
        drop: 0,
        staff_day: 0,
        resource_day: 0,
    };
    problem.requests.iter_mut().for_each(|request| request.priority = 1);
    problem
}

/// How the outcome of a solve is read.
#[derive(Debug)]
pub(super) enum Reading {
    /// As points.
    Points,
    /// As so many for each request.
    Requests,
    /// As hundredths of the currency. A request without a price is worth one, so the points may be more than the revenue.
    Revenue,
    /// As minutes on the resources.
    Minutes(Box<Question>),
    /// As requests, less a point for each day.
    Days,
}

impl Reading {
    /// What the outcome of a solve of `problem` says.
    pub(super) fn known(&self, problem: &Problem, outcome: &Outcome) -> Known {
        let whole = outcome.plan.as_ref().filter(|_| outcome.status.has_plan());
        match self {
            Self::Points | Self::Days => Known { least: whole.map(|(_, score)| score.total()), most: outcome.bound },
            Self::Requests => Known {
                least: whole.map(|(plan, _)| served(plan)),
                most: outcome.bound.map(|points| points.div_euclid(ONE)),
            },
            Self::Revenue => Known { least: whole.map(|(plan, _)| revenue(problem, plan)), most: outcome.bound },
            Self::Minutes(question) => {
                let ceiling = question.answer(outcome);
                Known { least: ceiling.reachable, most: ceiling.bound }
            }
        }
    }
}

/// The fewest days with which so many are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fewest {
    /// How many requests.
    pub(super) served: i64,
    /// A plan serves them on so many days.
    pub(super) days: i64,
    /// No plan serves them on fewer.
    pub(super) least: i64,
}

/// A plan that serves s requests on d days has s × 10 000 − d points. If no plan has more than B, then none that serves s has
/// less than s × 10 000 − B days.
pub(super) fn fewest(points: Known) -> Option<Fewest> {
    let (reached, bound) = (points.least?, points.most?);
    let served = -(-reached).div_euclid(ONE);
    Some(Fewest { served, days: served * ONE - reached, least: (served * ONE - bound).max(0) })
}

/// How many requests a plan serves.
pub(super) fn served(plan: &Plan) -> i64 {
    i64::try_from(plan.bookings.len()).unwrap_or(i64::MAX)
}

/// What the requests that a plan serves pay.
pub(super) fn revenue(problem: &Problem, plan: &Plan) -> Cents {
    plan.bookings.iter().map(|planned| problem.request(planned.request).price).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_requests_and_days() {
        let points = |least, most| Known { least: Some(least), most: Some(most) };
        assert_eq!(fewest(points(29_996, 29_997)), Some(Fewest { served: 3, days: 4, least: 3 }));
        assert_eq!(fewest(points(29_996, 39_990)), Some(Fewest { served: 3, days: 4, least: 0 }));
        assert_eq!(fewest(points(0, 0)), Some(Fewest { served: 0, days: 0, least: 0 }));
        assert_eq!(fewest(Known::default()), None);
    }
}
