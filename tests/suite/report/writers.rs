//! The report as people and programs get it.

use chrono::Days;
use slotwright::domain::{HOUR, Kind, Problem, Status};
use slotwright::io::report::{csv, json, table};
use slotwright::io::wire;
use slotwright::report::{Appointments, Basis, Query, Report};

use super::salon::{EVERY_DAY, add_person, add_resource, add_site, at, at_in, book, date, hours, query, report, salon};

/// Five resources at two sites: over 100 %, multi-use, limited by own hours, inactive, without available time.
pub(super) fn spa() -> (Problem, Report) {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 18)])));
    let buda = 0.into();
    let tokyo = add_site(&mut problem, "shibuya 渋谷", "Asia/Tokyo", None);
    let anna = add_person(&mut problem, buda, "Anna Kovács", hours(&[0, 1, 2, 3, 4], &[(9, 13), (14, 18)]));
    let bela = add_person(&mut problem, buda, "Béla", hours(&[4], &[(14, 20)]));
    let kenji = add_person(&mut problem, tokyo, "健二", hours(&[5], &[(9, 12)]));
    problem.staff[2].active = false;
    let names = [
        "Room 1",
        "IPL hair removal machine, second hand",
        "Training room",
        "=SUM(A1)",
        "渋谷の部屋",
        "Old \u{1b}[31mbed",
    ];
    let [room, ipl, training, sum, there, old] = names.map(|name| add_resource(&mut problem, buda, name));
    let kinds = [Kind::Room, Kind::Equipment, Kind::Room, Kind::Other, Kind::Room, Kind::Solarium];
    problem.resources.iter_mut().zip(kinds).for_each(|(resource, kind)| resource.kind = kind);
    problem.resources[there.position()].site = tokyo;
    problem.resources[old.position()].active = false;
    problem.resources[ipl.position()].hours = Some(hours(&[4], &[(14, 18)]));
    (problem.resources[training.position()].capacity, problem.resources[training.position()].multi_use) = (4, true);
    for day in 0..5 {
        let nine = at("2026-11-23T09:00") + day * 24 * HOUR;
        (0..7).for_each(|hour| book(&mut problem, Status::Completed, nine + hour * HOUR, 60, &[anna], &[room]));
        book(&mut problem, Status::Confirmed, nine, 90, &[anna], &[training]);
    }
    let friday = at("2026-11-27T14:00");
    for half_hour in 0..9 {
        book(&mut problem, Status::Confirmed, friday + half_hour * 30, 30, &[bela], &[ipl, sum]);
    }
    book(&mut problem, Status::NoShow, at_in("Asia/Tokyo", "2026-11-28T10:00"), 60, &[kenji], &[there]);
    book(&mut problem, Status::Completed, friday, 45, &[], &[old]);
    problem.requests.iter_mut().for_each(|request| request.price = 1_500_000);
    problem.requests[0].price = 1_250_050;
    let report = report(&problem, &Query { team: true, ..query("2026-11-23", "2026-11-29") });
    (problem, report)
}

pub(super) fn page(problem: &Problem, report: &Report, width: usize, style: table::Style) -> String {
    let mut page = Vec::new();
    table::write(&mut page, problem, report, width, style).unwrap();
    String::from_utf8(page).unwrap()
}

fn sheet(problem: &Problem, report: &Report) -> String {
    let mut sheet = Vec::new();
    csv::write(&mut sheet, problem, report, csv::Dialect::Comma).unwrap();
    String::from_utf8(sheet).unwrap()
}

#[test]
fn the_table_at_120_columns() {
    let (problem, report) = spa();
    insta::assert_snapshot!(page(&problem, &report, 120, table::Style::Plain));
}

#[test]
fn the_table_at_80_columns() {
    let (problem, report) = spa();
    insta::assert_snapshot!(page(&problem, &report, 80, table::Style::Plain));
}

#[test]
fn the_table_at_60_columns() {
    let (problem, report) = spa();
    insta::assert_snapshot!(page(&problem, &report, 60, table::Style::Plain));
}

#[test]
fn the_table_with_the_banner_in_colours() {
    let (mut problem, _) = spa();
    problem.staff.iter_mut().for_each(|person| person.active = false);
    problem.sites.iter_mut().for_each(|site| site.opening_hours = None);
    problem.resources.truncate(2);
    problem.requests.truncate(10);
    problem.requests.iter_mut().for_each(|request| request.booking.as_mut().unwrap().resources.truncate(0));
    let report = report(&problem, &query("2026-11-27", "2026-11-27"));
    let page = page(&problem, &report, 80, table::Style::Coloured);
    insta::assert_snapshot!(page.replace('\u{1b}', "␛"));
}

#[test]
fn no_line_is_wider_than_the_terminal_and_plain_pages_have_no_escape() {
    let (mut problem, _) = spa();
    problem.staff[0].name = "A person with a name that no table has any room for at all".to_owned();
    problem.requests.iter_mut().for_each(|request| request.price = 123_456_789_012_345);
    let report = report(&problem, &Query { team: true, ..query("2026-11-23", "2026-11-29") });
    for width in [80, 93, 100, 110, 120, 200] {
        let page = page(&problem, &report, width, table::Style::Plain);
        let widest = page.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest <= Some(width), "{widest:?} of {width}\n{page}");
        assert!(!page.contains('\u{1b}'));
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    let (problem, report) = spa();
    let coloured = page(&problem, &report, 100, table::Style::Coloured);
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), page(&problem, &report, 100, table::Style::Plain));
}

#[test]
fn the_sheet_has_the_columns_of_the_specification() {
    let (problem, report) = spa();
    insta::assert_snapshot!(sheet(&problem, &report));
    let mut team = Vec::new();
    csv::write_team(&mut team, &problem, &report, csv::Dialect::Comma).unwrap();
    insta::assert_snapshot!(String::from_utf8(team).unwrap());
}

#[test]
fn every_row_of_the_sheet_has_all_columns_and_its_numbers_add_up() {
    let (problem, report) = spa();
    let sheet = sheet(&problem, &report);
    let mut reader = ::csv::Reader::from_reader(sheet.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), csv::COLUMNS);
    // The columns of the contract come first.
    let contract = "Name,Type,Location,Capacity,Appointments,Booked,Available,Utilisation,Revenue,Status".split(',');
    assert!(contract.eq(csv::COLUMNS.into_iter().take(10)));
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.iter().all(|row| row.len() == 11));
    let sum = |column: usize| rows.iter().filter_map(|row| row[column].parse::<i64>().ok()).sum::<i64>();
    assert_eq!(sum(5), report.kpis.usage.booked);
    assert_eq!(sum(6), report.kpis.usage.available);
    let warnings = rows.iter().filter(|row| &row[9] == "Warning").count();
    assert_eq!((rows.len(), warnings), (report.rows.len() + report.warnings.len(), report.warnings.len()));
}

#[test]
fn a_spreadsheet_calculates_no_name() {
    let (mut problem, _) = spa();
    for name in ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1+1", "＠A1"] {
        problem.resources[0].name = name.to_owned();
        problem.sites[0].name = name.to_owned();
        let sheet = sheet(&problem, &report(&problem, &query("2026-11-23", "2026-11-29")));
        let rows: Vec<::csv::StringRecord> =
            ::csv::Reader::from_reader(sheet.as_bytes()).records().map(Result::unwrap).collect();
        let safe = format!("'{name}");
        assert!(rows.iter().any(|row| row[0] == safe), "{name:?}");
        assert!(rows.iter().filter(|row| &row[9] != "Warning" && &row[2] != "Shibuya 渋谷").all(|row| row[2] == safe));
        let starts = |text: &str| text.starts_with(['=', '+', '-', '@', '＝', '＠', '\t', '\r']);
        assert!(rows.iter().all(|row| row.iter().all(|cell| !starts(cell))), "{name:?}");
    }
}

#[test]
fn excel_knows_the_letters_the_lines_the_columns_and_the_numbers() {
    let (mut problem, _) = spa();
    problem.resources[0].name = "Szoba 1; 2, \"nagy\"".to_owned();
    let report = report(&problem, &Query { team: true, ..query("2026-11-23", "2026-11-29") });
    for (dialect, decimals, name, revenue) in [
        (csv::Dialect::Comma, "0.8333,", "\"Szoba 1; 2, \"\"nagy\"\"\",Room,Buda,1,", "522500.50,"),
        (csv::Dialect::Semicolon, "0,8333;", "\"Szoba 1; 2, \"\"nagy\"\"\";Room;Buda;1;", "522500,50;"),
    ] {
        let mut sheet = Vec::new();
        csv::write(&mut sheet, &problem, &report, dialect).unwrap();
        let sheet = String::from_utf8(sheet).unwrap();
        assert!(sheet.starts_with("\u{feff}Name"));
        assert_eq!(sheet.matches("\r\n").count(), sheet.matches('\n').count());
        assert!(sheet.ends_with("\r\n"));
        assert!(sheet.contains(name) && sheet.contains(decimals) && sheet.contains(revenue), "{sheet}");
    }
}

#[test]
fn the_json_is_the_contract() {
    let (problem, report) = spa();
    let mut file = Vec::new();
    json::write(&mut file, &problem, &report).unwrap();
    insta::assert_snapshot!(String::from_utf8(file.clone()).unwrap());
    let read: wire::report::Report = serde_json::from_slice(&file).unwrap();
    assert_eq!(read, wire::report::Report::new(&problem, &report));
    let schema = schemars::schema_for!(wire::report::Report).to_value();
    let written: serde_json::Value = serde_json::from_slice(&file).unwrap();
    assert!(jsonschema::is_valid(&schema, &written));
}

#[test]
fn filters_are_told_by_id_in_json_and_by_name_in_the_table() {
    let (problem, _) = spa();
    let last = date("2026-11-23") + Days::new(6);
    let query = Query {
        basis: Basis::Eligible,
        site: Some(1.into()),
        staff: Some(2.into()),
        hide_inactive: true,
        count_no_show: false,
        occupied: true,
        ..Query::new(date("2026-11-23"), last)
    };
    let report = slotwright::report::report(&problem, &Appointments::of_problem(&problem), &query);
    let told = wire::report::Report::new(&problem, &report);
    assert_eq!((told.site.as_deref(), told.staff.as_deref()), (Some("shibuya 渋谷"), Some("健二")));
    assert_eq!((told.basis, told.team), (wire::report::Basis::Eligible, None));
    let page = page(&problem, &report, 200, table::Style::Plain);
    let asked = "2026-11-23 to 2026-11-29 · available by hours of staff able to use it · only Shibuya 渋谷 · only 健二 · \
        setup and cleanup included · without no-shows · inactive resources hidden";
    assert!(page.contains(asked), "{page}");
}
