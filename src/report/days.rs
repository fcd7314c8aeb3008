//! The days: the same rows, one local date at a time.

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::{IntervalSet, Problem, ResourceIndex, StaffIndex};

use super::appointments::Appointments;
use super::available;
use super::booked::Booked;
use super::fallback;
use super::query::Query;
use super::rows;
use super::scope::Scope;
use super::usage::Usage;

/// What was booked of what was available on one local date of the site.
///
/// Minutes booked and available of the days add up to those of the period. An appointment across midnight counts,
/// with its full price, on both of its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// What was booked on it.
    pub usage: Usage,
}

/// The usage of all resources together, of each resource and of each person, on one date.
struct DayRows {
    date: NaiveDate,
    total: Usage,
    resources: Vec<Option<Usage>>,
    staff: Vec<Option<Usage>>,
}

/// The days of a report.
pub(super) struct Days(Vec<DayRows>);

impl Days {
    pub(super) fn of(problem: &Problem, appointments: &Appointments, query: &Query) -> Self {
        // Whether anybody is scheduled is a question about the period, not about each of its days.
        let fallback = fallback::applies(problem, &available::shifts(problem, query));
        let day = |date| {
            let query = &Query { from: date, to: date, ..query.clone() };
            let (scope, shifts) = (Scope::new(problem, query), available::shifts(problem, query));
            day(problem, appointments, query, &scope, &shifts, fallback)
        };
        Self(dates(query.from, query.to).map(day).collect())
    }

    pub(super) fn total(&self) -> Vec<Day> {
        self.0.iter().map(|day| Day { date: day.date, usage: day.total }).collect()
    }

    pub(super) fn of_resource(&self, index: ResourceIndex) -> Vec<Day> {
        self.each(|day| day.resources[index.position()])
    }

    pub(super) fn of_person(&self, index: StaffIndex) -> Vec<Day> {
        self.each(|day| day.staff[index.position()])
    }

    fn each(&self, usage: impl Fn(&DayRows) -> Option<Usage>) -> Vec<Day> {
        self.0.iter().filter_map(|day| Some(Day { date: day.date, usage: usage(day)? })).collect()
    }
}

fn day(
    problem: &Problem,
    appointments: &Appointments,
    query: &Query,
    scope: &Scope,
    shifts: &[IntervalSet],
    fallback: bool,
) -> DayRows {
    let booked = Booked::count(appointments, scope);
    let available = match fallback {
        true => fallback::available(problem, query, scope),
        false => available::available(problem, query, scope, shifts),
    };
    let rows = rows::resources(problem, query, scope, &booked, &available);
    let mut resources = vec![None; problem.resources.len()];
    rows.iter().for_each(|row| resources[row.resource.position()] = Some(row.usage));
    let mut staff = vec![None; problem.staff.len()];
    let team = rows::team(problem, scope, &booked, shifts);
    team.iter().for_each(|row| staff[row.staff.position()] = Some(row.usage));
    DayRows { date: query.from, total: rows::kpis(&rows, &booked).usage, resources, staff }
}
