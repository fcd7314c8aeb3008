//! The overview: the report on every basis, the hours of the week and the calendar, for a page that shows them all.

use crate::domain::Problem;
use crate::plan::Plan;

use super::appointments::Appointments;
use super::booked::Booked;
use super::calendar::{Entry, calendar};
use super::hours::{Week, available_by_hour, booked_by_hour};
use super::query::{Basis, Query};
use super::scope::Scope;
use super::{Report, report_on};

/// What one period looked like, on every basis.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// What was asked; its basis is the one to show first.
    pub query: Query,
    /// The report on each basis, in the order of [`Basis::ALL`]. All resources are in it, also where the query hides
    /// the inactive ones: a page hides and shows them.
    pub reports: [Report; 3],
    /// What each resource of the problem was booked for, by hour of the week.
    pub booked: Vec<Week>,
    /// What each was available for on each basis; `None` where nobody configured working hours.
    pub available: [Option<Vec<Week>>; 3],
    /// Every booking that is counted.
    pub calendar: Vec<Entry>,
}

/// The overview of the bookings of a problem, or of its history and the bookings of a plan.
pub fn overview(problem: &Problem, plan: Option<&Plan>, query: &Query) -> Overview {
    let appointments = Appointments::of(problem, plan);
    let queries = Basis::ALL.map(|basis| Query { basis, hide_inactive: false, ..query.clone() });
    let booked = Booked::count(&appointments, &Scope::new(problem, query));
    Overview {
        query: query.clone(),
        reports: queries.each_ref().map(|query| report_on(problem, &booked, query)),
        booked: booked_by_hour(problem, &appointments, query),
        available: queries.each_ref().map(|query| available_by_hour(problem, query)),
        calendar: calendar(problem, plan, query),
    }
}
