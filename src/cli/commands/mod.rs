//! One file for each command.

pub(super) mod bench;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod diff;
pub(super) mod explain;
pub(super) mod generate;
pub(super) mod import;
mod reasons;
pub(super) mod rebook;
pub(super) mod recommend;
mod replan;
pub(super) mod report;
pub(super) mod schema;
pub(super) mod solve;
pub(super) mod summary;
pub(super) mod validate;
pub(super) mod value;
pub(super) mod whatif;
