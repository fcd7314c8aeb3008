//! The web page of the report: whole in itself, and with the very figures of the other formats. tests/page opens it in a browser.

#![expect(clippy::unwrap_used, reason = "a page that is not what it should be must fail the test")]

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::support::program::run;

const DEMO: [&str; 2] = ["fixtures/salon.demo-week.problem.json", "fixtures/salon.demo-week.plan.json"];
const BASES: [&str; 3] = ["staff", "opening", "eligible"];

fn page(arguments: &[&str]) -> String {
    run(&[&["report"], arguments, &["--format", "html"]].concat()).exits(0).stdout
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).unwrap().1.split_once(after).unwrap().0
}

fn data(page: &str) -> Value {
    serde_json::from_str(between(page, "<script type=\"application/json\" id=\"data\">", "</script>")).unwrap()
}

/// A list of objects.
fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap()
}

#[test]
fn it_has_the_json_of_every_basis() {
    let files = ["1-ipl", "2-empty-room", "3-anna", "4-solarium", "5-third-room"];
    let files = files.map(|name| format!("fixtures/report.scenario-{name}.problem.json"));
    let mut cases: Vec<Vec<&str>> = files.iter().map(|file| vec![file.as_str()]).collect();
    cases.push(vec!["fixtures/report.no-hours.problem.json", "--without-no-shows"]);
    cases.push([&DEMO[..], &["--team", "--staff", "anna", "--occupied"]].concat());
    for case in cases {
        let data = data(&page(&case));
        for (basis, found) in BASES.iter().zip(list(&data, "bases")) {
            let expected = run(&[&["report"], &case[..], &["--basis", basis, "--json"]].concat()).exits(0).json();
            assert_eq!(found["report"], expected, "{case:?} {basis}");
        }
    }
}

#[test]
fn the_basis_that_is_asked_for_comes_first_and_hidden_rows_can_be_shown() {
    let page = page(&[&DEMO[..], &["--basis", "opening", "--hide-inactive"]].concat());
    let data = data(&page);
    assert_eq!((&data["basis"], &data["hideInactive"]), (&"opening".into(), &true.into()));
    assert_eq!(list(&data["bases"][1]["report"], "rows").len(), 15);
    let without_script = between(&page, "<tbody>", "</tbody>");
    assert_eq!(without_script.matches("<tr>").count(), 14, "what is seen without scripts is what was asked for");
}

#[test]
fn figures_are_written_as_in_the_table() {
    let data = data(&page(&[&DEMO[..], &["--team"]].concat()));
    let table = run(&[&["report"], &DEMO[..], &["--team"]].concat()).exits(0).stdout;
    for words in ["rows", "team"].iter().flat_map(|rows| list(&data["bases"][0], rows)) {
        for figure in ["booked", "available", "utilisation", "revenue"] {
            assert!(table.contains(words[figure].as_str().unwrap()), "{figure} of {words}");
        }
    }
    for words in list(&data["bases"][0], "rows") {
        let [booked, available] = ["booked", "available"].map(|figure| words[figure].as_str().unwrap());
        assert!(table.contains(&format!("booked {booked} of {available}")), "{words}");
    }
}

/// `4:05` for 245 minutes.
fn hours(minutes: &Value) -> String {
    let minutes = minutes.as_i64().unwrap();
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[test]
fn what_was_asked_for_beside_the_rows_is_told_on_every_basis() {
    let file = "fixtures/report.scenario-3-anna.problem.json";
    let week = ["--from", "2026-11-16", "--to", "2026-11-22"];
    let asked = ["--team", "--waterfall", "--ceiling", "--reconcile", "anna:ipl-1", "--measures"];
    let asked = [&[file][..], &week, &asked].concat();
    let data = data(&page(&asked));
    for (position, basis) in BASES.iter().enumerate() {
        let expected = run(&[&["report"], &asked[..], &["--basis", basis, "--json"]].concat()).exits(0).json();
        let found = &data["bases"][position]["analysis"];
        let total = &expected["waterfall"]["total"];
        let [all, first] = [0, 1].map(|row| &found["waterfall"]["rows"][row]);
        let whole = total["open"].as_i64().unwrap() + total["staffedWhileClosed"].as_i64().unwrap();
        assert_eq!(all["whole"], hours(&whole.into()), "{basis}");
        assert_eq!(first["name"], expected["waterfall"]["rows"][0]["name"]);
        let mut shares = 0.0;
        for (part, told) in list(&found["waterfall"], "parts").iter().zip(list(all, "parts")) {
            let minutes = &total[part[0].as_str().unwrap()];
            match told.as_array() {
                Some(told) => assert_eq!(told[1], hours(minutes), "{basis} {part}"),
                None => assert_eq!(*minutes, 0, "{basis} {part}"),
            }
            shares += told[0].as_f64().unwrap_or_default();
        }
        assert!((shares - 100.0).abs() < 1e-9, "the bar is full: {shares}");

        let (reach, ceiling) = (&found["ceiling"]["rows"][0], &expected["ceilings"][0]);
        let told: Vec<&str> = list(reach, "behind").iter().map(|one| one.as_str().unwrap()).collect();
        for (words, share) in [("booked ", "now"), ("a plan reaches ", "reachable"), ("none exceeds ", "bound")] {
            let time = hours(&ceiling[share]["bookedMinutes"]);
            let is_told = |one: &&str| one.starts_with(words) && one.contains(&time);
            assert!(told.iter().any(is_told), "{basis}: {told:?} has no {words}{time}");
        }
        let (gap, steps) = (&found["reconciliations"][0], &expected["reconciliations"][0]);
        let points = format!("{:+.2}", steps["percentagePoints"].as_f64().unwrap());
        assert_eq!(gap["whole"], points, "{basis}");
        let (measures, more) = (&found["measures"], &expected["measures"]);
        let rows = list(more, "rows").len() + list(more, "team").len() + 1;
        assert_eq!(list(&measures["rows"], "rows").len(), rows);
        assert_eq!(list(&measures["days"], "rows").len(), list(&more["total"], "days").len());
        let told = |key: &str| list(more, key).iter().map(|one| one["message"].clone()).collect::<Vec<_>>();
        assert_eq!(*list(measures, "outsideHours"), told("outsideHours"));
        assert_eq!(*list(measures, "doubleBookings"), told("doubleBookings"));
    }
    let plain = self::data(&page(&[file]));
    assert_eq!(plain["bases"][0]["analysis"]["waterfall"], Value::Null, "nothing that nobody asked for");
}

#[test]
fn it_loads_nothing_and_runs_nothing_but_its_own() {
    let page = page(&DEMO);
    for foreign in ["http:", "https:", " src=", " href=", "url(", "@import", "fetch(", "innerHTML", "{{", "}}>"] {
        assert!(!page.contains(foreign), "the page has {foreign}");
    }
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let style = hash(between(&page, "<style>", "</style>"));
    let script = hash(between(&page, "<script type=\"module\">", "</script>"));
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.contains(&format!("style-src {style};")) && policy.contains(&format!("script-src {script};")));
    assert!(!page.contains(" style=") && !page.contains(" onclick="), "the policy would refuse them");
}

#[test]
fn no_name_becomes_markup() {
    let wicked = "</script><script>alert('1')</script><!-- & {{style}}";
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/tiny.two-rooms.problem.json"));
    let mut problem: Value = serde_json::from_str(&text.unwrap()).unwrap();
    problem["name"] = wicked.into();
    problem["resources"][0]["name"] = wicked.into();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wicked.problem.json");
    std::fs::write(&file, problem.to_string()).unwrap();
    let page = page(&[file.to_str().unwrap()]);
    assert!(!page.contains("<script>alert") && !page.contains("</script><script>a"), "a name became a script");
    assert_eq!(page.matches("</script>").count(), 2, "the data and the script, no more");
    assert_eq!(page.matches("<title>Resources report · &lt;/script&gt;&lt;script&gt;alert(&#39;1&#39;)").count(), 1);
    assert_eq!(page.matches("<h1>&lt;/script&gt;").count(), 1);
    let data = data(&page);
    let names: Vec<&str> = list(&data["calendar"], "rows").iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert!(names.iter().any(|name| name.starts_with(wicked)), "{names:?}");
}

#[test]
fn each_booking_is_on_the_rows_of_its_people_and_of_its_resources() {
    let data = data(&page(&[&DEMO[..], &["--from", "2026-11-16", "--to", "2026-11-29"]].concat()));
    let (calendar, rows) = (&data["calendar"], list(&data["calendar"], "rows"));
    let entries = list(calendar, "entries");
    assert!(entries.len() > 150, "only {} bookings", entries.len());
    let mut booked: BTreeMap<&str, i64> = BTreeMap::new();
    for entry in entries {
        let names: BTreeSet<&str> = ["people", "resources"]
            .iter()
            .flat_map(|key| list(entry, key))
            .map(|name| name.as_str().unwrap())
            .collect();
        let mut on = BTreeSet::new();
        for piece in list(entry, "pieces") {
            let [row, day, start, end] = [0, 1, 2, 3].map(|place| piece[place].as_i64().unwrap());
            let name = rows[row as usize]["name"].as_str().unwrap();
            on.insert(name);
            *booked.entry(name).or_default() += end - start;
            assert!((0..14).contains(&day) && start < end && end <= 24 * 60, "{entry}");
        }
        assert_eq!(on, names, "{entry}");
    }
    for row in list(&data["bases"][0]["report"], "rows") {
        let name = row["name"].as_str().unwrap();
        assert_eq!(booked.get(name).copied().unwrap_or(0), row["bookedMinutes"].as_i64().unwrap(), "{name}");
    }
}

#[test]
fn the_busy_hours_add_up_to_the_rows() {
    let data = data(&page(&DEMO));
    let sum = |by_hour: &Value| -> i64 {
        by_hour
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|day| day.as_array().unwrap())
            .map(|cell| cell.as_i64().unwrap())
            .sum()
    };
    let resources = list(&data["hours"], "resources");
    for (position, basis) in list(&data, "bases").iter().enumerate() {
        for row in list(&basis["report"], "rows") {
            let hours = resources.iter().find(|one| one["id"] == row["resource"]).unwrap();
            assert_eq!(sum(&hours["booked"]), row["bookedMinutes"].as_i64().unwrap(), "{row}");
            assert_eq!(sum(&hours["bases"][position]["available"]), row["availableMinutes"].as_i64().unwrap(), "{row}");
        }
        let kpis = &basis["report"]["kpis"];
        assert_eq!(sum(&resources[0]["booked"]), kpis["bookedMinutes"].as_i64().unwrap());
        assert_eq!(sum(&resources[0]["bases"][position]["available"]), kpis["availableMinutes"].as_i64().unwrap());
    }
}

#[test]
fn without_working_hours_the_banner_is_there_and_no_hour_is_made_up() {
    let data = data(&page(&["fixtures/report.no-hours.problem.json"]));
    for (position, basis) in list(&data, "bases").iter().enumerate() {
        assert_eq!(basis["report"]["warnings"][0]["code"], "noWorkingHours");
        assert_eq!(data["hours"]["resources"][0]["bases"][position], Value::Null);
    }
}

#[test]
fn it_goes_to_a_file_like_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let written = run(&["report", DEMO[0], DEMO[1], "--format", "html", "-o", file.to_str().unwrap()]).exits(0);
    assert_eq!(written.stdout, "");
    assert_eq!(std::fs::read_to_string(file).unwrap(), page(&DEMO));
}
