//! Studies: what a problem would be with some things changed.

mod edit;
mod whatif;
