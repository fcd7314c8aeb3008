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

mod appointments;
mod available;
mod booked;
mod days;
mod fallback;
mod period;
mod query;
mod rows;
mod scope;
mod usage;
mod warning;

pub use appointments::{Appointment, Appointments};
pub use booked::{Booked, Tally};
pub use days::{Day, Days};
pub use fallback::FALLBACK_DAY;
pub use period::Period;
pub use query::{Basis, Query};
pub use rows::{Kpis, Row, TeamRow};
pub use scope::Scope;
pub use usage::{Level, Usage};
pub use warning::Warning;

use crate::domain::Problem;

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

/// The report on sums that were counted before, for instance batch by batch, in the [`Scope`] of the same query.
pub fn report_on(problem: &Problem, booked: &Booked, query: &Query) -> Report {
    let scope = Scope::new(problem, query);
    let shifts = available::shifts(problem, query);
    let fallback = fallback::applies(problem, &shifts);
    let available = if fallback {
        fallback::available(problem, query, &scope)
    } else {
        available::available(problem, query, &scope, &shifts)
    };
    let all = rows::resources(problem, query, &scope, booked, &available);
    let kpis = rows::kpis(&all, booked);
    let mut rows = all;
    rows.retain(|row| row.active || !query.hide_inactive);
    let team = query.team.then(|| rows::team(problem, &scope, booked, &shifts));
    let warnings = warning::warnings(problem, query, fallback, &rows, team.as_deref());
    Report { query: query.clone(), kpis, rows, team, warnings }
}
