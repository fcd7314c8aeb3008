//! The tests of behaviour, as one program so that HiGHS is linked once.

mod fixture_files;
mod generate;
