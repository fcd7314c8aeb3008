//! What several tests share: problems built in code, solves that are checked, the program run as people run it.

pub(crate) mod program;
pub(crate) mod salon;
pub(crate) mod solved;
