//! `validate`: every fault of a problem file, and what to be warned of.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::terminal::{BOLD, GREEN, RED, YELLOW};
use crate::cli::{Exit, Manner, files};
use crate::domain::{Fault, Problem};
use crate::io::faults_json;
use crate::io::wording::counted;
use crate::plan::conflicts;

/// List every fault of a problem file, and what to be warned of
#[derive(Debug, Args)]
pub(in crate::cli) struct Validate {
    /// Problem file; `-` for stdin
    problem: PathBuf,
}

impl Validate {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        match files::admitted(&self.problem) {
            Ok(reading) => {
                let mut warnings = reading.warnings;
                warnings.extend(conflict_warnings(&reading.problem));
                let text = if manner.json {
                    faults_json(&[], &warnings) + "\n"
                } else {
                    admitted(&reading.problem, &warnings)
                };
                files::print(&text).map(|()| Exit::Done)
            }
            // The faults are the result here, so they go to stdout.
            Err(Failure::Faults { file, faults }) if !manner.json => {
                let mut text = String::new();
                for fault in &faults.0 {
                    let _ = writeln!(text, "{RED}fault{RED:#} {fault}");
                }
                files::print(&text)?;
                Err(Failure::Usage(format!("{file} has {}", counted(faults.0.len() as u64, "fault", "faults"))))
            }
            Err(failure) => Err(failure),
        }
    }
}

/// Conflicts among given bookings: they stand, but somebody should know.
fn conflict_warnings(problem: &Problem) -> impl Iterator<Item = Fault> {
    conflicts(problem).into_iter().map(|conflict| Fault {
        path: conflict.requests.first().map_or("$.requests".into(), |one| format!("$.requests[{}]", one.position())),
        code: conflict.rule.code(),
        cause: conflict.detail,
        action: "nothing new is booked there; change the bookings if they are not meant so".into(),
    })
}

fn admitted(problem: &Problem, warnings: &[Fault]) -> String {
    let mut text = String::new();
    for warning in warnings {
        let _ = writeln!(text, "{YELLOW}warning{YELLOW:#} {warning}");
    }
    let live = problem.requests.iter().filter(|request| request.status.is_live()).count();
    let _ = writeln!(
        text,
        "{GREEN}{BOLD}ok{BOLD:#}{GREEN:#} {}: {}, {}, {}, {}, {}, {live} of them live",
        problem.name,
        counted(problem.sites.len() as u64, "site", "sites"),
        counted(problem.staff.len() as u64, "person", "people"),
        counted(problem.resources.len() as u64, "resource", "resources"),
        counted(problem.services.len() as u64, "service", "services"),
        counted(problem.requests.len() as u64, "request", "requests")
    );
    text
}
