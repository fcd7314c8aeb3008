//! Tables at random, with clocks that change, against a count minute by minute.

use std::collections::BTreeMap;

use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{collection::vec, option, prop_assert_eq, proptest};
use slotwright::domain::calendar::Zone;
use slotwright::report::Query;

use super::folder::Memory;
use super::{answer, date};

/// Days of 23, 25 and 24 hours.
const DAYS: [(&str, &str); 3] =
    [("Europe/Budapest", "2026-03-29"), ("Europe/Budapest", "2026-10-25"), ("Asia/Kolkata", "2026-11-27")];

/// Where something lies: minutes from the middle of the period, and minutes that it lasts.
type Place = (i64, i64);

#[derive(Clone, Debug)]
struct Row {
    at: Place,
    staff: Vec<usize>,
    resources: Vec<usize>,
    status: &'static str,
    price: i64,
    /// Minutes of setup and cleanup.
    margins: (i64, i64),
}

fn place() -> impl Strategy<Value = Place> {
    (-1_800..1_800i64, 1..900i64)
}

fn row() -> impl Strategy<Value = Row> {
    let status = prop_oneof![Just("completed"), Just("CANCELLED"), Just("no_show"), Just("Confirmed")];
    let names = |most: usize| vec(0..most, 0..3);
    let margins = (0..90i64, 0..90i64);
    (place(), names(3), names(4), status, 0..100_000i64, margins)
        .prop_map(|(at, staff, resources, status, price, margins)| Row { at, staff, resources, status, price, margins })
}

/// `n` stands for the person or resource of that number; two sites have them in turns.
fn tables(zone: &str, middle: i64, shifts: &[(usize, Place)], rows: &[Row]) -> Memory {
    let times = |at: Place| {
        let text = |minute: i64| Zone::named(zone).unwrap().text(middle + minute);
        format!("{},{}", text(at.0), text(at.0 + at.1))
    };
    let names =
        |list: &[usize], letter: &str| list.iter().map(|one| format!("{letter}{one}")).collect::<Vec<_>>().join(";");
    let sites = format!("id,timeZone\nbuda,{zone}\npest,{zone}\n");
    let site = |one: usize| ["buda", "pest"][one % 2];
    let staff: String = (0..3).map(|one| format!("p{one},{}\n", site(one))).collect();
    let resources: String = (0..4).map(|one| format!("r{one},{},{},{}\n", site(one), one + 1, one == 3)).collect();
    let shifts: String = shifts.iter().map(|(one, at)| format!("p{one},{}\n", times(*at))).collect();
    let appointment = |row: &Row| {
        let (staff, resources) = (names(&row.staff, "p"), names(&row.resources, "r"));
        let price = format!("{}.{:02}", row.price / 100, row.price % 100);
        let (setup, cleanup) = row.margins;
        format!("{},{staff},{resources},{},{price},{setup},{cleanup}\n", times(row.at), row.status)
    };
    let appointments: String = rows.iter().map(appointment).collect();
    Memory::of(&[
        ("sites.csv", &sites),
        ("staff.csv", &format!("id,site\n{staff}")),
        ("resources.csv", &format!("id,site,capacity,multi_use\n{resources}")),
        ("shifts.csv", &format!("staff,start,end\n{shifts}")),
        ("appointments.csv", &format!("start,end,staff,resources,status,price,setup,cleanup\n{appointments}")),
    ])
}

proptest! {
    #[test]
    fn the_report_equals_a_count_minute_by_minute(
        day in 0..DAYS.len(),
        shifts in vec((0..3usize, place()), 0..12),
        rows in vec(row(), 0..20),
        only in option::of(0..3usize),
        count_no_show in any::<bool>(),
        occupied in any::<bool>(),
    ) {
        let (zone, day) = DAYS[day];
        let period = Zone::named(zone).unwrap().day(date(day));
        let middle = period.start + 720;
        let inside = |at: &Place, minute: i64| (middle + at.0..middle + at.0 + at.1).contains(&minute);
        let counts = |person: usize| only.is_none_or(|only| only == person);
        let counted = |row: &&Row| {
            let is_there = row.status != "CANCELLED" && (count_no_show || row.status != "no_show");
            is_there && only.is_none_or(|only| row.staff.contains(&only))
        };
        let booked = |row: &Row| {
            let (setup, cleanup) = if occupied { row.margins } else { (0, 0) };
            (row.at.0 - setup, row.at.1 + setup + cleanup)
        };
        let mut expected = BTreeMap::new();
        for resource in 0..4 {
            let own: Vec<&Row> = rows.iter().filter(counted).filter(|row| row.resources.contains(&resource)).collect();
            let minutes = |row: &Row| (period.start..period.end).filter(|minute| inside(&booked(row), *minute)).count() as i64;
            let touching: Vec<&&Row> = own.iter().filter(|row| minutes(row) > 0).collect();
            let staffed = |minute: i64| {
                shifts.iter().any(|(person, at)| person % 2 == resource % 2 && counts(*person) && inside(at, minute))
            };
            let mut available = (period.start..period.end).filter(|minute| staffed(*minute)).count() as i64;
            // Nobody at all is scheduled, and no site has hours.
            if !shifts.iter().any(|(_, at)| (period.start..period.end).any(|minute| inside(at, minute))) {
                available = 600;
            }
            expected.insert(format!("r{resource}"), [
                touching.len() as i64,
                touching.iter().map(|row| minutes(row)).sum(),
                available * if resource == 3 { 4 } else { 1 },
                touching.iter().map(|row| row.price).sum(),
            ]);
        }
        let memory = tables(zone, middle, &shifts, &rows);
        let query =
            |_: &_| Query { staff: only.map(Into::into), count_no_show, occupied, ..Query::new(date(day), date(day)) };
        prop_assert_eq!(answer(&memory, query).rows(), expected);
    }
}
