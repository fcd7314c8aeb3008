//! `whatif`: scenarios beside the problem as it is.

mod flags;
mod progress;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};

use super::solve::{EngineArgument, TimeLimit, stop_on_signal, time_limit};
use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::cli::{Exit, Manner};
use crate::engine::{Interrupt, Options, thread_count};
use crate::io::Reading;
use crate::io::report::csv::Dialect;
use crate::io::study::{csv, html, read_study, table};
use crate::io::wire::study::Study;
use crate::io::wire::whatif::{StudySolver, WhatIf};
use crate::study::whatif::{Case, Orders, cases, replicates, results, run, weeks};
use flags::Flags;
use progress::Progress;

/// Compare scenarios with the problem as it is: another room, longer hours, more demand
///
/// Scenarios come from a study file, from flags, or both. All are solved side by side with one seed and one limit. A
/// difference that is smaller than the gaps between plans and bounds allow is called undecided. Ctrl-C ends the study with
/// the scenarios that are finished; a second Ctrl-C ends the program.
#[derive(Debug, Args)]
pub(in crate::cli) struct WhatIfCommand {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// Study file with scenarios and grid (docs/FORMAT.md); `-` for stdin
    study: Option<PathBuf>,
    #[command(flatten)]
    flags: Flags,
    /// Stop the whole study after this time: `30s`, `5m`, or `none`; 60s unless the work is limited
    #[arg(long, value_name = "TIME", value_parser = time_limit)]
    time_limit: Option<TimeLimit>,
    /// Give each solve this much work instead of a time: the same results on any machine with any number of threads. A
    /// million is about a second of one core
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u64).range(1..))]
    work: Option<u64>,
    /// Ask only for plans and their scores, and not how much could be served, earned and used by any plan
    #[arg(long)]
    without_ceilings: bool,
    /// Ask for the fewest days of people, and of resources, that serve as many requests as possible
    #[arg(long)]
    fewest: bool,
    /// Compare in so many sampled weeks as well, each with requests drawn from those without a booking; half of the limit is
    /// for them
    #[arg(long, value_name = "WEEKS", value_parser = clap::value_parser!(u64).range(2..=1000))]
    replicate: Option<u64>,
    /// Threads to use for all scenarios together; without it one for each core
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of every random choice
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Method
    #[arg(long, value_enum, default_value_t = EngineArgument::Auto)]
    engine: EngineArgument,
    /// Who is to read it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// CSV for spreadsheets in languages that write 0,5: decimal commas, semicolons between columns
    #[arg(long)]
    decimal_comma: bool,
    /// Write the results here; `-` for stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets: a row for each scenario
    Csv,
    /// For people, a web page with charts
    Html,
}

/// How long a study may take where nobody says.
const DEFAULT_TIME_LIMIT: Duration = Duration::from_secs(60);

impl WhatIfCommand {
    pub(in crate::cli) fn run(mut self, manner: Manner) -> Result<Exit, Failure> {
        if manner.json {
            self.format = Format::Json;
        }
        if self.decimal_comma && self.format != Format::Csv {
            return Err(Failure::Usage("--decimal-comma goes with --format csv".into()));
        }
        let output = Output::open(self.output.as_deref())?;
        let inputs: Vec<_> = self.study.iter().map(PathBuf::as_path).chain([self.problem.as_path()]).collect();
        files::one_stream(&inputs)?;
        let reading = files::problem(&self.problem, manner)?;
        let study = self.study()?;
        let (results, is_whole) = self.solve(&study, &reading, manner)?;
        output.write_or_keep(&self.text(&results)?, ".study")?;
        if !is_whole {
            let names = results.unfinished.join(", ");
            manner.say(&format!(
                "stopped on request; not finished: {}",
                if names.is_empty() { "nothing" } else { &names }
            ));
        }
        Ok(if is_whole { Exit::Done } else { Exit::LimitWithPlan })
    }

    /// The study file with the scenarios of the flags.
    fn study(&self) -> Result<Study, Failure> {
        let mut study = match &self.study {
            Some(path) => read_study(&files::read(path)?)
                .map_err(|faults| Failure::Faults { file: path.display().to_string(), faults })?,
            None => Study { schema_version: 1, ..Study::default() },
        };
        self.flags.add_to(&mut study)?;
        if study.scenarios.is_empty() && study.grid.is_none() {
            let hint = "there is nothing to try; name a study file, or a flag such as --add-resource room-1";
            return Err(Failure::Usage(hint.into()));
        }
        Ok(study)
    }

    /// The results, and whether nobody interrupted.
    fn solve(&self, study: &Study, reading: &Reading, manner: Manner) -> Result<(WhatIf, bool), Failure> {
        let from = self.study.as_ref().map_or("the command line".to_owned(), |path| path.display().to_string());
        let faulty = |faults| Failure::Faults { file: from.clone(), faults };
        let cases = cases(&reading.file, study).map_err(faulty)?;
        let weeks = self.replicate.map(|count| weeks(&reading.file, study, count)).transpose().map_err(faulty)?;
        let orders = Orders { options: self.options(), ceilings: !self.without_ceilings, fewest: self.fewest };
        let interrupt = Interrupt::new();
        stop_on_signal(&interrupt);
        let progress = Progress::new(manner);
        let started = Instant::now();
        let answers = run(&cases, &orders, &interrupt, &progress)?;
        let sampled =
            weeks.map(|weeks: Vec<Vec<Case>>| replicates(&weeks, &orders, &interrupt, &progress)).transpose()?;
        progress.clear();
        let seconds = started.elapsed().as_secs_f64();
        let is_whole = answers.iter().all(|answer| answer.is_finished);
        let solver = self.solver(&orders.options, seconds, interrupt.is_asked());
        let results = results(study, &reading.sha256, &cases, &answers, solver);
        Ok((WhatIf { replicates: sampled.flatten(), ..results }, is_whole && !interrupt.is_asked()))
    }

    fn solver(&self, options: &Options, seconds: f64, interrupted: bool) -> StudySolver {
        let timed = self.work.is_none();
        StudySolver {
            engine: format!("{}/{}", options.engine.name(), options.backend.name()),
            version: env!("CARGO_PKG_VERSION").into(),
            seconds: timed.then(|| (seconds * 1000.0).round() / 1000.0),
            threads: timed.then(|| u32::try_from(thread_count(options)).unwrap_or(u32::MAX)),
            work: self.work,
            seed: options.seed,
            interrupted,
        }
    }

    fn options(&self) -> Options {
        Options {
            time_limit: self.limit().map(|limit| if self.replicate.is_some() { limit / 2 } else { limit }),
            work: self.work,
            threads: self.threads.map(usize::from),
            seed: self.seed,
            engine: self.engine.name(),
            ..Options::default()
        }
    }

    /// The time for the whole study.
    fn limit(&self) -> Option<Duration> {
        match (self.time_limit, self.work) {
            (Some(limit), _) => limit.0,
            (None, Some(_)) => None,
            (None, None) => Some(DEFAULT_TIME_LIMIT),
        }
    }

    fn text(&self, results: &WhatIf) -> Result<Vec<u8>, Failure> {
        let mut text = Vec::new();
        match self.format {
            Format::Table => table::write(&mut text, results)?,
            Format::Json => text = format!("{}\n", serde_json::to_string_pretty(results)?).into_bytes(),
            Format::Html => html::write(&mut text, results)?,
            Format::Csv => {
                let dialect = if self.decimal_comma { Dialect::Semicolon } else { Dialect::Comma };
                csv::write(&mut text, results, dialect)?;
            }
        }
        Ok(text)
    }
}
