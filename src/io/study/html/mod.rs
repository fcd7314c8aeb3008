//! Results as one web page that needs no network and runs no script: scenarios, charts, what differs, what the grid says.
//!
//! `page.html` is the frame; the look is that of the Resources report with `page.css` added. Names become no markup: all text
//! is escaped, and the page allows (by its Content Security Policy) nothing but its own style.

mod chart;
mod sections;

use std::io::{Result, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::io::report::html::STYLE;
use crate::io::report::html::text::{escaped, fill};
use crate::io::wire::whatif::WhatIf;

const FRAME: &str = include_str!("page.html");
const OWN_STYLE: &str = include_str!("page.css");

/// Writes the page.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, results: &WhatIf) -> Result<()> {
    let style = format!("{STYLE}{OWN_STYLE}");
    let title = if results.study.is_empty() { &results.problem.name } else { &results.study };
    let page = fill(FRAME, |place| match place {
        "title" => escaped(title),
        "asked" => escaped(&format!("{} · {} to {}", results.problem.name, results.from, results.to)),
        "policy" => policy(&style),
        "style" => style.clone(),
        "warnings" => sections::warnings(results),
        "overview" => sections::overview(results),
        "charts" => chart::section(results),
        "words" => sections::words(results),
        "fewest" => sections::fewest(results),
        "frontier" => sections::frontier(results),
        "weeks" => sections::weeks(results),
        "footer" => escaped(&footer(results)),
        _ => String::new(),
    });
    out.write_all(page.as_bytes())
}

fn policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

fn footer(results: &WhatIf) -> String {
    let solver = &results.solver;
    let time = solver.seconds.map_or(String::new(), |seconds| format!(" in {seconds:.1} s"));
    format!("Solved by slotwright {}{time}, seed {}", solver.version, solver.seed)
}
