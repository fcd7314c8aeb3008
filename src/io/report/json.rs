//! The report as JSON: [`crate::io::wire::report`] has the fields.

use std::io::{Result, Write};

use crate::domain::Problem;
use crate::io::wire;
use crate::report::Report;

/// Writes the report, indented, with a line end.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, problem: &Problem, report: &Report) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &wire::report::Report::new(problem, report))?;
    writeln!(out)
}
