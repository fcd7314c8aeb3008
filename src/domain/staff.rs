//! A staff member: a person who serves clients.

use std::collections::BTreeSet;

use super::calendar::Hours;
use super::index::{ServiceIndex, SiteIndex};
use super::interval_set::IntervalSet;

/// A person, the services they can do, and when they work.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Unique id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Where they work.
    pub site: SiteIndex,
    /// What they can do.
    pub services: BTreeSet<ServiceIndex>,
    /// Rostered hours; none where the file gives none.
    pub hours: Hours,
    /// Absences.
    pub blocks: IntervalSet,
    /// An inactive person works no hours and takes no new booking.
    pub active: bool,
}
