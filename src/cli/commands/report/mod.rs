//! `report`: what resources and people are used for.

mod analysis;
mod query;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::solve::{TimeLimit, time_limit};
use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::cli::tables::{TablesFolder, in_threads};
use crate::cli::{Exit, Manner};
use crate::domain::Problem;
use crate::io::report::csv::Dialect;
use crate::io::report::table::Style;
use crate::io::report::{csv, html, json, table, xlsx};
use crate::io::tables::Tables;
use crate::io::wording::grouped;
use crate::report::{self, Appointments, Basis, Days, Period, overview, report};
use analysis::Subject;

/// Width of the table where no terminal gives one.
const WIDTH: usize = 100;

/// Tell what resources and people are used for: booked, available, utilisation, revenue
///
/// Without a plan it counts the bookings of the problem file, all but cancelled ones; with a plan, history and the plan's
/// bookings. Without a period it covers the horizon. With --tables it reads the years of a whole chain in one pass, from Parquet or
/// CSV; docs/TABLES.md has the columns.
#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    /// Problem file; `-` for stdin
    problem: Option<PathBuf>,
    /// Plan file; `-` for stdin
    plan: Option<PathBuf>,
    /// Folder of tables, Parquet or CSV, instead of a problem: years of appointments of many sites; needs a period
    #[arg(long, value_name = "FOLDER", conflicts_with = "problem")]
    tables: Option<PathBuf>,
    /// Threads for the tables; without it, one for each core
    #[arg(long, value_name = "NUMBER", requires = "tables", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// What makes a resource available: somebody on shift, the site open, or somebody on shift who can use it
    #[arg(long, default_value = "staff", value_parser = basis())]
    basis: Basis,
    /// Period counted from today
    #[arg(long, value_parser = period(), conflicts_with_all = ["from", "to"])]
    period: Option<Period>,
    /// First date of the period
    #[arg(long, value_name = "DATE", requires = "to")]
    from: Option<NaiveDate>,
    /// Last date of the period, included
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<NaiveDate>,
    /// What counts as today for --period; without it, the date on the clock of the site
    #[arg(long, value_name = "DATE")]
    today: Option<NaiveDate>,
    /// Only this site's resources and people
    #[arg(long, value_name = "ID")]
    site: Option<String>,
    /// Only this person's appointments, and on the staff basis only their shifts
    #[arg(long, value_name = "ID")]
    staff: Option<String>,
    /// Add the Team report; in CSV it takes the place of the resources
    #[arg(long)]
    team: bool,
    /// Leave inactive resources out of the rows; they count in the average all the same
    #[arg(long)]
    hide_inactive: bool,
    /// Take an inactive resource for active in this report, or an active one for inactive; may be repeated
    #[arg(long, value_name = "ID")]
    flip_active: Vec<String>,
    /// Do not count no-shows
    #[arg(long)]
    without_no_shows: bool,
    /// Count setup and cleanup as booked
    #[arg(long)]
    occupied: bool,
    /// Tell where the open hours of each resource went: not staffed, blocked, setup, short gaps, free, booked
    #[arg(long)]
    waterfall: bool,
    /// Tell the best utilisation that the same appointments could reach, re-arranged within the windows of their requests
    /// (without windows, on their dates) or within the whole period
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "windows", conflicts_with = "staff")]
    ceiling: Option<Freely>,
    /// Stop each solve of --ceiling after this time: `30s`, `2m`, or `none`
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = time_limit, requires = "ceiling")]
    time_limit: TimeLimit,
    /// Break the difference between the percentages of a person and of a resource down into causes; may be repeated
    #[arg(long, value_name = "STAFF:RESOURCE", conflicts_with = "staff")]
    reconcile: Vec<String>,
    /// Add revenue per hour, idle time, attendance, days, confidence, double bookings and bookings outside hours
    #[arg(long)]
    measures: bool,
    /// Who is to read it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// CSV for spreadsheets in languages that write 0,5: decimal commas, semicolons between columns
    #[arg(long)]
    decimal_comma: bool,
    /// Write the report here; `-` for stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets, the rows alone
    Csv,
    /// For people, a web page: every basis, busy hours, calendar
    Html,
    /// For spreadsheets, as a workbook: summary, resources, team, days
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Freely {
    /// Within the windows of the requests
    Windows,
    /// Within the period
    Period,
}

fn basis() -> impl TypedValueParser<Value = Basis> {
    PossibleValuesParser::new(Basis::ALL.map(Basis::name)).map(|name| Basis::named(&name).unwrap_or_default())
}

fn period() -> impl TypedValueParser<Value = Period> {
    PossibleValuesParser::new(Period::NAMED.map(Period::name)).map(|name| Period::named(&name).unwrap_or(Period::Today))
}

impl Report {
    pub(in crate::cli) fn run(mut self, manner: Manner) -> Result<Exit, Failure> {
        if manner.json {
            self.format = Format::Json;
        }
        if self.decimal_comma && self.format != Format::Csv {
            return Err(Failure::Usage("--decimal-comma goes with --format csv".into()));
        }
        let output = Output::open(self.output.as_deref())?;
        if self.format == Format::Xlsx {
            output.takes_bytes("report.xlsx")?;
        }
        let mut text = Vec::new();
        match (&self.tables, &self.problem) {
            (Some(path), _) => self.on_tables(path, &mut text)?,
            (None, Some(path)) => self.on_problem(path, manner, &mut text)?,
            (None, None) => {
                return Err(Failure::Usage("name a problem file, or a folder of tables with --tables".into()));
            }
        }
        output.write(&text)?;
        Ok(Exit::Done)
    }

    fn on_problem(&self, path: &Path, manner: Manner, text: &mut Vec<u8>) -> Result<(), Failure> {
        let inputs: Vec<&Path> = self.plan.iter().map(PathBuf::as_path).chain([path]).collect();
        files::one_stream(&inputs)?;
        let reading = files::problem(path, manner)?;
        let problem = &reading.problem;
        let query = self.query(problem)?;
        let pairs = self.pairs(problem)?;
        let plan = self.plan.as_ref().map(|path| files::plan(path, &reading, manner)).transpose()?;
        let plan = plan.as_ref().map(|reading| &reading.plan);
        let appointments = Appointments::of(problem, plan);
        let subject = Subject { problem, plan, appointments: &appointments, pairs: &pairs };
        if self.format == Format::Html {
            let mut overview = overview(problem, plan, &query);
            self.analyse(&subject, manner, &mut overview.reports)?;
            html::write(text, problem, &overview)?;
            return Ok(());
        }
        let mut report = report(problem, &appointments, &query);
        self.analyse(&subject, manner, std::slice::from_mut(&mut report))?;
        if self.format == Format::Xlsx {
            fits(&report)?;
            xlsx::write(text, problem, &report, &Days::of(problem, &appointments, &query))?;
            return Ok(());
        }
        self.write(text, problem, &report)
    }

    fn on_tables(&self, path: &Path, text: &mut Vec<u8>) -> Result<(), Failure> {
        self.fits_tables()?;
        let folder = TablesFolder::new(path);
        in_threads(self.threads, || {
            let tables = Tables::open(&folder).map_err(|error| folder.failure(error))?;
            let query = self.query(tables.problem())?;
            let report = tables.report(&query).map_err(|error| folder.failure(error))?;
            self.write(text, tables.problem(), &report)
        })?
    }

    /// Refuses what tables cannot tell: they have no services, and their appointments are added up, not kept.
    fn fits_tables(&self) -> Result<(), Failure> {
        let refused = |why: String| Err(Failure::Usage(why));
        if self.period.is_none() && self.from.is_none() {
            return refused("a report on tables needs a period: --from and --to, or --period".into());
        }
        if self.basis == Basis::Eligible {
            return refused("tables do not say who can do what; take --basis staff or --basis opening".into());
        }
        let single = [
            ("--waterfall", self.waterfall),
            ("--ceiling", self.ceiling.is_some()),
            ("--reconcile", !self.reconcile.is_empty()),
            ("--measures", self.measures),
            ("--format html", self.format == Format::Html),
            ("--format xlsx", self.format == Format::Xlsx),
        ];
        let single: Vec<&str> = single.into_iter().filter(|&(_, is_asked)| is_asked).map(|(flag, _)| flag).collect();
        if single.is_empty() {
            return Ok(());
        }
        refused(format!(
            "a report on tables adds appointments up and keeps none, which {} would need: leave that out and take --format table, json or csv, or report on a problem file",
            single.join(", ")
        ))
    }

    /// Writes what a report says without the single bookings.
    fn write(&self, text: &mut Vec<u8>, problem: &Problem, report: &report::Report) -> Result<(), Failure> {
        match self.format {
            Format::Json => json::write(text, problem, report)?,
            Format::Csv if self.team => csv::write_team(text, problem, report, self.dialect())?,
            Format::Csv => csv::write(text, problem, report, self.dialect())?,
            _ => {
                let (width, style) = if self.output.is_none() { screen() } else { (WIDTH, Style::Plain) };
                table::write(text, problem, report, width, style)?;
            }
        }
        Ok(())
    }

    fn dialect(&self) -> Dialect {
        if self.decimal_comma { Dialect::Semicolon } else { Dialect::Comma }
    }
}

/// A sheet has only so many rows.
fn fits(report: &report::Report) -> Result<(), Failure> {
    match xlsx::longest(report) {
        rows if rows <= xlsx::ROWS => Ok(()),
        rows => Err(Failure::Usage(format!(
            "the sheet of days would have {} rows, and a workbook holds {}: take a shorter period or one site",
            grouped(rows as u64),
            grouped(xlsx::ROWS as u64)
        ))),
    }
}

/// Width and colours of stdout.
fn screen() -> (usize, Style) {
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    let colours = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    (width, if colours { Style::Coloured } else { Style::Plain })
}
