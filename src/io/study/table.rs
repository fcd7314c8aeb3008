//! Results for a terminal.

pub(super) mod frontier;
mod grid;

use std::io::{Result, Write};

use super::words;
use crate::io::wire::plan::Status;
use crate::io::wire::whatif::{Mean, Replicates, Scenario, WhatIf};
use crate::io::wording::{clean, gap, points};
pub(super) use grid::Grid;

/// Writes the scenarios as a table, what differs in words, and what the grid says.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut impl Write, results: &WhatIf) -> Result<()> {
    let title = if results.study.is_empty() { &results.problem.name } else { &results.study };
    writeln!(out, "{} · {} to {}\n", clean(title), results.from, results.to)?;
    let all: Vec<&Scenario> = results.baseline.iter().chain(&results.scenarios).collect();
    write!(out, "{}", overview(&all, &results.currency).text())?;
    for scenario in &results.scenarios {
        write_words(out, results, scenario)?;
    }
    for scenario in all.iter().filter(|one| one.fewest_staff_days.is_some()) {
        writeln!(out, "\n{}", clean(&scenario.name))?;
        for text in words::fewest_days(scenario) {
            writeln!(out, "  {text}")?;
        }
    }
    if let Some(found) = &results.frontier {
        frontier::write(out, found, &results.currency)?;
    }
    if let Some(found) = &results.replicates {
        writeln!(out, "\n{} sampled weeks: mean differences with 95 % intervals", found.weeks)?;
        write!(out, "{}", weeks(found).text())?;
    }
    if !results.unfinished.is_empty() {
        writeln!(out, "\nNot finished: {}", clean(&results.unfinished.join(", ")))?;
    }
    Ok(())
}

/// The scenarios with their figures.
pub(super) fn overview(scenarios: &[&Scenario], currency: &str) -> Grid {
    let revenue = format!(">Revenue{}{}", if currency.is_empty() { "" } else { " " }, clean(currency));
    let header = [
        "Scenario",
        "Verdict",
        ">Served",
        ">at most",
        &revenue,
        ">at most",
        ">Used",
        ">at most",
        ">Score",
        ">Gap",
        ">People",
        ">Resources",
        ">Moves",
    ];
    Grid { header: header.map(str::to_owned).to_vec(), rows: scenarios.iter().map(|one| row(one)).collect() }
}

fn row(scenario: &Scenario) -> Vec<String> {
    let name = clean(&scenario.name);
    let Some(plan) = &scenario.plan else {
        let why = if scenario.status == Status::Infeasible { "infeasible" } else { "no plan found" };
        let mut cells = vec![String::new(); 13];
        (cells[0], cells[1]) = (name, why.to_owned());
        return cells;
    };
    vec![
        name,
        words::verdict(scenario).to_owned(),
        format!("{} of {}", words::whole(Some(plan.served)), words::whole(Some(plan.requests))),
        words::whole(scenario.served.most),
        words::amount(Some(plan.revenue)),
        words::amount(scenario.revenue.most),
        words::utilisation(plan),
        words::utilisation_bound(plan),
        words::whole(scenario.score),
        scenario.gap.map(gap).unwrap_or_default(),
        words::whole(Some(plan.staff_used)),
        words::whole(Some(plan.resources_used)),
        words::moves(plan),
    ]
}

fn write_words(out: &mut impl Write, results: &WhatIf, scenario: &Scenario) -> Result<()> {
    let baseline = results.baseline.as_ref().and_then(|one| one.plan.as_ref());
    let (Some(baseline), Some(plan), Some(comparison)) = (baseline, &scenario.plan, &scenario.comparison) else {
        return Ok(());
    };
    if words::is_cell(results, scenario) {
        return Ok(());
    }
    writeln!(out, "\n{}", clean(&scenario.name))?;
    for sentence in words::sentences(comparison, baseline, plan, &clean(&results.currency)) {
        writeln!(out, "  {sentence}")?;
    }
    Ok(())
}

/// The mean differences over sampled weeks.
pub(super) fn weeks(found: &Replicates) -> Grid {
    let header = ["Scenario", ">Score", ">Served", ">Revenue"];
    let whole = |value: f64| points(value.round() as i64);
    let row = |one: &crate::io::wire::whatif::ScenarioMeans| {
        vec![
            clean(&one.name),
            one.score.as_ref().map_or("other policy".to_owned(), |mean| interval(mean, whole)),
            interval(&one.served, |value| format!("{value:.1}")),
            interval(&one.revenue, whole),
        ]
    };
    Grid { header: header.map(str::to_owned).to_vec(), rows: found.scenarios.iter().map(row).collect() }
}

/// `5.2 (3.1 to 7.3)`.
fn interval(mean: &Mean, text: impl Fn(f64) -> String) -> String {
    format!("{} ({} to {})", text(mean.mean), text(mean.low), text(mean.high))
}
