//! Runs against earlier ones of the same configuration: what got better, what worse.

use std::collections::BTreeMap;

use super::label;
use super::study::key;
use super::table::Table;
use crate::io::wire::bench::Run;
use crate::io::wording::{counted, points};

/// Runs beside their earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// A row for each pair.
    pub table: Table,
    /// What it comes to, a sentence each.
    pub summary: Vec<String>,
}

/// Compares each run with the last earlier one of the same instance, text of the problem, engine and limits.
pub fn compare(now: &[Run], earlier: &[Run]) -> Comparison {
    let known: BTreeMap<_, &Run> = earlier.iter().map(|run| (key(run), run)).collect();
    let pairs: Vec<(&Run, &Run)> = now.iter().filter_map(|run| Some((*known.get(&key(run))?, run))).collect();
    let header =
        vec!["Instance", "Engine", ">Score", ">was", ">Change", ">Gap", ">was", ">To 1 %", ">was", ">End", ">was"];
    let rows = pairs.iter().map(|&(was, is)| row(was, is)).collect();
    Comparison { table: Table { header, rows }, summary: summary(&pairs, now.len() - pairs.len()) }
}

fn row(was: &Run, is: &Run) -> Vec<String> {
    let score = |run: &Run| run.score.map_or(label::NONE.into(), points);
    vec![
        is.instance.clone(),
        label::engine(is),
        score(is),
        score(was),
        change(was.score, is.score),
        label::gap(is.gap),
        label::gap(was.gap),
        label::seconds(is.one_percent_seconds),
        label::seconds(was.one_percent_seconds),
        label::seconds(Some(is.seconds)),
        label::seconds(Some(was.seconds)),
    ]
}

/// `+0.31 %`.
fn change(was: Option<i64>, is: Option<i64>) -> String {
    match (was, is) {
        (Some(was), Some(is)) if was == is => "=".into(),
        (Some(was), Some(is)) => {
            let share = (i128::from(is) - i128::from(was)) as f64 / was.unsigned_abs().max(1) as f64;
            format!("{:+.2} %", share * 100.0)
        }
        _ => label::NONE.into(),
    }
}

fn summary(pairs: &[(&Run, &Run)], alone: usize) -> Vec<String> {
    let mut lines = vec![format!("{} compared", counted(pairs.len() as u64, "run", "runs"))];
    if alone > 0 {
        lines.push(format!("{} without an earlier one", counted(alone as u64, "run", "runs")));
    }
    // A plan is better than none; a gap is better the smaller it is, and any is better than none.
    lines.push(tally("score", "higher", "lower", pairs.iter().map(|(was, is)| is.score.cmp(&was.score))));
    let gap = |run: &Run| run.gap.unwrap_or(f64::INFINITY);
    lines.push(tally("gap", "smaller", "larger", pairs.iter().map(|(was, is)| gap(was).total_cmp(&gap(is)))));
    lines.extend(ratio("time to 1 %", pairs, |run| run.one_percent_seconds));
    lines.extend(ratio("time to the end", pairs, |run| Some(run.seconds)));
    lines
}

/// `score: 3 higher, 1 lower, 8 equal`.
fn tally(what: &str, more: &str, less: &str, orders: impl Iterator<Item = std::cmp::Ordering>) -> String {
    let mut counts = [0; 3];
    for order in orders {
        counts[(order as i8 + 1).unsigned_abs() as usize] += 1;
    }
    let [lower, equal, higher] = counts;
    format!("{what}: {higher} {more}, {lower} {less}, {equal} equal")
}

/// The geometric mean of the quotients of times, where both are known; times below a millisecond count as one.
fn ratio(what: &str, pairs: &[(&Run, &Run)], of: fn(&Run) -> Option<f64>) -> Option<String> {
    let logarithm = |(was, is): &(&Run, &Run)| Some((of(is)?.max(0.001) / of(was)?.max(0.001)).ln());
    let known: Vec<f64> = pairs.iter().filter_map(logarithm).collect();
    let mean = (known.iter().sum::<f64>() / known.len().max(1) as f64).exp();
    let over = counted(known.len() as u64, "run", "runs");
    (!known.is_empty()).then(|| format!("{what}: × {mean:.2} (geometric mean over {over})"))
}
