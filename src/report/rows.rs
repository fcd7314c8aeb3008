//! The rows of both reports and the four cards above them.

use crate::domain::{IntervalSet, Minute, Problem, ResourceIndex, StaffIndex};

use super::available::Available;
use super::booked::{Booked, Tally};
use super::query::Query;
use super::roster::Shifts;
use super::scope::Scope;
use super::usage::Usage;

/// A resource and what it was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub resource: ResourceIndex,
    /// Whether it is active in this report.
    pub active: bool,
    /// Whether its own hours or blocks took some of what the basis offered.
    pub limited: bool,
    /// Booked against available.
    pub usage: Usage,
}

/// A person and what they were booked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamRow {
    /// Who.
    pub staff: StaffIndex,
    /// Whether they are active.
    pub active: bool,
    /// Booked against rostered, over appointments with and without a resource.
    pub usage: Usage,
}

/// The totals of all resources in scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kpis {
    /// How many resources.
    pub resources: usize,
    /// How many of them are active.
    pub active_resources: usize,
    /// Minutes of all resources, but each appointment and its price once.
    pub usage: Usage,
}

pub(super) fn resources(
    problem: &Problem,
    query: &Query,
    scope: &Scope,
    booked: &Booked,
    available: &[Available],
) -> Vec<Row> {
    let row = |(position, available): (usize, &Available)| {
        let resource = ResourceIndex::from(position);
        scope.of_resource(resource)?;
        let usage = Usage::new(booked.of_resource(resource), available.minutes);
        Some(Row { resource, active: query.is_active(problem, resource), limited: available.limited, usage })
    };
    let mut rows: Vec<Row> = available.iter().enumerate().filter_map(row).collect();
    sort(&mut rows, |row| (row.usage, problem.resource(row.resource).id.as_str()));
    rows
}

pub(super) fn team(problem: &Problem, scope: &Scope, booked: &Booked, shifts: &Shifts) -> Vec<TeamRow> {
    let row = |(position, rostered): (usize, &IntervalSet)| {
        let staff = StaffIndex::from(position);
        scope.of_person(staff)?;
        let usage = Usage::new(booked.of_person(staff), rostered.minutes());
        Some(TeamRow { staff, active: problem.person(staff).active, usage })
    };
    let mut rows: Vec<TeamRow> = shifts.people.iter().enumerate().filter_map(row).collect();
    sort(&mut rows, |row| (row.usage, problem.person(row.staff).id.as_str()));
    rows
}

pub(super) fn kpis(rows: &[Row], booked: &Booked) -> Kpis {
    let sum = |of: fn(&Usage) -> Minute| rows.iter().map(|row| of(&row.usage)).sum();
    let tally = Tally { booked: sum(|usage| usage.booked), ..booked.total };
    Kpis {
        resources: rows.len(),
        active_resources: rows.iter().filter(|row| row.active).count(),
        usage: Usage::new(tally, sum(|usage| usage.available)),
    }
}

/// By utilisation, highest first and undefined last, then by id.
fn sort<'a, R>(rows: &mut [R], key: impl Fn(&R) -> (Usage, &'a str)) {
    rows.sort_by(|one, two| {
        let ((usage, id), (other, other_id)) = (key(one), key(two));
        let highest = other.utilisation().partial_cmp(&usage.utilisation()).unwrap_or(std::cmp::Ordering::Equal);
        highest.then_with(|| id.cmp(other_id))
    });
}
