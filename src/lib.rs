//! Slotwright

pub mod cli;
pub mod domain;
pub mod engine;
pub mod io;
pub mod model;
pub mod plan;
pub mod report;

/// The examples of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
