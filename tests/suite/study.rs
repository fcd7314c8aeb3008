//! Studies: what a problem would be with some things changed.

mod clash;
mod edit;
mod reasons;
mod replan;
mod value;
mod whatif;
