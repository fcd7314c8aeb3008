//! The constraint families: one file each, its formula in its documentation.
//!
//! In the formulas `c` is a candidate of request `r`, `x_c` its *who* column, `y_w` the *where* column of choice `w`, `z` either of
//! them, `p` a person, `k` a class, `q` a client, `t` a minute and `d` a local date, as in FORMULATION.md.

pub mod choice;
pub mod client;
pub mod person;
pub mod pool;
pub mod request;
pub mod resource_day;
pub mod staff_day;
pub mod visit_order;
pub mod visit_staff;

use std::collections::BTreeMap;

use super::Model;
use super::formulation::{Formulation, Lane, Take};

/// The takes of each lane, with the positions of their columns.
pub type TakesByLane = BTreeMap<Lane, Vec<(usize, Take)>>;

/// A family adds its rows, and variables that only it needs, to the model.
pub type Family = fn(&mut Model, &Formulation<'_>, &TakesByLane);

/// The table of contents of the model. `resource_day` reads the idle variables of `pool`, so it comes after it.
pub const FAMILIES: [(&str, Family); 9] = [
    ("C1 request", request::add),
    ("C2 choice", choice::add),
    ("C3 person", person::add),
    ("C4 pool", pool::add),
    ("C5 client", client::add),
    ("C6 staff day", staff_day::add),
    ("C7 resource day", resource_day::add),
    ("C8 visit order", visit_order::add),
    ("C9 visit staff", visit_staff::add),
];
