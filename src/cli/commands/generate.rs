//! `generate`: a made-up salon or clinic as a problem file.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::files::Output;
use crate::cli::tables::{NewTables, in_threads};
use crate::domain::calendar::Zone;
use crate::io::generate::tables::{TablesSpec, generate_tables};
use crate::io::generate::{self, Spec, generate};

/// Make up a realistic salon or clinic: the same flags give the same file on every machine
///
/// With --tables it makes up the years of a whole chain; then only kind, seed, sites, staff, start, resources, currency and zone count.
#[derive(Debug, Args)]
pub(in crate::cli) struct Generate {
    #[command(flatten)]
    description: Description,
    /// Write the problem here; `-` for stdout
    #[arg(short, long, value_name = "PROBLEM")]
    output: Option<PathBuf>,
    /// Write a new folder of Parquet tables for `report --tables` instead: years of shifts and appointments
    #[arg(long, value_name = "FOLDER", conflicts_with = "output")]
    tables: Option<PathBuf>,
    /// Years in the tables, from --start on
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "tables", value_parser = clap::value_parser!(u32).range(1..=100))]
    years: u32,
    /// Appointments in the tables
    #[arg(long, value_name = "NUMBER", default_value_t = 100_000, requires = "tables", value_parser = clap::value_parser!(u64).range(1..=10_000_000_000))]
    appointments: u64,
    /// Threads for the tables; without it, one for each core
    #[arg(long, value_name = "NUMBER", requires = "tables", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// What to make up; `bench` takes the same words.
#[derive(Debug, Args)]
pub(super) struct Description {
    /// What sort of business
    #[arg(long, value_enum, default_value_t = Kind::Salon)]
    kind: Kind,
    /// Which of the many problems of this description
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Number of sites
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    sites: u16,
    /// People at each site
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=500))]
    staff: u16,
    /// Length of the horizon in dates; from 6 on everybody has a day off in every week
    #[arg(long, value_name = "NUMBER", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=366))]
    days: u16,
    /// First date
    #[arg(long, value_name = "DATE", default_value = "2026-11-23")]
    start: NaiveDate,
    /// Minutes between possible starts
    #[arg(long, value_name = "MINUTES", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1440))]
    grid: u16,
    /// Asked-for service minutes over the rostered minutes of the staff
    #[arg(long, default_value_t = 1.2, value_name = "RATIO", value_parser = amount)]
    load: f64,
    /// Share of the services that a person can do
    #[arg(long, default_value_t = 0.5, value_name = "SHARE", value_parser = share)]
    skills: f64,
    /// Share of the requests that may go on one of several days; without it 0 for one day, 0.5 for more
    #[arg(long, value_name = "SHARE", value_parser = share)]
    flexible: Option<f64>,
    /// Share of the requests with a preferred person
    #[arg(long, default_value_t = 0.4, value_name = "SHARE", value_parser = share)]
    preferred_staff: f64,
    /// Share of the requests that have a booking
    #[arg(long, default_value_t = 0.0, value_name = "SHARE", value_parser = share)]
    booked: f64,
    /// Share of those bookings that are pinned
    #[arg(long, default_value_t = 0.0, value_name = "SHARE", value_parser = share)]
    pinned: f64,
    /// Share of the requests for a service by two people
    #[arg(long, default_value_t = 0.0, value_name = "SHARE", value_parser = share)]
    two_people: f64,
    /// Share of the requests for a self-service
    #[arg(long, default_value_t = 0.0, value_name = "SHARE", value_parser = share)]
    self_service: f64,
    /// Give services setup and cleanup minutes
    #[arg(long)]
    turnover: bool,
    /// Give long services a phase in which their staff is free
    #[arg(long)]
    processing: bool,
    /// Share of the requests that the next one is bound to in a visit
    #[arg(long, default_value_t = 0.0, value_name = "SHARE", value_parser = share)]
    visits: f64,
    /// Dates before the horizon with past appointments
    #[arg(long, value_name = "NUMBER", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=3660))]
    history_days: u16,
    /// Rooms for each person
    #[arg(long, default_value_t = 0.45, value_name = "RATIO", value_parser = amount)]
    rooms: f64,
    /// Chairs for each person
    #[arg(long, default_value_t = 0.55, value_name = "RATIO", value_parser = amount)]
    chairs: f64,
    /// Machines for each person
    #[arg(long, default_value_t = 0.15, value_name = "RATIO", value_parser = amount)]
    machines: f64,
    /// Basins for each person
    #[arg(long, default_value_t = 0.2, value_name = "RATIO", value_parser = amount)]
    basins: f64,
    /// Currency of the prices: EUR or HUF
    #[arg(long, default_value = "EUR")]
    currency: String,
    /// Zone of the sites in the IANA database
    #[arg(long, default_value = "Europe/Budapest", value_parser = zone)]
    zone: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Hair, beauty and massage
    Salon,
    /// Consultations, tests and treatments
    Clinic,
}

fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "write a number from 0 to 1".into())
}

fn amount(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|one| (0.0..=100.0).contains(one)).ok_or_else(|| "write a number from 0 to 100".into())
}

fn zone(text: &str) -> Result<String, String> {
    Zone::named(text).map(|zone| zone.name().into()).ok_or_else(|| "no zone of the IANA database has this name".into())
}

impl Generate {
    pub(in crate::cli) fn run(self) -> Result<Exit, Failure> {
        if let Some(path) = &self.tables {
            let spec = TablesSpec { spec: self.description.spec(), years: self.years, appointments: self.appointments };
            let shelf = NewTables::open(path)?;
            in_threads(self.threads, || generate_tables(&spec, &shelf))??;
            shelf.keep()?;
            return Ok(Exit::Done);
        }
        let output = Output::open(self.output.as_deref())?;
        output.write(self.description.problem()?.as_bytes())?;
        Ok(Exit::Done)
    }
}

impl Description {
    /// The text of the problem file.
    pub(super) fn problem(self) -> Result<String, Failure> {
        Ok(format!("{}\n", serde_json::to_string_pretty(&generate(&self.spec()))?))
    }

    fn spec(self) -> Spec {
        Spec {
            kind: match self.kind {
                Kind::Salon => generate::Kind::Salon,
                Kind::Clinic => generate::Kind::Clinic,
            },
            seed: self.seed,
            sites: self.sites.into(),
            staff: self.staff.into(),
            days: self.days.into(),
            start: self.start,
            grid_minutes: self.grid.into(),
            load: self.load,
            skills: self.skills,
            flexible: self.flexible,
            preferred_staff: self.preferred_staff,
            booked: self.booked,
            pinned: self.pinned,
            two_people: self.two_people,
            self_service: self.self_service,
            turnover: self.turnover,
            processing: self.processing,
            visits: self.visits,
            history_days: self.history_days.into(),
            rooms: self.rooms,
            chairs: self.chairs,
            machines: self.machines,
            basins: self.basins,
            currency: self.currency,
            zone: self.zone,
            ..Spec::default()
        }
    }
}
