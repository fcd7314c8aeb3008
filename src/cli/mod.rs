//! The command line: flags, streams, exit codes. Data goes to stdout, talk to stderr.

mod commands;
mod failure;
mod files;
mod tables;
mod terminal;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Conflict-free appointment plans with a proof of how good they are, and the Resources report.
#[derive(Debug, Parser)]
#[command(name = "slotwright", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Print every result as JSON, faults of the input too
    #[arg(long, global = true, display_order = LAST)]
    json: bool,
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true, display_order = LAST)]
    quiet: bool,
}

/// Flags of every command come after its own, before help and version.
const LAST: usize = 900;

const EXIT_CODES: &str = "Exit codes:
  0  done; for solve: a plan, proved to the requested gap
  1  internal error
  2  usage or invalid input
  3  infeasible; for check: the plan breaks a rule
  4  limit reached with a plan
  5  limit reached without a plan";

#[derive(Debug, Subcommand)]
enum Command {
    Solve(commands::solve::Solve),
    Check(commands::check::Check),
    Validate(commands::validate::Validate),
    Report(commands::report::Report),
    #[command(name = "whatif")]
    WhatIf(commands::whatif::WhatIfCommand),
    Diff(commands::diff::Diff),
    Recommend(commands::recommend::Recommend),
    #[command(name = "move")]
    Rebook(commands::rebook::Rebook),
    Value(commands::value::Value),
    Explain(commands::explain::Explain),
    Generate(commands::generate::Generate),
    Import(commands::import::Import),
    Bench(commands::bench::Bench),
    Schema(commands::schema::Schema),
    Completions(commands::completions::Completions),
}

/// How people want to be talked to.
#[derive(Clone, Copy, Debug)]
struct Manner {
    /// Results as JSON.
    json: bool,
    /// No talk.
    quiet: bool,
}

impl Manner {
    /// Says something on stderr, unless nobody wants to hear it.
    fn say(self, text: &str) {
        if !self.quiet {
            // Talk that cannot be heard is no reason to fail.
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }
}

/// How a command ended, where it did what it was asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Done.
    Done = 0,
    /// No plan can serve all mandatory requests; a plan breaks a rule.
    Refused = 3,
    /// A limit ended the search; there is a plan.
    LimitWithPlan = 4,
    /// A limit ended the search; there is no plan.
    LimitWithoutPlan = 5,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    // clap exits by itself on a wrong usage (2) and after help and version (0).
    let arguments = Arguments::parse();
    let manner = Manner { json: arguments.json, quiet: arguments.quiet };
    let ended = match arguments.command {
        Command::Solve(command) => command.run(manner),
        Command::Check(command) => command.run(manner),
        Command::Validate(command) => command.run(manner),
        Command::Report(command) => command.run(manner),
        Command::WhatIf(command) => command.run(manner),
        Command::Diff(command) => command.run(manner),
        Command::Recommend(command) => command.run(manner),
        Command::Rebook(command) => command.run(manner),
        Command::Value(command) => command.run(manner),
        Command::Explain(command) => command.run(manner),
        Command::Generate(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::Bench(command) => command.run(manner),
        Command::Schema(command) => command.run(),
        Command::Completions(command) => command.run(),
    };
    match ended {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(failure) => failure.tell(manner),
    }
}

/// The flags of the whole command line, for completions.
fn command() -> clap::Command {
    <Arguments as clap::CommandFactory>::command()
}
