//! Each edit changes what it says and nothing else; a fault names the edit.

#![expect(clippy::unwrap_used, reason = "an edit that is refused must fail the test")]

use serde_json::{Value, json};
use slotwright::io::gate::admit;
use slotwright::io::read_problem;
use slotwright::io::wire::edit::Edit;
use slotwright::io::wire::problem::Problem;
use slotwright::study::edit::edited;

/// Two sites, of which only Buda matters; a pool of two rooms, a numbered dryer, a machine without a pool.
fn problem() -> Problem {
    let hours = json!({ "mon": ["09:00-13:00"], "tue": ["09:00-13:00", "14:00-18:00"] });
    let request = |id: &str, service: &str| json!({ "id": id, "client": format!("client of {id}"), "service": service, "site": "buda" });
    let mut requests: Vec<Value> = (1..=10).map(|number| request(&format!("m{number}"), "massage")).collect();
    requests.extend((1..=4).map(|number| request(&format!("i{number}"), "ipl")));
    requests[0]["allowedResources"] = json!(["room-1"]);
    requests[1]["booking"] = json!({ "start": "2026-11-23T09:00", "staff": ["anna"], "resources": ["room-1"] });
    requests[2]["mandatory"] = json!(true);
    let file = json!({
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-25" },
        "sites": [{ "id": "buda", "timeZone": "Europe/Budapest", "openingHours": hours, "exceptions": { "2026-11-24": [] } },
                  { "id": "pest", "timeZone": "Europe/Budapest" }],
        "staff": [{ "id": "anna", "name": "Anna", "site": "buda", "services": ["massage", "ipl"], "weeklyHours": hours,
                    "exceptions": { "2026-11-24": ["10:00-12:00"] }, "blocks": [{ "start": "2026-11-23T12:00", "end": "2026-11-23T13:00" }] },
                  { "id": "eve", "site": "buda", "services": ["massage"] }],
        "resources": [{ "id": "room-1", "name": "Room 1", "site": "buda", "pool": "rooms", "blocks": [{ "start": "2026-11-23T12:00", "end": "2026-11-23T13:00" }] },
                      { "id": "room-2", "site": "buda", "pool": "rooms" },
                      { "id": "dryer", "name": "Dryer", "site": "buda", "units": 3 },
                      { "id": "laser", "site": "buda" }],
        "services": [{ "id": "massage", "durationMinutes": 60, "price": 50, "requires": [{ "anyOf": ["rooms"] }] },
                     { "id": "ipl", "durationMinutes": 30, "price": 80, "requires": [{ "anyOf": ["laser"] }, { "anyOf": ["dryer"] }] }],
        "requests": requests,
        "visits": [{ "id": "v", "requests": ["i3", "i4"] }]
    });
    // The members of a visit are of one client.
    let text = file.to_string().replace("client of i4", "client of i3");
    read_problem(text.as_bytes()).unwrap().file
}

fn edits(value: Value) -> Vec<Edit> {
    serde_json::from_value(value).unwrap()
}

fn with(value: Value) -> Problem {
    let result = edited(&problem(), &edits(value)).unwrap();
    admit(&result).unwrap();
    result
}

fn paths(value: Value) -> Vec<String> {
    edited(&problem(), &edits(value)).unwrap_err().0.into_iter().map(|fault| fault.path).collect()
}

/// Ids of the resources.
fn resources(problem: &Problem) -> Vec<&str> {
    problem.resources.iter().map(|one| one.id.as_str()).collect()
}

#[test]
fn no_edit_changes_nothing() {
    assert_eq!(with(json!([])), problem());
    assert_eq!(with(json!([{ "scaleDemand": { "factor": 1 } }, { "setPolicy": {} }])), problem());
}

#[test]
fn a_room_more_is_in_the_pool_and_wherever_the_original_is_named() {
    let result = with(json!([{ "addResource": { "like": "room-1", "count": 2 } }]));
    assert_eq!(resources(&result), ["room-1", "room-2", "dryer", "laser", "room-1+1", "room-1+2"]);
    let copy = &result.resources[4];
    assert_eq!((copy.name.as_str(), copy.pool.as_deref(), copy.blocks.len()), ("Room 1 +1", Some("rooms"), 0));
    assert_eq!(result.requests[0].allowed_resources.clone().unwrap(), ["room-1", "room-1+1", "room-1+2"]);
    assert_eq!(result.services, problem().services, "the massage asks for the pool");
}

#[test]
fn a_machine_without_a_pool_is_asked_for_by_name() {
    let result = with(json!([{ "addResource": { "like": "laser", "id": "laser-2" } }]));
    assert_eq!(resources(&result)[4], "laser-2");
    assert_eq!(result.services[1].requires[0].any_of, ["laser", "laser-2"]);
    assert_eq!(result.services[1].requires[1].any_of, ["dryer"]);
}

#[test]
fn a_pool_stands_for_its_first_resource_and_of_units_there_are_more() {
    assert_eq!(resources(&with(json!([{ "addResource": { "like": "rooms" } }])))[4], "room-1+1");
    for like in ["dryer", "dryer/2"] {
        let result = with(json!([{ "addResource": { "like": like, "count": 2 } }]));
        assert_eq!((result.resources.len(), result.resources[2].units), (4, Some(5)), "{like}");
    }
}

#[test]
fn the_same_edit_twice_gives_two() {
    let twice = json!([{ "addResource": { "like": "room-1" } }, { "addResource": { "like": "room-1" } },
                       { "addStaff": { "like": "anna" } }, { "addStaff": { "like": "anna" } }]);
    let result = with(twice);
    assert_eq!(resources(&result)[4..], ["room-1+1", "room-1+2"]);
    let people: Vec<&str> = result.staff.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(people, ["anna", "eve", "anna+1", "anna+2"]);
}

#[test]
fn a_person_more_has_services_and_hours_but_no_absences() {
    let result = with(json!([{ "addStaff": { "like": "anna" } }]));
    let (anna, copy) = (&result.staff[0], &result.staff[2]);
    assert_eq!(
        (&copy.services, &copy.weekly_hours, &copy.exceptions),
        (&anna.services, &anna.weekly_hours, &anna.exceptions)
    );
    assert_eq!((copy.name.as_str(), copy.blocks.len(), copy.active), ("Anna +1", 0, true));
}

#[test]
fn whoever_is_removed_is_inactive_also_one_unit_of_several() {
    let result = with(
        json!([{ "remove": { "id": "anna" } }, { "remove": { "id": "room-2" } }, { "remove": { "id": "dryer/2" } }]),
    );
    assert!(!result.staff[0].active && result.staff[1].active);
    let active: Vec<&str> = result.resources.iter().filter(|one| one.active).map(|one| one.id.as_str()).collect();
    assert_eq!(active, ["room-1", "dryer/1", "dryer/3", "laser"]);
    assert_eq!(result.resources[2].pool.as_deref(), Some("dryer"));
    assert_eq!(result.resources[3].name, "Dryer 2");
}

#[test]
fn hours_are_longer_on_the_days_that_are_meant() {
    let hours = |edit: Value| with(json!([{ "extendHours": edit }])).staff[0].clone();
    let every = hours(json!({ "of": "anna", "hours": "12:00-15:00" }));
    let weekly = every.weekly_hours.unwrap();
    assert_eq!((weekly.mon, weekly.tue, weekly.wed), (vec!["09:00-15:00".into()], vec!["09:00-18:00".into()], vec![]));
    assert_eq!(every.exceptions.unwrap()["2026-11-24"], ["10:00-15:00"]);

    let some = hours(json!({ "of": "anna", "hours": "18:00-20:00", "weekdays": ["wed"], "dates": ["2026-11-23"] }));
    let weekly = some.weekly_hours.unwrap();
    assert_eq!((weekly.mon, weekly.wed), (vec!["09:00-13:00".into()], vec!["18:00-20:00".into()]));
    let exceptions = some.exceptions.unwrap();
    assert_eq!(exceptions["2026-11-23"], ["09:00-13:00", "18:00-20:00"]);
    assert_eq!(exceptions["2026-11-24"], ["10:00-12:00"]);
}

#[test]
fn a_closed_date_stays_closed_unless_it_is_named() {
    let site = |edit: Value| with(json!([{ "extendHours": edit }])).sites[0].exceptions.clone().unwrap();
    assert!(site(json!({ "of": "buda", "hours": "18:00-20:00" }))["2026-11-24"].is_empty());
    assert_eq!(
        site(json!({ "of": "buda", "hours": "18:00-20:00", "dates": ["2026-11-24"] }))["2026-11-24"],
        ["18:00-20:00"]
    );
}

#[test]
fn nights_are_written_so_that_the_gate_knows_them_again() {
    let mon = |hours: &str| {
        let edit = json!([{ "extendHours": { "of": "anna", "hours": hours, "weekdays": ["mon"] } }]);
        edited(&problem(), &edits(edit)).unwrap().staff[0].weekly_hours.clone().unwrap().mon
    };
    assert_eq!(mon("22:00-02:00"), ["09:00-13:00", "22:00-02:00"]);
    assert_eq!(mon("13:00-24:00"), ["09:00-24:00"]);
    assert_eq!(mon("13:00-01:00"), ["09:00-13:00", "13:00-01:00"], "09:00-01:00 would be taken for swapped times");
}

#[test]
fn a_resource_that_follows_its_site_starts_from_the_hours_of_the_site() {
    let result = with(json!([{ "extendHours": { "of": "laser", "hours": "13:00-14:00" } }]));
    let laser = &result.resources[3];
    assert_eq!(laser.weekly_hours.clone().unwrap().tue, ["09:00-18:00"]);
    assert!(laser.exceptions.clone().unwrap()["2026-11-24"].is_empty());
}

#[test]
fn time_is_taken_from_people_and_things() {
    let absence = |of: &str| json!({ "block": { "of": of, "start": "2026-11-23T09:00", "end": "2026-11-24T00:00" } });
    let result = with(json!([absence("eve"), absence("laser"), absence("dryer/1")]));
    assert_eq!(result.staff[1].blocks[0].start, "2026-11-23T09:00");
    let blocks: Vec<usize> = result.resources.iter().map(|one| one.blocks.len()).collect();
    assert_eq!(blocks, [1, 0, 1, 0, 0, 1]);
}

#[test]
fn demand_grows_and_shrinks_by_lots_that_nest() {
    let ids = |factor: f64, seed: i64| -> Vec<String> {
        let result = with(json!([{ "scaleDemand": { "factor": factor, "service": "massage", "seed": seed } }]));
        result.requests.into_iter().map(|one| one.id).collect()
    };
    // Nine massages have no booking, and five other requests are not asked about.
    for (factor, massages) in [(0.0, 0), (0.5, 5), (1.0, 9), (1.5, 14), (3.0, 27)] {
        assert_eq!(ids(factor, 1).len(), massages + 5, "{factor}");
    }
    assert!(ids(0.3, 1).iter().all(|id| ids(0.6, 1).contains(id)));
    assert!(ids(1.3, 1).iter().all(|id| ids(1.6, 1).contains(id)));
    assert_ne!(ids(0.5, 1), ids(0.5, 2));
    assert_eq!(ids(0.5, 1), ids(0.5, 1));
}

#[test]
fn a_copy_is_another_client_and_a_visit_stays_whole() {
    let result = with(json!([{ "scaleDemand": { "factor": 2 } }]));
    assert_eq!(result.requests.len(), 14 + 13);
    let copy = result.requests.iter().find(|one| one.id == "m3+1").unwrap();
    assert_eq!((copy.client.as_deref(), copy.mandatory), (Some("client of m3+1"), false));
    assert_eq!(result.visits[1].requests, ["i3+1", "i4+1"]);
    let none = with(json!([{ "scaleDemand": { "factor": 0 } }]));
    assert_eq!((none.requests.len(), none.visits.len()), (1, 0));
}

#[test]
fn policies_and_single_things_are_patched() {
    let result = with(json!([
        { "setPolicy": { "worth": "count", "staffDay": 5000 } },
        { "set": { "request": "m2", "to": { "pin": "staff", "mandatory": true, "client": null } } },
        { "set": { "site": "buda", "to": { "openingHours": { "mon": ["08:00-20:00"] } } } }
    ]));
    assert_eq!((result.policy.staff_day, result.policy.drop), (5000, 1000));
    let request = serde_json::to_value(&result.requests[1]).unwrap();
    assert_eq!((&request["pin"], &request["mandatory"], request.get("client")), (&json!("staff"), &json!(true), None));
    let hours = result.sites[0].opening_hours.clone().unwrap();
    assert_eq!((hours.mon, hours.tue.len()), (vec!["08:00-20:00".into()], 2), "other weekdays stay");
}

#[test]
fn all_faults_are_told_and_each_names_its_edit() {
    let wrong = json!([
        { "addResource": { "like": "sauna" } },
        { "addStaff": { "like": "anna", "id": "eve" } },
        { "addResource": { "like": "dryer", "id": "dryer-9" } },
        { "remove": { "id": "rooms" } },
        { "remove": { "id": "buda" } },
        { "extendHours": { "of": "anna", "hours": "6 to 8" } },
        { "extendHours": { "of": "anna", "hours": "18:00-20:00", "dates": ["2026-11-25", "25 November"] } },
        { "extendHours": { "of": "eve", "hours": "18:00-20:00" } },
        { "extendHours": { "of": "pest", "hours": "18:00-20:00" } },
        { "block": { "of": "nobody", "start": "", "end": "" } },
        { "scaleDemand": { "factor": 2, "service": "sauna" } },
        { "scaleDemand": { "factor": -2 } },
        { "setPolicy": { "stafDay": 1, "drop": "much" } },
        { "set": { "request": "m2", "staff": "anna", "to": {} } },
        { "set": { "request": "m99", "to": {} } },
        { "set": { "request": "m2", "to": { "priority": 0, "windows": 5 } } }
    ]);
    assert_eq!(
        paths(wrong),
        [
            "$.edits[0].addResource.like",
            "$.edits[1].addStaff.id",
            "$.edits[2].addResource.id",
            "$.edits[3].remove.id",
            "$.edits[4].remove.id",
            "$.edits[5].extendHours.hours",
            "$.edits[6].extendHours.dates[1]",
            "$.edits[7].extendHours.of",
            "$.edits[8].extendHours.of",
            "$.edits[9].block.of",
            "$.edits[10].scaleDemand.service",
            "$.edits[11].scaleDemand.factor",
            "$.edits[12].setPolicy.drop",
            "$.edits[12].setPolicy.stafDay",
            "$.edits[13].set",
            "$.edits[14].set.request",
            "$.edits[15].set.to.priority",
            "$.edits[15].set.to.windows",
        ]
    );
}

#[test]
fn what_the_gate_refuses_is_a_fault_of_the_edit_that_leads_to_it() {
    let wrong = json!([
        { "addStaff": { "like": "anna" } },
        { "block": { "of": "anna", "start": "2026-11-23T09:00", "end": "2026-11-23T08:00" } },
        { "set": { "request": "m1", "to": { "pin": "all" } } },
    ]);
    let faults = edited(&problem(), &edits(wrong)).unwrap_err().0;
    let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.path.as_str(), fault.code)).collect();
    assert_eq!(told, [("$.edits[1].block", "blockBackwards"), ("$.edits[2].set", "bookingMissing")]);
    assert!(faults[0].cause.contains("$.staff[0].blocks[1]"), "{}", faults[0].cause);
}
