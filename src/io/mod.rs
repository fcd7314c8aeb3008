//! Files: wire types, the gate, readers and writers.

pub mod plan;
pub mod wire;
