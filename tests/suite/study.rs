//! Studies: what a problem would be with some things changed.

mod edit;
mod replan;
mod value;
mod whatif;
