//! Several weeks that could have been: how sure is a difference, given that next week's clients are others?
//!
//! Each week has as many requests without a booking as the problem, drawn from them with replacement. A scenario and the
//! problem as it is are compared in the same weeks, so that what is the same in both cancels out. The interval is Student's for
//! the mean of paired differences, mean ± t · s / √n, at 95 %. For scores each difference is itself an interval, from the gaps:
//! the lower end is that of the least differences, the upper end that of the most.

use crate::domain::{Fault, Faults};
use crate::engine::{Error, Interrupt};
use crate::io::gate::Code;
use crate::io::wire::edit::Edit;
use crate::io::wire::problem::Problem;
use crate::io::wire::study::Study;
use crate::io::wire::whatif as wire;
use crate::study::edit::demand::resampled;

use super::aim::{revenue, served};
use super::answer::Answer;
use super::case::{Case, cases};
use super::figures::units;
use super::known::Known;
use super::run::{Orders, Watcher, run};

/// 97.5 % quantiles of Student's t distribution for 1, 2, … degrees of freedom; more than 30 are taken for 30, which is cautious.
const STUDENT: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/// The cases of each week.
///
/// # Errors
///
/// A scenario that names a request, which a week may lack; faults that only a drawn week has.
pub fn weeks(file: &Problem, study: &Study, count: u64) -> Result<Vec<Vec<Case>>, Faults> {
    let faults: Vec<Fault> =
        study.scenarios.iter().enumerate().flat_map(|(at, one)| names_a_request(at, &one.edits)).collect();
    if !faults.is_empty() {
        return Err(Faults(faults));
    }
    let week = |number: u64| {
        let mut cases = cases(&resampled(file, number), study)?;
        cases.iter_mut().for_each(|case| case.name = format!("week {number}: {}", case.name));
        Ok(cases)
    };
    (1..=count).map(week).collect()
}

fn names_a_request(scenario: usize, edits: &[Edit]) -> Vec<Fault> {
    let names = |edit: &Edit| matches!(edit, Edit::Set(patch) if patch.request.is_some());
    let named = edits.iter().enumerate().filter(|(_, edit)| names(edit));
    named
        .map(|(at, _)| Fault {
            path: format!("$.scenarios[{scenario}].edits[{at}].set.request"),
            code: Code::UnknownRequest.name(),
            cause: "sampled weeks have other requests".into(),
            action: "leave the edit out, or --replicate".into(),
        })
        .collect()
}

/// Solves the weeks one after the other, each with its share of the limit, and compares. `None` if less than two were finished.
///
/// # Errors
///
/// Those of the engine.
pub fn replicates(
    weeks: &[Vec<Case>],
    orders: &Orders,
    interrupt: &Interrupt,
    watcher: &dyn Watcher,
) -> Result<Option<wire::Replicates>, Error> {
    let mut options = orders.options.clone();
    options.time_limit = options.time_limit.map(|limit| limit.div_f64(weeks.len().max(1) as f64));
    let orders = Orders { options, ceilings: false, fewest: false };
    let mut solved = Vec::new();
    for cases in weeks {
        if interrupt.is_asked() {
            break;
        }
        let answers = run(cases, &orders, interrupt, watcher)?;
        if answers.iter().all(|answer| answer.is_finished) {
            solved.push((cases.as_slice(), answers));
        }
    }
    Ok((solved.len() > 1).then(|| compared(&solved)))
}

type Week<'a> = (&'a [Case], Vec<Answer>);

fn compared(weeks: &[Week<'_>]) -> wire::Replicates {
    let scenarios = weeks.first().map_or(0, |(cases, _)| cases.len());
    let count = i64::try_from(weeks.len()).unwrap_or(i64::MAX);
    wire::Replicates { weeks: count, scenarios: (1..scenarios).filter_map(|at| means(weeks, at)).collect() }
}

/// The means of a scenario; `None` where a week has no plan.
fn means(weeks: &[Week<'_>], at: usize) -> Option<wire::ScenarioMeans> {
    let (cases, _) = weeks.first()?;
    let of_plans = |value: &dyn Fn(&Case, &Answer) -> Option<f64>| -> Option<Vec<[f64; 3]>> {
        let difference = |(cases, answers): &Week<'_>| {
            let difference = value(&cases[at], &answers[at])? - value(&cases[0], &answers[0])?;
            Some([difference; 3])
        };
        weeks.iter().map(difference).collect()
    };
    let scores = || -> Option<Vec<[f64; 3]>> {
        let each = |(_, answers): &Week<'_>| {
            let (one, other) = (answers[at].score(), answers[0].score());
            let Known { least, most } = one.minus(other);
            Some([(one.least? - other.least?) as f64, least? as f64, most? as f64])
        };
        weeks.iter().map(each).collect()
    };
    let comparable = cases[at].problem.policy == cases[0].problem.policy;
    Some(wire::ScenarioMeans {
        name: cases[at].name.split_once(": ").map_or(cases[at].name.clone(), |(_, name)| name.to_owned()),
        score: if comparable { Some(mean(&scores()?)) } else { None },
        served: mean(&of_plans(&|_, answer| Some(served(&answer.plan.as_ref()?.0) as f64))?),
        revenue: mean(&of_plans(&|case, answer| Some(units(revenue(&case.problem, &answer.plan.as_ref()?.0))))?),
    })
}

/// The mean of the first numbers, the lower end for the second, the upper end for the third.
fn mean(differences: &[[f64; 3]]) -> wire::Mean {
    let count = differences.len() as f64;
    let mean = |at: usize| differences.iter().map(|one| one[at]).sum::<f64>() / count;
    let half = |at: usize| {
        let squares: f64 = differences.iter().map(|one| (one[at] - mean(at)).powi(2)).sum();
        let freedom = differences.len().saturating_sub(1).clamp(1, STUDENT.len());
        STUDENT[freedom - 1] * (squares / (count - 1.0).max(1.0) / count).sqrt()
    };
    wire::Mean { mean: mean(0), low: mean(1) - half(1), high: mean(2) + half(2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_the_textbook() {
        // 1, 2, 3: mean 2, s = 1, t(2) = 4.303: 2 ± 4.303 / √3.
        let wire::Mean { mean, low, high } = mean(&[[1.0; 3], [2.0; 3], [3.0; 3]]);
        assert!(
            (mean - 2.0).abs() < 1e-9 && (low + 0.4843).abs() < 1e-3 && (high - 4.4843).abs() < 1e-3,
            "{low} {high}"
        );
    }

    #[test]
    fn gaps_widen_the_interval_of_a_difference_that_does_not_vary() {
        let wire::Mean { mean, low, high } = mean(&[[5.0, 3.0, 9.0], [5.0, 3.0, 9.0]]);
        assert_eq!((mean, low, high), (5.0, 3.0, 9.0));
    }
}
