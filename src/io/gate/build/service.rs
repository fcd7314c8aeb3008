//! Services with their requirements.

use crate::domain::{Requirement, Service};
use crate::io::wire::problem;

use super::super::draft::Draft;
use super::super::money::cents;
use super::super::stock::name_or_id;

pub(super) fn service(draft: &Draft<'_>, service: &problem::Service) -> Option<Service> {
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
    })
}

fn requirement(draft: &Draft<'_>, requirement: &problem::Requirement) -> Option<Requirement> {
    Some(Requirement {
        names: requirement.any_of.clone(),
        any_of: draft.stock.all_named(&requirement.any_of).into_iter().map(Into::into).collect(),
        units: u32::try_from(requirement.units).ok()?,
    })
}
