//! Charts as SVG: revenue by scenario, or revenue and served requests over a grid, each with the range in which the best lies.
//!
//! Colours are those of Okabe and Ito; every line also has its name at its end, and all figures stand in the tables.

mod bars;
mod lines;
mod scale;
mod svg;

use crate::io::report::html::text::escaped;
use crate::io::wire::whatif::{Frontier, WhatIf};
use lines::Span;

/// All drawings are as wide, in units of the drawing.
const WIDTH: f64 = 640.0;

/// A drawing and its height.
struct Drawing {
    height: f64,
    elements: String,
}

/// The charts of a study.
pub(super) fn section(results: &WhatIf) -> String {
    let figures = match &results.frontier {
        Some(found) => of_grid(found, &results.currency),
        None => {
            figure(&format!("Revenue {}: the plan, and the most of any plan", results.currency), &bars::draw(results))
        }
    };
    format!("<section>\n<div class=\"charts\">\n{figures}</div>\n</section>")
}

fn of_grid(found: &Frontier, currency: &str) -> String {
    let revenue = lines::draw(found, |cell| Some(Span { least: cell.revenue.least?, most: cell.revenue.most }));
    let most = |most: i64| most as f64;
    let served =
        lines::draw(found, |cell| Some(Span { least: cell.served.least? as f64, most: cell.served.most.map(most) }));
    figure(&format!("Revenue at best {currency}"), &revenue) + &figure("Requests served at best", &served)
}

fn figure(title: &str, drawing: &Drawing) -> String {
    let (title, height, elements) = (escaped(title.trim()), drawing.height, &drawing.elements);
    format!(
        "<figure><figcaption>{title}</figcaption>\n<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"{title}\">\n{elements}</svg></figure>\n"
    )
}
