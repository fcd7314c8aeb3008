//! What if: scenarios beside the problem as it is.
//!
//! ```text
//! study file → cases → solves → what is known of each → comparison → table, JSON, CSV, page
//! ```
//!
//! [`cases`] makes a problem of each scenario, `run` solves them side by side, and [`results`] says what differs. A
//! best value is never known by more than an interval ([`Known`]): a plan reaches its lower end, and no plan exceeds its upper
//! end. Where two intervals overlap, the comparison is undecided, and says so.

mod aim;
mod answer;
mod case;
mod figures;
mod frontier;
mod grid;
mod known;
mod order;
mod replicates;
mod result;
mod run;
mod tell;

pub use aim::Aim;
pub use answer::Answer;
pub use case::{BASELINE, Case, cases};
pub use known::{Known, Verdict};
pub use order::{carried, is_within};
pub use replicates::{replicates, weeks};
pub use result::results;
pub use run::{Orders, Watcher, run};
