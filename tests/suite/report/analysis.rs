//! What goes beyond the rows, as people and programs get it.

use slotwright::domain::{Problem, ResourceIndex, ServiceIndex, StaffIndex};
use slotwright::engine::{Interrupt, Options, Silent, solve};
use slotwright::io::report::{json, table};
use slotwright::io::wire;
use slotwright::report::{
    Analysis, Appointments, Freedom, Question, Report, measures, reconcile, resource_groups, waterfalls,
};

use super::salon::add_service;
use super::writers::{page, spa};

/// The spa with everything that can be asked for.
pub(super) fn analysed() -> (Problem, Report) {
    let (mut problem, mut report) = spa();
    let (room, ipl): (ResourceIndex, ResourceIndex) = (0.into(), 1.into());
    let all = add_service(&mut problem, 45, &[room]);
    problem.services[all].requirements[0].any_of.push(ipl);
    problem.requests[3].created_at = problem.requests[3].booking.as_ref().map(|booking| booking.start - 3 * 1440);
    for person in &mut problem.staff {
        person.services.extend((0..problem.services.len()).map(ServiceIndex::from));
    }
    let appointments = Appointments::of_problem(&problem);
    let ceiling = |group| {
        let question = Question::new(&problem, None, &report.query, group, Freedom::Windows);
        question.answer(&solve(question.problem(), &Options::default(), &Interrupt::new(), &Silent).unwrap())
    };
    report.analysis = Analysis {
        waterfalls: waterfalls(&problem, &appointments, &report),
        ceilings: resource_groups(&problem, &report.query).into_iter().map(ceiling).collect(),
        reconciliations: vec![reconcile(&problem, None, &report.query, StaffIndex::from(1), ipl)],
        measures: Some(measures(&problem, None, &report)),
    };
    (problem, report)
}

/// The page from the first part that goes beyond the rows.
fn beyond(page: &str) -> &str {
    &page[page.find("Where the hours went").unwrap()..]
}

#[test]
fn the_page_at_100_columns() {
    let (problem, report) = analysed();
    insta::assert_snapshot!(beyond(&page(&problem, &report, 100, table::Style::Plain)));
}

#[test]
fn no_line_is_wider_than_the_terminal_and_colours_change_nothing_but_colours() {
    let (mut problem, report) = analysed();
    problem.staff[1].name = "A person with a name that no table has any room for at all \u{1b}[31m".to_owned();
    for width in [80, 93, 100, 120, 200] {
        let plain = page(&problem, &report, width, table::Style::Plain);
        let widest = plain.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest <= Some(width), "{widest:?} of {width}\n{plain}");
        assert!(!plain.contains('\u{1b}'));
        let coloured = page(&problem, &report, width, table::Style::Coloured);
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    }
}

#[test]
fn the_file_fits_its_schema_and_reads_back() {
    let (problem, report) = analysed();
    let mut file = Vec::new();
    json::write(&mut file, &problem, &report).unwrap();
    let written: serde_json::Value = serde_json::from_slice(&file).unwrap();
    assert!(jsonschema::is_valid(&schemars::schema_for!(wire::report::Report).to_value(), &written));
    let read: wire::report::Report = serde_json::from_slice(&file).unwrap();
    assert_eq!(read, wire::report::Report::new(&problem, &report));
    let reconciliation = &written["reconciliations"][0];
    let hundredths = |value: &serde_json::Value| (value.as_f64().unwrap() * 100.0).round() as i64;
    let steps: i64 =
        reconciliation["steps"].as_array().unwrap().iter().map(|one| hundredths(&one["percentagePoints"])).sum();
    assert_eq!(steps, hundredths(&reconciliation["percentagePoints"]));
    assert_eq!(written["waterfall"]["rows"].as_array().unwrap().len(), report.rows.len());
    assert_eq!(written["measures"]["rows"][0]["measure"]["days"].as_array().unwrap().len(), 7);
}
