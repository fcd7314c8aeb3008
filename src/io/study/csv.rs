//! Results as CSV for spreadsheets: one row for each scenario, the problem as it is first. Text, encoding and line ends are those of
//! the Resources report ([`crate::io::report::csv`]); what is not known is an empty cell.

use std::io::{Result, Write};

use csv::{Terminator, WriterBuilder};

use super::words;
use crate::io::report::csv::{BYTE_ORDER_MARK, Dialect, safe};
use crate::io::wire::whatif::{Figures, Scenario, WhatIf};

/// The columns.
pub const COLUMNS: [&str; 27] = [
    "Scenario",
    "Requests",
    "Served",
    "Refused",
    "Served at most",
    "Revenue",
    "Revenue at most",
    "Booked minutes",
    "Booked minutes at most",
    "Utilisation staff hours",
    "Utilisation opening hours",
    "Utilisation eligible staff",
    "Score",
    "Bound",
    "Gap",
    "People used",
    "Person days",
    "Resources used",
    "Resource days",
    "Moves",
    "Visible moves",
    "Verdict",
    "Score difference least",
    "Score difference most",
    "Revenue difference least",
    "Revenue difference most",
    "Remark",
];

/// Writes the scenarios; those that were not finished have a remark and no figures.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, results: &WhatIf, dialect: Dialect) -> Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut writer = WriterBuilder::new().delimiter(dialect.delimiter()).terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(COLUMNS)?;
    for scenario in results.baseline.iter().chain(&results.scenarios) {
        writer.write_record(row(scenario).map(|cell| cell.into_text(dialect)))?;
    }
    for name in &results.unfinished {
        let mut cells = vec![String::new(); COLUMNS.len()];
        (cells[0], cells[COLUMNS.len() - 1]) = (safe(name), "not finished".to_owned());
        writer.write_record(cells)?;
    }
    writer.flush()
}

/// A cell before its dialect.
enum Value {
    Text(String),
    Whole(Option<i64>),
    Real(Option<f64>),
}

impl Value {
    fn into_text(self, dialect: Dialect) -> String {
        match self {
            Self::Text(text) => safe(&text),
            Self::Whole(number) => number.map(|number| number.to_string()).unwrap_or_default(),
            Self::Real(number) => number.map(|number| dialect.decimals(plain(number))).unwrap_or_default(),
        }
    }
}

/// At most four decimals, none that say nothing.
fn plain(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn row(scenario: &Scenario) -> [Value; 27] {
    let plan = scenario.plan.as_ref();
    let count = |of: fn(&Figures) -> i64| Value::Whole(plan.map(of));
    let basis = |at: usize| Value::Real(plan.and_then(|plan| plan.utilisation.get(at)?.utilisation));
    let visible = |plan: &Figures| plan.moves.iter().filter(|one| one.visible).count() as i64;
    let score = scenario.comparison.as_ref().and_then(|one| one.score);
    let revenue = scenario.comparison.as_ref().map(|one| one.revenue);
    let remark = if scenario.clash.is_empty() { String::new() } else { format!("clash: {}", scenario.clash.join(" ")) };
    [
        Value::Text(scenario.name.clone()),
        count(|plan| plan.requests),
        count(|plan| plan.served),
        count(|plan| plan.refused),
        Value::Whole(scenario.served.most),
        Value::Real(plan.map(|plan| plan.revenue)),
        Value::Real(scenario.revenue.most),
        count(|plan| plan.booked_minutes),
        Value::Whole(scenario.booked_minutes.most),
        basis(0),
        basis(1),
        basis(2),
        Value::Whole(scenario.score),
        Value::Whole(scenario.bound),
        Value::Real(scenario.gap),
        count(|plan| plan.staff_used),
        count(|plan| plan.staff_days),
        count(|plan| plan.resources_used),
        count(|plan| plan.resource_days),
        count(|plan| plan.moves.len() as i64),
        Value::Whole(plan.map(visible)),
        Value::Text(words::verdict(scenario).to_owned()),
        Value::Whole(score.and_then(|one| one.least)),
        Value::Whole(score.and_then(|one| one.most)),
        Value::Real(revenue.and_then(|one| one.least)),
        Value::Real(revenue.and_then(|one| one.most)),
        Value::Text(remark),
    ]
}
