//! Reports on tables: Parquet and CSV, right and faulty, against counts that share no code with them.
#![expect(clippy::unwrap_used, reason = "a broken table must stop the test")]

mod command;
mod faults;
mod folder;
mod generated;
mod minutes;
mod problem;
mod types;

use std::collections::BTreeMap;

use slotwright::report::{Query, Report, Usage};

use folder::Memory;

/// A report on tables, and the ids of what its rows are about.
struct Answer {
    report: Report,
    problem: slotwright::domain::Problem,
}

fn answer(folder: &Memory, query: impl FnOnce(&slotwright::domain::Problem) -> Query) -> Answer {
    let tables = slotwright::io::tables::Tables::open(folder).unwrap();
    let report = tables.report(&query(tables.problem())).unwrap();
    Answer { report, problem: tables.problem().clone() }
}

impl Answer {
    /// For each resource: appointments, booked, available, revenue.
    fn rows(&self) -> BTreeMap<String, [i64; 4]> {
        let row = |row: &slotwright::report::Row| (self.problem.resource(row.resource).id.clone(), figures(&row.usage));
        self.report.rows.iter().map(row).collect()
    }

    /// The same for each person.
    fn team(&self) -> BTreeMap<String, [i64; 4]> {
        let row = |row: &slotwright::report::TeamRow| (self.problem.person(row.staff).id.clone(), figures(&row.usage));
        self.report.team.iter().flatten().map(row).collect()
    }

    /// What the warnings say.
    fn messages(&self) -> Vec<String> {
        self.report.warnings.iter().map(|warning| warning.message(&self.problem)).collect()
    }
}

/// Appointments, booked, available, revenue.
fn figures(usage: &Usage) -> [i64; 4] {
    [usage.appointments as i64, usage.booked, usage.available, usage.revenue]
}

fn date(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}
