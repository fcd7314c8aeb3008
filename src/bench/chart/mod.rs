//! Charts as SVG, in colours that colour-blind people can tell apart (Okabe and Ito).

mod curve;
mod frame;
mod gaps;
mod profile;

pub use gaps::gaps;
pub use profile::profile;

/// A chart that could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the chart cannot be drawn: {0}")]
pub struct Error(String);
