//! The dual side: prices of what staff-days share, and the bounds that they prove.

mod bars;
mod blend;
mod cuts;
mod excess;
mod labels;
mod losses;
mod marks;
mod memory;
mod network;
mod path;
mod prices;
mod pricing;
mod quantum;
mod query;
mod separation;
mod volume;

pub use bars::Bars;
pub use blend::Blend;
pub use cuts::{Cut, Cuts, Row};
pub use excess::Excess;
pub use losses::{Loss, Losses, Reach};
pub use memory::{Critical, Memory};
pub use network::{DayArcs, Group, Line, LoneArc, Network, Profile};
pub use path::{Arc, Path};
pub use prices::{Prices, Totals};
pub use pricing::{Priced, Pricing};
pub use quantum::Quantum;
pub use separation::Recent;
pub use volume::{Volume, Warmth};
