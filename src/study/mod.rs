//! Studies: what a problem would be with some things changed.

pub mod edit;
pub mod whatif;
