//! `diff`: what changes for whom from one plan to another.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::terminal::{GREY, YELLOW};
use crate::cli::{Exit, Manner, files};
use crate::io::wording::counted;
use crate::plan::{Change, diff};

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
struct ChangeEntry {
    request: String,
    changed: Vec<&'static str>,
    visible: bool,
    detail: String,
}

impl Diff {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        files::one_stream(&[&self.problem, &self.plan_a, &self.plan_b])?;
        let reading = files::problem(&self.problem, manner)?;
        let before = files::plan(&self.plan_a, &reading, manner)?;
        let after = files::plan(&self.plan_b, &reading, manner)?;
        let problem = &reading.problem;
        let changes = diff(problem, &before.plan, &after.plan);
        if manner.json {
            let entry = |change: &Change| ChangeEntry {
                request: problem.request(change.request).id.clone(),
                changed: change.aspects().into_iter().map(|aspect| aspect.code()).collect(),
                visible: change.visible(),
                detail: change.sentence(problem),
            };
            files::print_json(&changes.iter().map(entry).collect::<Vec<_>>())?;
            return Ok(Exit::Done);
        }
        let mut text = String::new();
        for change in &changes {
            let style = if change.visible() { YELLOW } else { GREY };
            let word = if change.visible() { "visible  " } else { "invisible" };
            let _ = writeln!(text, "{style}{word}{style:#} {}", change.sentence(problem));
        }
        let visible = changes.iter().filter(|change| change.visible()).count();
        let _ = match changes.len() {
            0 => writeln!(text, "no changes"),
            count => {
                writeln!(text, "{}, {visible} visible to clients", counted(count as u64, "change", "changes"))
            }
        };
        files::print(&text)?;
        Ok(Exit::Done)
    }
}
