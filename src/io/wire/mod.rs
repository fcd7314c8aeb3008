//! The files as they are written: camelCase, string ids, text for times.

pub mod bench;
pub mod edit;
pub mod explanation;
pub mod plan;
pub mod problem;
pub mod rebooking;
pub mod recommendation;
pub mod report;
pub mod study;
pub mod whatif;
