//! Recommendations: what the starts for a new request cost is what full solves say.

#![expect(clippy::unwrap_used, reason = "a broken case must fail the test")]

use std::collections::BTreeMap;

use slotwright::domain::{Interval, Minute, Pin, Problem, RequestIndex, Status};
use slotwright::engine::{Interrupt, Options};
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, generate};
use slotwright::io::read_problem;
use slotwright::plan::{self, Aspect, Plan, check};
use slotwright::study::calendar::calendar;
use slotwright::study::recommend::{Ask, Bounds, Offer, Recommendation, Upheaval, recommend};

use crate::support::brute::{Best, brute};
use crate::support::small::small;
use crate::support::solve::solve_checked;

/// As much work as decides every case here.
const ENOUGH: u64 = 3_000_000;

/// The work of a full solve of a generated day.
const FULL: u64 = 500_000;

fn options(work: u64) -> Options {
    Options { work: Some(work), threads: Some(2), ..Options::default() }
}

fn ask<'a>(calendar: &'a Problem, request: RequestIndex, count: usize, work: u64) -> Ask<'a> {
    Ask { calendar, request, count, apart: None, at_any_price: false, at_once: false, options: options(work) }
}

fn answer(ask: &Ask<'_>) -> Recommendation {
    recommend(ask, &Interrupt::new(), &mut |_| {}).unwrap()
}

/// The bookings of a plan as bookings of the requests, by hand: nothing is shared with what is tested.
fn booked(problem: &Problem, plan: &Plan) -> Problem {
    let mut booked = problem.clone();
    for (position, request) in booked.requests.iter_mut().enumerate().filter(|(_, request)| request.is_open()) {
        let planned = plan.bookings.iter().find(|planned| planned.request.position() == position);
        request.booking = planned.map(|planned| planned.booking.clone());
        request.pin = if planned.is_none() { Pin::None } else { request.pin };
    }
    booked
}

fn without(problem: &Problem, request: RequestIndex) -> Problem {
    let mut without = problem.clone();
    without.requests[request.position()].status = Status::Cancelled;
    without
}

fn at(problem: &Problem, request: RequestIndex, start: Minute) -> Problem {
    let mut at = problem.clone();
    let length = at.service_of(request).duration;
    let asked = &mut at.requests[request.position()];
    asked.windows = vec![Interval::new(start, start + length)];
    asked.mandatory = true;
    at
}

fn holds(bounds: Bounds, value: i64) -> bool {
    bounds.lower.is_none_or(|lower| lower <= value) && bounds.upper.is_none_or(|upper| value <= upper)
}

/// A request that could be a new one: without a booking, and of no visit.
fn new_request(problem: &Problem) -> Option<RequestIndex> {
    let is_bound = |one: RequestIndex| problem.visits.iter().any(|visit| visit.requests.contains(&one));
    let mut open = problem.indexed_requests().filter(|(_, request)| request.is_open() && request.booking.is_none());
    open.find(|&(index, request)| !is_bound(index) && !request.mandatory).map(|(index, _)| index)
}

/// Every start of a tiny problem, against trying everything.
#[test]
fn every_start_costs_what_trying_everything_says() {
    let (mut compared, mut moved) = (0, 0);
    for seed in 0..250 {
        let Some(problem) = small(seed) else { continue };
        let Some(request) = new_request(&problem) else { continue };
        let outcome = solve_checked(&without(&problem, request), &options(ENOUGH));
        let Some((plan, _)) = outcome.plan.filter(|_| outcome.status.has_plan()) else { continue };
        let calendar = booked(&problem, &plan);
        let Best::Score(before) = brute(&without(&calendar, request)) else { continue };
        let all = Ask { apart: Some(1), at_any_price: true, ..ask(&calendar, request, 1_000, ENOUGH) };
        let found = answer(&all);
        let offers: BTreeMap<Minute, &Offer> = found.offers.iter().map(|offer| (offer.booking.start, offer)).collect();
        assert!(found.is_proved, "seed {seed}");
        let possible = slotwright::engine::starts(&calendar, request).unwrap_or_default();
        for (start, _) in possible {
            let case = format!("seed {seed}, start {start}");
            match (brute(&at(&calendar, request, start)), offers.get(&start)) {
                (Best::Score(with), Some(offer)) => {
                    assert_eq!(offer.opportunity_cost.exact(), Some(before - with), "{case}");
                    assert!(offer.slot_price().lower >= Some(0), "{case}");
                    moved += usize::from(offer.upheaval() > Upheaval::None);
                    compared += 1;
                }
                (Best::TooLarge, _) => {}
                (best, offer) => assert_eq!((best, offer.is_some()), (Best::Infeasible, false), "{case}"),
            }
        }
    }
    assert!(compared > 300 && moved > 20, "{compared} starts compared, {moved} with moves");
}

/// A generated day with its last request taken for the new one, and the plan of the rest as calendar.
fn day(spec: &Spec, work: u64) -> (Problem, RequestIndex) {
    let (problem, _) = admit(&generate(spec)).unwrap();
    let request = RequestIndex::from(problem.requests.len() - 1);
    let outcome = solve_checked(&without(&problem, request), &options(work));
    (booked(&problem, &outcome.plan.unwrap().0), request)
}

/// Holds each offer to the difference of two solves of the whole calendar.
fn hold_to_full_solves(calendar: &Problem, request: RequestIndex, found: &Recommendation) {
    let before = solve_checked(&without(calendar, request), &options(FULL));
    let before = (before.plan.as_ref().unwrap().1.total(), before.bound.unwrap());
    for offer in &found.offers {
        let whole = at(calendar, request, offer.booking.start);
        let with = solve_checked(&whole, &options(FULL));
        let with = (with.plan.as_ref().unwrap().1.total(), with.bound.unwrap());
        // What the solves leave open is between these two; the offer must not contradict it.
        let (least, most) = (before.0 - with.1, before.1 - with.0);
        let cost = offer.opportunity_cost;
        assert!(cost.lower.unwrap() <= most && least <= cost.upper.unwrap(), "{cost:?} against {least} to {most}");
        if least == most {
            assert!(holds(cost, least), "{cost:?} without {least}");
        }
    }
}

#[test]
fn a_day_of_four_people_is_held_to_full_solves() {
    for seed in 1..=4 {
        let spec = Spec { staff: 4, load: 0.9, grid_minutes: 15, seed, ..Spec::default() };
        let (calendar, request) = day(&spec, 100_000);
        let found = answer(&Ask { at_any_price: seed % 2 == 0, ..ask(&calendar, request, 3, 300_000) });
        assert!(!found.offers.is_empty() || found.least_cost > Some(0), "seed {seed}");
        hold_to_full_solves(&calendar, request, &found);
    }
}

#[test]
fn a_day_of_16_people_is_held_to_full_solves() {
    let (mut exact, mut moved) = (0, 0);
    for seed in [2, 3, 5] {
        let spec = Spec { staff: 16, load: 0.7, seed, ..Spec::default() };
        let (calendar, request) = day(&spec, 300_000);
        let found = answer(&ask(&calendar, request, 3, 200_000));
        assert!(!found.offers.is_empty(), "seed {seed}");
        exact += found.offers.iter().filter(|offer| offer.opportunity_cost.exact().is_some()).count();
        moved += found.offers.iter().filter(|offer| !offer.changes.is_empty()).count();
        hold_to_full_solves(&calendar, request, &found);
    }
    assert!(exact >= 4 && moved >= 1, "{exact} exact, {moved} with moves");
}

#[test]
fn the_answer_does_not_depend_on_the_number_of_threads() {
    let spec = Spec { staff: 4, load: 1.1, grid_minutes: 15, seed: 3, ..Spec::default() };
    let (calendar, request) = day(&spec, 200_000);
    let with = |threads| {
        let options = Options { threads: Some(threads), ..options(100_000) };
        let found = answer(&Ask { options, at_any_price: true, ..ask(&calendar, request, 4, 0) });
        found.offers.iter().map(|offer| (offer.booking.clone(), offer.opportunity_cost)).collect::<Vec<_>>()
    };
    assert_eq!(with(1), with(3));
}

/// One room, Anna from 9 to 12, r1 at 10 where its client wants it, worth 10000. Moves of time cost 500 per mille, the wish
/// 60 per mille an hour.
fn hour_in_the_middle(new: &str) -> (Problem, RequestIndex) {
    let text = format!(
        r#"{{
        "schemaVersion": 1, "horizon": {{ "start": "2026-11-23", "end": "2026-11-24" }}, "gridMinutes": 60,
        "sites": [{{ "id": "s", "timeZone": "Europe/Budapest" }}],
        "staff": [{{ "id": "anna", "site": "s", "services": ["v"], "weeklyHours": {{ "mon": ["09:00-12:00"] }} }}],
        "resources": [{{ "id": "room-1", "site": "s", "pool": "room" }}, {{ "id": "room-2", "site": "s", "pool": "room" }}],
        "services": [{{ "id": "v", "durationMinutes": 60, "price": 100, "requires": [{{ "anyOf": ["room"] }}] }}],
        "requests": [
            {{ "id": "r1", "service": "v", "site": "s", "preferredStart": "2026-11-23T10:00",
               "booking": {{ "start": "2026-11-23T10:00", "staff": ["anna"], "resources": ["room-1"] }} }},
            {new}]
        }}"#
    );
    (read_problem(text.as_bytes()).unwrap().problem, RequestIndex::from(1))
}

#[test]
fn a_price_worked_out_by_hand() {
    let new = r#"{ "id": "new", "service": "v", "site": "s", "price": 80, "preferredStart": "2026-11-23T10:00" }"#;
    let (calendar, request) = hour_in_the_middle(new);
    let found = answer(&Ask { at_any_price: true, ..ask(&calendar, request, 5, ENOUGH) });
    let told = |offer: &Offer| {
        (offer.opportunity_cost.exact(), offer.slot_price().exact(), offer.upheaval(), offer.unmoved_cost.is_some())
    };
    let told: Vec<_> = found.offers.iter().map(told).collect();
    // 9:00 and 11:00 are free: worth 8000, an hour from the wish, 480. At 10:00 r1 has to go to 9:00 or 11:00: 5000 for the
    // move and 600 for its wish.
    let free = (Some(-7_520), Some(480), Upheaval::None, true);
    assert_eq!(told, [free, free, (Some(-2_400), Some(5_600), Upheaval::Time, false)]);
    let change = &found.offers[2].changes[0];
    assert_eq!((calendar.request(change.request).id.as_str(), change.aspects()), ("r1", vec![Aspect::Time]));
    assert!(found.is_proved);
}

#[test]
fn what_displaces_more_than_it_brings_is_not_offered_unless_asked_for() {
    let new = r#"{ "id": "new", "service": "v", "site": "s", "price": 50,
                   "windows": [{ "earliestStart": "2026-11-23T10:00", "latestEnd": "2026-11-23T11:00" }] }"#;
    let (calendar, request) = hour_in_the_middle(new);
    let found = answer(&ask(&calendar, request, 5, ENOUGH));
    assert_eq!((found.offers.len(), found.is_proved), (0, true), "5000 in, 5600 out");
    assert!(found.least_cost.is_some_and(|least| 0 < least && least <= 600), "{:?}", found.least_cost);
    let forced = answer(&Ask { at_any_price: true, ..ask(&calendar, request, 5, ENOUGH) });
    assert_eq!(forced.offers[0].opportunity_cost.exact(), Some(600));
}

#[test]
fn the_first_answer_is_what_fits_without_a_move() {
    let new = r#"{ "id": "new", "service": "v", "site": "s" }"#;
    let (calendar, request) = hour_in_the_middle(new);
    let mut heard = Vec::new();
    recommend(&ask(&calendar, request, 5, ENOUGH), &Interrupt::new(), &mut |first| {
        heard.extend(first.offers.iter().map(|offer| (offer.booking.start, offer.changes.len())));
    })
    .unwrap();
    let ten = calendar.request(RequestIndex::from(0)).booking.as_ref().unwrap().start;
    assert_eq!(heard, [(ten - 60, 0), (ten + 60, 0)]);
}

#[test]
fn a_request_that_nobody_can_serve_has_a_reason() {
    let new = r#"{ "id": "new", "service": "v", "site": "s", "allowedStaff": [] }"#;
    let (calendar, request) = hour_in_the_middle(new);
    let found = answer(&ask(&calendar, request, 5, ENOUGH));
    assert_eq!((found.offers.len(), found.obstacle), (0, Some(plan::Reason::NoStaff)));
}

#[test]
fn the_calendar_of_a_plan_has_its_bookings_and_their_score() {
    for seed in 0..60 {
        let Some(problem) = small(seed) else { continue };
        let outcome = solve_checked(&problem, &options(ENOUGH));
        let Some((plan, _)) = outcome.plan.filter(|_| outcome.status.has_plan()) else { continue };
        let calendar = calendar(&problem, &plan);
        assert_eq!(check(&calendar, &plan), [], "seed {seed}: the plan is a plan of its calendar");
        assert_eq!(plan::changes(&calendar, &plan), [], "seed {seed}");
    }
}
