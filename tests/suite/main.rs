//! The tests of behaviour, as one program so that HiGHS is linked once.

mod check;
mod claims;
mod conflicts;
mod diff;
mod plan_file;
mod report;
mod score;
mod support;
