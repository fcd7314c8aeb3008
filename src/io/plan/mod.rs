//! Plans to and from their files.

mod changes;
mod names;
mod read;
mod write;

pub use changes::{CALL_COLUMNS, ChangeEntry, calls_csv, change_entry};
pub use read::{PlanReading, read_plan};
pub use write::plan_file;
