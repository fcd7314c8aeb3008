//! The tests of behaviour, as one program so that HiGHS is linked once.

mod cases;
mod check;
mod claims;
mod cli;
mod conflicts;
mod diff;
mod docs;
mod fixture_files;
mod format_docs;
mod formulation;
mod gate;
mod generate;
mod invalid;
mod layers;
mod plan_file;
mod report;
mod report_files;
mod schema;
mod score;
mod support;
