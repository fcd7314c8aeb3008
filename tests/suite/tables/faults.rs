//! Faulty tables: what is missing ends the run, a bad row is left out and told.

use slotwright::io::tables::{Error, Tables};
use slotwright::report::Query;

use super::folder::Memory;
use super::{answer, date};

const SITES: &str = "id,name,time_zone\nbuda,Buda,Europe/Budapest\nmoon,Moon,Space/Moon\nbuda,Again,Europe/Budapest\n";
const STAFF: &str = "id,site,active\nanna,buda,yes\nbela,moon,yes\ncsaba,buda,maybe\n";
const RESOURCES: &str = "id,site,kind,capacity\nroom,buda,room,1\nsauna,buda,spaceship,1\nhall,buda,Other,0\n";
const HOURS: &str =
    "site,resource,day,hours\nbuda,,mon,09:00-18:00\nbuda,,someday,09:00-18:00\n,roof,mon,09:00-18:00\n";
const SHIFTS: &str = "staff,start,end
anna,2026-11-23T09:00+01:00,2026-11-23T17:00+01:00
zita,2026-11-23T09:00+01:00,2026-11-23T17:00+01:00
anna,2026-11-23T09:00,2026-11-23T17:00
anna,2026-11-23T17:00+01:00,2026-11-23T09:00+01:00
";
const APPOINTMENTS: &str = "start,end,staff,resources,price,status
2026-11-23T10:00+01:00,2026-11-23T11:00+01:00,anna,room,100,completed
2026-11-23T10:00+01:00,2026-11-23T10:00+01:00,anna,room,100,completed
2026-11-23T10:00:30+01:00,2026-11-23T11:00+01:00,anna,room,100,completed
,2026-11-23T11:00+01:00,anna,room,100,completed
2026-11-23T10:00+01:00,2026-11-23T11:00+01:00,zita,room,100,completed
2026-11-23T10:00+01:00,2026-11-23T11:00+01:00,anna,roof,100,completed
2026-11-23T10:00+01:00,2026-11-23T11:00+01:00,anna,room,-1,completed
2026-11-23T10:00+01:00,2026-11-23T11:00+01:00,anna,room,1.005,completed
2026-11-23T10:00+01:00,2026-11-23T11:00+01:00,anna,room,100,eaten
2026-11-23T10:00+01:00,2026-11-23T11:00+01:00,anna,room,100
2026-11-23T13:00+01:00,2026-11-23T14:30+01:00,,room,,confirmed
";

#[test]
fn bad_rows_are_left_out_counted_and_told() {
    let memory = Memory::of(&[
        ("sites.csv", SITES),
        ("staff.csv", STAFF),
        ("resources.csv", RESOURCES),
        ("hours.csv", HOURS),
        ("shifts.csv", SHIFTS),
        ("appointments/2026.csv", APPOINTMENTS),
    ]);
    let answer = answer(&memory, |_| Query::new(date("2026-11-23"), date("2026-11-23")));
    assert_eq!(answer.rows(), [("room".to_owned(), [2, 150, 480, 10_000])].into());
    insta::assert_snapshot!(answer.messages().join("\n"));
}

#[test]
fn missing_tables_and_columns_are_told_at_once() {
    let memory = Memory::of(&[("sites.csv", "id\nbuda\n"), ("appointments/1.csv", "begin,end\n")]);
    let Err(Error::Faults(faults)) = Tables::open(&memory) else { unreachable!("they are faulty") };
    let told: Vec<(&str, &str)> = faults.0.iter().map(|fault| (fault.path.as_str(), fault.code)).collect();
    assert_eq!(
        told,
        [
            ("sites.csv: time_zone", "missingColumn"),
            ("resources", "missingTable"),
            ("appointments/1.csv: start", "missingColumn")
        ]
    );
}

#[test]
fn amounts_of_two_currencies_are_not_added() {
    let sites = "id,time_zone,currency\na,Europe/Budapest,HUF\nb,Europe/Vienna,EUR\n";
    let memory =
        Memory::of(&[("sites.csv", sites), ("resources.csv", "id,site\n"), ("appointments.csv", "start,end\n")]);
    let Err(Error::Faults(faults)) = Tables::open(&memory) else { unreachable!("they are faulty") };
    assert_eq!(faults.0[0].code, "mixedCurrencies");
}

#[test]
fn a_file_that_is_no_parquet_is_named() {
    let memory = Memory::of(&[("sites.parquet", "id,time_zone\n")]);
    let Err(Error::Read { path, .. }) = Tables::open(&memory) else { unreachable!("it cannot be read") };
    assert_eq!(path, "sites.parquet");
}
