//! `diff`: what changes for whom from one plan to another, and what that does to the score.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value};

use super::summary::news;
use crate::cli::failure::Failure;
use crate::cli::terminal::{BOLD, GREY, YELLOW};
use crate::cli::{Exit, Manner, files};
use crate::domain::Problem;
use crate::io::plan::{ChangeEntry, change_entry};
use crate::io::wording::{clean, counted, points};
use crate::plan::{Change, Plan, Score, diff, score};

/// Tell what changes from one plan to another
#[derive(Debug, Args)]
pub(in crate::cli) struct Diff {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// The plan before
    plan_a: PathBuf,
    /// The plan after
    plan_b: PathBuf,
}

/// The result as JSON.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct DiffResult {
    schema_version: u32,
    /// Changes that clients notice.
    visible: usize,
    score: Scores,
    changes: Vec<ChangeEntry>,
}

/// Both scores on this problem, and by how much each term grows.
#[derive(Debug, Serialize)]
struct Scores {
    before: i64,
    after: i64,
    terms: Map<String, Value>,
}

impl Diff {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        files::one_stream(&[&self.problem, &self.plan_a, &self.plan_b])?;
        let reading = files::problem(&self.problem, manner)?;
        let before = files::plan(&self.plan_a, &reading, manner)?.plan;
        let after = files::plan(&self.plan_b, &reading, manner)?.plan;
        let problem = &reading.problem;
        let changes = diff(problem, &before, &after);
        if manner.json {
            files::print_json(&result(problem, &changes, &before, &after))?;
        } else {
            files::print(&text(problem, &changes, &before, &after))?;
        }
        Ok(Exit::Done)
    }
}

fn result(problem: &Problem, changes: &[Change], before: &Plan, after: &Plan) -> DiffResult {
    let (before, after) = (score(problem, before), score(problem, after));
    let terms = differences(&before, &after).map(|(name, more)| (name.to_owned(), more.into())).collect();
    DiffResult {
        schema_version: 1,
        visible: changes.iter().filter(|change| change.visible()).count(),
        score: Scores { before: before.total(), after: after.total(), terms },
        changes: changes.iter().map(|change| change_entry(problem, change)).collect(),
    }
}

/// By how much each term grows.
fn differences(before: &Score, after: &Score) -> impl Iterator<Item = (&'static str, i64)> {
    before.terms().into_iter().zip(after.terms()).map(|((name, was), (_, is))| (name, is - was))
}

fn text(problem: &Problem, changes: &[Change], before: &Plan, after: &Plan) -> String {
    let mut text = String::new();
    for change in changes {
        let style = if change.visible() { YELLOW } else { GREY };
        let word = if change.visible() { "visible  " } else { "invisible" };
        let _ = writeln!(text, "{style}{word}{style:#} {}", clean(&change.sentence(problem)));
    }
    let visible = changes.iter().filter(|change| change.visible()).count();
    let _ = match changes.len() {
        0 => writeln!(text, "no changes"),
        count => {
            let count = counted(count as u64, "change", "changes");
            writeln!(text, "{BOLD}{count}, {visible} visible to clients{BOLD:#}{}", news(changes))
        }
    };
    text + &score_line(&score(problem, before), &score(problem, after))
}

/// `score 5,140,052 → 5,061,727, 78,325 less: served -50,500, drop -32,800`.
fn score_line(before: &Score, after: &Score) -> String {
    let more = after.total() - before.total();
    let each: Vec<String> = differences(before, after)
        .filter(|(_, more)| *more != 0)
        .map(|(name, more)| format!("{name} {}{}", if more > 0 { "+" } else { "" }, points(more)))
        .collect();
    let word = match more {
        0 => "as before".to_owned(),
        1.. => format!("{} more", points(more)),
        _ => format!("{} less", points(-more)),
    };
    let made_of = if each.is_empty() { String::new() } else { format!(": {}", each.join(", ")) };
    format!("score {} → {}, {word}{made_of}\n", points(before.total()), points(after.total()))
}
