//! The report as a workbook: what a spreadsheet program is told beyond the values.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use slotwright::domain::Problem;
use slotwright::io::report::xlsx;
use slotwright::report::{Appointments, Days, Query, Report};

use super::analysis::analysed;
use super::salon::{query, report};
use super::writers::spa;

fn book(problem: &Problem, report: &Report) -> Vec<u8> {
    let days = Days::of(problem, &Appointments::of_problem(problem), &report.query);
    let mut bytes = Vec::new();
    xlsx::write(&mut bytes, problem, report, &days).unwrap();
    bytes
}

/// A file of the archive that a workbook is.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn rows(book: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// The rows of a sheet as text, for reading.
fn page(book: &[u8], sheet: &str) -> String {
    let cell = |cell: &Data| match cell {
        Data::DateTime(time) if time.is_duration() => {
            let minutes = (time.as_f64() * 1440.0).round() as i64;
            format!("{}:{:02}", minutes / 60, minutes % 60)
        }
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    let lines = rows(book, sheet).into_iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_workbook_as_people_read_it() {
    let (problem, report) = spa();
    let book = book(&problem, &report);
    let sheets = ["Summary", "Resources", "Team", "Days"];
    assert_eq!(Xlsx::new(Cursor::new(&book)).unwrap().sheet_names(), sheets);
    insta::assert_snapshot!(sheets.map(|sheet| format!("{sheet}\n\n{}", page(&book, sheet))).join("\n\n"));
}

#[test]
fn what_was_asked_for_beside_the_rows_has_sheets_of_its_own() {
    let (problem, report) = analysed();
    let book = book(&problem, &report);
    let sheets = ["Where the hours went", "Ceiling", "Reconciliation", "Measures", "Conflicts"];
    let names = Xlsx::new(Cursor::new(&book)).unwrap().sheet_names();
    assert_eq!(names[4..], sheets);
    insta::assert_snapshot!(sheets.map(|sheet| format!("{sheet}\n\n{}", page(&book, sheet))).join("\n\n"));

    let time = |cell: &Data| match cell {
        Data::DateTime(time) if time.is_duration() => (time.as_f64() * 1440.0).round() as i64,
        other => unreachable!("{other:?} is no time"),
    };
    let total = report.analysis.waterfalls.as_ref().unwrap().total;
    let last = rows(&book, sheets[0]).pop().unwrap();
    let parts: i64 = last[3..10].iter().map(time).sum();
    assert_eq!((time(&last[1]) + time(&last[2]), parts), (total.whole(), total.whole()), "times add up in the sheet");
    let gap = rows(&book, sheets[2]);
    let points: Vec<f64> = gap
        .iter()
        .filter_map(|row| match row[3] {
            Data::Float(points) => Some(points),
            _ => None,
        })
        .collect();
    let (whole, steps) = points.split_last().unwrap();
    assert!((steps.iter().sum::<f64>() - whole).abs() < 1e-9, "{points:?}");
}

#[test]
fn headings_stay_and_columns_can_be_filtered_and_colours_follow_the_numbers() {
    let (problem, report) = spa();
    let book = book(&problem, &report);
    let last = report.rows.len() + 1;
    for (sheet, name, pane, filter, colours) in [
        (2, "Resources", "xSplit=\"1\" ySplit=\"1\"", format!("A1:K{last}"), format!("H2:H{last}")),
        (3, "Team", "xSplit=\"1\" ySplit=\"1\"", "A1:I4".to_owned(), "F2:F4".to_owned()),
        (4, "Days", "xSplit=\"3\" ySplit=\"1\"", "A1:K43".to_owned(), "I2:I43".to_owned()),
    ] {
        let text = part(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
        let pane = text.find(&format!("<pane {pane}")).map(|at| &text[at..at + 120]);
        assert!(pane.is_some_and(|pane| pane.contains("state=\"frozen\"")), "{name}: {text}");
        assert!(text.contains(&format!("<autoFilter ref=\"{filter}\"/>")), "{name}: {text}");
        assert!(text.contains(&format!("<conditionalFormatting sqref=\"{colours}\">")), "{name}: {text}");
    }
    let styles = part(&book, "xl/styles.xml");
    for format in ["[h]:mm", "0.0%", "yyyy-mm-dd", "#,##0.00 &quot;HUF&quot;"] {
        assert!(styles.contains(&format!("formatCode=\"{format}\"")), "{format}: {styles}");
    }
    assert!(styles.contains("FFFFE0A3"), "warnings are amber");
}

#[test]
fn the_same_report_is_the_same_file() {
    let (problem, report) = spa();
    assert!(book(&problem, &report) == book(&problem, &report));
}

#[test]
fn a_name_is_text_and_a_currency_breaks_no_format() {
    let (mut problem, _) = spa();
    problem.currency = "\"Ft\"[Red]".to_owned();
    for name in ["=1+1", "+1", "@A1", "{=A1}", "http://example.org", "\u{1b}[31m\u{0}"] {
        problem.resources[0].name = name.to_owned();
        let book = book(&problem, &report(&problem, &query("2026-11-23", "2026-11-29")));
        let found = rows(&book, "Resources");
        let clean: String = name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        assert!(found.iter().any(|row| row[0] == *clean.as_str()), "{name}: {found:?}");
        assert!(!part(&book, "xl/worksheets/sheet2.xml").contains("<f>"), "{name}");
    }
}

#[test]
fn an_empty_report_is_a_workbook_too() {
    let (mut problem, _) = spa();
    problem.resources.clear();
    problem.requests.clear();
    let report = report(&problem, &Query { team: false, ..query("2026-11-23", "2026-11-23") });
    let book = book(&problem, &report);
    assert_eq!(rows(&book, "Resources").len(), 1, "the heading");
    assert_eq!(xlsx::longest(&report), 0);
}

#[test]
fn what_has_no_room_in_a_workbook_is_known_before() {
    let (problem, _) = spa();
    let years = report(&problem, &query("1970-01-01", "2199-12-31"));
    assert_eq!(xlsx::longest(&years), 84_006 * years.rows.len());
}
