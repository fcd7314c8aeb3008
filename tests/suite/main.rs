//! The tests of behaviour, as one program so that HiGHS is linked once.

mod check;
mod claims;
mod conflicts;
mod diff;
mod plan_file;
mod score;
mod support;
mod report;
