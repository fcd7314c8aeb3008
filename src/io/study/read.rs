//! A study file.

use std::sync::LazyLock;

use crate::domain::Faults;
use crate::io::gate::{Shape, shaped};
use crate::io::schema::study_schema;
use crate::io::wire::study::Study;

static STUDY: LazyLock<Shape> = LazyLock::new(|| Shape::of(study_schema()));

/// Reads the text of a study file. What its edits lead to is judged when they are made ([`crate::io::gate`]).
///
/// # Errors
///
/// Every fault of its shape, in the order of the file.
pub fn read_study(text: &[u8]) -> Result<Study, Faults> {
    shaped(text, &STUDY)
}
