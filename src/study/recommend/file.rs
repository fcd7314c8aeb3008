//! The recommendation as a file.

use super::{Bounds, Offer, Recommendation, Upheaval};
use crate::domain::{Problem, RequestIndex};
use crate::io::Reading;
use crate::io::wire::plan::ProblemIdentity;
use crate::io::wire::recommendation as wire;
use crate::plan::{Aspect, Change};

/// The file; in the client's view it names no resource, no points and nobody else's booking.
pub fn file(
    reading: &Reading,
    request: RequestIndex,
    answer: &Recommendation,
    is_for_client: bool,
) -> wire::Recommendation {
    let problem = &reading.problem;
    wire::Recommendation {
        schema_version: 1,
        problem: ProblemIdentity { name: problem.name.clone(), sha256: reading.sha256.clone() },
        request: problem.request(request).id.clone(),
        starts: answer.offers.iter().map(|offer| start(problem, request, offer, is_for_client)).collect(),
        proved: (!is_for_client).then_some(answer.is_proved),
        least_opportunity_cost: answer.least_cost.filter(|_| !is_for_client),
        reason: answer.obstacle.filter(|_| !is_for_client).map(Into::into),
        first_seconds: None,
        seconds: None,
    }
}

fn start(problem: &Problem, request: RequestIndex, offer: &Offer, is_for_client: bool) -> wire::Start {
    let zone = problem.zone_of(request);
    let booking = &offer.booking;
    let public = wire::Start {
        start: zone.text(booking.start),
        end: zone.text(offer.end),
        staff: booking.staff.iter().map(|&one| problem.person(one).id.clone()).collect(),
        resources: None,
        opportunity_cost: None,
        slot_price: None,
        unmoved_cost: None,
        disturbs: None,
        changes: None,
    };
    if is_for_client {
        return public;
    }
    wire::Start {
        resources: Some(booking.resources.iter().map(|&one| problem.resource(one).id.clone()).collect()),
        opportunity_cost: Some(offer.opportunity_cost.into()),
        slot_price: Some(offer.slot_price().into()),
        unmoved_cost: offer.unmoved_cost.map(Into::into),
        disturbs: Some(offer.upheaval().into()),
        changes: Some(offer.changes.iter().map(|one| change(problem, one)).collect()),
        ..public
    }
}

/// A change as files have it.
pub fn change(problem: &Problem, change: &Change) -> wire::Change {
    wire::Change {
        request: problem.request(change.request).id.clone(),
        changed: change.aspects().into_iter().map(Into::into).collect(),
        visible: change.visible(),
        detail: change.sentence(problem),
    }
}

impl From<Bounds> for wire::Between {
    fn from(bounds: Bounds) -> Self {
        Self { lower: bounds.lower, upper: bounds.upper }
    }
}

impl From<Upheaval> for wire::Disturbs {
    fn from(upheaval: Upheaval) -> Self {
        match upheaval {
            Upheaval::None => Self::None,
            Upheaval::Resources => Self::Resources,
            Upheaval::Staff => Self::Staff,
            Upheaval::Time => Self::Time,
            Upheaval::Dropped => Self::Dropped,
        }
    }
}

impl From<Aspect> for wire::Aspect {
    fn from(aspect: Aspect) -> Self {
        match aspect {
            Aspect::Booked => Self::Booked,
            Aspect::Dropped => Self::Dropped,
            Aspect::Time => Self::Time,
            Aspect::Staff => Self::Staff,
            Aspect::Resources => Self::Resources,
        }
    }
}
