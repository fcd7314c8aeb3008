//! Results in words.

use crate::io::wire::whatif::{
    Comparison, Difference, Fewest, FewestDays, Figures, Frontier, MoneyDifference, Scenario, Verdict, WhatIf,
};
use crate::io::wording::{UNDEFINED, grouped, money, percent, points};

/// What the score says of a scenario.
pub(super) fn verdict(scenario: &Scenario) -> &'static str {
    match scenario.comparison.as_ref().map(|comparison| comparison.score.map(|score| score.verdict)) {
        None => "",
        Some(None) => "other policy",
        Some(Some(Verdict::Better)) => "better, proved",
        Some(Some(Verdict::Worse)) => "worse, proved",
        Some(Some(Verdict::Same)) => "the same, proved",
        Some(Some(Verdict::Undecided)) => "undecided",
    }
}

/// A whole number.
pub(super) fn whole(number: Option<i64>) -> String {
    number.map_or(UNDEFINED.to_owned(), points)
}

/// An amount without its currency.
pub(super) fn amount(units: Option<f64>) -> String {
    units.map_or(UNDEFINED.to_owned(), |units| money(cents(units), ""))
}

fn cents(units: f64) -> i64 {
    (units * 100.0).round() as i64
}

/// The first basis, that of the staff hours.
pub(super) fn utilisation(figures: &Figures) -> String {
    percent(figures.utilisation.first().and_then(|one| one.utilisation))
}

/// The most that any plan reaches on that basis.
pub(super) fn utilisation_bound(figures: &Figures) -> String {
    percent(figures.utilisation.first().and_then(|one| one.bound))
}

/// Bookings that move, and how many of them clients notice: `3 (1)`.
pub(super) fn moves(figures: &Figures) -> String {
    let visible = figures.moves.iter().filter(|one| one.visible).count();
    match figures.moves.len() {
        0 => "0".to_owned(),
        all => format!("{} ({})", grouped(all as u64), grouped(visible as u64)),
    }
}

/// What differs from the problem as it is, each as a sentence.
pub(super) fn sentences(
    comparison: &Comparison,
    baseline: &Figures,
    scenario: &Figures,
    currency: &str,
) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(score) = comparison.score {
        told.push(of_score(score));
    } else {
        told.push("scores are not compared: their policies differ".to_owned());
    }
    told.push(of_served(comparison.served));
    told.push(of_revenue(comparison.revenue, currency));
    told.push(of_utilisation(baseline, scenario));
    told
}

fn of_score(score: Difference) -> String {
    let range = between(score.least.map(points), score.most.map(points));
    match score.verdict {
        Verdict::Better => format!("better, proved: the best plan has {range} points more"),
        Verdict::Worse => format!("worse, proved: the best plan has {} points less", less(score)),
        Verdict::Same => "the same, proved: the best plans score alike".to_owned(),
        Verdict::Undecided => {
            format!("undecided: the gaps allow a difference of {range} points; a longer limit may settle it")
        }
    }
}

fn less(score: Difference) -> String {
    between(score.most.map(|most| points(-most)), score.least.map(|least| points(-least)))
}

fn of_served(served: Difference) -> String {
    match (served.verdict, served.least, served.most) {
        (Verdict::Same, ..) => "serves as many requests at best, proved".to_owned(),
        (_, Some(least), Some(most)) if least == most => {
            format!("serves {} at best, proved", more_or_fewer(least, "request", "requests"))
        }
        (_, least, most) => format!(
            "serves {} more requests at best: {}",
            between(least.map(points), most.map(points)),
            proof(served.verdict)
        ),
    }
}

fn more_or_fewer(number: i64, one: &str, several: &str) -> String {
    let noun = if number.abs() == 1 { one } else { several };
    format!("{} {} {noun}", grouped(number.unsigned_abs()), if number < 0 { "fewer" } else { "more" })
}

fn of_revenue(revenue: MoneyDifference, currency: &str) -> String {
    let text = |units: f64| money(cents(units), currency);
    match (revenue.verdict, revenue.least, revenue.most) {
        (Verdict::Same, ..) => "earns as much at best, proved".to_owned(),
        (_, Some(least), Some(most)) if least == most && least > 0.0 => {
            format!("earns {} more at best, proved: it pays if it costs less", text(least))
        }
        (_, Some(least), Some(most)) if least == most => format!("earns {} less at best, proved", text(-least)),
        (verdict, least, most) => {
            format!("earns {} more at best: {}", between(least.map(text), most.map(text)), proof(verdict))
        }
    }
}

fn proof(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Better => "surely more",
        Verdict::Worse => "surely less",
        Verdict::Same => "surely the same",
        Verdict::Undecided => "undecided",
    }
}

fn of_utilisation(baseline: &Figures, scenario: &Figures) -> String {
    format!("its plan uses {} of the resources' time, before {}", utilisation(scenario), utilisation(baseline))
}

/// `5`, `5 to 7`, `at least 5`.
fn between(least: Option<String>, most: Option<String>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => least,
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => "an unknown number of".to_owned(),
    }
}

/// `2 rooms, 3 therapists`.
pub(super) fn counts(found: &Frontier, counts: &[i64]) -> String {
    let each = found.axes.iter().zip(counts).map(|(axis, count)| format!("{count} {}", axis.name));
    each.collect::<Vec<_>>().join(", ")
}

/// The fewest of an axis that serve every request.
pub(super) fn fewest(fewest: &Fewest) -> String {
    match (fewest.count, fewest.proved) {
        (Some(count), true) => format!("{count} {} serve every request, and fewer do not: proved", fewest.axis),
        (Some(count), false) => format!("{count} {} serve every request; whether fewer do is open", fewest.axis),
        (None, _) => format!("no number of {} in the grid is known to serve every request", fewest.axis),
    }
}

/// Where more brings markedly less.
pub(super) fn knee(found: &Frontier, knee: &[i64]) -> String {
    format!("after {}, more brings markedly less", counts(found, knee))
}

/// The fewest days of people and of resources.
pub(super) fn fewest_days(scenario: &Scenario) -> Vec<String> {
    let text = |found: &FewestDays, noun: &str| {
        let proof = match (found.days == found.least, found.least) {
            (true, _) => "fewer do not: proved".to_owned(),
            (false, 0) => "whether fewer do is open".to_owned(),
            (false, least) => format!("fewer than {} do not, proved; what lies between is open", points(least)),
        };
        format!("{} {noun} serve {} requests; {proof}", points(found.days), points(found.served))
    };
    let staff = scenario.fewest_staff_days.iter().map(|found| text(found, "person-days"));
    staff.chain(scenario.fewest_resource_days.iter().map(|found| text(found, "resource-days"))).collect()
}

/// Whether the scenario is of the grid: that has many, and its own tables say more of them.
pub(super) fn is_cell(results: &WhatIf, scenario: &Scenario) -> bool {
    results.frontier.as_ref().is_some_and(|found| found.cells.iter().any(|cell| cell.name == scenario.name))
}
