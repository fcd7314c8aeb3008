//! Files: wire types, the gate, readers and writers.

pub mod generate;
pub mod wire;
