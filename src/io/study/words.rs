//! Results in words.

use crate::io::wire::whatif::{
    Comparison, Difference, Fewest, FewestDays, Figures, Frontier, MoneyDifference, Scenario, Verdict, WhatIf,
};
use crate::io::wording::{UNDEFINED, grouped, money, percent, points};

/// What the score says of a scenario.
pub(super) fn verdict(scenario: &Scenario) -> &'static str {
    match scenario.comparison.as_ref().map(|comparison| comparison.score) {
        None => "",
        Some(None) => "other policy",
        Some(Some(score)) => match (score.verdict, score.least, score.most) {
            (Verdict::Better, ..) => "better, proved",
            (Verdict::Worse, ..) => "worse, proved",
            (Verdict::Same, ..) => "the same, proved",
            (Verdict::Undecided, Some(0), _) => "not worse",
            (Verdict::Undecided, _, Some(0)) => "not better",
            (Verdict::Undecided, ..) => "undecided",
        },
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
    let other = || "scores are not compared: their policies differ".to_owned();
    let mut told = vec![comparison.score.map_or_else(other, of_score)];
    told.extend(of_served(comparison.served));
    told.extend(of_revenue(comparison.revenue, currency));
    told.push(of_utilisation(baseline, scenario));
    told
}

fn of_score(score: Difference) -> String {
    let range = between(score.least, score.most, |number| format!("{} points", grouped(number.unsigned_abs())), "less");
    match (score.verdict, score.least, score.most) {
        (Verdict::Better, ..) => format!("better, proved: the best plan scores {range}"),
        (Verdict::Worse, ..) => format!("worse, proved: the best plan scores {range}"),
        (Verdict::Same, ..) => "the same, proved: the best plans score alike".to_owned(),
        (_, Some(0), _) => format!("not worse, proved, but whether it is better is open: {range}"),
        (_, _, Some(0)) => format!("not better, proved, but whether it is worse is open: {range}"),
        _ => format!("undecided: the gaps allow {range}; a longer limit may settle it"),
    }
}

/// Nothing where it was not asked.
fn of_served(served: Difference) -> Option<String> {
    served.most.or(served.least.filter(|least| *least != 0))?;
    let range = between(served.least, served.most, |number| grouped(number.unsigned_abs()), "fewer");
    Some(match served.verdict {
        Verdict::Same => "serves as many requests at best, proved".to_owned(),
        verdict => format!("serves {range} requests at best, {}", proof(verdict)),
    })
}

fn of_revenue(revenue: MoneyDifference, currency: &str) -> Option<String> {
    let (least, most) = (revenue.least.map(cents), revenue.most.map(cents));
    most.or(least.filter(|least| *least != 0))?;
    let range = between(least, most, |amount| money(amount.saturating_abs(), currency), "less");
    Some(match (revenue.verdict, least == most) {
        (Verdict::Same, _) => "earns as much at best, proved".to_owned(),
        (Verdict::Better, true) => format!("earns {range} at best, proved: it pays if it costs less"),
        (verdict, _) => format!("earns {range} at best, {}", proof(verdict)),
    })
}

fn proof(verdict: Verdict) -> &'static str {
    if verdict == Verdict::Undecided { "open" } else { "proved" }
}

fn of_utilisation(baseline: &Figures, scenario: &Figures) -> String {
    format!("its plan uses {} of the resources' time, before {}", utilisation(scenario), utilisation(baseline))
}

/// `6 more`, `5 to 7 more`, `between 2 fewer and 5 more`, `at least 5 more`; `fewer` is the word for what is below 0.
fn between(least: Option<i64>, most: Option<i64>, text: impl Fn(i64) -> String, fewer: &str) -> String {
    let signed = |number: i64| format!("{} {}", text(number), if number < 0 { fewer } else { "more" });
    match (least, most) {
        (Some(least), Some(most)) if least == most => signed(least),
        (Some(least), Some(most)) if least >= 0 => format!("{} to {}", text(least), signed(most)),
        (Some(least), Some(most)) if most <= 0 => format!("{} to {} {fewer}", text(most), text(least)),
        (Some(least), Some(most)) => format!("between {} and {}", signed(least), signed(most)),
        (Some(least), None) => format!("at least {}", signed(least)),
        (None, Some(most)) => format!("at most {}", signed(most)),
        (None, None) => "an unknown number more or less".to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_read_as_people_say_them() {
        let told = |least, most| between(least, most, |number| grouped(number.unsigned_abs()), "fewer");
        for (least, most, words) in [
            (Some(6), Some(6), "6 more"),
            (Some(3), Some(29), "3 to 29 more"),
            (Some(-35), Some(-13), "13 to 35 fewer"),
            (Some(-17), Some(5), "between 17 fewer and 5 more"),
            (Some(0), Some(7), "0 to 7 more"),
            (Some(2), None, "at least 2 more"),
        ] {
            assert_eq!(told(least, most), words);
        }
    }
}
