//! Slotwright

pub mod cli;
pub mod domain;
pub mod engine;
pub mod io;
pub mod model;
pub mod plan;
pub mod report;
