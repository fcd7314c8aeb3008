//! Changes of a problem that change its best plan in a known way.

#![expect(clippy::unwrap_used, reason = "a broken problem must fail the test")]

use std::time::Duration;

use chrono::{Days, NaiveDate};
use serde_json::Value;
use slotwright::domain::Problem;
use slotwright::engine::{EngineName, Interrupt, Options};
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, generate};
use slotwright::io::wire::problem as wire;
use slotwright::model::availability::Availability;
use slotwright::model::candidate::open_request;
use slotwright::plan::{Outcome, Plan, Status};

use crate::support::small::{small, small_but};
use crate::support::solve::{solve_checked, solve_interrupted};

const SEEDS: std::ops::Range<u64> = 0..6;

/// A day of three people, proved within a moment.
fn file(seed: u64) -> wire::Problem {
    generate(&Spec {
        seed,
        staff: 3,
        grid_minutes: 30,
        turnover: seed.is_multiple_of(2),
        two_people: 0.1,
        ..Spec::default()
    })
}

fn best(file: &wire::Problem) -> (Problem, Plan, i64) {
    let problem = admit(file).unwrap().0;
    let outcome = solve_checked(&problem, &Options::default());
    assert_eq!(outcome.status, Status::Optimal);
    let (plan, score) = outcome.plan.unwrap();
    (problem, plan, score.total())
}

fn points(file: &wire::Problem) -> i64 {
    best(file).2
}

/// The file with every text in it changed, those of keys included.
fn with_texts(file: &wire::Problem, change: &dyn Fn(&str) -> String) -> wire::Problem {
    fn walk(value: Value, change: &dyn Fn(&str) -> String) -> Value {
        match value {
            Value::String(text) => change(&text).into(),
            Value::Array(list) => list.into_iter().map(|one| walk(one, change)).collect(),
            Value::Object(map) => map.into_iter().map(|(key, one)| (change(&key), walk(one, change))).collect(),
            other => other,
        }
    }
    serde_json::from_value(walk(serde_json::to_value(file).unwrap(), change)).unwrap()
}

#[test]
fn names_and_orders_change_no_score() {
    for seed in SEEDS {
        let before = file(seed);
        let ids = before.requests.iter().map(|one| &one.id).chain(before.staff.iter().map(|one| &one.id));
        let ids: Vec<String> = ids.chain(before.services.iter().map(|one| &one.id)).cloned().collect();
        let rename = |text: &str| if ids.contains(&text.to_owned()) { format!("z{text}") } else { text.to_owned() };
        let mut after = with_texts(&before, &rename);
        after.requests.reverse();
        after.staff.reverse();
        after.resources.reverse();
        after.services.reverse();
        assert_eq!(points(&before), points(&after), "seed {seed}");
    }
}

#[test]
fn a_week_later_all_is_a_week_later() {
    let later = |text: &str| match text.get(..10).and_then(|date| date.parse::<NaiveDate>().ok()) {
        Some(date) => format!("{}{}", date + Days::new(7), &text[10..]),
        None => text.to_owned(),
    };
    for seed in SEEDS {
        let (before, after) = (file(seed), with_texts(&file(seed), &later));
        assert_ne!(before.horizon, after.horizon);
        let ((_, mut plan, points), (_, moved, as_many)) = (best(&before), best(&after));
        plan.bookings.iter_mut().for_each(|one| {
            one.booking.start += 7 * 1440;
            one.end += 7 * 1440;
        });
        assert_eq!((plan, points), (moved, as_many), "seed {seed}");
    }
}

#[test]
fn more_units_and_wider_windows_never_score_worse() {
    for seed in SEEDS {
        let before = file(seed);
        let points_before = points(&before);
        for resource in 0..before.resources.len() {
            let mut after = before.clone();
            after.resources[resource].units = after.resources[resource].units.map(|units| units + 1);
            assert_ne!(before, after);
            assert!(points(&after) >= points_before, "seed {seed}");
        }
        let mut wider = before.clone();
        for window in wider.requests.iter_mut().flat_map(|request| request.windows.iter_mut().flatten()) {
            window.latest_end = window.latest_end.replace(":00", ":30");
        }
        assert_ne!(before, wider);
        assert!(points(&wider) >= points_before, "seed {seed}");
    }
}

#[test]
fn what_was_left_out_may_as_well_not_have_asked() {
    for seed in SEEDS {
        let before = file(seed);
        let (problem, plan, points_before) = best(&before);
        let left_out: Vec<&str> = plan.unassigned.iter().map(|one| problem.request(one.request).id.as_str()).collect();
        assert!(!left_out.is_empty(), "seed {seed} is overbooked");
        let mut after = before.clone();
        after.requests.retain(|request| request.id != left_out[0]);
        assert_eq!(points(&after), points_before, "seed {seed}");
    }
}

/// With moves and drops for nothing, a problem whose best plan is already booked, in whatever way it is pinned, has
/// fewer plans to choose from, and that one among them.
#[test]
fn the_best_plan_pinned_is_the_best_plan() {
    let pins = [wire::Pin::None, wire::Pin::Time, wire::Pin::Staff, wire::Pin::Resource, wire::Pin::All];
    for seed in SEEDS {
        let mut before = file(seed);
        let policy = wire::Policy { staff_day: 400, resource_day: 50, ..before.policy };
        before.policy = wire::Policy { move_time: 0, move_staff: 0, move_resource: 0, drop: 0, ..policy };
        let (problem, plan, points_before) = best(&before);
        for pin in pins.into_iter().map(Some).chain([None]) {
            let mut after = before.clone();
            for (position, planned) in plan.bookings.iter().enumerate() {
                let request = &mut after.requests[planned.request.position()];
                let (zone, booking) = (problem.zone_of(planned.request), &planned.booking);
                request.booking = Some(wire::Booking {
                    start: zone.text(booking.start),
                    staff: booking.staff.iter().map(|&one| problem.person(one).id.clone()).collect(),
                    resources: booking.resources.iter().map(|&one| problem.resource(one).id.clone()).collect(),
                });
                request.status = wire::Status::Confirmed;
                request.pin = pin.unwrap_or(pins[position % pins.len()]);
            }
            assert_eq!(points(&after), points_before, "seed {seed}, {pin:?}");
        }
    }
}

#[test]
fn a_larger_priority_never_scores_lower() {
    for seed in SEEDS {
        let before = file(seed);
        let points_before = points(&before);
        for request in (0..before.requests.len()).step_by(5) {
            let mut after = before.clone();
            after.requests[request].priority += 1;
            assert!(points(&after) >= points_before, "seed {seed}, request {request}");
        }
    }
}

#[test]
fn the_engine_is_never_below_greedy() {
    for problem in SEEDS.map(|seed| admit(&file(seed)).unwrap().0).chain((0..200).filter_map(small)) {
        let greedy = solve_checked(&problem, &Options { engine: EngineName::Greedy, ..Options::default() });
        let proved = solve_checked(&problem, &Options::default());
        let points = |outcome: &Outcome| outcome.plan.as_ref().map(|(_, score)| score.total());
        assert!(points(&greedy) <= points(&proved));
        if let (Some(bound), Some(points)) = (greedy.bound, points(&proved)) {
            assert!(bound >= points, "greedy's bound of {bound} is below {points}");
        }
    }
}

/// Two days, so that there are parts to plan side by side.
#[test]
fn threads_and_repeats_change_nothing() {
    let days = |seed| Spec { seed, days: 2, flexible: Some(0.0), staff: 2, grid_minutes: 30, ..Spec::default() };
    let generated = (0..3).map(|seed| admit(&generate(&days(seed))).unwrap().0);
    for problem in generated.chain((0..60).filter_map(small)) {
        let plan = |threads| {
            let outcome = solve_checked(&problem, &Options { threads: Some(threads), ..Options::default() });
            (outcome.status, outcome.bound, outcome.plan, outcome.clash)
        };
        let one = plan(1);
        assert!([1, 2, 4, 4].into_iter().all(|threads| plan(threads) == one));
    }
}

/// Also where most of the score is what existing bookings would cost if they were given up.
#[test]
fn a_gap_that_is_asked_for_is_proved() {
    for seed in 0..4 {
        let spec = Spec { seed, staff: 3, grid_minutes: 30, booked: 0.9, ..Spec::default() };
        let mut files = [generate(&spec), generate(&Spec { booked: 0.0, days: 2, ..spec })];
        files[0].policy.drop = 20_000;
        for problem in files.iter().map(|file| admit(file).unwrap().0) {
            let outcome = solve_checked(&problem, &Options { gap: 0.03, ..Options::default() });
            assert!(matches!(outcome.status, Status::WithinGap | Status::Optimal), "seed {seed}: {:?}", outcome.gap());
        }
    }
}

#[test]
fn without_time_there_is_a_plan_and_a_true_bound() {
    let interrupt = Interrupt::new();
    interrupt.ask();
    for seed in SEEDS {
        let (problem, _, most) = best(&file(seed));
        let no_time = Options { time_limit: Some(Duration::ZERO), ..Options::default() };
        let hurried = [solve_checked(&problem, &no_time), solve_interrupted(&problem, &Options::default(), &interrupt)];
        for outcome in hurried {
            assert_eq!(outcome.status, Status::Feasible);
            assert!(outcome.bound.unwrap() >= most, "seed {seed}: {:?} is below {most}", outcome.bound);
            assert!(outcome.plan.unwrap().1.total() <= most);
        }
    }
}

/// The named requests alone cannot all be booked, and all but any one of them can.
#[test]
fn a_clash_is_a_smallest_one() {
    let (mut clashes, mut several) = (0, 0);
    let all_mandatory = |file: &mut wire::Problem| file.requests.iter_mut().for_each(|one| one.mandatory = true);
    for (seed, mut problem) in (0..1200).filter_map(|seed| Some((seed, small_but(seed, all_mandatory)?))) {
        // A request that cannot be booked even alone would be all of the clash.
        let availability = Availability::of(&problem);
        let listed = problem.indexed_requests().map(|(index, _)| open_request(&problem, &availability, index));
        let hopeless: Vec<bool> = listed.map(|open| open.obstacle.is_some()).collect();
        problem.requests.iter_mut().zip(hopeless).for_each(|(request, hopeless)| request.mandatory &= !hopeless);
        let outcome = solve_checked(&problem, &Options::default());
        if outcome.status != Status::Infeasible {
            assert!(outcome.clash.is_empty());
            continue;
        }
        let status = |without: Option<usize>| {
            let mut only = problem.clone();
            only.requests.iter_mut().for_each(|request| request.mandatory = false);
            let kept = outcome.clash.iter().enumerate().filter(|(position, _)| Some(*position) != without);
            kept.for_each(|(_, request)| only.requests[request.position()].mandatory = true);
            solve_checked(&only, &Options::default()).status
        };
        assert_eq!(status(None), Status::Infeasible, "seed {seed}");
        assert!((0..outcome.clash.len()).all(|one| status(Some(one)) == Status::Optimal), "seed {seed}");
        clashes += 1;
        several += usize::from(outcome.clash.len() > 1);
    }
    assert!(clashes > 30 && several > 10, "{clashes} clashes, {several} of several requests");
}
