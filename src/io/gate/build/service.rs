//! Services with their requirements.

use crate::domain::{Busy, Phase, Requirement, Service};
use crate::io::wire::problem;

use super::super::draft::Draft;
use super::super::money::cents;
use super::super::stock::name_or_id;

pub(super) fn service(draft: &Draft<'_>, service: &problem::Service) -> Option<Service> {
    let phases = phases(service);
    Some(Service {
        id: service.id.clone(),
        name: name_or_id(&service.name, &service.id).to_owned(),
        duration: service.duration_minutes,
        price: cents(service.price),
        setup: service.setup_minutes,
        cleanup: service.cleanup_minutes,
        staff_count: u32::try_from(service.staff_count).ok()?,
        requirements: service.requires.iter().map(|one| requirement(draft, one)).collect::<Option<_>>()?,
        outside_opening_hours: service.outside_opening_hours,
        busy: Busy::of(service.setup_minutes, &phases, service.cleanup_minutes),
        phases,
    })
}

/// The phases given, or one in which everybody is busy.
fn phases(service: &problem::Service) -> Vec<Phase> {
    if service.phases.is_empty() {
        return vec![Phase::busy(service.duration_minutes)];
    }
    let phase = |phase: &problem::Phase| Phase {
        minutes: phase.minutes,
        staff: phase.busy.contains(&problem::Busy::Staff),
        resources: phase.busy.contains(&problem::Busy::Resources),
        client: phase.busy.contains(&problem::Busy::Client),
    };
    service.phases.iter().map(phase).collect()
}

fn requirement(draft: &Draft<'_>, requirement: &problem::Requirement) -> Option<Requirement> {
    Some(Requirement {
        names: requirement.any_of.clone(),
        any_of: draft.stock.all_named(&requirement.any_of).into_iter().map(Into::into).collect(),
        units: u32::try_from(requirement.units).ok()?,
    })
}
