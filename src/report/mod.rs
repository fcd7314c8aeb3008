//! The Resources report and the Team report: what rooms, machines and people are really used for.
//!
//! ```text
//! booked       = Σ appointments   minutes of [start, end) inside the period, on the clock of the resource's site,
//!                                 without the phases in which the resource (or person) is free for others
//! available    = minutes in which the basis offers the resource, without its own closed hours and blocks, × places
//! utilisation  = booked / available            undefined where nothing is available
//! average      = Σ booked / Σ available        over all resources in scope, inactive ones included
//! ```
//!
//! [`Booked::count`] is the one pass over the appointments, [`report`] the whole story: what is booked, what is
//! available on the [`Basis`] of the [`Query`], the rows and the warnings; [`Days`] has the same figures by date. Only the
//! domain and plans are known here.
//!
//! The [`Analysis`] goes beyond, in the same whole numbers: [`waterfalls`] tell where the open hours went, [`reconcile`] why a
//! person and a machine have different percentages, [`measures`](fn@measures) more about each row.

mod analysis;
mod appointments;
mod attendance;
mod available;
mod booked;
mod bookings;
mod calendar;
mod ceiling;
mod clock;
mod confidence;
mod days;
mod fallback;
mod hours;
mod load;
mod measures;
mod overview;
mod period;
mod query;
mod reconciliation;
mod roster;
mod rows;
mod scope;
mod usage;
mod warning;
mod waterfall;

pub use analysis::Analysis;
pub use appointments::{Appointment, Appointments};
pub use attendance::Attendance;
pub use booked::{Booked, Tally};
pub use calendar::{Entry, calendar};
pub use ceiling::{Ceiling, Freedom, Question, resource_groups};
pub use clock::Clock;
pub use confidence::{Confidence, FEW_DAYS, RESAMPLES};
pub use days::{Day, Days};
pub use fallback::FALLBACK_DAY;
pub use hours::{Week, available_by_hour, booked_by_hour};
pub use measures::{Measure, Measures, measures};
pub use overview::{Overview, overview};
pub use period::Period;
pub use query::{Basis, Query};
pub use reconciliation::{Cause, Reconciliation, Share, Step, reconcile};
pub use roster::Roster;
pub use rows::{Kpis, Row, TeamRow};
pub use scope::Scope;
pub use usage::{Level, Usage};
pub use warning::Warning;
pub use waterfall::{Waterfall, Waterfalls, waterfalls};

use crate::domain::Problem;

use available::Available;
use roster::Shifts;

/// What the resources, and if asked the people, were used for in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What was asked.
    pub query: Query,
    /// The four cards, over every resource in scope, hidden ones too.
    pub kpis: Kpis,
    /// One row for each resource: by utilisation, highest first, undefined last, then by id.
    pub rows: Vec<Row>,
    /// One row for each person in the same order, if asked for.
    pub team: Option<Vec<TeamRow>>,
    /// What the reader must know about the numbers.
    pub warnings: Vec<Warning>,
    /// What goes beyond: empty until it is asked for.
    pub analysis: Analysis,
}

impl Report {
    /// Whether 10 hours a day stand in for working hours that nobody configured.
    pub fn is_fallback(&self) -> bool {
        self.warnings.contains(&Warning::NoWorkingHours)
    }
}

/// The report on `appointments`. Their indices, and those of the query, are those of `problem`.
pub fn report(problem: &Problem, appointments: &Appointments, query: &Query) -> Report {
    report_on(problem, &Booked::count(appointments, &Scope::new(problem, query)), query)
}

/// The report on sums that were counted before, for instance batch by batch, in the [`Scope`] of the same query; people work
/// as the problem says.
pub fn report_on(problem: &Problem, booked: &Booked, query: &Query) -> Report {
    of_shifts(problem, booked, &Shifts::of_problem(problem, query), query)
}

/// The report on sums and shifts that were counted before, in the [`Scope`] of the same query.
pub fn report_with(problem: &Problem, booked: &Booked, roster: Roster, query: &Query) -> Report {
    of_shifts(problem, booked, &roster.shifts(), query)
}

fn of_shifts(problem: &Problem, booked: &Booked, shifts: &Shifts, query: &Query) -> Report {
    let scope = Scope::new(problem, query);
    let fallback = fallback::applies(problem, shifts);
    let available = available_of_each(problem, query, &scope, shifts);
    let all = rows::resources(problem, query, &scope, booked, &available);
    let kpis = rows::kpis(&all, booked);
    let mut rows = all;
    rows.retain(|row| row.active || !query.hide_inactive);
    let team = query.team.then(|| rows::team(problem, &scope, booked, shifts));
    let warnings = warning::warnings(problem, query, fallback, &rows, team.as_deref());
    Report { query: query.clone(), kpis, rows, team, warnings, analysis: Analysis::default() }
}

/// The available time of each resource: on the basis, or 10 hours a day where nobody configured working hours.
fn available_of_each(problem: &Problem, query: &Query, scope: &Scope, shifts: &Shifts) -> Vec<Available> {
    match fallback::applies(problem, shifts) {
        true => fallback::available(problem, query, scope),
        false => available::available(problem, query, scope, shifts),
    }
}
