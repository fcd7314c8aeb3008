//! Files: wire types, the gate, readers and writers.

pub mod report;
pub mod wire;
