//! What is known about a case.

use crate::domain::Problem;
use crate::plan::{Outcome, Plan, Score, Status, gap};

use super::aim::{self, Aim};
use super::known::Known;

/// What the solves of a case have brought so far.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The best plan.
    pub plan: Option<(Plan, Score)>,
    /// No plan has a higher score.
    pub bound: Option<i64>,
    /// Mandatory requests that cannot be served together, where that was proved.
    pub clash: Option<Vec<crate::domain::RequestIndex>>,
    /// Whether the search for the best plan ended by itself, and not because somebody interrupted it.
    pub is_finished: bool,
    /// The most requests that can be served.
    pub served: Known,
    /// The most that can be earned, in hundredths.
    pub revenue: Known,
    /// The most minutes for which the resources can be booked.
    pub minutes: Known,
    /// Points for the fewest days of people: requests × 10 000, less a point a day.
    pub staff_days: Known,
    /// The same of resources.
    pub resource_days: Known,
}

impl Answer {
    /// Adds what a solve says. Whatever it was, both plans are plans and both bounds are bounds.
    pub(super) fn add(&mut self, aim: Aim, problem: &Problem, known: Known, outcome: Outcome) {
        if outcome.status == Status::Infeasible && aim != Aim::Minutes {
            self.clash = Some(outcome.clash);
            return;
        }
        match aim {
            Aim::Score => {
                self.bound = known.and(self.score()).most;
                if let Some((plan, score)) = outcome.plan.filter(|_| outcome.status.has_plan()) {
                    self.take(problem, plan, score);
                }
            }
            Aim::Served => self.served = self.served.and(known),
            Aim::Revenue => self.revenue = self.revenue.and(known),
            Aim::Minutes => self.minutes = self.minutes.and(known),
            Aim::StaffDays => self.staff_days = self.staff_days.and(known),
            Aim::ResourceDays => self.resource_days = self.resource_days.and(known),
        }
    }

    /// A plan, if it is better than the one before. What it serves and earns can be served and earned in any case.
    pub(super) fn take(&mut self, problem: &Problem, plan: Plan, score: Score) {
        let reached = |value: i64| Known { least: Some(value), most: None };
        self.served = self.served.and(reached(aim::served(&plan)));
        self.revenue = self.revenue.and(reached(aim::revenue(problem, &plan)));
        if self.score().least.is_none_or(|before| score.total() > before) {
            self.plan = Some((plan, score));
        }
    }

    /// What is known of the best score.
    pub fn score(&self) -> Known {
        Known { least: self.plan.as_ref().map(|(_, score)| score.total()), most: self.bound }
    }

    /// What is known of the best value of an aim.
    pub fn known(&self, aim: Aim) -> Known {
        match aim {
            Aim::Score => self.score(),
            Aim::Served => self.served,
            Aim::Revenue => self.revenue,
            Aim::Minutes => self.minutes,
            Aim::StaffDays => self.staff_days,
            Aim::ResourceDays => self.resource_days,
        }
    }

    /// `(bound − score) / max(1, |score|)`.
    pub fn gap(&self) -> Option<f64> {
        let Known { least, most } = self.score();
        Some(gap(least?, most?))
    }

    /// What is known of the plan.
    pub fn status(&self) -> Status {
        match (self.clash.is_some(), self.gap()) {
            (true, _) => Status::Infeasible,
            (_, Some(0.0)) => Status::Optimal,
            (_, Some(_)) => Status::Feasible,
            (_, None) => Status::Unknown,
        }
    }
}
