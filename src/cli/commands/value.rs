//! `value`: what an hour of each pool, person and service is worth.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::solve::{TimeLimit, stop_on_signal, time_limit};
use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::cli::terminal::ProgressLine;
use crate::cli::{Exit, Manner};
use crate::domain::Problem;
use crate::engine::{self, Interrupt, Limits, Options};
use crate::io::Reading;
use crate::plan;
use crate::study::value::{Report, Solves, Trial, TrialError, trials, values};

/// Tell what an hour of each pool, person and service is worth, by weekday and hour
///
/// The values come from the prices of the relaxation: estimates of what one more unit, one more hour or one more client would bring.
/// Those that are worth most are confirmed by solving the problem with and without; Ctrl-C ends that, and what is known is written.
#[derive(Debug, Args)]
pub(in crate::cli) struct Value {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// How many of each sort to confirm: units more, people there an hour more, people away for an hour, clients more
    #[arg(long, value_name = "NUMBER", default_value_t = 2)]
    top: usize,
    /// Stop each of the two solves of a confirmation after this time: `30s`, `2m`, or `none`; 5s unless the work is limited
    #[arg(long, value_name = "TIME", value_parser = time_limit)]
    time_limit: Option<TimeLimit>,
    /// Stop each solve after this much work instead of a time: the same result on any machine
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u64).range(1..))]
    work: Option<u64>,
    /// Threads to use; without it one for each core
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Seed of every random choice
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Who is to read it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Write the result here; `-` for stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets, the hours alone
    Csv,
    /// For people, a web page with a heat map for each
    Html,
}

impl Value {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        let output = Output::open(self.output.as_deref())?;
        let reading = files::problem(&self.problem, manner)?;
        let (problem, interrupt, options) = (&reading.problem, Interrupt::new(), self.options());
        stop_on_signal(&interrupt);
        let line = ProgressLine::new(manner.quiet, false);
        if is_infeasible(problem, &options, &interrupt, &line)? {
            line.clear();
            manner.say("no plan can serve all mandatory requests, so that no hour has a value: `slotwright solve` tells which clash");
            return Ok(Exit::Refused);
        }
        let limits = Limits { deadline: None, interrupt: interrupt.clone() };
        let values = values(problem, engine::thread_count(&options), &limits)?;
        let trials = trials(&values, self.top);
        let Reading { file, .. } = &reading;
        let solves =
            Solves { file, problem, values: &values, options: &options, interrupt: &interrupt, listener: &line };
        let confirmed = solves.confirm(&trials);
        line.clear();
        let confirmed = confirmed.map_err(failure)?;
        let report = Report { problem, values: &values, confirmed: &confirmed };
        output.write(&self.written(&report, manner)?).map_err(Failure::Write)?;
        Ok(self.exit(manner, &trials, confirmed.len(), interrupt.is_asked()))
    }

    /// Says what is missing.
    fn exit(&self, manner: Manner, trials: &[Trial], confirmed: usize, is_stopped: bool) -> Exit {
        if confirmed < trials.len() {
            manner.say(&format!("{confirmed} of {} were confirmed before the end", trials.len()));
        }
        if is_stopped { Exit::LimitWithPlan } else { Exit::Done }
    }

    fn written(&self, report: &Report<'_>, manner: Manner) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        match self.format {
            _ if manner.json => bytes = json(report)?,
            Format::Json => bytes = json(report)?,
            Format::Table => report.table(&mut bytes)?,
            Format::Csv => report.csv(&mut bytes)?,
            Format::Html => report.html(&mut bytes)?,
        }
        Ok(bytes)
    }

    fn options(&self) -> Options {
        let default = TimeLimit(Some(std::time::Duration::from_secs(5)));
        Options {
            time_limit: match (self.time_limit, self.work) {
                (Some(limit), _) => limit.0,
                (None, Some(_)) => None,
                (None, None) => default.0,
            },
            work: self.work,
            threads: self.threads.map(usize::from),
            seed: self.seed,
            ..Options::default()
        }
    }
}

fn json(report: &Report<'_>) -> Result<Vec<u8>, Failure> {
    let mut text = serde_json::to_vec_pretty(&report.file())?;
    text.push(b'\n');
    Ok(text)
}

/// Whether mandatory requests clash; any plan with all of them ends the search.
fn is_infeasible(
    problem: &Problem,
    options: &Options,
    interrupt: &Interrupt,
    line: &ProgressLine,
) -> Result<bool, Failure> {
    if !problem.requests.iter().any(|request| request.mandatory && request.is_open()) {
        return Ok(false);
    }
    let any = Options { gap: f64::INFINITY, ..options.clone() };
    Ok(engine::solve(problem, &any, interrupt, line)?.status == plan::Status::Infeasible)
}

fn failure(error: TrialError) -> Failure {
    match error {
        TrialError::Engine(error) => error.into(),
        TrialError::Faults(faults) => Failure::Faults { file: "the problem of a trial".into(), faults },
    }
}
