//! The answer to a change by hand as a file.

use super::{Answer, Verdict};
use crate::domain::{Problem, RequestIndex};
use crate::io::Reading;
use crate::io::wire::plan::{Booking, ProblemIdentity};
use crate::io::wire::rebooking as wire;
use crate::plan::Violation;
use crate::study::recommend::change;

/// The file.
pub fn file(reading: &Reading, request: RequestIndex, answer: &Answer) -> wire::Rebooking {
    let (problem, booking) = (&reading.problem, &answer.booking);
    let zone = problem.zone_of(request);
    wire::Rebooking {
        schema_version: 1,
        problem: ProblemIdentity { name: problem.name.clone(), sha256: reading.sha256.clone() },
        verdict: answer.verdict.into(),
        booking: Booking {
            request: problem.request(request).id.clone(),
            start: zone.text(booking.start),
            end: zone.text(problem.appointment(request, booking.start).end),
            staff: booking.staff.iter().map(|&one| problem.person(one).id.clone()).collect(),
            resources: booking.resources.iter().map(|&one| problem.resource(one).id.clone()).collect(),
        },
        reasons: answer.reasons.iter().map(|one| broken(problem, one)).collect(),
        disturbs: answer.upheaval().into(),
        changes: answer.changes.iter().map(|one| change(problem, one)).collect(),
        seconds: None,
    }
}

fn broken(problem: &Problem, violation: &Violation) -> wire::Broken {
    wire::Broken {
        code: violation.rule.code().into(),
        requests: violation.requests.iter().map(|&one| problem.request(one).id.clone()).collect(),
        detail: violation.detail.clone(),
    }
}

impl From<Verdict> for wire::Verdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Fine => Self::Fine,
            Verdict::Moves => Self::Moves,
            Verdict::GivesUp => Self::GivesUp,
            Verdict::Impossible => Self::Impossible,
            Verdict::Open => Self::Open,
        }
    }
}
