//! Files: all that is read and written, and nothing that is decided.
//!
//! [`wire`] has the types of the four files, of which [`schema`] makes their JSON Schemas. A problem comes in through the
//! [`gate`], which tells every fault at once ([`faults`] writes them); [`generate`] makes problems up, [`import`] reads
//! foreign formats. [`tables`] reads a chain's years from Parquet and CSV. [`plan`] reads and writes plans, [`report`] writes reports, [`mod@bench`] reads results of benchmarks.
//! docs/FORMAT.md explains the files to their users.

pub mod bench;
pub mod faults;
pub mod gate;
pub mod generate;
pub mod import;
pub mod plan;
pub mod report;
pub mod schema;
pub mod study;
pub mod tables;
pub mod wire;
pub(crate) mod wording;

pub use bench::read_results;
pub use faults::faults_json;
pub use gate::{Reading, parse_time, read_problem, read_request};
pub use plan::{PlanReading, plan_file, read_plan};
pub use schema::SCHEMAS;
