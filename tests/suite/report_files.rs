//! The reports whose figures were worked out by hand, as people and programs get them: in JSON, CSV and as a table.

#![expect(clippy::unwrap_used, reason = "a broken fixture must fail the test")]

use std::fs;

use serde::Deserialize;
use serde_json::Value;

use super::support::fixtures::fixture;
use super::support::program::run;

/// An entry of `report-expected.json`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expected {
    file: String,
    from: String,
    to: String,
    basis: String,
    table: String,
    id: String,
    appointments: u64,
    booked_minutes: u64,
    available_minutes: u64,
    utilisation: f64,
    revenue: u64,
    #[serde(default)]
    warnings: Vec<String>,
    #[serde(rename = "why")]
    _why: String,
}

impl Expected {
    /// What the program prints of this report.
    fn print(&self, format: &str) -> String {
        let file = format!("fixtures/{}", self.file);
        let mut arguments = vec!["report", &file, "--from", &self.from, "--to", &self.to, "--basis", &self.basis];
        arguments.extend(["--format", format]);
        if self.table == "team" {
            arguments.push("--team");
        }
        run(&arguments).exits(0).stdout
    }

    /// The name and the currency of the problem file, which only JSON can do without.
    fn name_and_currency(&self) -> (String, String) {
        let problem: Value = serde_json::from_slice(&fs::read(fixture(&self.file)).unwrap()).unwrap();
        let list = if self.table == "team" { "staff" } else { "resources" };
        let row = problem[list].as_array().unwrap().iter().find(|one| one["id"] == *self.id).unwrap();
        (row["name"].as_str().unwrap().into(), problem["currency"].as_str().unwrap().into())
    }
}

fn expected() -> Vec<Expected> {
    let rows: Vec<Expected> = serde_json::from_slice(&fs::read(fixture("report-expected.json")).unwrap()).unwrap();
    assert!(rows.len() > 20, "only {} rows are expected", rows.len());
    rows
}

#[test]
fn json_has_the_figures() {
    for row in expected() {
        let report: Value = serde_json::from_str(&row.print("json")).unwrap();
        let (list, id) = if row.table == "team" { ("team", "staff") } else { ("rows", "resource") };
        let found = report[list].as_array().unwrap().iter().find(|one| one[id] == *row.id).unwrap();
        let figures = ["appointments", "bookedMinutes", "availableMinutes"].map(|key| found[key].as_u64().unwrap());
        assert_eq!(figures, [row.appointments, row.booked_minutes, row.available_minutes], "{row:?}");
        assert!((found["utilisation"].as_f64().unwrap() - row.utilisation).abs() < 1e-6, "{row:?}");
        assert_eq!(found["revenue"].as_f64(), Some(row.revenue as f64), "{row:?}");
        let codes: Vec<&str> =
            report["warnings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert!(row.warnings.iter().all(|code| codes.contains(&code.as_str())), "{row:?}: {codes:?}");
        let unexpected = codes.contains(&"noWorkingHours") && row.warnings.is_empty();
        assert!(!unexpected, "{row:?}");
    }
}

#[test]
fn csv_has_the_figures() {
    for row in expected() {
        let text = row.print("csv");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headings = reader.headers().unwrap().clone();
        let (name, _) = row.name_and_currency();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let found = records.iter().find(|record| &record[0] == name.as_str()).unwrap();
        let cell = |heading: &str| &found[headings.iter().position(|one| one == heading).unwrap()];
        let number = |heading| cell(heading).parse::<u64>().unwrap();
        let figures = ["Appointments", "Booked", "Available", "Revenue"].map(number);
        assert_eq!(figures, [row.appointments, row.booked_minutes, row.available_minutes, row.revenue], "{row:?}");
        assert_eq!(cell("Utilisation"), format!("{:.4}", row.utilisation), "{row:?}");
        let warned = records.iter().any(|record| record.iter().next_back() == Some("Warning"));
        assert!(warned || row.warnings.is_empty(), "{row:?}");
    }
}

#[test]
fn the_table_has_the_figures() {
    for row in expected() {
        let text = row.print("table");
        let (name, currency) = row.name_and_currency();
        let revenue = format!("{} {currency}", thousands(row.revenue));
        let utilisation = format!("{:.1}%", row.utilisation * 100.0);
        // The bars name the rows as well; the row of the grid is the one that ends with the status.
        let line = text.lines().find(|line| line.starts_with(&name) && line.ends_with("Active")).unwrap();
        let words: Vec<&str> = line[name.len()..].split_whitespace().collect();
        let clock = |minutes: u64| format!("{}:{:02}", thousands(minutes / 60), minutes % 60);
        let cells =
            [row.appointments.to_string(), clock(row.booked_minutes), clock(row.available_minutes), utilisation];
        let marks = |word: &str| word.trim_end_matches(|mark: char| !mark.is_alphanumeric() && mark != '%').to_owned();
        let written: Vec<String> = words.iter().map(|word| marks(word)).collect();
        assert!(written.windows(cells.len()).any(|window| window == cells), "{row:?}: {line}");
        assert!(line.contains(&revenue), "{row:?}: {line}");
        assert_eq!(text.contains("No working hours configured"), !row.warnings.is_empty(), "{row:?}");
    }
}

/// `1,234,567`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).collect();
    groups.reverse();
    String::from_utf8(groups.join(&b',')).unwrap()
}
