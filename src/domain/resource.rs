//! A resource: one physical unit that appointments reserve.

use super::calendar::Hours;
use super::index::SiteIndex;
use super::interval_set::IntervalSet;

/// What sort of thing a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A room, cabin or booth.
    Room,
    /// A machine, a chair, a table.
    Equipment,
    /// A tanning bed.
    Solarium,
    /// Anything else.
    Other,
}

/// One room, machine or other thing; a file's `units: 3` makes three of these.
#[derive(Clone, Debug)]
pub struct Resource {
    /// Unique id; `dryer/2` for the second unit of `dryer`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Where it stands.
    pub site: SiteIndex,
    /// The pools it belongs to, by name.
    pub pools: Vec<String>,
    /// How many people it holds; it counts only with `multi_use`.
    pub capacity: u32,
    /// Whether up to `capacity` bookings may run at once.
    pub multi_use: bool,
    /// An inactive resource takes no new booking.
    pub active: bool,
    /// Its own hours; `None` where it follows its site.
    pub hours: Option<Hours>,
    /// Maintenance.
    pub blocks: IntervalSet,
}

impl Resource {
    /// How many bookings may use it at once.
    pub fn places(&self) -> u32 {
        if self.multi_use { self.capacity } else { 1 }
    }
}
