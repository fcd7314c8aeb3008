//! Further measures in the report file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{amount, units};
use crate::{domain, plan, report};

/// More about each row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Measures {
    /// Of all resources in scope.
    pub total: Measure,
    /// Of each resource, in the order of the report's rows.
    pub rows: Vec<ResourceMeasure>,
    /// Of each person, in the order of the report's team; empty without it.
    pub team: Vec<StaffMeasure>,
    /// People, resources and clients that were taken twice.
    pub double_bookings: Vec<Conflict>,
    /// Bookings outside shifts, own hours or opening hours.
    pub outside_hours: Vec<Conflict>,
}

/// More about a resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResourceMeasure {
    /// Its id.
    pub resource: String,
    /// Its name.
    pub name: String,
    /// What is known.
    pub measure: Measure,
}

/// More about a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffMeasure {
    /// Their id.
    pub staff: String,
    /// Their name.
    pub name: String,
    /// What is known.
    pub measure: Measure,
}

/// More about a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Measure {
    /// Revenue for each available hour, rounded to hundredths; null where nothing is available.
    pub revenue_per_available_hour: Option<f64>,
    /// Available minutes, times places, in which nothing takes it; null where working hours are assumed.
    pub idle_minutes: Option<i64>,
    /// Who cancelled, who did not come.
    pub attendance: Attendance,
    /// How sure the utilisation is; null for less than two days.
    pub confidence: Option<Confidence>,
    /// Day by day.
    pub days: Vec<Day>,
}

/// Counts over appointments with a booking, cancelled ones too.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attendance {
    /// All of them.
    pub appointments: u64,
    /// Called off.
    pub cancelled: u64,
    /// Arrived, completed or no-show.
    pub due: u64,
    /// The client did not come.
    pub no_shows: u64,
    /// Cancelled of all; null without any.
    pub cancellation_rate: Option<f64>,
    /// No-shows of those due; null without any.
    pub no_show_rate: Option<f64>,
    /// How many have a known lead time: from `createdAt` to the start, without cancelled ones.
    pub with_lead_time: usize,
    /// The lead time that half of them do not exceed; null where none is known.
    pub median_lead_time_minutes: Option<i64>,
}

/// A 95 % interval of the utilisation: a percentile bootstrap by day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Confidence {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Days that it rests on.
    pub days: usize,
    /// Whether these are less than 14: then it is too narrow.
    pub few_days: bool,
}

/// One local date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Day {
    /// Which: `2026-11-23`.
    pub date: String,
    /// Appointments that take it on that date.
    pub appointments: u64,
    /// Their minutes on that date.
    pub booked_minutes: i64,
    /// Minutes available.
    pub available_minutes: i64,
    /// Booked over available; null where nothing is available.
    pub utilisation: Option<f64>,
    /// Full prices of those appointments.
    #[serde(serialize_with = "amount")]
    pub revenue: f64,
}

/// Bookings that break a rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Conflict {
    /// Code of the rule: `staffOverlap`, `resourceOverlap`, `clientOverlap`, `staffShift`, `staffInactive`, `resourceHours`,
    /// `resourceInactive` or `openingHours`.
    pub rule: String,
    /// Ids of the requests.
    pub requests: Vec<String>,
    /// From when, with its offset.
    pub from: Option<String>,
    /// Until when.
    pub to: Option<String>,
    /// Who, what and when.
    pub message: String,
}

impl Measures {
    pub(super) fn new(problem: &domain::Problem, measures: &report::Measures) -> Self {
        let row = |(index, measure): &(domain::ResourceIndex, report::Measure)| {
            let resource = problem.resource(*index);
            ResourceMeasure { resource: resource.id.clone(), name: resource.name.clone(), measure: measure.into() }
        };
        let person = |(index, measure): &(domain::StaffIndex, report::Measure)| {
            let person = problem.person(*index);
            StaffMeasure { staff: person.id.clone(), name: person.name.clone(), measure: measure.into() }
        };
        let conflicts = |all: &[plan::Conflict]| all.iter().map(|one| Conflict::new(problem, one)).collect();
        Self {
            total: (&measures.total).into(),
            rows: measures.resources.iter().map(row).collect(),
            team: measures.team.iter().map(person).collect(),
            double_bookings: conflicts(&measures.double_bookings),
            outside_hours: conflicts(&measures.outside_hours),
        }
    }
}

impl From<&report::Measure> for Measure {
    fn from(measure: &report::Measure) -> Self {
        Self {
            revenue_per_available_hour: measure.usage.revenue_per_available_hour().map(units),
            idle_minutes: measure.idle,
            attendance: (&measure.attendance).into(),
            confidence: measure.confidence.map(Confidence::from),
            days: measure.days.iter().map(Day::from).collect(),
        }
    }
}

impl From<&report::Attendance> for Attendance {
    fn from(attendance: &report::Attendance) -> Self {
        Self {
            appointments: attendance.appointments,
            cancelled: attendance.cancelled,
            due: attendance.due,
            no_shows: attendance.no_shows,
            cancellation_rate: attendance.cancellation_rate(),
            no_show_rate: attendance.no_show_rate(),
            with_lead_time: attendance.with_lead_time(),
            median_lead_time_minutes: attendance.median_lead_time(),
        }
    }
}

impl From<report::Confidence> for Confidence {
    fn from(confidence: report::Confidence) -> Self {
        let few_days = confidence.is_of_few_days();
        Self { low: confidence.low, high: confidence.high, days: confidence.days, few_days }
    }
}

impl From<&report::Day> for Day {
    fn from(day: &report::Day) -> Self {
        Self {
            date: day.date.to_string(),
            appointments: day.usage.appointments,
            booked_minutes: day.usage.booked,
            available_minutes: day.usage.available,
            utilisation: day.usage.utilisation(),
            revenue: units(day.usage.revenue),
        }
    }
}

impl Conflict {
    fn new(problem: &domain::Problem, conflict: &plan::Conflict) -> Self {
        let zone = conflict.requests.first().map_or(domain::calendar::Zone::UTC, |&one| problem.zone_of(one));
        Self {
            rule: conflict.rule.code().to_owned(),
            requests: conflict.requests.iter().map(|&one| problem.request(one).id.clone()).collect(),
            from: conflict.at.map(|at| zone.text(at.start)),
            to: conflict.at.map(|at| zone.text(at.end)),
            message: conflict.detail.clone(),
        }
    }
}
