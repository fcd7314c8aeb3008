//! Plans to and from their files.

mod enter;
mod names;
mod read;
mod write;

pub use enter::enter_bookings;
pub use read::{PlanReading, read_plan};
pub use write::plan_file;
