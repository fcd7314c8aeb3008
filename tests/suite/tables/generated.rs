//! Tables that were made up: the same on any number of threads, in CSV and on any query.

use std::collections::BTreeMap;

use slotwright::domain::Interval;
use slotwright::domain::calendar::Zone;
use slotwright::io::generate::Spec;
use slotwright::io::generate::tables::{TablesSpec, generate_tables};
use slotwright::report::{Basis, Query};

use super::folder::Memory;
use super::{answer, date};

fn spec(appointments: u64) -> TablesSpec {
    let spec = Spec { sites: 3, staff: 4, start: date("2025-12-20"), currency: "HUF".into(), ..Spec::default() };
    TablesSpec { spec, years: 1, appointments }
}

fn made(appointments: u64) -> Memory {
    let memory = Memory::default();
    generate_tables(&spec(appointments), &memory).unwrap();
    memory
}

/// The lines of all files of a table, cell by cell.
fn lines(csv: &Memory, table: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = Vec::new();
    for (_, text) in csv.files().into_iter().filter(|(path, _)| path.starts_with(table)) {
        let text = String::from_utf8(text).unwrap();
        let mut rows = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let names = rows.next().unwrap();
        lines.extend(rows.map(|row| names.iter().cloned().zip(row).collect()));
    }
    lines
}

fn minute(text: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().timestamp() / 60
}

/// For each resource appointments, booked, available and revenue within dates of Budapest, by going through the lines.
fn counted(csv: &Memory, from: &str, to: &str) -> BTreeMap<String, [i64; 4]> {
    let zone = Zone::named("Europe/Budapest").unwrap();
    let period = zone.days(date(from), date(to).succ_opt().unwrap());
    let inside =
        |line: &BTreeMap<String, String>| Interval::new(minute(&line["start"]), minute(&line["end"])).intersect(period);
    let site_of: BTreeMap<String, String> =
        lines(csv, "staff").into_iter().map(|line| (line["id"].clone(), line["site"].clone())).collect();
    let mut staffed: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    for line in lines(csv, "shifts") {
        let Some(shift) = inside(&line) else { continue };
        let minutes = staffed.entry(site_of[&line["staff"]].clone());
        let minutes = minutes.or_insert_with(|| vec![false; period.minutes() as usize]);
        minutes[(shift.start - period.start) as usize..(shift.end - period.start) as usize].fill(true);
    }
    let mut rows = BTreeMap::new();
    for line in lines(csv, "resources") {
        let minutes = staffed.get(&line["site"]).map_or(0, |minutes| minutes.iter().filter(|on| **on).count());
        rows.insert(line["id"].clone(), [0, 0, minutes as i64, 0]);
    }
    for line in lines(csv, "appointments") {
        let Some(booked) = inside(&line).filter(|_| line["status"] != "cancelled") else { continue };
        if let Some(row) = rows.get_mut(&line["resources"]) {
            row[0] += 1;
            row[1] += booked.minutes();
            row[3] += line["price"].parse::<i64>().unwrap() * 100;
        }
    }
    rows
}

#[test]
fn the_bytes_are_the_same_on_any_number_of_threads() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| made(2_000)).files()
    };
    let files = on(1);
    assert_eq!(files, on(4));
    assert_eq!(files.len(), 4 + 2 * 13, "{:?}", files.keys());
}

#[test]
fn as_many_appointments_as_were_asked_for() {
    for count in [0, 1, 2_000] {
        let lines = lines(&made(count).as_csv(), "appointments");
        assert_eq!(lines.len() as u64, count);
        let ids = lines.iter().map(|line| line["id"].clone()).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(ids.len() as u64, count);
    }
}

#[test]
fn the_report_on_parquet_and_on_csv_is_what_going_through_the_lines_gives() {
    let parquet = made(5_000);
    let csv = parquet.as_csv();
    for (from, to) in [("2025-12-20", "2026-12-19"), ("2026-03-28", "2026-03-30"), ("2026-06-01", "2026-06-30")] {
        let expected = counted(&csv, from, to);
        let query = |_: &_| Query { team: true, ..Query::new(date(from), date(to)) };
        let (one, two) = (answer(&parquet, query), answer(&csv, query));
        assert_eq!(one.rows(), expected, "{from}");
        assert_eq!(one.report, two.report, "{from}");
        assert_eq!(one.team().len(), 12);
    }
}

#[test]
fn filters_and_bases_hold_for_tables_too() {
    let parquet = made(3_000);
    let year = || Query::new(date("2025-12-20"), date("2026-12-19"));
    let whole = answer(&parquet, |_| year());
    let sites: i64 = (0..3usize)
        .map(|site| answer(&parquet, |_| Query { site: Some(site.into()), ..year() }).report.kpis.usage.booked)
        .sum();
    assert_eq!(sites, whole.report.kpis.usage.booked);
    let person = answer(&parquet, |_| Query { staff: Some(5usize.into()), team: true, ..year() });
    let team = answer(&parquet, |_| Query { team: true, ..year() }).team();
    assert_eq!(person.team().values().next(), Some(&team["6"]));
    let opening = answer(&parquet, |_| Query { basis: Basis::Opening, ..year() });
    // 9 hours on 6 days a week: 313 of the 365 dates are no Sundays.
    assert!(opening.rows().values().all(|row| row[2] == 313 * 9 * 60), "{:?}", opening.rows());
}
