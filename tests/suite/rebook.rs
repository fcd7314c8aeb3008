//! Bookings changed by hand: fine, fine with these moves, or not, because.

#![expect(clippy::unwrap_used, reason = "a broken case must fail the test")]

use slotwright::domain::{Booking, Pin, Problem, RequestIndex};
use slotwright::engine::{Interrupt, Options};
use slotwright::io::read_problem;
use slotwright::plan::{Rule, check};
use slotwright::study::rebook::{Answer, Verdict, pin, rebook};
use slotwright::study::recommend::Upheaval;

/// Anna and Béla from 10 to 13, two rooms, hours of a service of an hour.
fn calendar(requests: &str) -> Problem {
    let hours = r#""weeklyHours": { "mon": ["10:00-13:00"] }"#;
    let text = format!(
        r#"{{
        "schemaVersion": 1, "horizon": {{ "start": "2026-11-23", "end": "2026-11-24" }}, "gridMinutes": 60,
        "sites": [{{ "id": "s", "timeZone": "Europe/Budapest" }}],
        "staff": [{{ "id": "anna", "site": "s", "services": ["v", "w"], {hours} }},
                  {{ "id": "bela", "site": "s", "services": ["v"], {hours} }}],
        "resources": [{{ "id": "room-1", "site": "s", "pool": "room" }}, {{ "id": "room-2", "site": "s", "pool": "room" }},
                      {{ "id": "store", "site": "s" }}],
        "services": [{{ "id": "v", "durationMinutes": 60, "price": 100, "requires": [{{ "anyOf": ["room"] }}] }},
                     {{ "id": "w", "durationMinutes": 60, "price": 100, "requires": [{{ "anyOf": ["room"] }}] }}],
        "requests": [{requests}]
        }}"#
    );
    read_problem(text.as_bytes()).unwrap().problem
}

/// A request with a booking, such as `("r1", "v", 10, "anna", "room-1", "")`; the last are more fields.
fn request((id, service, hour, who, room, more): (&str, &str, u32, &str, &str, &str)) -> String {
    format!(
        r#"{{ "id": "{id}", "service": "{service}", "site": "s"{more},
             "booking": {{ "start": "2026-11-23T{hour}:00", "staff": ["{who}"], "resources": ["{room}"] }} }}"#
    )
}

fn with(requests: &[(&str, &str, u32, &str, &str, &str)]) -> Problem {
    calendar(&requests.iter().map(|&one| request(one)).collect::<Vec<_>>().join(","))
}

/// Changes the booking of a request, and holds the plan that comes of it to the rules.
fn change(problem: &Problem, request: usize, change: impl Fn(&mut Booking)) -> Answer {
    let index = RequestIndex::from(request);
    let before = problem.request(index).booking.clone().unwrap();
    let mut wanted = before.clone();
    change(&mut wanted);
    let options = Options { work: Some(1_000_000), threads: Some(1), ..Options::default() };
    let answer = rebook(problem, index, wanted.clone(), &options, &Interrupt::new()).unwrap();
    if let Some(plan) = &answer.plan {
        let mut pinned = problem.clone();
        let asked = &mut pinned.requests[request];
        (asked.pin, asked.booking) = (pin(&before, &wanted), Some(wanted.clone()));
        assert_eq!(check(&pinned, plan), []);
        let planned = plan.bookings.iter().find(|planned| planned.request == index).unwrap();
        assert_eq!(planned.booking, wanted, "what was asked for is held");
    }
    answer
}

fn rules(answer: &Answer) -> Vec<Rule> {
    answer.reasons.iter().map(|violation| violation.rule).collect()
}

const ROOM_2: usize = 1;

fn to_room_2(booking: &mut Booking) {
    booking.resources = vec![ROOM_2.into()];
}

fn an_hour_earlier(booking: &mut Booking) {
    booking.start -= 60;
}

#[test]
fn what_is_free_is_fine() {
    let problem = with(&[("r1", "v", 10, "anna", "room-1", ""), ("r2", "v", 11, "bela", "room-2", "")]);
    let answer = change(&problem, 0, to_room_2);
    assert_eq!((answer.verdict, answer.changes.len(), rules(&answer)), (Verdict::Fine, 0, vec![]));
}

#[test]
fn rooms_are_exchanged_before_anybody_notices() {
    let problem = with(&[("r1", "v", 10, "anna", "room-1", ""), ("r2", "v", 10, "bela", "room-2", "")]);
    let answer = change(&problem, 0, to_room_2);
    assert_eq!((answer.verdict, answer.upheaval()), (Verdict::Moves, Upheaval::Resources));
    assert_eq!(rules(&answer), [Rule::ResourceOverlap], "what is in the way is told");
    assert_eq!(answer.changes.len(), 1);
}

#[test]
fn people_give_way_before_times() {
    let problem = with(&[("r1", "v", 10, "anna", "room-1", ""), ("r2", "w", 11, "anna", "room-2", "")]);
    let answer = change(&problem, 1, an_hour_earlier);
    assert_eq!((answer.verdict, answer.upheaval()), (Verdict::Moves, Upheaval::Staff), "Béla can serve r1 at ten");
}

#[test]
fn times_give_way_before_bookings() {
    let all = [
        ("r1", "v", 10, "anna", "room-1", ""),
        ("r2", "v", 10, "bela", "room-2", ""),
        ("r3", "w", 11, "anna", "room-1", ""),
    ];
    let answer = change(&with(&all), 2, an_hour_earlier);
    assert_eq!((answer.verdict, answer.upheaval()), (Verdict::Moves, Upheaval::Time), "three cannot be served at ten");
}

#[test]
fn bookings_are_given_up_last() {
    let only_at_ten = r#", "windows": [{ "earliestStart": "2026-11-23T10:00", "latestEnd": "2026-11-23T11:00" }]"#;
    let all = [
        ("r1", "v", 10, "anna", "room-1", only_at_ten),
        ("r2", "v", 10, "bela", "room-2", only_at_ten),
        ("r3", "w", 11, "anna", "room-1", ""),
    ];
    let answer = change(&with(&all), 2, an_hour_earlier);
    assert_eq!((answer.verdict, answer.upheaval()), (Verdict::GivesUp, Upheaval::Dropped));
}

#[test]
fn what_no_plan_allows_is_refused_with_the_rule() {
    let problem = with(&[("r1", "v", 12, "anna", "room-1", "")]);
    let late = change(&problem, 0, |booking| booking.start += 30);
    assert_eq!((late.verdict, late.plan.is_none()), (Verdict::Impossible, true));
    assert_eq!(rules(&late), [Rule::StaffShift]);
    assert!(late.reasons[0].detail.contains("anna"), "{}", late.reasons[0].detail);

    let unable = [("r1", "w", 10, "anna", "room-1", "")];
    let unable = change(&with(&unable), 0, |booking| booking.staff = vec![1.into()]);
    assert_eq!((unable.verdict, rules(&unable)), (Verdict::Impossible, vec![Rule::StaffService]));
}

#[test]
fn what_stands_does_not_give_way() {
    let all = [("r1", "v", 10, "anna", "room-1", r#", "pin": "all""#), ("r2", "v", 11, "anna", "room-1", "")];
    let answer = change(&with(&all), 1, an_hour_earlier);
    assert_eq!(answer.verdict, Verdict::Impossible);
    assert_eq!(rules(&answer), [Rule::StaffOverlap, Rule::ResourceOverlap]);
}

#[test]
fn a_resource_chosen_by_hand_stands_in_place_of_the_requirement() {
    let problem = with(&[("r1", "v", 10, "anna", "room-1", "")]);
    let answer = change(&problem, 0, |booking| booking.resources = vec![2.into()]);
    assert_eq!(answer.verdict, Verdict::Fine, "the store is no room, but it was chosen so");
}

#[test]
fn the_pin_is_of_what_changes() {
    let before = Booking { start: 0, staff: vec![0.into()], resources: vec![0.into()] };
    let later = Booking { start: 60, ..before.clone() };
    let elsewhere = Booking { resources: vec![1.into()], ..before.clone() };
    let both = Booking { resources: vec![1.into()], ..later.clone() };
    let pins = [&before, &later, &elsewhere, &both].map(|after| pin(&before, after));
    assert_eq!(pins, [Pin::None, Pin::Time, Pin::Resource, Pin::All]);
}
