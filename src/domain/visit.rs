//! A visit: several services of one client, one after the other on one date.

use super::index::RequestIndex;
use super::time::Minute;

/// By whom the services of a visit are served; those that take nobody are left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitStaff {
    /// By anybody.
    Any,
    /// All by the same people.
    Same,
    /// No two by one person.
    Different,
}

/// Requests that are booked together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Unique id.
    pub id: String,
    /// At least two, of one client and one site, in order; those cancelled among them. A request is in one visit at most.
    pub requests: Vec<RequestIndex>,
    /// The most minutes from the end of an appointment to the start of the next.
    pub max_wait: Minute,
    /// Who serves them.
    pub staff: VisitStaff,
}
