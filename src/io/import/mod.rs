//! Foreign problem formats, each read into the wire problem: there is one gate.

pub mod smptsp;
