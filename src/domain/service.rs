//! A service: what is done for a client, by how many people, with what.

use super::index::ResourceIndex;
use super::phase::{Busy, Phase};
use super::time::Minute;

/// An amount of money in hundredths of the currency.
pub type Cents = i64;

/// Any `units` different resources of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The pools and resources as the file names them.
    pub names: Vec<String>,
    /// The resources behind the names: of any site, active or not, in order, each once.
    pub any_of: Vec<ResourceIndex>,
    /// How many of them, at least 1.
    pub units: u32,
}

impl Requirement {
    /// Whether it can be met by the resource.
    pub fn allows(&self, resource: ResourceIndex) -> bool {
        self.any_of.binary_search(&resource).is_ok()
    }
}

/// A kind of appointment.
#[derive(Clone, Debug)]
pub struct Service {
    /// Unique id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Length of the appointment, at least 1.
    pub duration: Minute,
    /// Price of an appointment, unless the request has its own.
    pub price: Cents,
    /// Minutes before the appointment in which its people and resources are taken.
    pub setup: Minute,
    /// Minutes after it.
    pub cleanup: Minute,
    /// How many different people it takes; 0 is self-service.
    pub staff_count: u32,
    /// All of these, each by resources of its own.
    pub requirements: Vec<Requirement>,
    /// Whether the appointment may lie outside the site's opening hours.
    pub outside_opening_hours: bool,
    /// The parts of the appointment in order, at least one; their minutes add up to the duration.
    pub phases: Vec<Phase>,
    /// When people, resources and client are taken by setup, phases and cleanup.
    pub busy: Busy,
}

impl Service {
    /// Whether one of its requirements can be met by the resource.
    pub fn can_use(&self, resource: ResourceIndex) -> bool {
        self.requirements.iter().any(|requirement| requirement.allows(resource))
    }
}
