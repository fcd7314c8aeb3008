//! The tests of behaviour, as one program so that HiGHS is linked once.

mod backends;
mod cases;
mod check;
mod claims;
mod cli;
mod conflicts;
mod decomposition;
mod diff;
mod docs;
mod fixture_files;
mod format_docs;
mod formulation;
mod found;
mod gate;
mod generate;
mod invalid;
mod layers;
mod metamorphic;
mod model;
mod optimum;
mod plan_file;
mod report;
mod report_files;
mod schema;
mod score;
mod support;
