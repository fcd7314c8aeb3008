//! The report file.

mod ceiling;
mod measures;
mod reconciliation;
mod waterfall;

pub use ceiling::Ceiling;
pub use measures::{Attendance, Confidence, Conflict, Day, Measure, Measures, ResourceMeasure, StaffMeasure};
pub use reconciliation::{Reconciliation, Share, Step};
pub use waterfall::{Waterfall, WaterfallRow, Waterfalls};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::problem::Kind;
use crate::domain::{self, Cents};
use crate::report;

/// What the resources, and if asked the people, were used for in a period.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Report {
    /// Version of this format.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: i64,
    /// What makes a resource available.
    pub basis: Basis,
    /// The dates that are counted.
    pub period: Period,
    /// The site that the report is restricted to.
    pub site: Option<String>,
    /// The person that the report is restricted to.
    pub staff: Option<String>,
    /// Currency of all revenue.
    pub currency: String,
    /// Whether 10 hours a day stand in for working hours that nobody configured.
    pub fallback: bool,
    /// The totals of all resources in scope, those hidden from the rows too.
    pub kpis: Kpis,
    /// One row for each resource: by utilisation, highest first, null last, then by id.
    pub rows: Vec<Row>,
    /// One row for each person in the same order, if asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Vec<TeamRow>>,
    /// What the reader must know about the numbers.
    pub warnings: Vec<Warning>,
    /// Where the hours went, if asked for and if hours are configured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waterfall: Option<Waterfalls>,
    /// What could be reached, if asked for: for each set of resources among which some service chooses, and for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ceilings: Vec<Ceiling>,
    /// Why people and machines have different percentages, for each pair that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reconciliations: Vec<Reconciliation>,
    /// More about each row, if asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<Measures>,
}

/// What makes a resource available, before its own hours and blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    /// Somebody of its site is on shift.
    #[default]
    Staff,
    /// Its site is open.
    Opening,
    /// Somebody of its site is on shift who can do a service that can use it.
    Eligible,
}

/// Local dates of each site, both included.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First date: `2026-11-23`.
    pub from: String,
    /// Last date.
    pub to: String,
}

/// The totals of all resources in scope.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Kpis {
    /// How many resources, inactive ones included.
    pub resources: usize,
    /// How many of them are active.
    pub active_resources: usize,
    /// Appointments that used a resource, each once.
    pub appointments: u64,
    /// Minutes booked of all resources.
    pub booked_minutes: i64,
    /// Minutes available of all resources.
    pub available_minutes: i64,
    /// Booked over available; null where nothing is available.
    pub utilisation: Option<f64>,
    /// The colour of the utilisation: green from 0.6, red below 0.2.
    pub level: Option<Level>,
    /// Prices of those appointments, each once.
    #[serde(serialize_with = "amount")]
    pub revenue: f64,
}

/// The colour of a utilisation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// Below 0.2.
    Red,
    /// From 0.2.
    Yellow,
    /// From 0.6.
    Green,
}

/// A resource and what it was used for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Row {
    /// Id of the resource.
    pub resource: String,
    /// Its name.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Id of its site.
    pub site: String,
    /// How many people it holds.
    pub capacity: u32,
    /// Whether the capacity multiplies what is available.
    pub multi_use: bool,
    /// Whether it is active, flags flipped for this report included.
    pub active: bool,
    /// Appointments that used it and share a minute with the period.
    pub appointments: u64,
    /// Their minutes inside the period.
    pub booked_minutes: i64,
    /// Minutes available, multiplied by the capacity of a multi-use resource.
    pub available_minutes: i64,
    /// Whether its own hours or blocks took some of what the basis offered.
    pub limited: bool,
    /// Booked over available; null where nothing is available, above 1 where more was booked.
    pub utilisation: Option<f64>,
    /// The colour of the utilisation: green from 0.6, red below 0.2.
    pub level: Option<Level>,
    /// Full prices of those appointments.
    #[serde(serialize_with = "amount")]
    pub revenue: f64,
}

/// A person and what they were booked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TeamRow {
    /// Id of the person.
    pub staff: String,
    /// Their name.
    pub name: String,
    /// Id of their site.
    pub site: String,
    /// Whether they are active.
    pub active: bool,
    /// Their appointments, with and without a resource, that share a minute with the period.
    pub appointments: u64,
    /// Their minutes inside the period.
    pub booked_minutes: i64,
    /// Minutes rostered.
    pub available_minutes: i64,
    /// Booked over rostered; null where nothing is rostered.
    pub utilisation: Option<f64>,
    /// The colour of the utilisation.
    pub level: Option<Level>,
    /// Full prices of those appointments.
    #[serde(serialize_with = "amount")]
    pub revenue: f64,
}

/// A remark on the numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// Stable name: `noWorkingHours`, `noOpeningHours`, `ownHours`, `overbooked`, `overbookedStaff`, `rowsLeftOut`.
    pub code: String,
    /// What it means, and what can be done.
    pub message: String,
}

impl Report {
    /// The report as it is written, with the names and ids of its problem.
    pub fn new(problem: &domain::Problem, report: &report::Report) -> Self {
        let query = &report.query;
        let reconciliations = report.analysis.reconciliations.iter();
        let team = |rows: &Vec<report::TeamRow>| rows.iter().map(|row| TeamRow::new(problem, row)).collect();
        Self {
            schema_version: 1,
            basis: query.basis.into(),
            period: Period { from: query.from.to_string(), to: query.to.to_string() },
            site: query.site.map(|site| problem.site(site).id.clone()),
            staff: query.staff.map(|person| problem.person(person).id.clone()),
            currency: problem.currency.clone(),
            fallback: report.is_fallback(),
            kpis: Kpis::from(&report.kpis),
            rows: report.rows.iter().map(|row| Row::new(problem, row)).collect(),
            team: report.team.as_ref().map(team),
            warnings: report.warnings.iter().map(|warning| Warning::new(problem, warning)).collect(),
            waterfall: report.analysis.waterfalls.as_ref().map(|one| Waterfalls::new(problem, one)),
            ceilings: report.analysis.ceilings.iter().map(|one| Ceiling::new(problem, one)).collect(),
            reconciliations: reconciliations.map(|one| Reconciliation::new(problem, one)).collect(),
            measures: report.analysis.measures.as_ref().map(|one| Measures::new(problem, one)),
        }
    }
}

impl From<&report::Kpis> for Kpis {
    fn from(kpis: &report::Kpis) -> Self {
        let usage = &kpis.usage;
        Self {
            resources: kpis.resources,
            active_resources: kpis.active_resources,
            appointments: usage.appointments,
            booked_minutes: usage.booked,
            available_minutes: usage.available,
            utilisation: usage.utilisation(),
            level: usage.level().map(Level::from),
            revenue: units(usage.revenue),
        }
    }
}

impl Row {
    fn new(problem: &domain::Problem, row: &report::Row) -> Self {
        let (resource, usage) = (problem.resource(row.resource), &row.usage);
        Self {
            resource: resource.id.clone(),
            name: resource.name.clone(),
            kind: kind(resource.kind),
            site: problem.site(resource.site).id.clone(),
            capacity: resource.capacity,
            multi_use: resource.multi_use,
            active: row.active,
            appointments: usage.appointments,
            booked_minutes: usage.booked,
            available_minutes: usage.available,
            limited: row.limited,
            utilisation: usage.utilisation(),
            level: usage.level().map(Level::from),
            revenue: units(usage.revenue),
        }
    }
}

impl TeamRow {
    fn new(problem: &domain::Problem, row: &report::TeamRow) -> Self {
        let (person, usage) = (problem.person(row.staff), &row.usage);
        Self {
            staff: person.id.clone(),
            name: person.name.clone(),
            site: problem.site(person.site).id.clone(),
            active: row.active,
            appointments: usage.appointments,
            booked_minutes: usage.booked,
            available_minutes: usage.available,
            utilisation: usage.utilisation(),
            level: usage.level().map(Level::from),
            revenue: units(usage.revenue),
        }
    }
}

impl Warning {
    fn new(problem: &domain::Problem, warning: &report::Warning) -> Self {
        Self { code: warning.code().to_owned(), message: warning.message(problem) }
    }
}

impl From<report::Basis> for Basis {
    fn from(basis: report::Basis) -> Self {
        match basis {
            report::Basis::Staff => Self::Staff,
            report::Basis::Opening => Self::Opening,
            report::Basis::Eligible => Self::Eligible,
        }
    }
}

impl From<report::Level> for Level {
    fn from(level: report::Level) -> Self {
        match level {
            report::Level::Red => Self::Red,
            report::Level::Yellow => Self::Yellow,
            report::Level::Green => Self::Green,
        }
    }
}

fn kind(kind: domain::Kind) -> Kind {
    match kind {
        domain::Kind::Room => Kind::Room,
        domain::Kind::Equipment => Kind::Equipment,
        domain::Kind::Solarium => Kind::Solarium,
        domain::Kind::Other => Kind::Other,
    }
}

/// Hundredths as units of the currency.
fn units(cents: Cents) -> f64 {
    cents as f64 / 100.0
}

/// Whole amounts without a decimal point: `465000`, not `465000.0`.
fn amount<S: Serializer>(units: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let whole = *units as Cents;
    if whole as f64 == *units { serializer.serialize_i64(whole) } else { serializer.serialize_f64(*units) }
}
