//! Files: wire types, the gate, readers and writers.

pub mod gate;
pub mod schema;
pub mod wire;

pub use gate::{Reading, read_problem};
