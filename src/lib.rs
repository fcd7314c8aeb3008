//! Slotwright

pub mod domain;
pub mod io;
pub mod plan;
pub mod report;
