//! The report as one web page that needs no network: cards, bars, tables, busy hours and the calendar, on every basis.
//!
//! `page.html` is the frame, `page.css` and `analysis.css` the look, and the scripts beside it draw what `data.rs` says, one JSON block in the
//! page. Every figure in it comes from here, as a number and as text; the scripts choose, sort and filter, and count nothing.
//!
//! No name from the file can become markup: the scripts write text only, and the page allows (by its Content Security
//! Policy) nothing but the very style and script that are written here.

mod analysis;
mod calendar;
mod data;
mod hours;
pub(in crate::io) mod text;
mod words;

use std::io::{Result, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::domain::Problem;
use crate::report::Overview;
use data::Data;
pub(crate) use text::{escaped, fill};

const FRAME: &str = include_str!("page.html");
/// The look of the page, for other pages as well.
pub(crate) const STYLE: &str = concat!(include_str!("page.css"), include_str!("analysis.css"));
const SCRIPT: &str = concat!(
    include_str!("page.js"),
    include_str!("bars.js"),
    include_str!("table.js"),
    include_str!("analysis.js"),
    include_str!("hours.js"),
    include_str!("calendar.js"),
    include_str!("start.js"),
);

/// Writes the page.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, problem: &Problem, overview: &Overview) -> Result<()> {
    let data = serde_json::to_string(&Data::new(problem, overview))?;
    let page = text::fill(FRAME, |place| match place {
        "title" => text::escaped(&words::title(problem)),
        "asked" => text::escaped(&words::asked(problem, &overview.query)),
        "policy" => policy(),
        "style" => STYLE.to_owned(),
        "script" => SCRIPT.to_owned(),
        "data" => text::in_script(&data),
        "definitions" => text::definitions(),
        "rows" => text::rows(problem, overview),
        "low" => words::from_level(crate::report::Level::Yellow),
        "good" => words::from_level(crate::report::Level::Green),
        _ => String::new(),
    });
    out.write_all(page.as_bytes())
}

/// What the page may load and run: its own style and script, known by their hashes, and nothing else.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}
