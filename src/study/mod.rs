//! Studies: questions about a problem or a plan, each answered by solves with their bounds, and the edits of a problem file
//! that they try.

pub mod calendar;
pub mod change;
pub mod clash;
pub mod edit;
pub mod explain;
pub mod rebook;
pub mod recommend;
pub mod replan;
pub mod value;
pub mod whatif;
