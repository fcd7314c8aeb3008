//! What several tests share: problems built in code, solves that are checked, the program run as people run it.

pub(crate) mod brute;
pub(crate) mod fixtures;
pub(crate) mod parts;
pub(crate) mod program;
pub(crate) mod salon;
pub(crate) mod seeds;
pub(crate) mod small;
pub(crate) mod solve;
