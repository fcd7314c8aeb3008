//! The reports whose figures were worked out by hand, and the scenarios for which the report is made, as people and programs
//! get them: every format says the same.

#![expect(clippy::unwrap_used, reason = "a broken fixture must fail the test")]

mod formats;

use std::fs;

use serde::Deserialize;

use super::support::fixtures::fixture;
use formats::{Asked, FORMATS, List, days};

/// An entry of `report-expected.json`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expected {
    file: String,
    from: String,
    to: String,
    basis: String,
    table: List,
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

#[test]
fn every_format_has_the_figures() {
    let rows: Vec<Expected> = serde_json::from_slice(&fs::read(fixture("report-expected.json")).unwrap()).unwrap();
    assert!(rows.len() > 20, "only {} rows are expected", rows.len());
    for row in rows {
        let flags = ["--from", &row.from, "--to", &row.to, "--basis", &row.basis];
        let asked = Asked::new(&row.file, &flags, row.table, &row.id);
        for format in FORMATS {
            let shown = (format.read)(&asked);
            let said = format!("{} of {row:?}: {shown:?}", format.name);
            assert_eq!((shown.appointments, shown.revenue), (row.appointments, row.revenue as f64), "{said}");
            assert_eq!((shown.booked, shown.available), (row.booked_minutes, row.available_minutes), "{said}");
            assert!((shown.utilisation - row.utilisation).abs() < format.rounding, "{said}");
            assert_eq!(shown.no_working_hours, row.warnings.contains(&"noWorkingHours".to_owned()), "{said}");
        }
    }
}

/// What the specification says of a scenario.
struct Told {
    scenario: u8,
    file: &'static str,
    flags: &'static [&'static str],
    list: List,
    id: &'static str,
    /// The utilisation in whole percent.
    percent: u64,
    /// Under 20%, and said to be.
    low: bool,
}

const MACHINE: Told = Told {
    scenario: 1,
    file: "report.scenario-1-ipl.problem.json",
    flags: &["--period", "lastMonth", "--today", "2027-03-15"],
    list: List::Resource,
    id: "ipl-1",
    percent: 12,
    low: true,
};

const ROOM: Told = Told {
    scenario: 2,
    file: "report.scenario-2-empty-room.problem.json",
    flags: &["--period", "last30", "--today", "2026-11-22"],
    id: "room-3",
    percent: 15,
    ..MACHINE
};

const ANNA: Told = Told {
    scenario: 3,
    file: "report.scenario-3-anna.problem.json",
    flags: &["--from", "2026-11-16", "--to", "2026-11-22"],
    list: List::Team,
    id: "anna",
    percent: 95,
    low: false,
};

const SOLARIUM: Told = Told {
    scenario: 4,
    file: "report.scenario-4-solarium.problem.json",
    flags: &["--from", "2026-11-16", "--to", "2026-11-22", "--basis", "opening"],
    list: List::Resource,
    id: "solarium",
    percent: 40,
    low: false,
};

const TWO_ROOMS: Told = Told {
    scenario: 5,
    file: "report.scenario-5-third-room.problem.json",
    flags: &["--from", "2026-11-16", "--to", "2026-11-22"],
    id: "room-1",
    percent: 85,
    ..SOLARIUM
};

const SCENARIOS: [Told; 9] = [
    MACHINE,
    ROOM,
    Told { id: "room-1", percent: 60, low: false, ..ROOM },
    ANNA,
    // The two reports are 45 points apart, and 20 with the toggle on staff hours.
    Told { list: List::Resource, id: "ipl-1", percent: 50, flags: SOLARIUM.flags, ..ANNA },
    Told { list: List::Resource, id: "ipl-1", percent: 75, ..ANNA },
    SOLARIUM,
    TWO_ROOMS,
    Told { id: "room-2", percent: 80, ..TWO_ROOMS },
];

#[test]
fn every_format_tells_the_scenarios_as_the_specification_does() {
    for told in SCENARIOS {
        let asked = Asked::new(told.file, told.flags, told.list, told.id);
        for format in FORMATS {
            let shown = (format.read)(&asked);
            let said = format!("scenario {} as {}: {shown:?}", told.scenario, format.name);
            assert_eq!((shown.utilisation * 100.0).round() as u64, told.percent, "{said}");
            assert_eq!(shown.low, told.low, "{said}");
        }
    }
}

#[test]
fn the_solarium_is_open_for_12_hours_and_used_for_about_5_a_day() {
    let asked = Asked::new(SOLARIUM.file, SOLARIUM.flags, SOLARIUM.list, SOLARIUM.id);
    for format in FORMATS {
        let shown = (format.read)(&asked);
        // Monday to Friday.
        assert_eq!(shown.available, 5 * 12 * 60, "{}: {shown:?}", format.name);
        assert_eq!((shown.booked as f64 / 5.0 / 60.0).round(), 5.0, "{}: {shown:?}", format.name);
    }
    let days = days(&asked);
    let open: Vec<u64> = days.iter().map(|day| day.available).collect();
    assert_eq!(open, [720, 720, 720, 720, 720, 0, 0]);
    assert_eq!(days.iter().map(|day| day.booked).sum::<u64>(), 24 * 60);
    assert!(days[..5].iter().all(|day| (250..=320).contains(&day.booked)), "{days:?}");
}
