//! Plans to and from their files.

mod names;
mod read;
mod write;

pub use read::{PlanReading, read_plan};
pub use write::plan_file;
