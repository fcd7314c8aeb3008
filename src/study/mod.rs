//! Studies: questions about a plan, each answered by solves with their bounds.

pub mod calendar;
pub mod rebook;
pub mod recommend;
