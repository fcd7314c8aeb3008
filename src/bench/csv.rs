//! The runs as CSV: a header, a row for each run, the fields of the result file without the trace.

use std::io::{Result, Write};

use ::csv::Writer;

use crate::io::wire::bench::Run;

/// The columns, named as in the result file.
pub const COLUMNS: [&str; 20] = [
    "instance",
    "group",
    "sha256",
    "requests",
    "engine",
    "backend",
    "version",
    "timeLimitSeconds",
    "gapLimit",
    "threads",
    "seed",
    "cores",
    "status",
    "score",
    "bound",
    "gap",
    "booked",
    "seconds",
    "firstPlanSeconds",
    "onePercentSeconds",
];

/// Writes the runs; what has no value is empty.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, runs: &[Run]) -> Result<()> {
    let mut writer = Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for run in runs {
        writer.write_record(row(run))?;
    }
    writer.flush()
}

fn row(run: &Run) -> [String; 20] {
    [
        run.instance.clone(),
        run.group.clone(),
        run.sha256.clone(),
        run.requests.to_string(),
        run.engine.clone(),
        run.backend.clone().unwrap_or_default(),
        run.version.clone(),
        number(run.time_limit_seconds),
        run.gap_limit.to_string(),
        run.threads.to_string(),
        run.seed.to_string(),
        run.cores.to_string(),
        crate::plan::Status::from(run.status).code().to_owned(),
        number(run.score),
        number(run.bound),
        number(run.gap),
        number(run.booked),
        run.seconds.to_string(),
        number(run.first_plan_seconds),
        number(run.one_percent_seconds),
    ]
}

fn number<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
