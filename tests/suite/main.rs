//! The tests of behaviour, as one program so that HiGHS is linked once.

mod gate;
mod invalid;
mod schema;
