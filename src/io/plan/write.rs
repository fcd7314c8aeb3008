//! The answer of a solve as a plan file.

use crate::domain::Problem;
use crate::domain::calendar::Zone;
use crate::io::wire::plan as wire;
use crate::plan::{Conflict, Outcome, PlannedBooking, Unassigned, conflicts};

/// The file of an outcome. `sha256` is that of the problem's file; a frozen problem gives `freezeUntil`.
pub fn plan_file(problem: &Problem, sha256: &str, outcome: &Outcome, solver: wire::Solver) -> wire::Plan {
    let plan = outcome.plan.as_ref().map(|(plan, _)| plan);
    let score = outcome.plan.as_ref().map(|(_, score)| *score);
    let mut planned: Vec<&PlannedBooking> = plan.into_iter().flat_map(|plan| &plan.bookings).collect();
    planned.sort_by_key(|one| (one.booking.start, problem.request(one.request).id.as_str()));
    let unassigned = plan.into_iter().flat_map(|plan| &plan.unassigned);
    wire::Plan {
        schema_version: 1,
        problem: wire::ProblemIdentity { name: problem.name.clone(), sha256: sha256.into() },
        status: outcome.status.into(),
        score: score.map(|score| score.total()),
        bound: outcome.bound.filter(|_| score.is_some()),
        gap: outcome.gap(),
        terms: score.map(wire::Terms::from),
        freeze_until: problem.frozen_until.map(|until| first_zone(problem).text(until)),
        bookings: planned.into_iter().map(|one| booking(problem, one)).collect(),
        unassigned: unassigned.map(|left_out| left_out_request(problem, left_out)).collect(),
        clash: outcome.clash.iter().map(|&request| problem.request(request).id.clone()).collect(),
        clashes: Vec::new(),
        warnings: conflicts(problem)
            .into_iter()
            .map(warning)
            .chain(outcome.troubles.iter().map(|message| trouble(message)))
            .collect(),
        solver,
    }
}

fn booking(problem: &Problem, planned: &PlannedBooking) -> wire::Booking {
    let (zone, booking) = (problem.zone_of(planned.request), &planned.booking);
    wire::Booking {
        request: problem.request(planned.request).id.clone(),
        start: zone.text(booking.start),
        end: zone.text(planned.end),
        staff: booking.staff.iter().map(|&one| problem.person(one).id.clone()).collect(),
        resources: booking.resources.iter().map(|&one| problem.resource(one).id.clone()).collect(),
    }
}

fn left_out_request(problem: &Problem, left_out: &Unassigned) -> wire::Unassigned {
    wire::Unassigned {
        request: problem.request(left_out.request).id.clone(),
        reason: left_out.reason.into(),
        detail: left_out.reason.detail().into(),
        action: left_out.reason.action().into(),
    }
}

fn trouble(message: &str) -> wire::Warning {
    wire::Warning { code: "engine".into(), message: message.into() }
}

fn warning(conflict: Conflict) -> wire::Warning {
    wire::Warning { code: conflict.rule.code().into(), message: conflict.detail }
}

/// A frozen time holds for all sites; it is written on the clock of the first.
fn first_zone(problem: &Problem) -> Zone {
    problem.sites.first().map_or(Zone::UTC, |site| site.zone)
}
