//! Benchmarks: engines on instances, side by side, each plan checked once more.
//!
//! A [`Study`] lists the runs to make, [`measure`] makes one and gives its row of the result file
//! ([`crate::io::wire::bench`]). Rows of several files together become a [`table`], a [`csv`] sheet, a comparison with earlier
//! ones ([`against`]) and [`chart`]s. Nothing here reads or writes a file.

pub mod against;
pub mod chart;
pub mod csv;
mod instance;
mod label;
mod run;
mod study;
pub mod table;
mod trace;

pub use instance::Instance;
pub use run::measure;
pub use study::{Configuration, Study, key};
