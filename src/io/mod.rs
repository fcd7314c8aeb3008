//! Files: wire types, the gate, readers and writers, the generator.

pub mod faults;
pub mod gate;
pub mod generate;
pub mod plan;
pub mod report;
pub mod schema;
pub mod wire;

pub use faults::faults_json;
pub use gate::{Reading, parse_time, read_problem};
pub use plan::{PlanReading, plan_file, read_plan};
pub use schema::SCHEMAS;
