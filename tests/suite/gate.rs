//! What a good file becomes, and that no file brings the gate down.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files must fail")]

use proptest::prelude::*;
use serde_json::{Value, json};
use slotwright::domain::calendar::Zone;
use slotwright::domain::{DAY, Faults, Interval, Problem};
use slotwright::io::gate::admit;
use slotwright::io::{read_problem, wire};

/// A good file with every field of the format in it.
const FORMAT: &[u8] = include_bytes!("format.problem.json");

/// 2026-11-23T00:00 in Budapest, an hour ahead of UTC: 20,780 days after 1970-01-01, less an hour.
const MONDAY: i64 = 20_780 * DAY - 60;

fn format() -> Value {
    serde_json::from_slice(FORMAT).unwrap()
}

fn read(value: &Value) -> Result<Problem, Vec<String>> {
    match read_problem(value.to_string().as_bytes()) {
        Ok(reading) => Ok(reading.problem),
        Err(Faults(faults)) => Err(faults.iter().map(|fault| format!("{} {}", fault.code, fault.path)).collect()),
    }
}

/// The problem of the format's file after a change.
fn changed(change: impl FnOnce(&mut Value)) -> Problem {
    let mut value = format();
    change(&mut value);
    read(&value).unwrap()
}

#[test]
fn the_file_is_read_whole() {
    let reading = read_problem(FORMAT).unwrap();
    assert_eq!(reading.warnings, []);
    assert_eq!(reading.sha256.len(), 64);
    let problem = reading.problem;
    assert_eq!(problem.site(0.into()).zone, Zone::named("Europe/Budapest").unwrap());
    assert_eq!(problem.clients, ["c17", "c18"]);
    assert_eq!(problem.request(0.into()).client, problem.request(2.into()).client);
    assert_eq!(problem.request(3.into()).client, None);
    assert_eq!(problem.service(1.into()).name, "massage-60", "the id stands in for a name");
    assert_eq!(problem.request(0.into()).preferred_start, Some(MONDAY + 600));
    assert_eq!(problem.request(1.into()).booking.as_ref().unwrap().start, MONDAY + 600);
    let taken: Vec<Interval> = problem.staff_busy(1.into(), 0).collect();
    assert_eq!(taken, [Interval::new(0, 45)], "the last quarter is the client's");
    assert_eq!((problem.visits[0].requests.as_slice(), problem.visits[0].max_wait), (&[0.into(), 2.into()][..], 30));
}

#[test]
fn the_sum_of_the_text_is_that_of_any_tool() {
    let text = br#"{"schemaVersion":1,"horizon":{"start":"2026-11-23","end":"2026-11-24"},"sites":[]}"#;
    assert_eq!(read_problem(text).unwrap().sha256, "bcc851025816311c48dd70d5c71aba086b21877c9c3862d44a83bbaef020ed97");
}

#[test]
fn units_become_resources_of_a_pool() {
    let problem = changed(|_| ());
    let ids: Vec<&str> = problem.resources.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["room-1", "ipl-1", "studio", "dryer/1", "dryer/2", "dryer/3"]);
    assert_eq!(problem.resources[4].name, "Hair dryer 2");
    assert_eq!(problem.resources[4].pools, ["dryer"]);
    assert_eq!(problem.resources[5].blocks.minutes(), 60);
    let booked: Vec<usize> =
        problem.requests[2].booking.as_ref().unwrap().resources.iter().map(|one| one.position()).collect();
    assert_eq!(booked, [2, 4]);
}

#[test]
fn one_unit_is_numbered_too() {
    let problem = changed(|file| file["resources"][1]["units"] = json!(1));
    assert_eq!(problem.resources[1].id, "ipl-1/1");
    assert_eq!(problem.services[0].requirements[1].any_of, [1.into()]);
}

#[test]
fn requirements_name_pools_and_resources() {
    let problem = changed(|file| {
        file["services"][1]["requires"] = json!([{"anyOf": ["dryer", "dryer/2", "room-1"], "units": 2}])
    });
    let requirement = &problem.services[1].requirements[0];
    assert_eq!(requirement.any_of, [0, 3, 4, 5].map(Into::into), "in order, each once");
    assert_eq!(requirement.units, 2);
}

#[test]
fn prices_are_hundredths() {
    let problem = changed(|file| file["requests"][3]["price"] = json!(19.99));
    let prices: Vec<i64> = problem.requests.iter().map(|request| request.price).collect();
    assert_eq!(prices, [1_500_000, 10_000, 50, 1999], "99.995 of the service is rounded up");
}

#[test]
fn an_empty_list_prefers_nothing_and_allows_nothing() {
    let problem = changed(|file| {
        file["requests"][3]["preferredStaff"] = json!([]);
        file["requests"][3]["allowedStaff"] = json!([]);
    });
    let request = &problem.requests[3];
    assert_eq!((&request.preferred_staff, &request.allowed_staff), (&None, &Some(vec![])));
    assert_eq!(request.allowed_resources, None);
}

#[test]
fn without_windows_the_day_of_the_booking_counts_or_the_horizon() {
    let problem = changed(|file| file["requests"][3]["windows"] = json!([]));
    assert_eq!(problem.requests[1].windows, [Interval::new(MONDAY, MONDAY + DAY)]);
    assert_eq!(problem.requests[2].windows, [Interval::new(MONDAY - 7 * DAY, MONDAY - 6 * DAY)], "history stays out");
    assert_eq!(problem.requests[3].windows, [Interval::new(MONDAY, MONDAY + 7 * DAY)]);
}

#[test]
fn a_booking_across_midnight_may_stay() {
    let problem = changed(|file| file["requests"][1]["booking"]["start"] = json!("2026-11-23T23:30"));
    assert_eq!(problem.requests[1].windows, [Interval::new(MONDAY, MONDAY + DAY + 30)]);
}

#[test]
fn windows_are_sorted_and_clipped_to_the_horizon() {
    let windows = json!([
        {"earliestStart": "2026-11-29T20:00", "latestEnd": "2026-12-01T10:00"},
        {"earliestStart": "2026-11-20T20:00", "latestEnd": "2026-11-21T10:00"},
        {"earliestStart": "2026-11-20T20:00", "latestEnd": "2026-11-23T10:00"},
    ]);
    let problem = changed(|file| file["requests"][3]["windows"] = windows.clone());
    let clipped = [Interval::new(MONDAY, MONDAY + 600), Interval::new(MONDAY + 6 * DAY + 1200, MONDAY + 7 * DAY)];
    assert_eq!(problem.requests[3].windows, clipped);
    let standing = changed(|file| file["requests"][2]["windows"] = windows);
    assert_eq!(standing.requests[2].windows.len(), 3, "history is not clipped");
}

#[test]
fn a_day_of_25_hours_is_planned_whole() {
    let problem = changed(|file| {
        file["horizon"] = json!({"start": "2026-10-25", "end": "2026-10-26"});
        file["requests"] = json!([{"id": "r", "service": "massage-60", "site": "buda"}]);
        file["visits"] = json!([]);
    });
    assert_eq!(problem.requests[0].windows[0].minutes(), 25 * 60);
}

#[test]
fn a_doubled_time_is_good_with_its_offset() {
    let mut file = format();
    file["staff"][0]["blocks"] = json!([{"start": "2026-10-25T02:30", "end": "2026-10-25T02:30+01:00"}]);
    assert_eq!(read(&file).unwrap_err(), ["timeDoubled $.staff[0].blocks[0].start"]);
    file["staff"][0]["blocks"][0]["start"] = json!("2026-10-25T02:30+02:00");
    assert_eq!(read(&file).unwrap().staff[0].blocks.minutes(), 60);
}

#[test]
fn hours_that_exist_only_as_exceptions_are_hours() {
    let site = |fields: Value| {
        let problem = changed(|file| {
            let site = file["sites"][0].as_object_mut().unwrap();
            site.shift_remove("openingHours");
            site.extend(fields.as_object().unwrap().clone());
        });
        problem.opening(0.into(), Interval::new(MONDAY, MONDAY + 7 * DAY)).minutes()
    };
    assert_eq!(site(json!({"exceptions": {"2026-11-26": ["10:00-14:00"]}})), 240, "closed on all other dates");
    assert_eq!(site(json!({"exceptions": {"2026-11-26": []}})), 7 * DAY, "no hours at all restrict nothing");
}

#[test]
fn a_resource_follows_its_site_but_for_its_exceptions() {
    let problem = changed(|_| ());
    let usable = |at: usize, day: i64| {
        let day = Interval::new(MONDAY + day * DAY, MONDAY + (day + 1) * DAY);
        problem.usable(at.into(), day).minutes()
    };
    assert_eq!([usable(0, 0), usable(0, 1), usable(0, 3)], [540, 540, 240], "room-1 has no hours of its own");
    assert_eq!([usable(1, 0), usable(1, 1), usable(1, 3)], [240, 540, 240], "ipl-1 differs on Monday");
    assert_eq!([usable(3, 0), usable(3, 1)], [300, 0], "dryer/1 has its own hours, less its block");
}

#[test]
fn faults_of_shape_do_not_bring_faults_of_meaning_along() {
    for (change, expected) in [
        (json!({"sites": 5}), vec!["wrongType $.sites"]),
        (json!({"staff": null}), vec!["wrongType $.staff"]),
        (json!({"resources": [7]}), vec!["wrongType $.resources", "wrongType $.resources[0]"]),
        (json!({"requests": 5}), vec!["wrongType $.requests"]),
        (json!({"visits": [{"id": "v", "requests": 5}]}), vec!["wrongType $.visits[0].requests"]),
        (json!({"horizon": {"start": "2026-11-23"}}), vec!["missingField $.horizon.end"]),
    ] {
        let mut file = format();
        file.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let faults = read(&file).unwrap_err();
        assert_eq!(faults, expected[expected.len() - 1..], "{change}");
    }
}

#[test]
fn each_fault_has_the_path_of_its_value() {
    let mut file = format();
    file["requests"][1]["booking"] = json!({"staff": [3], "room": "room-1"});
    file["staff"][0]["exceptions"]["2026-11-25"] = json!(["9-5"]);
    file["resources"][3]["weeklyHours"]["mond"] = json!([]);
    file["requests"][0]["allowedResources"] = json!(["dryers"]);
    let expected = [
        "malformedHours $.staff[0].exceptions['2026-11-25'][0]",
        "unknownField $.resources[3].weeklyHours.mond",
        "unknownResource $.requests[0].allowedResources[0]",
        "unknownField $.requests[1].booking.room",
        "wrongType $.requests[1].booking.staff[0]",
        "missingField $.requests[1].booking.start",
    ];
    let mut faults = read(&file).unwrap_err();
    faults.sort();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(faults, expected);
}

#[test]
fn values_that_are_no_object_are_one_fault() {
    for text in ["[]", "null", "5", "\"problem\""] {
        let Faults(faults) = read_problem(text.as_bytes()).unwrap_err();
        assert_eq!(
            faults.iter().map(|fault| (fault.code, fault.path.as_str())).collect::<Vec<_>>(),
            [("wrongType", "$")]
        );
    }
}

#[test]
fn requests_that_nobody_plans_need_no_units() {
    let mut file = format();
    file["resources"][1]["active"] = json!(false);
    assert_eq!(read(&file).unwrap_err(), ["requirementUnmet $.services[0].requires[1]"]);
    file["requests"][0]["status"] = json!("cancelled");
    assert!(read(&file).is_ok());
}

#[test]
fn a_file_made_in_code_passes_the_same_gate() {
    let mut file: wire::problem::Problem = serde_json::from_slice(FORMAT).unwrap();
    let (problem, warnings) = admit(&file).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(format!("{problem:?}"), format!("{:?}", read_problem(FORMAT).unwrap().problem));
    file.services[0].duration_minutes = -5;
    file.requests[3].price = Some(f64::NAN);
    let Faults(faults) = admit(&file).unwrap_err();
    let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.code, fault.path.as_str())).collect();
    assert_eq!(told, [("outOfRange", "$.services[0].durationMinutes"), ("outOfRange", "$.requests[3].price")]);
}

/// Values that are good in some place and bad in most.
fn odd_values() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1),
        json!(3),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e300),
        json!(0.5),
        json!(""),
        json!("buda"),
        json!("dryer/2"),
        json!("2026-11-23T10:00"),
        json!("2026-03-29T02:30"),
        json!("1970-01-01T00:00+14:00"),
        json!("2200-12-31T23:59-12:00"),
        json!("2026-11-24"),
        json!("1970-01-01"),
        json!("2200-12-31"),
        json!("9999-12-31"),
        json!("00:00-24:00"),
        json!("23:00-11:00"),
        json!("all"),
        json!("completed"),
        json!("é"),
        json!([]),
        json!(["anna", "room-1"]),
        json!([[]]),
        json!({}),
        json!({"2026-11-23": ["22:00-06:00"]}),
        json!({"mon": ["00:00-24:00"]}),
        json!({"start": "2026-11-23T10:00"}),
    ]
}

/// The pointers of all values inside `value`.
fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, child)| (name.clone(), child)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, child)| (at.to_string(), child)).collect(),
        _ => Vec::new(),
    };
    for (name, child) in children {
        let path = format!("{here}/{name}");
        pointers(child, &path, all);
        all.push(path);
    }
}

/// Deletes, replaces or copies over one value, as the three numbers say.
fn mutate(file: &mut Value, (place, kind, with): (usize, u8, usize)) {
    let mut all = Vec::new();
    pointers(file, "", &mut all);
    if all.is_empty() {
        return;
    }
    let pointer = &all[place % all.len()];
    let replacement = match kind % 3 {
        0 => {
            let (above, name) = pointer.rsplit_once('/').unwrap();
            match file.pointer_mut(above).unwrap() {
                Value::Object(fields) => drop(fields.shift_remove(name)),
                Value::Array(items) => drop(items.remove(name.parse().unwrap())),
                _ => unreachable!("only these have children"),
            }
            return;
        }
        1 => odd_values()[with % odd_values().len()].clone(),
        _ => file.pointer(&all[with % all.len()]).unwrap().clone(),
    };
    *file.pointer_mut(pointer).unwrap() = replacement;
}

/// Asks everything of a problem that could go wrong if the gate had let nonsense through.
fn use_all_of(problem: &Problem) {
    let span = problem.horizon_span();
    for at in 0..problem.staff.len() {
        problem.shifts(at.into(), span);
    }
    for at in 0..problem.resources.len() {
        problem.usable(at.into(), span);
        assert!(problem.resources[at].places() >= 1);
    }
    for (index, request) in problem.indexed_requests() {
        assert!(!request.windows.is_empty());
        let horizon = problem.horizon_at(request.site);
        for window in &request.windows {
            assert!(!window.is_empty());
            assert!(!request.is_open() || horizon.contains(*window));
        }
        if let Some(booking) = &request.booking {
            assert!(problem.occupied(index, booking.start).contains(problem.appointment(index, booking.start)));
            assert!(booking.staff.iter().all(|one| problem.person(*one).site == request.site));
            assert!(booking.resources.iter().all(|one| problem.resource(*one).site == request.site));
        }
        let in_order = |list: &[_]| list.windows(2).all(|pair| pair[0] < pair[1]);
        assert!(request.allowed_staff.as_deref().is_none_or(in_order));
        assert!(problem.service_of(index).duration >= 1 && request.priority >= 1 && request.price >= 0);
    }
    for service in &problem.services {
        assert_eq!(service.phases.iter().map(|phase| phase.minutes).sum::<i64>(), service.duration);
    }
    for visit in &problem.visits {
        let whose = |one| (problem.request(one).client, problem.request(one).site);
        assert!(visit.requests.len() > 1 && visit.requests.iter().all(|&one| whose(one) == whose(visit.requests[0])));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_files_give_a_problem_or_faults(changes in prop::collection::vec(any::<(usize, u8, usize)>(), 1..6)) {
        let mut file = format();
        for change in changes {
            mutate(&mut file, change);
        }
        match read_problem(file.to_string().as_bytes()) {
            Ok(reading) => use_all_of(&reading.problem),
            Err(Faults(faults)) => prop_assert!(!faults.is_empty()),
        }
    }

    #[test]
    fn broken_texts_give_a_problem_or_faults(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut text = FORMAT.to_vec();
        let at = at.index(text.len());
        text[at] = byte;
        match read_problem(&text) {
            Ok(reading) => use_all_of(&reading.problem),
            Err(Faults(faults)) => prop_assert!(!faults.is_empty()),
        }
    }
}
