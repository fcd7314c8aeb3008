//! Columns: the linear programme over the days of people, and what it gives.
//!
//! The decomposition by staff-day (Dantzig and Wolfe 1960) with a master solved by the simplex method. It finishes what
//! the volume algorithm of [`super::dual`] leaves: exact prices, and the mixture of columns that they belong to.

mod column;
mod dive;
mod generation;
mod master;
mod occupancy;
mod rows;
mod time_rows;

pub use column::Column;
pub use dive::Dive;
pub use generation::Generation;
pub use master::{Master, Mixture};
pub use occupancy::Occupancy;
