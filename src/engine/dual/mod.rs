//! The dual side: prices of what staff-days share, and the bounds that they prove.

mod prices;

pub use prices::{Prices, Totals};
