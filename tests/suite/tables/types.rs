//! The types that Parquet may have for a column, and row groups: all of them read to the same report.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    Array, ArrayRef, Decimal128Array, Float64Array, Int32Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray,
};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use slotwright::domain::calendar::Zone;
use slotwright::domain::{HOUR, Interval, Minute};
use slotwright::report::Query;

use super::folder::Memory;
use super::{answer, date};

const SITES: &str = "id,timeZone\nbuda,Europe/Budapest\n";
const RESOURCES: &str = "id,site\nr0,buda\nr1,buda\nr2,buda\n";

/// The bytes of a Parquet file with so many rows in each group.
fn parquet(columns: Vec<(&str, ArrayRef)>, group: usize) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, one)| (name, one, true)));
    let batch = batch.unwrap();
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

/// A folder with these appointments.
fn folder(appointments: Vec<(&str, ArrayRef)>, group: usize) -> Memory {
    let memory = Memory::of(&[("sites.csv", SITES), ("resources.csv", RESOURCES)]);
    memory.put("appointments.parquet", parquet(appointments, group));
    memory
}

fn micros(minutes: &[Minute]) -> ArrayRef {
    let ticks: Vec<i64> = minutes.iter().map(|minute| minute * 60_000_000).collect();
    Arc::new(TimestampMicrosecondArray::from(ticks).with_timezone("UTC"))
}

/// Appointments, minutes and revenue of a resource on Friday, 27 November 2026.
fn friday(memory: &Memory, resource: &str, occupied: bool) -> [i64; 3] {
    let answer = answer(memory, |_| Query { occupied, ..Query::new(date("2026-11-27"), date("2026-11-27")) });
    assert!(answer.messages().iter().all(|message| !message.contains("Left out")), "{:?}", answer.messages());
    let [appointments, booked, _, revenue] = answer.rows()[resource];
    [appointments, booked, revenue]
}

fn noon() -> Minute {
    Zone::named("Europe/Budapest").unwrap().midnight(date("2026-11-27")) + 12 * HOUR
}

#[test]
fn prices_of_every_type_are_the_same_amount() {
    let decimal = |value: i128, precision: u8, scale: i8| -> ArrayRef {
        Arc::new(Decimal128Array::from(vec![value]).with_precision_and_scale(precision, scale).unwrap())
    };
    let prices: [(ArrayRef, i64); 10] = [
        (Arc::new(Int32Array::from(vec![12])), 1200),
        (Arc::new(Int64Array::from(vec![12])), 1200),
        (Arc::new(Float64Array::from(vec![12.5])), 1250),
        (decimal(12, 5, 0), 1200),
        (decimal(125, 5, 1), 1250),
        (decimal(1250, 9, 2), 1250),
        (decimal(1250, 18, 2), 1250),
        (decimal(1250, 30, 2), 1250),
        (decimal(12_500, 12, 3), 1250),
        (Arc::new(Int64Array::from(vec![None])), 0),
    ];
    for (price, expected) in prices {
        let told = format!("{:?}", price.data_type());
        let resource: ArrayRef = Arc::new(StringArray::from(vec!["r1"]));
        let (start, end) = (micros(&[noon()]), micros(&[noon() + 45]));
        let memory = folder(vec![("start", start), ("end", end), ("resources", resource), ("price", price)], 10);
        assert_eq!(friday(&memory, "r1", false), [1, 45, expected], "{told}");
    }
}

#[test]
fn times_of_every_unit_are_the_same_minute() {
    let (start, end) = (noon(), noon() + 45);
    let milli =
        |minute| -> ArrayRef { Arc::new(TimestampMillisecondArray::from(vec![minute * 60_000]).with_timezone("UTC")) };
    let nano = |minute| -> ArrayRef {
        Arc::new(TimestampNanosecondArray::from(vec![minute * 60_000_000_000]).with_timezone("Asia/Tokyo"))
    };
    for (start, end) in [(micros(&[start]), micros(&[end])), (milli(start), milli(end)), (nano(start), nano(end))] {
        let told = format!("{:?}", start.data_type());
        let resource: ArrayRef = Arc::new(StringArray::from(vec!["r1"]));
        let memory = folder(vec![("start", start), ("end", end), ("resources", resource)], 10);
        assert_eq!(friday(&memory, "r1", false), [1, 45, 0], "{told}");
    }
}

#[test]
fn lists_in_many_batches_and_groups_name_each_resource_once() {
    const ROWS: usize = 30_000;
    // Groups of 10,000 rows are decoded in more than one batch; each begins with another resource, so dictionaries differ.
    let names = |row: usize| -> Option<Vec<String>> {
        let name = |at: usize| format!("r{}", (at + row / 10_000) % 3);
        match row % 7 {
            6 => None,
            5 => Some(Vec::new()),
            4 => Some(vec![name(row), name(row + 1), name(row)]),
            _ => Some(vec![name(row)]),
        }
    };
    let mut lists = ListBuilder::new(StringBuilder::new());
    let mut expected = [[0; 3]; 3];
    for row in 0..ROWS {
        let named = names(row);
        for (resource, sums) in expected.iter_mut().enumerate() {
            if named.iter().flatten().any(|name| *name == format!("r{resource}")) {
                let price = row as i64 % 90 * 100;
                *sums = [sums[0] + 1, sums[1] + 30, sums[2] + price];
            }
        }
        named.iter().flatten().for_each(|name| lists.values().append_value(name));
        lists.append(named.is_some());
    }
    let prices = Int32Array::from_iter_values((0..ROWS).map(|row| row as i32 % 90));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("start", micros(&vec![noon(); ROWS])),
        ("end", micros(&vec![noon() + 30; ROWS])),
        ("resources", Arc::new(lists.finish())),
        ("price", Arc::new(prices)),
    ];
    let memory = folder(columns, 10_000);
    for (resource, expected) in expected.into_iter().enumerate() {
        assert_eq!(friday(&memory, &format!("r{resource}"), false), expected, "r{resource}");
    }
}

#[test]
fn batches_of_csv_have_words_of_their_own() {
    const ROWS: usize = 20_000;
    // The first word of each thousand lines is another one.
    let name = |row: usize| (row + row / 1000) % 3;
    let times = format!("{},{}", Zone::UTC.text(noon()), Zone::UTC.text(noon() + 30));
    let lines: String = (0..ROWS).map(|row| format!("{times},r{},{}\n", name(row), row % 90)).collect();
    let appointments = format!("start,end,resources,price\n{lines}");
    let memory = Memory::of(&[("sites.csv", SITES), ("resources.csv", RESOURCES), ("appointments.csv", &appointments)]);
    for resource in 0..3 {
        let rows: Vec<usize> = (0..ROWS).filter(|row| name(*row) == resource).collect();
        let revenue: usize = rows.iter().map(|row| row % 90 * 100).sum();
        let expected = [rows.len(), rows.len() * 30, revenue].map(|figure| figure as i64);
        assert_eq!(friday(&memory, &format!("r{resource}"), false), expected, "r{resource}");
    }
}

#[test]
fn no_row_group_that_reaches_into_the_period_is_passed_over() {
    // An appointment of half an hour every 50 minutes for five days, each in a row group of its own.
    let friday = Interval::new(noon() - 12 * HOUR, noon() + 12 * HOUR);
    let starts: Vec<Minute> = (0..144).map(|number| friday.start - 2880 + 50 * number).collect();
    let ends: Vec<Minute> = starts.iter().map(|start| start + 30).collect();
    let rows = starts.len();
    for (setup, cleanup) in [(0, 0), (700, 0), (0, 700), (1440, 1440)] {
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("start", micros(&starts)),
            ("end", micros(&ends)),
            ("resources", Arc::new(StringArray::from(vec!["r0"; rows]))),
            ("setup", Arc::new(Int32Array::from(vec![setup; rows]))),
            ("cleanup", Arc::new(Int64Array::from(vec![i64::from(cleanup); rows]))),
        ];
        let memory = folder(columns, 1);
        for occupied in [false, true] {
            let (before, after) = if occupied { (i64::from(setup), i64::from(cleanup)) } else { (0, 0) };
            let inside = |start: &Minute| Interval::new(start - before, start + 30 + after).intersect(friday);
            let minutes: Vec<Minute> = starts.iter().filter_map(inside).map(Interval::minutes).collect();
            let expected = [minutes.len() as i64, minutes.iter().sum(), 0];
            assert_eq!(super::types::friday(&memory, "r0", occupied), expected, "{setup} {cleanup} {occupied}");
        }
    }
}

#[test]
fn shifts_in_row_groups_of_their_own_are_all_seen() {
    // A shift of ten hours every 25 hours, so that some reach over an end of the period, each in a row group of its own.
    let friday = Interval::new(noon() - 12 * HOUR, noon() + 12 * HOUR);
    for first in [-50, -45, -33, -26, -20] {
        let starts: Vec<Minute> = (0..5).map(|number| friday.start + (first + 25 * number) * HOUR).collect();
        let ends: Vec<Minute> = starts.iter().map(|start| start + 10 * HOUR).collect();
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("staff", Arc::new(StringArray::from(vec!["anna"; starts.len()]))),
            ("start", micros(&starts)),
            ("end", micros(&ends)),
        ];
        let memory = folder(vec![("start", micros(&[noon()])), ("end", micros(&[noon() + 45]))], 1);
        memory.put("staff.csv", b"id,site\nanna,buda\n".to_vec());
        memory.put("shifts.parquet", parquet(columns, 1));
        let inside = starts.iter().zip(&ends).filter_map(|(&start, &end)| Interval::new(start, end).intersect(friday));
        let expected: Minute = inside.map(Interval::minutes).sum();
        let answer = answer(&memory, |_| Query::new(date("2026-11-27"), date("2026-11-27")));
        assert_eq!(answer.rows()["r0"][2], expected, "{first}");
    }
}

#[test]
fn one_margin_needs_no_other() {
    for (column, setup, cleanup) in [("setup", 20, 0), ("cleanup", 0, 20)] {
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("start", micros(&[noon()])),
            ("end", micros(&[noon() + 45])),
            ("resources", Arc::new(StringArray::from(vec!["r0"]))),
            (column, Arc::new(Int32Array::from(vec![20]))),
        ];
        assert_eq!(friday(&folder(columns, 1), "r0", true), [1, 45 + setup + cleanup, 0], "{column}");
    }
}
