//! Studies: what a problem would be with some things changed.

pub mod change;
pub mod clash;
pub mod edit;
pub mod explain;
