//! The results of a study as its file has them.

use chrono::NaiveDate;

use crate::domain::Problem;
use crate::io::wire::plan::ProblemIdentity;
use crate::io::wire::study::Study;
use crate::io::wire::whatif as wire;

use super::aim::{Fewest, fewest};
use super::answer::Answer;
use super::case::Case;
use super::figures::{figures, units};
use super::frontier::frontier;
use super::known::{Known, Verdict};
use super::order::is_within;

/// The results; the first case is the problem as it is, read from the file with that SHA-256.
pub fn results(
    study: &Study,
    sha256: &str,
    cases: &[Case],
    answers: &[Answer],
    solver: wire::StudySolver,
) -> wire::WhatIf {
    let pairs: Vec<(&Case, &Answer)> = cases.iter().zip(answers).collect();
    let baseline = pairs.first().copied();
    let finished: Vec<(&Case, &Answer)> = pairs.iter().filter(|(_, answer)| answer.is_finished).copied().collect();
    let made = |(case, answer): &(&Case, &Answer)| scenario(case, answer, baseline);
    let horizon = baseline.map(|(case, _)| case.problem.horizon);
    let date = |date: Option<NaiveDate>| date.map_or(String::new(), |date| date.format("%Y-%m-%d").to_string());
    let first = cases.first().map(|case| &case.problem);
    wire::WhatIf {
        schema_version: 1,
        study: study.name.clone(),
        problem: ProblemIdentity { name: first.map_or(String::new(), |one| one.name.clone()), sha256: sha256.into() },
        currency: first.map_or(String::new(), |one| one.currency.clone()),
        from: date(horizon.map(|one| one.start)),
        to: date(horizon.and_then(|one| one.end.pred_opt())),
        solver,
        baseline: baseline.filter(|(_, answer)| answer.is_finished).as_ref().map(made),
        scenarios: finished.iter().filter(|(case, _)| !is_first(case, cases)).map(made).collect(),
        unfinished: pairs.iter().filter(|(_, answer)| !answer.is_finished).map(|(case, _)| case.name.clone()).collect(),
        frontier: study.grid.as_ref().map(|grid| frontier(grid, &finished)),
        replicates: None,
    }
}

fn is_first(case: &Case, cases: &[Case]) -> bool {
    cases.first().is_some_and(|first| std::ptr::eq(first, case))
}

fn scenario(case: &Case, answer: &Answer, baseline: Option<(&Case, &Answer)>) -> wire::Scenario {
    let problem = &case.problem;
    let score = answer.score();
    wire::Scenario {
        name: case.name.clone(),
        edits: case.edits.clone(),
        status: answer.status().into(),
        score: score.least,
        bound: score.least.and(score.most),
        gap: answer.gap(),
        clash: clash(problem, answer),
        plan: answer.plan.as_ref().map(|(plan, _)| figures(problem, plan, answer.minutes)),
        served: range(answer.served),
        revenue: money(answer.revenue),
        booked_minutes: range(answer.minutes),
        fewest_staff_days: days(answer.staff_days),
        fewest_resource_days: days(answer.resource_days),
        comparison: baseline.and_then(|(base, known)| comparison(case, answer, base, known)),
    }
}

fn days(points: Known) -> Option<wire::FewestDays> {
    let Fewest { served, days, least } = fewest(points)?;
    Some(wire::FewestDays { served, days, least })
}

fn clash(problem: &Problem, answer: &Answer) -> Vec<String> {
    answer.clash.iter().flatten().map(|&request| problem.request(request).id.clone()).collect()
}

/// None for the problem as it is, and where one of the two has no plan.
fn comparison(case: &Case, answer: &Answer, base: &Case, known: &Answer) -> Option<wire::Comparison> {
    if std::ptr::eq(case, base) || answer.plan.is_none() || known.plan.is_none() || !known.is_finished {
        return None;
    }
    // Two intervals know nothing of each other; more capacity is never worse, whatever the gaps are.
    let (is_more, is_less) = (is_within(&base.problem, &case.problem), is_within(&case.problem, &base.problem));
    let minus = |one: Known, other: Known| match one.minus(other) {
        difference if is_more => difference.not_negative(),
        difference if is_less => difference.not_positive(),
        difference => difference,
    };
    // Points of different policies measure different things.
    let same_policy = case.problem.policy == base.problem.policy;
    Some(wire::Comparison {
        score: same_policy.then(|| difference(minus(answer.score(), known.score()))),
        served: difference(minus(answer.served, known.served)),
        revenue: money_difference(minus(answer.revenue, known.revenue)),
    })
}

fn difference(known: Known) -> wire::Difference {
    wire::Difference { verdict: known.verdict().into(), least: known.least, most: known.most }
}

fn money_difference(known: Known) -> wire::MoneyDifference {
    let wire::MoneyRange { least, most } = money(known);
    wire::MoneyDifference { verdict: known.verdict().into(), least, most }
}

pub(super) fn range(known: Known) -> wire::Range {
    wire::Range { least: known.least, most: known.most }
}

pub(super) fn money(known: Known) -> wire::MoneyRange {
    wire::MoneyRange { least: known.least.map(units), most: known.most.map(units) }
}

impl From<Verdict> for wire::Verdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Better => Self::Better,
            Verdict::Worse => Self::Worse,
            Verdict::Same => Self::Same,
            Verdict::Undecided => Self::Undecided,
        }
    }
}
