//! The tables and lists of the page.

use crate::io::report::html::text::escaped;
use crate::io::study::{table, words};
use crate::io::wire::whatif::{Scenario, Verdict, WhatIf};
use crate::io::wording::points;

/// What the reader must know first.
pub(super) fn warnings(results: &WhatIf) -> String {
    if results.unfinished.is_empty() {
        return String::new();
    }
    let text = format!("Stopped on request. Not finished: {}", results.unfinished.join(", "));
    format!("<ul class=\"warnings\"><li class=\"warning\">{}</li></ul>", escaped(&text))
}

/// The scenarios as a table.
pub(super) fn overview(results: &WhatIf) -> String {
    let all: Vec<&Scenario> = results.baseline.iter().chain(&results.scenarios).collect();
    of_grid(&table::overview(&all, &results.currency))
}

/// A table of text as one of the page; the last column of words is set flush left.
fn of_grid(grid: &table::Grid) -> String {
    let head = |name: &String| {
        let class = if name.starts_with('>') { "" } else { " class=\"text\"" };
        format!("<th scope=\"col\"{class}>{}</th>", escaped(name.trim_start_matches('>')))
    };
    let cell = |(column, text): (usize, &String)| match (column, grid.header[column].starts_with('>')) {
        (0, _) => format!("<th scope=\"row\">{}</th>", escaped(text)),
        (_, true) => format!("<td>{}</td>", escaped(text)),
        (_, false) => format!("<td class=\"text\">{}</td>", escaped(text)),
    };
    let row = |cells: &Vec<String>| format!("<tr>{}</tr>\n", cells.iter().enumerate().map(cell).collect::<String>());
    let header: String = grid.header.iter().map(head).collect();
    let rows: String = grid.rows.iter().map(row).collect();
    format!("<div class=\"wide\"><table><thead><tr>{header}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>")
}

/// What differs, scenario by scenario.
pub(super) fn words(results: &WhatIf) -> String {
    let baseline = results.baseline.as_ref().and_then(|one| one.plan.as_ref());
    let told = |scenario: &Scenario| {
        let (plan, comparison) = (scenario.plan.as_ref()?, scenario.comparison.as_ref()?);
        let items = words::sentences(comparison, baseline?, plan, &results.currency);
        let items: String = items.iter().map(|text| format!("<li>{}</li>", escaped(text))).collect();
        let moves: String = plan.moves.iter().map(|one| format!("<li>{}</li>", escaped(&one.detail))).collect();
        let moves = if moves.is_empty() {
            String::new()
        } else {
            format!("<details><summary>Bookings that change: {}</summary><ul>{moves}</ul></details>", plan.moves.len())
        };
        let class = match comparison.score.map(|score| score.verdict) {
            Some(Verdict::Better) => " better",
            Some(Verdict::Worse) => " worse",
            Some(Verdict::Undecided) => " undecided",
            _ => "",
        };
        let (name, verdict) = (escaped(&scenario.name), escaped(words::verdict(scenario)));
        Some(format!(
            "<h3>{name} <span class=\"verdict{class}\">{verdict}</span></h3><ul class=\"told\">{items}</ul>{moves}\n"
        ))
    };
    let single = results.scenarios.iter().filter(|one| !words::is_cell(results, one));
    let text: String = single.filter_map(told).collect();
    if text.is_empty() { text } else { format!("<section>\n<h2>What differs</h2>\n{text}</section>") }
}

/// The fewest days, where they were asked for.
pub(super) fn fewest(results: &WhatIf) -> String {
    let told = |scenario: &Scenario| {
        let items: String =
            words::fewest_days(scenario).iter().map(|text| format!("<li>{}</li>", escaped(text))).collect();
        format!("<h3>{}</h3><ul class=\"told\">{items}</ul>\n", escaped(&scenario.name))
    };
    let asked = results.baseline.iter().chain(&results.scenarios).filter(|one| one.fewest_staff_days.is_some());
    let text: String = asked.map(told).collect();
    if text.is_empty() {
        text
    } else {
        format!("<section>\n<h2>The fewest days that serve as many</h2>\n{text}</section>")
    }
}

/// What the grid says.
pub(super) fn frontier(results: &WhatIf) -> String {
    let Some(found) = &results.frontier else { return String::new() };
    let mut items: Vec<String> = found.fewest.iter().map(words::fewest).collect();
    items.extend(found.knee.as_ref().map(|knee| words::knee(found, knee)));
    let items: String = items.iter().map(|text| format!("<li>{}</li>", escaped(text))).collect();
    let steps = of_grid(&table::frontier::steps(found));
    format!(
        "<section>\n<h2>Capacity</h2>\n<ul class=\"told\">{items}</ul>\n<h3>What one more brings</h3>\n{steps}\n</section>"
    )
}

/// What sampled weeks say.
pub(super) fn weeks(results: &WhatIf) -> String {
    let Some(found) = &results.replicates else { return String::new() };
    let title = format!("{} sampled weeks", points(found.weeks));
    let hint = "Mean difference from the problem as it is, with its 95 % interval";
    format!("<section>\n<h2>{title}</h2>\n<p class=\"hint\">{hint}</p>\n{}\n</section>", of_grid(&table::weeks(found)))
}
