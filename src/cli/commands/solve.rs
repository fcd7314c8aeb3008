//! `solve`: from a problem file to a plan file.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use super::replan::Replan;
use super::{reasons, summary};
use crate::cli::failure::Failure;
use crate::cli::files::Output;
use crate::cli::terminal::ProgressLine;
use crate::cli::{Exit, Manner};
use crate::domain::Problem;
use crate::engine::{self, BackendName, EngineName, Interrupt, Limits, Options};
use crate::io::plan_file;
use crate::io::wire::explanation::Clash;
use crate::io::wire::plan::Solver;
use crate::io::wire::problem as wire;
use crate::plan::{Outcome, Status};
use crate::study::clash::clashes;
use crate::study::explain::{Means, Setting};

/// Plan the requests of a problem file
///
/// The plan goes to stdout or to a file, a summary to stderr. Ctrl-C ends the search and writes the best plan so far;
/// a second Ctrl-C ends the program.
#[derive(Debug, Args)]
pub(in crate::cli) struct Solve {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// Write the plan here; `-` for stdout
    #[arg(short, long, value_name = "PLAN")]
    output: Option<PathBuf>,
    /// Stop after this time with the best plan so far: `30s`, `2m`, or `none`; 30s unless the work is limited
    #[arg(long, value_name = "TIME", value_parser = time_limit)]
    time_limit: Option<TimeLimit>,
    /// Stop after this much work instead of a time: the same plan on any machine with any number of threads. A million
    /// is about a second of one core
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u64).range(1..))]
    work: Option<u64>,
    /// Stop at this relative gap between score and bound: 0.01 for 1 %
    #[arg(long, default_value = "0", value_parser = gap)]
    gap: f64,
    /// Threads to use; without it one for each core
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of every random choice
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Method
    #[arg(long, value_enum, default_value_t = EngineArgument::Auto)]
    engine: EngineArgument,
    /// Solver of the compact model
    #[arg(long, value_enum, default_value_t = BackendArgument::Highs)]
    backend: BackendArgument,
    /// Tell how each part is planned
    #[arg(long, short)]
    verbose: bool,
    #[command(flatten)]
    replan: Replan,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum EngineArgument {
    /// What promises the best proof for the size
    Auto,
    /// The compact model
    Compact,
    /// Decomposition into staff-days
    Decomposed,
    /// Greedy insertion alone
    Greedy,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum BackendArgument {
    /// HiGHS
    Highs,
    /// microlp, for small problems and comparison
    Microlp,
    /// CBC, for comparison
    #[cfg(feature = "cbc")]
    Cbc,
}

impl EngineArgument {
    pub(super) fn name(self) -> EngineName {
        match self {
            Self::Auto => EngineName::Auto,
            Self::Compact => EngineName::Compact,
            Self::Decomposed => EngineName::Decomposed,
            Self::Greedy => EngineName::Greedy,
        }
    }
}

impl BackendArgument {
    pub(super) fn name(self) -> BackendName {
        match self {
            Self::Highs => BackendName::Highs,
            Self::Microlp => BackendName::Microlp,
            #[cfg(feature = "cbc")]
            Self::Cbc => BackendName::Cbc,
        }
    }
}

/// How long a solve may take where nobody says.
const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(30);

/// A time, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeLimit(pub(super) Option<Duration>);

pub(super) fn time_limit(text: &str) -> Result<TimeLimit, String> {
    if text == "none" {
        return Ok(TimeLimit(None));
    }
    let seconds = text.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let time = seconds.map_or_else(|| humantime::parse_duration(text), Ok);
    time.map(|time| TimeLimit(Some(time))).map_err(|error| format!("{error}; write 30s, 2m or none"))
}

pub(super) fn gap(text: &str) -> Result<f64, String> {
    let gap = text.parse::<f64>().ok().filter(|gap| (0.0..=1e9).contains(gap));
    gap.ok_or_else(|| "write a number that is not negative, such as 0.01 for 1 %".into())
}

impl Solve {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        let output = Output::open(self.output.as_deref())?;
        let mut extras = self.replan.open(self.output.as_deref())?;
        let reading = self.replan.apply(&self.problem, manner)?;
        let problem = &reading.problem;
        extras.write_problem(&reading.file)?;
        let interrupt = Interrupt::new();
        stop_on_signal(&interrupt);
        let begun = (Instant::now(), interrupt);
        let (outcome, solver, seconds) = self.solve(problem, &begun.1, manner)?;
        let mut file = plan_file(problem, &reading.sha256, &outcome, solver);
        if outcome.status == Status::Infeasible {
            file.clashes = self.clashes(&reading.file, problem, &outcome, begun);
        }
        let text = format!("{}\n", serde_json::to_string_pretty(&file)?);
        output.write_or_keep(text.as_bytes(), ".plan.json")?;
        extras.write_calls(problem, outcome.plan.as_ref().map(|(plan, _)| plan))?;
        if !manner.json {
            manner.say(&summary::outcome(problem, &outcome, seconds));
            if !file.clashes.is_empty() {
                manner.say(reasons::clashes(&file.clashes).trim_end());
            }
        }
        Ok(match outcome.status {
            Status::Optimal | Status::WithinGap => Exit::Done,
            Status::Infeasible => Exit::Refused,
            Status::Feasible => Exit::LimitWithPlan,
            Status::Unknown => Exit::LimitWithoutPlan,
        })
    }

    /// The rules behind an infeasible problem and what would repair it, found in what is left of the time.
    fn clashes(
        &self,
        file: &wire::Problem,
        problem: &Problem,
        outcome: &Outcome,
        (begun, interrupt): (Instant, Interrupt),
    ) -> Vec<Clash> {
        let options = self.options();
        let deadline = options.time_limit.and_then(|limit| begun.checked_add(limit));
        let threads = engine::thread_count(&options);
        let limits = Limits { deadline, interrupt };
        let means = Means { limits, threads, seed: options.seed, work: options.work };
        let setting = Setting::new(file.clone(), problem.frozen_until);
        setting.map_or_else(|_| Vec::new(), |setting| clashes(&setting, &outcome.clash, &means))
    }

    fn solve(
        &self,
        problem: &Problem,
        interrupt: &Interrupt,
        manner: Manner,
    ) -> Result<(Outcome, Solver, f64), Failure> {
        let options = self.options();
        let line = ProgressLine::new(manner.quiet, self.verbose);
        let started = Instant::now();
        let outcome = engine::solve(problem, &options, interrupt, &line);
        line.clear();
        let (outcome, seconds) = (outcome?, started.elapsed().as_secs_f64());
        let solver = Solver {
            engine: format!("{}/{}", options.engine.name(), options.backend.name()),
            version: env!("CARGO_PKG_VERSION").into(),
            seconds: self.work.is_none().then(|| (seconds * 1000.0).round() / 1000.0),
            threads: self.work.is_none().then(|| u32::try_from(engine::thread_count(&options)).unwrap_or(u32::MAX)),
            work: self.work,
            seed: options.seed,
            stopped_by: outcome.stopped_by.into(),
        };
        Ok((outcome, solver, seconds))
    }

    fn options(&self) -> Options {
        Options {
            time_limit: match (self.time_limit, self.work) {
                (Some(limit), _) => limit.0,
                (None, Some(_)) => None,
                (None, None) => Some(DEFAULT_TIME_LIMIT),
            },
            work: self.work,
            gap: self.gap,
            threads: self.threads.map(usize::from),
            seed: self.seed,
            engine: self.engine.name(),
            backend: self.backend.name(),
        }
    }
}

/// Ctrl-C, or the system's polite request to end, stops the search; the second one ends the program.
pub(super) fn stop_on_signal(interrupt: &Interrupt) {
    let interrupt = interrupt.clone();
    let on_signal = move || {
        if interrupt.is_asked() {
            std::process::exit(130);
        }
        interrupt.ask();
    };
    // Without a handler the signal ends the program at once, which is no worse than without this command.
    let _ = ctrlc::set_handler(on_signal);
}
