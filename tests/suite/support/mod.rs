//! Problems to test with, built in code, and what every solve in a test goes through.

pub(crate) mod brute;
pub(crate) mod salon;
pub(crate) mod small;
pub(crate) mod solve;
