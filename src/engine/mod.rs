//! The engine: from a problem to the best plan it can find and the tightest bound it can prove.
//!
//! [`solve`](fn@solve) is the way in. It lists the candidates, splits the problem into independent parts, gives each a
//! [`greedy`] plan at once, then solves the parts side by side; [`compact`] hands a part to a [`backend`]. The plan that
//! comes out has passed the checker, and its score is the one that the checker's side computes.

pub mod answer;
pub mod backend;
pub mod board;
pub mod bound;
pub mod clash;
mod climb;
pub mod columns;
pub mod compact;
pub mod decomposed;
mod diary;
pub mod dual;
mod error;
pub mod finish;
mod fit;
pub mod greedy;
pub mod infeasible;
mod limits;
mod marginal;
pub mod method;
mod options;
mod orders;
mod parts;
pub mod plunge;
mod progress;
pub mod proof;
mod prospects;
pub mod search;
mod solve;
mod together;
pub mod tree;
pub mod units_last;

pub use error::Error;
pub use fit::{Fit, fits, starts};
pub use limits::{Interrupt, Limits};
pub use marginal::{Marginals, marginals};
pub use options::{BackendName, EngineName, Options};
pub use orders::{Deaf, Ear, Orders};
pub use progress::{Listener, Progress, Silent};
pub use prospects::{companions, prospects};
pub use solve::{improve, solve, thread_count};
