//! The tests of behaviour, as one program so that HiGHS is linked once.

mod backends;
mod check;
mod claims;
mod conflicts;
mod decomposition;
mod diff;
mod fixture_files;
mod found;
mod gate;
mod generate;
mod invalid;
mod metamorphic;
mod model;
mod optimum;
mod plan_file;
mod report;
mod schema;
mod score;
mod support;
