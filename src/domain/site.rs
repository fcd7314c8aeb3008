//! A site: one place with one wall clock.

use super::calendar::{Hours, Zone};

/// A salon, spa or clinic ("location" in many booking systems).
#[derive(Clone, Debug)]
pub struct Site {
    /// Unique id.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The zone of its wall clock.
    pub zone: Zone,
    /// Opening hours; `None` where the site has none at all, and then they restrict nothing.
    pub opening_hours: Option<Hours>,
}
