//! `bench`: engines on instances, side by side.

mod instances;
mod rows;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use clap::Args;

use super::solve::{BackendArgument, EngineArgument, TimeLimit, gap, stop_on_signal, time_limit};
use crate::bench::table::Table;
use crate::bench::{Configuration, Instance, Study, against, chart, csv, measure, table};
use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::cli::terminal::BOLD;
use crate::cli::{Exit, Manner};
use crate::engine::{Interrupt, Options};
use crate::io::wire::bench::Run;
use rows::Rows;

/// Measure engines on instances: status, score, bound, gap, and how fast they came
///
/// Every combination of instance, engine, back end, limit, number of threads and seed is a run; every plan passes the
/// checker once more. The table goes to stdout. Ctrl-C ends the study with the runs that are done.
#[derive(Debug, Args)]
pub(in crate::cli) struct Bench {
    /// Problem file, `generate:staff=8,days=6,seed=1` with the flags of `generate`, or SMPTSP file ending in `.dat`
    #[arg(required_unless_present = "merge")]
    instance: Vec<String>,
    /// Engines, with commas between them
    #[arg(long, value_enum, value_delimiter = ',', default_value = "auto")]
    engine: Vec<EngineArgument>,
    /// Solvers of the models
    #[arg(long, value_enum, value_delimiter = ',', default_value = "highs")]
    backend: Vec<BackendArgument>,
    /// Time limits: `10s,60s`
    #[arg(long, value_name = "TIME", value_delimiter = ',', default_value = "10s", value_parser = time_limit)]
    time_limit: Vec<TimeLimit>,
    /// Numbers of threads; without it one thread for each core
    #[arg(long, value_name = "NUMBER", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Vec<u16>,
    /// Seeds
    #[arg(long, value_name = "SEED", value_delimiter = ',', default_value = "0")]
    seeds: Vec<u64>,
    /// Relative gap at which a run stops: 0.01 for 1 %
    #[arg(long, default_value = "0", value_parser = gap)]
    gap: f64,
    /// Runs at the same time; more than one disturbs the times
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: u16,
    /// Write results here after each run
    #[arg(short, long, value_name = "RESULTS")]
    output: Option<PathBuf>,
    /// Keep what the file of --output has, and make only the runs that it lacks
    #[arg(long, requires = "output")]
    resume: bool,
    /// Add the runs of an earlier file, of this program or another; may be repeated
    #[arg(long, value_name = "RESULTS")]
    merge: Vec<PathBuf>,
    /// Compare with the runs of an earlier file
    #[arg(long, value_name = "RESULTS")]
    against: Option<PathBuf>,
    /// Write the runs as a sheet
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Draw the performance profile: shares of runs by gap, and by time to 1 %
    #[arg(long, value_name = "SVG")]
    profile: Option<PathBuf>,
    /// Draw the gap over time
    #[arg(long, value_name = "SVG")]
    traces: Option<PathBuf>,
    /// Tables in Markdown
    #[arg(long)]
    markdown: bool,
}

impl Bench {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        for path in [&self.output, &self.csv, &self.profile, &self.traces].into_iter().flatten() {
            Output::open(Some(path))?;
        }
        let study = self.study()?;
        let mut earlier = Vec::new();
        for path in &self.merge {
            earlier.extend(rows::read(path)?);
        }
        let baseline = self.against.as_deref().map(rows::read).transpose()?;
        if let Some(path) = self.output.as_deref().filter(|path| self.resume && path.exists()) {
            earlier.extend(rows::read(path)?);
        }
        let mut rows = Rows::new(earlier, self.output.clone());
        let is_whole = self.make(&study, &mut rows, manner)?;
        rows.save()?;
        self.show(&rows, baseline.as_deref(), manner)?;
        Ok(if is_whole { Exit::Done } else { Exit::LimitWithPlan })
    }

    fn study(&self) -> Result<Study, Failure> {
        let instances: Vec<Instance> =
            self.instance.iter().map(|name| instances::instance(name)).collect::<Result<_, _>>()?;
        let threads = self.threads.iter().map(|&threads| Some(usize::from(threads)));
        Ok(Study {
            instances,
            engines: self.engine.iter().map(|engine| engine.name()).collect(),
            backends: self.backend.iter().map(|backend| backend.name()).collect(),
            time_limits: self.time_limit.iter().map(|limit| limit.0).collect(),
            threads: if self.threads.is_empty() { vec![None] } else { threads.collect() },
            seeds: self.seeds.clone(),
            common: Options { gap: self.gap, ..Options::default() },
        })
    }

    /// Makes the runs; false if somebody interrupted them.
    fn make(&self, study: &Study, rows: &mut Rows, manner: Manner) -> Result<bool, Failure> {
        let mut missing = study.configurations();
        if self.resume {
            missing.retain(|one| !rows.earlier().iter().any(|run| one.is_of(run)));
        }
        if missing.is_empty() {
            return Ok(true);
        }
        let interrupt = Interrupt::new();
        stop_on_signal(&interrupt);
        let (next, rows) = (AtomicUsize::new(0), Mutex::new(rows));
        let work = || -> Result<(), Failure> {
            while let Some((position, configuration)) = taken(&missing, &next, &interrupt) {
                let Some(run) = measure(configuration, &interrupt) else { break };
                let mut rows = rows.lock().unwrap_or_else(PoisonError::into_inner);
                manner.say(&format!("[{}/{}] {}", position + 1, missing.len(), table::line(&run)));
                rows.add(position, run)?;
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..self.jobs).map(|_| scope.spawn(work)).collect();
            let ended = workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            ended.collect::<Result<(), Failure>>()
        })?;
        if interrupt.is_asked() {
            manner.say("stopped on request: the run under way is not counted");
        }
        Ok(!interrupt.is_asked())
    }

    fn show(&self, rows: &Rows, baseline: Option<&[Run]>, manner: Manner) -> Result<(), Failure> {
        let results = rows.results();
        let runs = &results.runs;
        write(self.csv.as_deref(), || {
            let mut sheet = Vec::new();
            csv::write(&mut sheet, runs).map(|()| sheet).map_err(Failure::from)
        })?;
        write(self.profile.as_deref(), || drawn(chart::profile(runs)))?;
        write(self.traces.as_deref(), || drawn(chart::gaps(runs)))?;
        if manner.json {
            return files::print_json(&results);
        }
        self.print("Runs", &table::of_runs(runs))?;
        self.print("Groups", &table::of_groups(runs))?;
        let Some(baseline) = baseline else { return Ok(()) };
        let comparison = against::compare(runs, baseline);
        self.print("Against earlier runs", &comparison.table)?;
        files::print(&comparison.summary.iter().map(|line| format!("- {line}\n")).collect::<String>())
    }

    fn print(&self, title: &str, table: &Table) -> Result<(), Failure> {
        files::print(&if self.markdown {
            format!("## {title}\n\n{}\n", table.markdown())
        } else {
            format!("{BOLD}{title}{BOLD:#}\n{}\n", table.text())
        })
    }
}

/// Makes and writes a file that somebody asked for.
fn write(path: Option<&Path>, make: impl FnOnce() -> Result<Vec<u8>, Failure>) -> Result<(), Failure> {
    let Some(path) = path else { return Ok(()) };
    let output = Output::open(Some(path))?;
    Ok(output.write(&make()?)?)
}

fn drawn(chart: Result<String, chart::Error>) -> Result<Vec<u8>, Failure> {
    chart.map(String::into_bytes).map_err(|error| Failure::Write(std::io::Error::other(error)))
}

/// The next configuration that nobody has taken, until somebody interrupts.
fn taken<'a>(
    all: &'a [Configuration<'a>],
    next: &AtomicUsize,
    interrupt: &Interrupt,
) -> Option<(usize, &'a Configuration<'a>)> {
    let position = next.fetch_add(1, Ordering::Relaxed);
    all.get(position).filter(|_| !interrupt.is_asked()).map(|configuration| (position, configuration))
}
