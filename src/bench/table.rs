//! Results as tables: every run, and medians by group.

use std::collections::BTreeMap;

use super::label::{self, NONE};
use crate::io::wire::bench::Run;
use crate::io::wire::plan::Status;
use crate::io::wording::points;

/// Text in columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns; those that begin with `>` are set flush right.
    pub(super) header: Vec<&'static str>,
    /// As many cells each.
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// For terminals: columns two spaces apart.
    pub fn text(&self) -> String {
        self.lines(|cells| cells.join("  ").trim_end().to_owned(), None)
    }

    /// For documents.
    pub fn markdown(&self) -> String {
        let rule = |(width, name): (&usize, &&str)| {
            if name.starts_with('>') { format!("{}:", "-".repeat(width - 1)) } else { "-".repeat(*width) }
        };
        let rules = self.widths().iter().zip(&self.header).map(rule).collect();
        self.lines(|cells| format!("| {} |", cells.join(" | ")), Some(rules))
    }

    fn widths(&self) -> Vec<usize> {
        let width = |column: usize| {
            let cells = self.rows.iter().map(|row| row[column].chars().count());
            cells.chain([self.header[column].trim_start_matches('>').chars().count(), 2]).max().unwrap_or(2)
        };
        (0..self.header.len()).map(width).collect()
    }

    fn lines(&self, line: impl Fn(Vec<String>) -> String, rules: Option<Vec<String>>) -> String {
        let widths = self.widths();
        let padded = |cells: Vec<String>| {
            let pad = |(column, cell): (usize, String)| {
                let space = " ".repeat(widths[column] - cell.chars().count());
                if self.header[column].starts_with('>') { space + &cell } else { cell + &space }
            };
            cells.into_iter().enumerate().map(pad).collect::<Vec<_>>()
        };
        let header = self.header.iter().map(|name| name.trim_start_matches('>').to_owned()).collect();
        let mut all = vec![line(padded(header))];
        all.extend(rules.map(&line));
        all.extend(self.rows.iter().map(|row| line(padded(row.clone()))));
        all.join("\n") + "\n"
    }
}

/// A column for what differs between the runs: limits, threads, seeds.
type Setting = (&'static str, fn(&Run) -> String);

const SETTINGS: [Setting; 4] = [
    (">Limit", |run| label::seconds(run.time_limit_seconds)),
    (">To gap", |run| label::gap(Some(run.gap_limit))),
    (">Threads", |run| run.threads.to_string()),
    (">Seed", |run| run.seed.to_string()),
];

/// The settings that are not the same in all runs.
fn varied(runs: &[Run], settings: &[Setting]) -> Vec<Setting> {
    let differs = |(_, of): &Setting| runs.windows(2).any(|pair| of(&pair[0]) != of(&pair[1]));
    settings.iter().copied().filter(differs).collect()
}

/// A run in a line: `d8-s1, auto/highs, 10.0 s: plan, score 12,300, gap 1.20 % after 10.0 s`.
pub fn line(run: &Run) -> String {
    let limit = run.time_limit_seconds.map_or("no limit".into(), |limit| label::seconds(Some(limit)));
    let score =
        run.score.map_or(String::new(), |score| format!(", score {}, gap {}", points(score), label::gap(run.gap)));
    let error = run.error.as_ref().map_or(String::new(), |error| format!(": {error}"));
    let (engine, status, seconds) = (label::engine(run), label::status(run), label::seconds(Some(run.seconds)));
    format!("{}, {engine}, {limit}: {status}{score} after {seconds}{error}", run.instance)
}

/// A row for each run.
pub fn of_runs(runs: &[Run]) -> Table {
    let settings = varied(runs, &SETTINGS);
    let mut header = vec!["Instance"];
    header.extend(settings.iter().map(|(name, _)| *name));
    header.extend(["Engine", "Status", ">Score", ">Bound", ">Gap", ">First plan", ">To 1 %", ">End"]);
    let row = |run: &Run| {
        let mut cells = vec![run.instance.clone()];
        cells.extend(settings.iter().map(|(_, of)| of(run)));
        cells.extend([
            label::engine(run),
            label::status(run).into(),
            run.score.map_or(NONE.into(), points),
            run.bound.map_or(NONE.into(), points),
            label::gap(run.gap),
            label::seconds(run.first_plan_seconds),
            label::seconds(run.one_percent_seconds),
            label::seconds(Some(run.seconds)),
        ]);
        cells
    };
    Table { header, rows: runs.iter().map(row).collect() }
}

/// A row for each group and engine, in the order of the runs: how many runs, and medians over them.
pub fn of_groups(runs: &[Run]) -> Table {
    let settings = varied(runs, &SETTINGS[..3]);
    let mut header = vec!["Group"];
    header.extend(settings.iter().map(|(name, _)| *name));
    header.extend(["Engine", ">Runs", ">Plans", ">Optimal", ">Median gap", ">Worst gap"]);
    header.extend([">First plan", ">To 1 %", ">End"]);
    let (mut order, mut groups) = (Vec::new(), BTreeMap::<Vec<String>, Vec<&Run>>::new());
    for run in runs {
        let mut name = vec![run.group.clone()];
        name.extend(settings.iter().map(|(_, of)| of(run)));
        name.push(label::engine(run));
        let group = groups.entry(name.clone()).or_default();
        if group.is_empty() {
            order.push(name);
        }
        group.push(run);
    }
    let rows = order.into_iter().map(|name| {
        let cells = group_cells(groups.get(&name).map_or(&[], Vec::as_slice));
        name.into_iter().chain(cells).collect()
    });
    Table { header, rows: rows.collect() }
}

fn group_cells(runs: &[&Run]) -> [String; 8] {
    let count = |is: fn(&Run) -> bool| runs.iter().filter(|run| is(run)).count().to_string();
    let of = |value: fn(&Run) -> Option<f64>| median(runs.iter().map(|run| value(run)).collect());
    let gaps: Option<Vec<f64>> = runs.iter().map(|run| run.gap).collect();
    [
        runs.len().to_string(),
        count(|run| run.score.is_some()),
        count(|run| run.status == Status::Optimal),
        label::gap(of(|run| run.gap)),
        label::gap(gaps.and_then(|gaps| gaps.into_iter().max_by(f64::total_cmp))),
        label::seconds(of(|run| run.first_plan_seconds)),
        label::seconds(of(|run| run.one_percent_seconds)),
        label::seconds(of(|run| Some(run.seconds))),
    ]
}

/// The median, where what is missing counts as beyond everything; `None` where it falls on what is missing.
pub(super) fn median(values: Vec<Option<f64>>) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().map(|value| value.unwrap_or(f64::INFINITY)).collect();
    values.sort_by(f64::total_cmp);
    let (low, high) = (values.get(values.len().saturating_sub(1) / 2)?, values.get(values.len() / 2)?);
    Some((low + high) / 2.0).filter(|median| median.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_beyond_everything() {
        assert_eq!(median(vec![Some(3.0), Some(1.0), None]), Some(3.0));
        assert_eq!(median(vec![Some(1.0), Some(2.0)]), Some(1.5));
        assert_eq!(median(vec![Some(1.0), None]), None);
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn columns_are_aligned() {
        let rows = vec![vec!["a".into(), "1".into()], vec!["bc – d".into(), "1,234".into()]];
        let table = Table { header: vec!["Name", ">Score"], rows };
        assert_eq!(table.text(), "Name    Score\na           1\nbc – d  1,234\n");
        assert_eq!(
            table.markdown(),
            "| Name   | Score |\n| ------ | ----: |\n| a      |     1 |\n| bc – d | 1,234 |\n"
        );
    }
}
