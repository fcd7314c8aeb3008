//! Tables: a chain's years of appointments in Parquet or CSV, reported on in one pass.
//!
//! ```text
//! sites, staff, resources, hours, blocks → gate → Problem
//! shifts        → Roster ┐
//! appointments  → Booked ┴→ report
//! ```
//!
//! The small tables become a problem without requests, through the one gate. The two that grow with the years are streamed: a
//! row group of Parquet, or some thousand lines of CSV, is one task for one thread, decoded column by column, of which only
//! those are read that the report needs, and added to sums by the kernel of every other report ([`Booked::add`]).
//! Row groups whose statistics lie outside the period are not read at all. Memory grows with resources and days.
//!
//! A row with a fault is left out, counted, and told among the warnings of the report. docs/TABLES.md has the columns.
//!
//! [`Booked::add`]: crate::report::Booked::add

mod appointments;
mod cells;
mod csv;
mod folder;
mod ids;
mod left_out;
mod parquet;
mod places;
mod shifts;
mod source;
mod span;
mod table;

pub use folder::Folder;
pub use table::Table;

use std::io;

use crate::domain::{Fault, Faults, Problem};
use crate::report::{Query, Report, Scope, Warning, report_with};

use ids::Ids;
use left_out::LeftOut;
use source::Source;

/// Why tables could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Tables or columns that are not there, or hold something else than they should.
    #[error("{0}")]
    Faults(Faults),
    /// A file that cannot be read.
    #[error("cannot read {path}: {error}")]
    Read {
        /// Its path in the folder.
        path: String,
        /// What the system or the reader of the format says.
        error: io::Error,
    },
}

impl Error {
    fn read(path: &str, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Read { path: path.to_owned(), error: io::Error::other(error) }
    }
}

/// The tables of a folder, the small ones read, the large ones opened.
#[derive(Debug)]
pub struct Tables<'a, F: Folder> {
    problem: Problem,
    staff: Ids,
    resources: Ids,
    shifts: Source<'a, F>,
    appointments: Source<'a, F>,
    left_out: LeftOut,
}

impl<'a, F: Folder> Tables<'a, F> {
    /// Opens the tables of a folder.
    ///
    /// # Errors
    ///
    /// All missing tables, missing columns and columns of another type at once; a file that cannot be read.
    pub fn open(folder: &'a F) -> Result<Self, Error> {
        let paths = folder.paths().map_err(|error| Error::Read { path: ".".to_owned(), error })?;
        let mut faults = Vec::new();
        let mut open = |table: Table| Source::open(folder, table, &paths, &mut faults);
        let places = places::Sources {
            sites: open(Table::Sites)?,
            staff: open(Table::Staff)?,
            resources: open(Table::Resources)?,
            hours: open(Table::Hours)?,
            blocks: open(Table::Blocks)?,
        };
        let (shifts, appointments) = (open(Table::Shifts)?, open(Table::Appointments)?);
        if !faults.is_empty() {
            return Err(Error::Faults(Faults(faults)));
        }
        let mut left_out = LeftOut::default();
        let problem = places::read(&places, &mut left_out)?;
        let staff = Ids::of(problem.staff.iter().map(|person| person.id.as_str()));
        let resources = Ids::of(problem.resources.iter().map(|resource| resource.id.as_str()));
        Ok(Self { problem, staff, resources, shifts, appointments, left_out })
    }

    /// Sites, people and resources; no request.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// The report on the appointments and shifts.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn report(&self, query: &Query) -> Result<Report, Error> {
        let scope = Scope::new(&self.problem, query);
        let (shifts, appointments) = rayon::join(
            || shifts::roster(&self.shifts, &self.staff, &scope, query),
            || appointments::booked(&self.appointments, &self.staff, &self.resources, &scope, query),
        );
        let ((roster, bad_shifts), (booked, bad_appointments)) = (shifts?, appointments?);
        let mut report = report_with(&self.problem, &booked, roster, query);
        let left_out = self.left_out.clone().merge(bad_shifts).merge(bad_appointments);
        report.warnings.extend(left_out.sentences().into_iter().map(Warning::RowsLeftOut));
        Ok(report)
    }
}
