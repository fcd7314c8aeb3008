//! Problems to test with, built in code.

pub(crate) mod salon;
