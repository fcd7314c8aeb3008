//! `report`: what resources and people are used for.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::cli::tables::{TablesFolder, in_threads};
use crate::cli::{Exit, Manner};
use crate::domain::calendar::Zone;
use crate::domain::{Problem, ResourceIndex, SiteIndex, StaffIndex};
use crate::io::report::table::Style;
use crate::io::report::{csv, json, table};
use crate::io::tables::Tables;
use crate::report::{self, Appointments, Basis, Period, Query, report};

/// Width of the table where no terminal gives one.
const WIDTH: usize = 100;

/// Ids that an error names.
const NAMED: usize = 50;

/// Tell what resources and people are used for: booked, available, utilisation, revenue
///
/// Without a plan it counts the bookings of the problem file, all but cancelled ones; with a plan, history and the plan's
/// bookings. Without a period it covers the horizon. With --tables it reads the years of a whole chain in one pass, from Parquet or
/// CSV; docs/TABLES.md has the columns.
#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    /// Problem file; `-` for stdin
    #[arg(required_unless_present = "tables")]
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
    /// Who is to read it
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
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
    /// For spreadsheets
    Csv,
}

fn basis() -> impl TypedValueParser<Value = Basis> {
    PossibleValuesParser::new(Basis::ALL.map(Basis::name)).map(|name| Basis::named(&name).unwrap_or_default())
}

fn period() -> impl TypedValueParser<Value = Period> {
    PossibleValuesParser::new(Period::NAMED.map(Period::name)).map(|name| Period::named(&name).unwrap_or(Period::Today))
}

impl Report {
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        let output = Output::open(self.output.as_deref())?;
        let mut text = Vec::new();
        match (&self.tables, &self.problem) {
            (Some(path), _) => self.on_tables(path, manner, &mut text)?,
            (None, Some(path)) => self.on_problem(path, manner, &mut text)?,
            // The flags see to it that there is one of the two.
            (None, None) => return Err(Failure::Usage("name a problem file, or a folder with --tables".to_owned())),
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
        let appointments = match &self.plan {
            Some(path) => Appointments::of_plan(problem, &files::plan(path, &reading, manner)?.plan),
            None => Appointments::of_problem(problem),
        };
        self.write(text, manner, problem, &report(problem, &appointments, &query))
    }

    fn on_tables(&self, path: &Path, manner: Manner, text: &mut Vec<u8>) -> Result<(), Failure> {
        if self.period.is_none() && self.from.is_none() {
            return Err(Failure::Usage("a report on tables needs a period: --from and --to, or --period".to_owned()));
        }
        if self.basis == Basis::Eligible {
            return Err(Failure::Usage(
                "tables do not say who can do what; take --basis staff or --basis opening".to_owned(),
            ));
        }
        let folder = TablesFolder::new(path);
        in_threads(self.threads, || {
            let tables = Tables::open(&folder).map_err(|error| folder.failure(error))?;
            let query = self.query(tables.problem())?;
            let report = tables.report(&query).map_err(|error| folder.failure(error))?;
            self.write(text, manner, tables.problem(), &report)
        })?
    }

    fn write(
        &self,
        text: &mut Vec<u8>,
        manner: Manner,
        problem: &Problem,
        report: &report::Report,
    ) -> Result<(), Failure> {
        match if manner.json { Format::Json } else { self.format } {
            Format::Json => json::write(text, problem, report)?,
            Format::Csv if self.team => csv::write_team(text, problem, report)?,
            Format::Csv => csv::write(text, problem, report)?,
            Format::Table => {
                let (width, style) = if self.output.is_none() { screen() } else { (WIDTH, Style::Plain) };
                table::write(text, problem, report, width, style)?;
            }
        }
        Ok(())
    }

    fn query(&self, problem: &Problem) -> Result<Query, Failure> {
        let site = |id: &String| position("site", id, problem.sites.iter().map(|site| &site.id));
        let person = |id: &String| position("person", id, problem.staff.iter().map(|person| &person.id));
        let resource = |id: &String| position("resource", id, problem.resources.iter().map(|resource| &resource.id));
        let site = self.site.as_ref().map(site).transpose()?.map(SiteIndex::from);
        let staff = self.staff.as_ref().map(person).transpose()?.map(StaffIndex::from);
        let flipped =
            self.flip_active.iter().map(|id| resource(id).map(ResourceIndex::from)).collect::<Result<_, _>>()?;
        let (from, to) = self.dates(problem, site);
        if to < from {
            return Err(Failure::Usage(format!("the period ends on {to}, before it begins on {from}")));
        }
        Ok(Query {
            basis: self.basis,
            site,
            staff,
            hide_inactive: self.hide_inactive,
            count_no_show: !self.without_no_shows,
            occupied: self.occupied,
            flipped,
            team: self.team,
            ..Query::new(from, to)
        })
    }

    fn dates(&self, problem: &Problem, site: Option<SiteIndex>) -> (NaiveDate, NaiveDate) {
        let custom = self.from.zip(self.to).map(|(from, to)| Period::Custom(from, to));
        let Some(period) = custom.or(self.period) else {
            return (problem.horizon.start, problem.horizon.end.pred_opt().unwrap_or(problem.horizon.end));
        };
        let site = site.map(|site| problem.site(site)).or(problem.sites.first());
        let zone = site.map_or(Zone::UTC, |site| site.zone);
        period.dates(self.today.unwrap_or_else(|| zone.date(chrono::Utc::now().timestamp().div_euclid(60))))
    }
}

/// The position of an id in a list; the error names what there is.
fn position<'a>(noun: &str, id: &str, ids: impl Iterator<Item = &'a String>) -> Result<usize, Failure> {
    let known: Vec<&str> = ids.map(String::as_str).collect();
    let found = known.iter().position(|known| *known == id);
    let named = &known[..known.len().min(NAMED)];
    let more = if named.len() < known.len() { ", …" } else { "" };
    found.ok_or_else(|| Failure::Usage(format!("there is no {noun} {id}; there are: {}{more}", named.join(", "))))
}

/// Width and colours of stdout.
fn screen() -> (usize, Style) {
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    let colours = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    (width, if colours { Style::Coloured } else { Style::Plain })
}
