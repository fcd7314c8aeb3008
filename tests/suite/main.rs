//! The tests of behaviour, as one program so that HiGHS is linked once.

mod check;
mod claims;
mod conflicts;
mod diff;
mod fixture_files;
mod format_docs;
mod formulation;
mod gate;
mod generate;
mod invalid;
mod plan_file;
mod report;
mod schema;
mod score;
mod support;
