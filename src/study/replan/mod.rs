//! Re-planning: a plan that was good until somebody fell ill.
//!
//! The bookings of a plan become those that the requests have ([`keep()`]), an absence takes hours away ([`absence()`]), and the
//! problem that comes of it is solved like any other: what a changed booking costs is said by its policy, and the bound says
//! how little could have been changed. [`uprooted()`] lists the bookings that cannot stay.

mod absence;
mod keep;
mod uprooted;

pub use absence::{Whose, absence};
pub use keep::keep;
pub use uprooted::{Uprooted, uprooted};
