//! The result file of the benchmark command as a value; [`wire::Results`] has the fields.

use std::sync::LazyLock;

use super::gate::{Shape, shaped};
use super::schema::bench_schema;
use super::wire::bench as wire;
use crate::domain::Faults;

static RESULTS: LazyLock<Shape> = LazyLock::new(|| Shape::of(bench_schema()));

/// Reads a result file.
///
/// # Errors
///
/// All faults of its shape, in its order.
pub fn read_results(text: &[u8]) -> Result<wire::Results, Faults> {
    shaped(text, &RESULTS)
}
