//! Files: wire types, the gate, readers and writers.

pub mod gate;
pub mod plan;
pub mod schema;
pub mod report;
pub mod generate;
pub mod wire;

pub use gate::{Reading, read_problem};
pub use plan::{PlanReading, plan_file, read_plan};
