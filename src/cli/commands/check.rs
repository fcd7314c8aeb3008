//! `check`: every rule that a plan breaks, and its score recomputed.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::cli::failure::Failure;
use crate::cli::terminal::{BOLD, GREEN, RED};
use crate::cli::{Exit, Manner, files};
use crate::domain::Problem;
use crate::io::wording::{counted, points};
use crate::plan::{Violation, check_file, score};

/// List every rule that a plan breaks, and recompute its score
#[derive(Debug, Args)]
pub(in crate::cli) struct Check {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// Plan file; `-` for stdin
    plan: PathBuf,
}

/// The result as JSON.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CheckResult {
    schema_version: u32,
    ok: bool,
    score: Option<i64>,
    terms: serde_json::Map<String, serde_json::Value>,
    violations: Vec<ViolationEntry>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ViolationEntry {
    code: &'static str,
    requests: Vec<String>,
    staff: Option<String>,
    resource: Option<String>,
    detail: String,
}

impl Check {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        files::one_stream(&[&self.problem, &self.plan])?;
        let mut reading = files::problem(&self.problem, manner)?;
        let file = files::plan(&self.plan, &reading, manner)?;
        if let Some(until) = file.frozen_until {
            reading.problem = reading.problem.freeze_until(until);
        }
        let problem = &reading.problem;
        let violations = check_file(problem, &file.plan, &file.claims);
        let score = file.claims.status.has_plan().then(|| score(problem, &file.plan));
        if manner.json {
            let terms = score.iter().flat_map(|score| score.terms());
            files::print_json(&CheckResult {
                schema_version: 1,
                ok: violations.is_empty(),
                score: score.map(|score| score.total()),
                terms: terms.map(|(name, points)| (name.to_string(), points.into())).collect(),
                violations: violations.iter().map(|violation| entry(problem, violation)).collect(),
            })?;
        } else {
            files::print(&text(&violations, score.map(|score| score.total()), file.plan.bookings.len()))?;
        }
        Ok(if violations.is_empty() { Exit::Done } else { Exit::Refused })
    }
}

fn entry(problem: &Problem, violation: &Violation) -> ViolationEntry {
    ViolationEntry {
        code: violation.rule.code(),
        requests: violation.requests.iter().map(|&request| problem.request(request).id.clone()).collect(),
        staff: violation.staff.map(|person| problem.person(person).id.clone()),
        resource: violation.resource.map(|resource| problem.resource(resource).id.clone()),
        detail: violation.detail.clone(),
    }
}

fn text(violations: &[Violation], score: Option<i64>, booked: usize) -> String {
    let mut text = String::new();
    for violation in violations {
        let _ = writeln!(text, "{RED}broken{RED:#} {violation}");
    }
    let score = score.map_or("no score".into(), |score| format!("score {} recomputed", points(score)));
    let _ = match violations.len() {
        0 => writeln!(text, "{GREEN}{BOLD}ok{BOLD:#}{GREEN:#} every rule is kept; {booked} booked, {score}"),
        count => writeln!(text, "{}; {score}", counted(count as u64, "violation", "violations")),
    };
    text
}
