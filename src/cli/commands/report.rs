//! `report`: what resources and people are used for.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::solve::{TimeLimit, time_limit};
use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::cli::{Exit, Manner};
use crate::domain::calendar::Zone;
use crate::domain::{Problem, ResourceIndex, SiteIndex, StaffIndex};
use crate::engine::{self, Interrupt, Options, Silent};
use crate::io::report::csv::Dialect;
use crate::io::report::table::Style;
use crate::io::report::{csv, html, json, table, xlsx};
use crate::io::wording::grouped;
use crate::plan::Plan;
use crate::report::{
    self, Analysis, Appointments, Basis, Ceiling, Days, Freedom, Period, Query, Question, measures, overview,
    reconcile, report, resource_groups, waterfalls,
};

/// Width of the table where no terminal gives one.
const WIDTH: usize = 100;

/// Tell what resources and people are used for: booked, available, utilisation, revenue
///
/// Without a plan it counts the bookings of the problem file, all but cancelled ones; with a plan, history and the plan's
/// bookings. Without a period it covers the horizon.
#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    /// Problem file; `-` for stdin
    problem: PathBuf,
    /// Plan file; `-` for stdin
    plan: Option<PathBuf>,
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
    pub(in crate::cli) fn run(self, manner: Manner) -> Result<Exit, Failure> {
        let format = if manner.json { Format::Json } else { self.format };
        if self.decimal_comma && format != Format::Csv {
            return Err(Failure::Usage("--decimal-comma goes with --format csv".into()));
        }
        let output = Output::open(self.output.as_deref())?;
        if format == Format::Xlsx {
            output.takes_bytes("report.xlsx")?;
        }
        let inputs: Vec<&Path> = self.plan.iter().map(PathBuf::as_path).chain([self.problem.as_path()]).collect();
        files::one_stream(&inputs)?;
        let reading = files::problem(&self.problem, manner)?;
        let problem = &reading.problem;
        let query = self.query(problem)?;
        let pairs = self.reconcile.iter().map(|pair| person_and_resource(problem, pair));
        let pairs: Vec<(StaffIndex, ResourceIndex)> = pairs.collect::<Result<_, _>>()?;
        let plan = self.plan.as_ref().map(|path| files::plan(path, &reading, manner)).transpose()?;
        let plan = plan.as_ref().map(|reading| &reading.plan);
        let appointments = match plan {
            Some(plan) => Appointments::of_plan(problem, plan),
            None => Appointments::of_problem(problem),
        };
        let mut report = report(problem, &appointments, &query);
        report.analysis = Analysis {
            waterfalls: self.waterfall.then(|| waterfalls(problem, &appointments, &report)).flatten(),
            ceilings: self.ceilings(problem, plan, &query)?,
            reconciliations: pairs.iter().map(|&(person, one)| reconcile(problem, plan, &query, person, one)).collect(),
            measures: self.measures.then(|| measures(problem, plan, &report)),
        };
        if self.waterfall && report.is_fallback() {
            manner.say("note: no waterfall, for hours that are only assumed lie at no time of the day");
        }
        let mut text = Vec::new();
        match format {
            Format::Json => json::write(&mut text, problem, &report)?,
            Format::Csv if self.team => csv::write_team(&mut text, problem, &report, self.dialect())?,
            Format::Csv => csv::write(&mut text, problem, &report, self.dialect())?,
            Format::Html => html::write(&mut text, problem, &overview(problem, plan, &query))?,
            Format::Xlsx => {
                fits(&report)?;
                xlsx::write(&mut text, problem, &report, &Days::of(problem, &appointments, &query))?;
            }
            Format::Table => {
                let (width, style) = if self.output.is_none() { screen() } else { (WIDTH, Style::Plain) };
                table::write(&mut text, problem, &report, width, style)?;
            }
        }
        output.write(&text)?;
        Ok(Exit::Done)
    }

    fn dialect(&self) -> Dialect {
        if self.decimal_comma { Dialect::Semicolon } else { Dialect::Comma }
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
            // A workbook has room for everything.
            team: self.team || self.format == Format::Xlsx,
            ..Query::new(from, to)
        })
    }

    /// A solve for each set of resources.
    fn ceilings(&self, problem: &Problem, plan: Option<&Plan>, query: &Query) -> Result<Vec<Ceiling>, Failure> {
        let Some(freely) = self.ceiling else { return Ok(Vec::new()) };
        let freedom = match freely {
            Freely::Windows => Freedom::Windows,
            Freely::Period => Freedom::Period,
        };
        let options = Options { time_limit: self.time_limit.0, ..Options::default() };
        let answer = |resources| {
            let question = Question::new(problem, plan, query, resources, freedom);
            let outcome = engine::solve(question.problem(), &options, &Interrupt::new(), &Silent)?;
            Ok(question.answer(&outcome))
        };
        resource_groups(problem, query).into_iter().map(answer).collect()
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

/// The person and the resource of `STAFF:RESOURCE`. Ids may hold colons, so every one of them is tried.
fn person_and_resource(problem: &Problem, pair: &str) -> Result<(StaffIndex, ResourceIndex), Failure> {
    let split = |(colon, _)| {
        let (person, resource) = (&pair[..colon], &pair[colon + 1..]);
        let person = problem.staff.iter().position(|one| one.id == person)?;
        let resource = problem.resources.iter().position(|one| one.id == resource)?;
        Some((person.into(), resource.into()))
    };
    pair.match_indices(':').find_map(split).ok_or_else(|| {
        let people: Vec<&str> = problem.staff.iter().map(|one| one.id.as_str()).collect();
        let resources: Vec<&str> = problem.resources.iter().map(|one| one.id.as_str()).collect();
        let (people, resources) = (people.join(", "), resources.join(", "));
        Failure::Usage(format!(
            "{pair} is no person and resource; write STAFF:RESOURCE with one of the people {people} and one of the resources {resources}"
        ))
    })
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

/// The position of an id in a list; the error names what there is.
fn position<'a>(noun: &str, id: &str, ids: impl Iterator<Item = &'a String>) -> Result<usize, Failure> {
    let known: Vec<&str> = ids.map(String::as_str).collect();
    let found = known.iter().position(|known| *known == id);
    found.ok_or_else(|| Failure::Usage(format!("there is no {noun} {id}; there are: {}", known.join(", "))))
}

/// Width and colours of stdout.
fn screen() -> (usize, Style) {
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    let colours = anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    (width, if colours { Style::Coloured } else { Style::Plain })
}
