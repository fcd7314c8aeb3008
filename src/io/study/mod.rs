//! The results of a study for people and spreadsheets, and the study file read.

pub mod csv;
pub mod html;
mod read;
pub mod table;
mod words;

pub use read::read_study;
