//! The model's pieces, each against a naive way to say the same.

#![expect(clippy::unwrap_used, reason = "a broken problem must fail the test")]

use good_lp::constraint;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;
use slotwright::domain::{Booking, Interval, Problem, ResourceIndex};
use slotwright::engine::backend::{Backend, Ending, Instructions, microlp::Microlp};
use slotwright::engine::greedy::greedy;
use slotwright::engine::{Interrupt, Limits};
use slotwright::io::read_problem;
use slotwright::model::Model;
use slotwright::model::availability::Availability;
use slotwright::model::candidate::open_request;
use slotwright::model::choice::choices;
use slotwright::model::class::Classes;
use slotwright::model::flow;
use slotwright::model::formulation::{Column, Decision, Formulation, Lane, Take};
use slotwright::model::part::{Part, Subproblem};
use slotwright::model::solution::values;
use slotwright::model::visit::narrow;
use slotwright::plan::{Plan, PlannedBooking, Reason, Unassigned, score};

use crate::support::small::small;

/// A room of three places of which given bookings take some, three equal rooms, and one that is shut in the afternoon.
fn house() -> Problem {
    let given = |id: &str, start: &str| {
        json!({ "id": id, "service": "class", "site": "s", "status": "confirmed", "pin": "all",
                "booking": { "start": start, "resources": ["hall"] } })
    };
    let week = |range: &str| json!({ "mon": [range] });
    let file = json!({
        "schemaVersion": 1, "horizon": { "start": "2026-11-23", "end": "2026-11-24" }, "gridMinutes": 10,
        "sites": [{ "id": "s", "timeZone": "UTC", "openingHours": week("08:00-18:00") }],
        "resources": [
            { "id": "hall", "site": "s", "capacity": 3, "multiUse": true },
            { "id": "room", "site": "s", "units": 3 },
            { "id": "odd", "site": "s", "pool": "room", "weeklyHours": week("08:00-12:00") },
        ],
        "services": [
            { "id": "class", "durationMinutes": 60, "staffCount": 0, "requires": [{ "anyOf": ["hall"] }] },
            { "id": "pair", "durationMinutes": 60, "staffCount": 0,
              "requires": [{ "anyOf": ["room"], "units": 2 }, { "anyOf": ["odd", "room/1"] }] },
        ],
        "requests": [
            given("g1", "2026-11-23T08:30"), given("g2", "2026-11-23T09:00"), given("g3", "2026-11-23T11:00"),
            { "id": "open", "service": "class", "site": "s" },
            { "id": "pair", "service": "pair", "site": "s" },
        ],
    });
    read_problem(file.to_string().as_bytes()).unwrap().problem
}

fn part_of(problem: &Problem, availability: &Availability) -> Part {
    let open = problem.indexed_requests().filter(|(_, request)| request.is_open());
    Part::of(problem, open.map(|(index, _)| open_request(problem, availability, index)).collect())
}

/// Random takes of the hall, some of them chosen: the difference form allows exactly what the minutes allow.
#[test]
fn difference_form_is_capacity_at_every_minute() {
    let problem = house();
    let availability = Availability::of(&problem);
    let part = part_of(&problem, &availability);
    let subproblem = Subproblem { problem: &problem, availability: &availability, part: &part };
    let hall = problem.resources.iter().position(|one| one.id == "hall").unwrap();
    let morning = problem.horizon_at(0.into()).start + 8 * 60;
    let mut dice = ChaCha8Rng::seed_from_u64(7);
    let mut feasible = 0;
    for _ in 0..400 {
        let mut formulation = Formulation::of(subproblem);
        let lane = Lane::Class(formulation.classes.class_of(hall.into()).unwrap());
        let takes: Vec<(usize, Take)> = (0..dice.random_range(1..9))
            .map(|position| {
                let start = morning + 10 * dice.random_range(0..20);
                let interval = Interval::new(start, start + 10 * dice.random_range(1..8));
                (position, Take { lane, interval, amount: dice.random_range(1..3) })
            })
            .collect();
        let column = |&(_, take): &(usize, Take)| {
            let decision = Decision::Who { candidate: 0, choice: None };
            Column { request: 0, start: take.interval.start, decision, takes: vec![take], points: 1 }
        };
        formulation.columns = takes.iter().map(column).collect();
        let chosen: Vec<bool> = takes.iter().map(|_| dice.random_bool(0.4)).collect();
        let fits = (morning..morning + 600).all(|minute| {
            let now = takes
                .iter()
                .zip(&chosen)
                .filter(|((_, take), chosen)| **chosen && take.interval.start <= minute && minute < take.interval.end);
            let standing = availability.standing(hall.into()).iter();
            let standing = standing.filter(|one| one.start <= minute && minute < one.end).count() as u32;
            let used: u32 = now.map(|((_, take), _)| take.amount).sum();
            used == 0 || used + standing <= 3
        });
        assert_eq!(allows(&formulation, lane, &takes, &chosen), fits, "{takes:?} {chosen:?}");
        feasible += usize::from(fits);
    }
    assert!((100..350).contains(&feasible), "{feasible} of 400 fit");
}

fn allows(formulation: &Formulation<'_>, lane: Lane, takes: &[(usize, Take)], chosen: &[bool]) -> bool {
    let mut model = Model::default();
    for column in &formulation.columns {
        let variable = model.add_variable(good_lp::variable().binary(), column.points);
        model.columns.push(variable);
    }
    flow::add_rows(&mut model, formulation, lane, takes);
    for (position, chosen) in chosen.iter().enumerate() {
        let variable = model.columns[position].variable;
        model.add_constraint(constraint!(variable == i32::from(*chosen)));
    }
    let limits = Limits { deadline: None, interrupt: Interrupt::new() };
    let instructions = Instructions { start: None, gap: 0.0, seed: 0, nodes: None, limits };
    Microlp.solve(model, &instructions, &|_| {}).unwrap().ending == Ending::Proved
}

/// The hall is alone; of the rooms, the first is wanted by name as well and the odd one shuts earlier.
#[test]
fn units_are_of_a_class_only_where_nothing_tells_them_apart() {
    let problem = house();
    let availability = Availability::of(&problem);
    let part = part_of(&problem, &availability);
    let classes = Classes::of(Subproblem { problem: &problem, availability: &availability, part: &part });
    let ids = |units: &[ResourceIndex]| units.iter().map(|&one| problem.resource(one).id.clone()).collect::<Vec<_>>();
    let listed: Vec<Vec<String>> = classes.list.iter().map(|class| ids(&class.units)).collect();
    assert_eq!(listed, [vec!["hall"], vec!["room/1"], vec!["room/2", "room/3"], vec!["odd"]]);
    // Two of {1, 2, 3, odd} and one more of {1, odd}: with both of those one of 2 and 3, or with one of them 2 and 3.
    let pair = part.requests.iter().find(|open| problem.request(open.request).id == "pair").unwrap();
    let found = choices(&pair.needs, &classes, |_| true);
    assert_eq!(found, [vec![(1, 1), (2, 1), (3, 1)], vec![(1, 1), (2, 2)], vec![(2, 2), (3, 1)],]);
    assert_eq!(choices(&pair.needs, &classes, |class| class != 2), Vec::<Vec<(usize, u32)>>::new());
}

/// The points of each candidate are what the score of the plan rises by, before days and resources.
#[test]
fn points_are_what_the_score_rises_by() {
    let mut compared = 0;
    for (seed, problem) in (0..120).filter_map(|seed| Some((seed, small(seed)?))) {
        let availability = Availability::of(&problem);
        let live: Vec<_> =
            problem.indexed_requests().filter(|(_, one)| one.is_open()).map(|(index, _)| index).collect();
        let rated = |bookings: Vec<PlannedBooking>| {
            let left_out = live.iter().filter(|one| bookings.iter().all(|planned| planned.request != **one));
            let unassigned = left_out.map(|&request| Unassigned { request, reason: Reason::Undecided }).collect();
            let score = score(&problem, &Plan { bookings, unassigned });
            score.total() - score.staff_day - score.resource_day - score.move_resource
        };
        for &request in &live {
            for candidate in open_request(&problem, &availability, request).candidates {
                let (start, staff) = (candidate.start, candidate.staff.to_vec());
                let booking = Booking { start, staff, resources: Vec::new() };
                let end = problem.appointment(request, start).end;
                let rise = rated(vec![PlannedBooking { request, booking, end }]) - rated(Vec::new());
                assert_eq!(candidate.points, rise, "seed {seed}");
                compared += 1;
            }
        }
    }
    assert!(compared > 500, "{compared}");
}

/// The values of a greedy plan's bookings satisfy every row: columns, idle capacity, waiting clients.
#[test]
fn the_values_of_a_plan_are_a_point_of_its_model() {
    let mut with_waiting = 0;
    for (seed, problem) in (0..300).filter_map(|seed| Some((seed, small(seed)?))) {
        let availability = Availability::of(&problem);
        let mut part = part_of(&problem, &availability);
        narrow(&problem, &mut part.requests);
        part.requests.retain(|open| open.obstacle.is_none());
        let part = Part::of(&problem, part.requests);
        let subproblem = Subproblem { problem: &problem, availability: &availability, part: &part };
        let plan = greedy(subproblem);
        if !plan.is_complete {
            continue;
        }
        let formulation = Formulation::of(subproblem);
        let mut model = Model::of(&formulation);
        let values = values(&model, &formulation, &plan.bookings).unwrap();
        with_waiting += usize::from(!model.waiting.is_empty());
        let idles = model.idles.values().flatten().map(|idle| idle.variable);
        let waiting = model.waiting.iter().map(|waiting| waiting.variable);
        for fixed in model.columns.clone().into_iter().chain(idles).chain(waiting).collect::<Vec<_>>() {
            let (variable, value) = (fixed.variable, values[fixed.position]);
            model.add_constraint(constraint!(variable == value));
        }
        let limits = Limits { deadline: None, interrupt: Interrupt::new() };
        let instructions = Instructions { start: None, gap: 0.0, seed: 0, nodes: None, limits };
        let found = Microlp.solve(model, &instructions, &|_| {}).unwrap();
        assert_eq!(found.ending, Ending::Proved, "seed {seed}");
    }
    assert!(with_waiting > 5, "{with_waiting}");
}
