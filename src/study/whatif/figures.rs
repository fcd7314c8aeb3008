//! What a plan does: served and refused, revenue, utilisation, people and rooms used, who moves.

use std::collections::BTreeSet;

use crate::domain::{Cents, Problem};
use crate::io::wire::whatif as wire;
use crate::plan::{Plan, changes};
use crate::report::{Appointments, Basis, Query, Report, report};

use super::aim::{self, query};
use super::known::Known;

/// The figures of a plan; `minutes` is what is known of the most minutes that any plan books.
pub(super) fn figures(problem: &Problem, plan: &Plan, minutes: Known) -> wire::Figures {
    let reports = reports(problem, plan);
    let booked = reports.first().map_or(0, |report| report.kpis.usage.booked);
    let used = used(problem, plan);
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    wire::Figures {
        requests: count(plan.bookings.len() + plan.unassigned.len()),
        served: aim::served(plan),
        refused: count(plan.unassigned.len()),
        revenue: units(aim::revenue(problem, plan)),
        booked_minutes: booked,
        // The bound knows what services book; what was booked by hand on something else is beside it.
        utilisation: reports.iter().map(|one| utilisation(one, minutes.most.filter(|&most| most >= booked))).collect(),
        resources: resources(problem, &reports),
        staff_used: count(used.staff),
        staff_days: count(used.staff_days),
        resources_used: count(used.resources),
        resource_days: count(used.resource_days),
        moves: moves(problem, plan),
    }
}

/// An amount in the currency.
pub(super) fn units(cents: Cents) -> f64 {
    cents as f64 / 100.0
}

/// The Resources report on each basis, for the dates that are planned.
fn reports(problem: &Problem, plan: &Plan) -> Vec<Report> {
    let appointments = Appointments::of_plan(problem, plan);
    let of_basis = |basis| report(problem, &appointments, &Query { basis, ..query(problem) });
    Basis::ALL.into_iter().map(of_basis).collect()
}

fn utilisation(report: &Report, most: Option<i64>) -> wire::Utilisation {
    // What was given up is there no more, unlike in the Resources report, which counts inactive resources.
    let kept: Vec<_> =
        report.rows.iter().filter(|row| row.active || row.usage.booked > 0).map(|row| row.usage).collect();
    let (booked, available) =
        kept.iter().fold((0, 0), |(booked, available), usage| (booked + usage.booked, available + usage.available));
    let share = |minutes: i64| (available > 0).then(|| minutes as f64 / available as f64);
    wire::Utilisation {
        basis: report.query.basis.into(),
        available_minutes: available,
        utilisation: share(booked),
        bound: most.and_then(share),
    }
}

/// Each resource in the order of the problem.
fn resources(problem: &Problem, reports: &[Report]) -> Vec<wire::ResourceUse> {
    let usage = |report: &Report, position: usize| {
        report.rows.iter().find(|row| row.resource.position() == position).map(|row| row.usage)
    };
    let each = problem.resources.iter().enumerate();
    each.map(|(position, resource)| wire::ResourceUse {
        resource: resource.id.clone(),
        name: resource.name.clone(),
        booked_minutes: reports.first().and_then(|one| usage(one, position)).map_or(0, |usage| usage.booked),
        utilisation: reports.iter().map(|one| usage(one, position).and_then(|usage| usage.utilisation())).collect(),
    })
    .collect()
}

/// How many people and resources have a booking.
struct Used {
    staff: usize,
    staff_days: usize,
    resources: usize,
    resource_days: usize,
}

fn used(problem: &Problem, plan: &Plan) -> Used {
    let (mut staff, mut resources) = (BTreeSet::new(), BTreeSet::new());
    for planned in &plan.bookings {
        let date = problem.zone_of(planned.request).date(planned.booking.start);
        staff.extend(planned.booking.staff.iter().map(|&one| (one, date)));
        resources.extend(planned.booking.resources.iter().map(|&one| (one, date)));
    }
    Used {
        staff: staff.iter().map(|(one, _)| one).collect::<BTreeSet<_>>().len(),
        staff_days: staff.len(),
        resources: resources.iter().map(|(one, _)| one).collect::<BTreeSet<_>>().len(),
        resource_days: resources.len(),
    }
}

/// What changes for the bookings that there were.
fn moves(problem: &Problem, plan: &Plan) -> Vec<wire::Move> {
    let moved = changes(problem, plan).into_iter().filter(|change| change.from.is_some());
    moved
        .map(|change| wire::Move {
            request: problem.request(change.request).id.clone(),
            visible: change.visible(),
            detail: change.sentence(problem),
        })
        .collect()
}
