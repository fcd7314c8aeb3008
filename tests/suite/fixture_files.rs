//! The fixtures, apart from any solver: every file can be read, and the tables of expected values fit the files.
#![expect(clippy::unwrap_used, reason = "a broken fixture must fail the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde_json::Value;
use slotwright::io::wire::problem::{Problem, Request, Status};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))
}

fn table(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join(name)).unwrap()).unwrap()
}

fn problem(file: &str) -> Problem {
    serde_json::from_str(&fs::read_to_string(folder().join(file)).unwrap()).unwrap()
}

/// The problems of a topic by their file names.
fn problems(topic: &str) -> BTreeMap<String, Problem> {
    let names = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let chosen = names.filter(|name| name.starts_with(topic) && name.ends_with(".problem.json"));
    chosen.map(|name| (name.clone(), problem(&name))).collect()
}

/// Minutes since 1970 of a time with or without its offset.
fn minute(problem: &Problem, text: &str) -> i64 {
    let zone: Tz = problem.sites.first().unwrap().time_zone.parse().unwrap();
    let wall = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok();
    let local = wall(text).map(|wall| wall.and_local_timezone(zone).earliest().unwrap().timestamp());
    local.unwrap_or_else(|| DateTime::parse_from_rfc3339(text).unwrap().timestamp()) / 60
}

fn duration(problem: &Problem, request: &Request) -> i64 {
    problem.services.iter().find(|service| service.id == request.service).unwrap().duration_minutes
}

#[test]
fn every_id_is_unique_and_every_window_long_enough() {
    for (file, problem) in problems("") {
        let ids: BTreeSet<&String> = problem.requests.iter().map(|request| &request.id).collect();
        assert_eq!(ids.len(), problem.requests.len(), "{file}");
        for request in &problem.requests {
            for window in request.windows.iter().flatten() {
                let length = minute(&problem, &window.latest_end) - minute(&problem, &window.earliest_start);
                assert!(length >= duration(&problem, request), "{file} {}", request.id);
            }
        }
    }
}

#[test]
fn every_tiny_case_has_an_optimum_that_names_its_requests() {
    let optima = table("optima.json");
    let optima = optima.as_object().unwrap();
    let named: BTreeSet<String> = optima.keys().map(|case| format!("{case}.problem.json")).collect();
    assert!(problems("tiny.").keys().all(|file| named.contains(file)));
    for (case, optimum) in optima {
        let problem = problem(&format!("{case}.problem.json"));
        let ids: BTreeSet<&str> = problem.requests.iter().map(|request| request.id.as_str()).collect();
        let list = optimum.get("unassigned").or(optimum.get("clash")).and_then(Value::as_array);
        assert!(list.is_some() || !case.starts_with("tiny."), "{case}");
        assert!(list.into_iter().flatten().all(|id| ids.contains(id.as_str().unwrap())), "{case}");
        assert_eq!(optimum.get("score").is_none(), optimum.get("status").is_some(), "{case}");
    }
}

#[test]
fn the_salon_and_the_clinic_hold_no_double_bookings() {
    for (file, problem) in problems("salon.").into_iter().chain(problems("clinic.")) {
        let mut taken: BTreeMap<&str, Vec<(i64, i64)>> = BTreeMap::new();
        for request in problem.requests.iter().filter(|request| request.status != Status::Cancelled) {
            let Some(booking) = &request.booking else { continue };
            let service = problem.services.iter().find(|service| service.id == request.service).unwrap();
            let start = minute(&problem, &booking.start);
            let end = start + service.duration_minutes;
            let shared = |id: &&String| problem.resources.iter().any(|one| one.id == **id && one.multi_use);
            for holder in booking.staff.iter().chain(booking.resources.iter().filter(|id| !shared(id))) {
                let occupied = (start - service.setup_minutes, end + service.cleanup_minutes);
                taken.entry(holder).or_default().push(occupied);
            }
            taken.entry(request.client.as_ref().unwrap()).or_default().push((start, end));
        }
        assert!(!taken.is_empty(), "{file}");
        for (holder, mut times) in taken {
            times.sort_unstable();
            assert!(times.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{file}: {holder} is taken twice");
        }
    }
}

/// Booked minutes and revenue counted one by one; hours are for the report itself to find.
#[test]
fn the_expected_reports_count_the_bookings_of_their_files() {
    for row in table("report-expected.json").as_array().unwrap() {
        let text = |key: &str| row.get(key).unwrap().as_str().unwrap();
        let number = |key: &str| row.get(key).unwrap().as_i64().unwrap();
        let problem = problem(text("file"));
        let day = |key| text(key).parse::<NaiveDate>().unwrap();
        let midnight = |date: NaiveDate| minute(&problem, &format!("{date}T00:00"));
        let period = midnight(day("from"))..midnight(day("to") + Days::new(1));
        let counted = problem.requests.iter().filter(|request| request.status != Status::Cancelled);
        let counted = counted.filter(|request| {
            request.booking.iter().any(|booking| {
                let ids = if text("table") == "team" { &booking.staff } else { &booking.resources };
                ids.iter().any(|id| id == text("id")) && period.contains(&minute(&problem, &booking.start))
            })
        });
        let (mut appointments, mut booked, mut revenue) = (0, 0, 0.0);
        for request in counted {
            appointments += 1;
            booked += duration(&problem, request);
            revenue += problem.services.iter().find(|service| service.id == request.service).unwrap().price;
        }
        assert_eq!((appointments, booked), (number("appointments"), number("bookedMinutes")), "{row}");
        assert_eq!(revenue, number("revenue") as f64, "{row}");
        let utilisation = row.get("utilisation").unwrap().as_f64().unwrap();
        assert!((utilisation - booked as f64 / number("availableMinutes") as f64).abs() < 1e-6, "{row}");
    }
}
