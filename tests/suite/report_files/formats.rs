//! The formats of the report, each read back as its readers read it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a report that cannot be read must fail the test")]

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde::Deserialize;
use serde_json::Value;

use crate::support::fixtures::fixture;
use crate::support::program::program;

/// A format of the report. Another one is another line here.
pub(super) struct Format {
    pub(super) name: &'static str,
    /// Finds the row that is asked for.
    pub(super) read: fn(&Asked) -> Shown,
    /// How far a utilisation is from the exact one at most.
    pub(super) rounding: f64,
}

pub(super) const FORMATS: [Format; 5] = [
    Format { name: "table", read: table, rounding: 0.000_500_1 },
    Format { name: "json", read: json, rounding: 1e-6 },
    Format { name: "csv", read: csv, rounding: 0.000_050_1 },
    Format { name: "xlsx", read: xlsx, rounding: 1e-6 },
    Format { name: "html", read: html, rounding: 1e-6 },
];

/// Which list of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum List {
    Resource,
    Team,
}

/// A row as a format shows it.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) appointments: u64,
    /// Minutes.
    pub(super) booked: u64,
    pub(super) available: u64,
    pub(super) utilisation: f64,
    pub(super) revenue: f64,
    /// Whether it is told apart as under 20%.
    pub(super) low: bool,
    /// Whether the report warns that nobody configured working hours.
    pub(super) no_working_hours: bool,
}

/// A row of a report.
pub(super) struct Asked {
    arguments: Vec<String>,
    list: List,
    id: String,
    name: String,
}

impl Asked {
    pub(super) fn new(file: &str, flags: &[&str], list: List, id: &str) -> Self {
        let problem: Value = serde_json::from_slice(&fs::read(fixture(file)).unwrap()).unwrap();
        let rows = problem[if list == List::Team { "staff" } else { "resources" }].as_array().unwrap();
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        let name = row["name"].as_str().unwrap().to_owned();
        let mut arguments = vec!["report".to_owned(), format!("fixtures/{file}")];
        arguments.extend(flags.iter().map(|&flag| flag.to_owned()));
        if list == List::Team {
            arguments.push("--team".to_owned());
        }
        Self { arguments, list, id: id.to_owned(), name }
    }

    /// What the program writes to stdout.
    fn written(&self, format: &str) -> Vec<u8> {
        let arguments: Vec<&str> = self.arguments.iter().map(String::as_str).chain(["--format", format]).collect();
        let output = program(&arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    }

    fn text(&self, format: &str) -> String {
        String::from_utf8(self.written(format)).unwrap()
    }
}

/// The banner, and the row of the grid: `Room 1  Room  Buda  1  2  2:00  4:00 *  50.0% !  32,000 HUF  Active`.
fn table(asked: &Asked) -> Shown {
    let text = asked.text("table");
    // The bars name the rows as well, without their status.
    let line = text.lines().find(|line| line.starts_with(&asked.name) && line.ends_with("Active")).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    let share = words.iter().position(|word| word.ends_with('%')).unwrap();
    let before: Vec<&&str> = words[..share].iter().filter(|word| **word != "*").collect();
    let [.., appointments, booked, available] = before[..] else { panic!("{line}") };
    let clock = |text: &str| {
        let (hours, minutes) = text.split_once(':').unwrap();
        number(hours) as u64 * 60 + number(minutes) as u64
    };
    let [.., revenue, _currency, _status] = words[..] else { panic!("{line}") };
    Shown {
        appointments: number(appointments) as u64,
        booked: clock(booked),
        available: clock(available),
        utilisation: number(words[share].trim_end_matches('%')) / 100.0,
        revenue: number(revenue),
        low: words.get(share + 1) == Some(&"↓") && text.contains("↓ Under 20% of the available time is booked"),
        no_working_hours: text.contains("┃ No working hours configured"),
    }
}

fn json(asked: &Asked) -> Shown {
    of_json(&serde_json::from_slice(&asked.written("json")).unwrap(), asked)
}

/// The data in the page, on the basis that is asked for.
fn html(asked: &Asked) -> Shown {
    let page = asked.text("html");
    let (_, data) = page.split_once(r#"<script type="application/json" id="data">"#).unwrap();
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let basis = asked.arguments.iter().position(|one| one == "--basis").map_or("staff", |at| &asked.arguments[at + 1]);
    let reports = data["bases"].as_array().unwrap().iter().map(|one| &one["report"]);
    of_json(reports.into_iter().find(|report| report["basis"] == basis).unwrap(), asked)
}

/// The row in a report as JSON.
fn of_json(report: &Value, asked: &Asked) -> Shown {
    let (list, id) = if asked.list == List::Team { ("team", "staff") } else { ("rows", "resource") };
    let row = report[list].as_array().unwrap().iter().find(|row| row[id] == *asked.id).unwrap();
    let whole = |key: &str| row[key].as_u64().unwrap();
    let warnings = report["warnings"].as_array().unwrap();
    Shown {
        appointments: whole("appointments"),
        booked: whole("bookedMinutes"),
        available: whole("availableMinutes"),
        utilisation: row["utilisation"].as_f64().unwrap(),
        revenue: row["revenue"].as_f64().unwrap(),
        low: row["level"] == "red",
        no_working_hours: warnings.iter().any(|warning| warning["code"] == "noWorkingHours"),
    }
}

fn csv(asked: &Asked) -> Shown {
    let text = asked.text("csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let row = rows.iter().find(|row| row[0] == asked.name).unwrap();
    let cell = |heading: &str| &row[headings.iter().position(|one| one == heading).unwrap()];
    let whole = |heading| cell(heading).parse().unwrap();
    Shown {
        appointments: whole("Appointments"),
        booked: whole("Booked"),
        available: whole("Available"),
        utilisation: cell("Utilisation").parse().unwrap(),
        revenue: cell("Revenue").parse().unwrap(),
        low: cell("Remark").contains("under 20%"),
        no_working_hours: rows.iter().any(|row| row[0].starts_with("No working hours configured")),
    }
}

/// A sheet of a workbook: its headings, and the rows below.
struct Sheet {
    headings: Vec<String>,
    rows: Vec<Vec<Data>>,
}

fn xlsx(asked: &Asked) -> Shown {
    let bytes = asked.written("xlsx");
    let sheet = sheet(&bytes, if asked.list == List::Team { "Team" } else { "Resources" });
    let row = sheet.rows.iter().find(|row| row[0] == *asked.name.as_str()).unwrap();
    let summary = self::sheet(&bytes, "Summary");
    let mut cells = summary.rows.iter().flatten().filter_map(|cell| match cell {
        Data::String(text) => Some(text),
        _ => None,
    });
    let no_working_hours = cells.any(|text| text.starts_with("No working hours configured"));
    Shown { no_working_hours, ..sheet.shown(row) }
}

/// The days of a resource, in the workbook.
pub(super) fn days(asked: &Asked) -> Vec<Shown> {
    let sheet = sheet(&asked.written("xlsx"), "Days");
    let rows = sheet.rows.iter().filter(|row| row[sheet.column("Name")] == *asked.name.as_str());
    rows.map(|row| sheet.shown(row)).collect()
}

fn sheet(bytes: &[u8], name: &str) -> Sheet {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let mut rows = range.rows().map(<[Data]>::to_vec);
    let headings = rows.next().unwrap().iter().map(ToString::to_string).collect();
    Sheet { headings, rows: rows.collect() }
}

impl Sheet {
    fn column(&self, heading: &str) -> usize {
        self.headings.iter().position(|one| one == heading).unwrap()
    }

    fn shown(&self, row: &[Data]) -> Shown {
        let number = |heading: &str| match &row[self.column(heading)] {
            Data::Float(number) => *number,
            Data::Int(number) => *number as f64,
            other => panic!("{heading} is no number but {other:?}"),
        };
        let minutes = |heading: &str| match &row[self.column(heading)] {
            Data::DateTime(time) if time.is_duration() => (time.as_f64() * 24.0 * 60.0).round() as u64,
            other => panic!("{heading} is no time but {other:?}"),
        };
        let undefined = row[self.column("Utilisation")] == *"–";
        Shown {
            appointments: number("Appointments") as u64,
            booked: minutes("Booked"),
            available: minutes("Available"),
            utilisation: if undefined { f64::NAN } else { number("Utilisation") },
            revenue: number("Revenue"),
            low: row[self.column("Remark")].to_string().contains("under 20%"),
            no_working_hours: false,
        }
    }
}

/// A number that may have thousands separators.
fn number(text: &str) -> f64 {
    text.replace(',', "").parse().unwrap()
}
