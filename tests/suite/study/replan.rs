//! Re-planning: what was booked is kept, what is away is taken out, and least is changed.

#![expect(clippy::unwrap_used, reason = "a plan or an edit that is refused must fail the test")]

use std::collections::BTreeSet;

use slotwright::domain::{Booking, Problem, Status};
use slotwright::engine::answer::PartAnswer;
use slotwright::engine::{BackendName, Deaf, EngineName, Interrupt, Limits, Options, Orders, backend, units_last};
use slotwright::io::generate::{Spec, generate};
use slotwright::io::read_problem;
use slotwright::io::wire::edit::Edit;
use slotwright::io::wire::problem as wire;
use slotwright::io::{Reading, gate::admit};
use slotwright::model::availability::Availability;
use slotwright::model::contribution::contribution;
use slotwright::model::part::Subproblem;
use slotwright::plan::{Outcome, Plan, PlannedBooking, Reason, Unassigned, changes, score};
use slotwright::study::edit::edited;
use slotwright::study::replan::{Whose, absence, keep, uprooted};

use crate::support::parts::{parts, proved};
use crate::support::small::small;
use crate::support::solve::solve_checked;

fn engine(engine: EngineName) -> Options {
    Options { engine, threads: Some(1), ..Options::default() }
}

fn read(file: &wire::Problem) -> Reading {
    read_problem(&serde_json::to_vec(file).unwrap()).unwrap()
}

fn planned(outcome: &Outcome) -> (&Plan, i64) {
    let (plan, score) = outcome.plan.as_ref().unwrap();
    (plan, score.total())
}

/// A generated problem with the bookings of its greedy plan.
fn booked(spec: &Spec) -> wire::Problem {
    let file = generate(spec);
    let reading = read(&file);
    let outcome = solve_checked(&reading.problem, &engine(EngineName::Greedy));
    keep(&file, &reading.problem, planned(&outcome).0)
}

fn without(file: &wire::Problem, person: &str, when: &str) -> Problem {
    let edit = absence(file, &format!("{person}@{when}"), Whose::Staff).unwrap();
    admit(&edited(file, &[edit]).unwrap()).unwrap().0
}

#[test]
fn the_bookings_of_a_plan_become_those_of_the_requests() {
    let file = generate(&Spec { staff: 4, days: 2, booked: 0.3, pinned: 0.3, seed: 3, ..Spec::default() });
    let reading = read(&file);
    let outcome = solve_checked(&reading.problem, &engine(EngineName::Greedy));
    let (plan, _) = planned(&outcome);
    let kept = keep(&file, &reading.problem, plan);
    let problem = admit(&kept).unwrap().0;
    assert_eq!(changes(&problem, plan), [], "the plan keeps every booking, and nothing else has one");
    let windows = |problem: &Problem| problem.requests.iter().map(|one| one.windows.clone()).collect::<Vec<_>>();
    assert_eq!(windows(&problem), windows(&reading.problem));
    let moved = score(&problem, plan);
    assert_eq!((moved.move_time, moved.move_staff, moved.move_resource, moved.drop), (0, 0, 0, 0));
    assert!(plan.unassigned.len() > 5 && plan.bookings.len() > 20, "there is something of both");
}

#[test]
fn what_the_plan_does_not_decide_stays_as_it_is() {
    let mut file = generate(&Spec { staff: 3, booked: 0.5, seed: 1, ..Spec::default() });
    let with_booking = |file: &wire::Problem| file.requests.iter().position(|one| one.booking.is_some()).unwrap();
    let (first, count) = (with_booking(&file), file.requests.len());
    file.requests[first].status = wire::Status::Cancelled;
    let reading = read(&file);
    let unknown = Plan::default();
    assert_eq!(keep(&file, &reading.problem, &unknown), file, "a plan that knows no request says nothing of them");
    let outcome = solve_checked(&reading.problem, &engine(EngineName::Greedy));
    let kept = keep(&file, &reading.problem, planned(&outcome).0);
    assert_eq!((kept.requests.len(), &kept.requests[first]), (count, &file.requests[first]));
    assert_eq!(reading.problem.requests[first].status, Status::Cancelled);
}

/// Anna, a room and a dryer of two units, from Monday to Sunday.
fn week() -> wire::Problem {
    let hours: wire::WeeklyHours =
        serde_json::from_str(r#"{ "mon": ["09:00-17:00"], "wed": ["09:00-17:00"] }"#).unwrap();
    let mut file = generate(&Spec { staff: 1, days: 1, ..Spec::default() });
    file.horizon = wire::Horizon { start: "2026-11-23".into(), end: "2026-11-30".into() };
    let site = file.sites[0].id.clone();
    file.staff = vec![wire::Staff {
        id: "anna".into(),
        site: site.clone(),
        weekly_hours: Some(hours),
        ..wire::Staff::default()
    }];
    let resource =
        |id: &str, units| wire::Resource { id: id.into(), site: site.clone(), units, ..wire::Resource::default() };
    file.resources = vec![resource("room@1", None), resource("dryer", Some(2))];
    (file.services, file.requests) = (Vec::new(), Vec::new());
    file
}

#[test]
fn an_absence_is_a_date_or_a_range_of_dates_or_times() {
    let block = |text: &str, whose| match absence(&week(), text, whose).unwrap() {
        Edit::Block(block) => (block.of, block.start, block.end),
        other => unreachable!("{other:?}"),
    };
    let is = |of: &str, start: &str, end: &str| (of.to_owned(), start.to_owned(), end.to_owned());
    let staff = |text| block(text, Whose::Staff);
    assert_eq!(staff("anna@2026-11-25"), is("anna", "2026-11-25T00:00", "2026-11-26T00:00"));
    assert_eq!(staff("anna@2026-11-25..2026-11-27"), is("anna", "2026-11-25T00:00", "2026-11-28T00:00"));
    assert_eq!(staff("anna@2026-11-20..2026-11-23"), is("anna", "2026-11-20T00:00", "2026-11-24T00:00"));
    let times = is("anna", "2026-11-25T09:00", "2026-11-25T12:00");
    assert_eq!(staff("anna@2026-11-25T09:00..2026-11-25T12:00"), times);
    assert_eq!(staff("anna@2026-11-25T09:00..12:00"), times);
    assert_eq!(staff("anna@2026-11-25T14:00.."), is("anna", "2026-11-25T14:00", "2026-11-30T00:00"));
    assert_eq!(staff("anna@2026-11-25T14:00..2026-11-26"), is("anna", "2026-11-25T14:00", "2026-11-27T00:00"));
    let down = |text| block(text, Whose::Resource);
    assert_eq!(down("room@1@2026-11-25"), is("room@1", "2026-11-25T00:00", "2026-11-26T00:00"));
    assert_eq!(down("dryer/2@2026-11-25").0, "dryer/2");
}

#[test]
fn what_is_wrong_with_an_absence_is_said_in_a_sentence() {
    let wrong = [
        (Whose::Staff, "anna", "such as `anna@2026-11-25`"),
        (Whose::Staff, "ana@2026-11-25", "write `anna` if that is meant"),
        (Whose::Staff, "room@1@2026-11-25", "is a resource"),
        (Whose::Resource, "anna@2026-11-25", "is a person"),
        (Whose::Resource, "drier@2026-11-25", "write `dryer` if that is meant"),
        (
            Whose::Staff,
            "anna@2026-11-30",
            "is outside the horizon, which begins on 2026-11-23 and ends before 2026-11-30",
        ),
        (Whose::Staff, "anna@2026-11-20..2026-11-22", "is outside the horizon"),
        (Whose::Staff, "anna@25.11.2026", "is no date or time"),
        (Whose::Staff, "anna@2026-11-25T09:00", "`anna@2026-11-25T09:00..17:00`"),
        (Whose::Staff, "anna@2026-11-25T09:00..noon", "`noon` is no date or time"),
    ];
    for (whose, text, part) in wrong {
        let error = absence(&week(), text, whose).unwrap_err();
        assert!(error.contains(part), "{text}: {error}");
    }
}

#[test]
fn bookings_of_the_absent_cannot_stay_and_frozen_ones_do() {
    let file = booked(&Spec { staff: 4, days: 2, load: 0.8, seed: 2, ..Spec::default() });
    let whole = admit(&file).unwrap().0;
    assert_eq!(uprooted(&whole), uprooted(&whole.clone().freeze_until(0)), "nobody is away");
    assert!(uprooted(&whole).open.is_empty());
    let person = file.staff[0].id.clone();
    let problem = without(&file, &person, "2026-11-23");
    let of_person = |request: &wire::Request| {
        request.booking.as_ref().is_some_and(|one| one.staff.contains(&person) && one.start.starts_with("2026-11-23"))
    };
    let expected: BTreeSet<usize> = (0..file.requests.len()).filter(|&one| of_person(&file.requests[one])).collect();
    let found = uprooted(&problem);
    assert!(expected.len() > 2, "{} bookings are too few to show anything", expected.len());
    assert_eq!(found.open.iter().map(|one| one.position()).collect::<BTreeSet<_>>(), expected);
    let starts: Vec<i64> = found.open.iter().map(|&one| problem.request(one).booking.as_ref().unwrap().start).collect();
    let frozen = uprooted(&problem.clone().freeze_until(starts.iter().max().unwrap() + 1));
    assert_eq!((frozen.open, frozen.standing), (Vec::new(), found.open));
}

/// Greedy insertion begins with what was there.
#[test]
fn the_first_plan_keeps_every_booking_that_can_stay() {
    for seed in 0..8 {
        let file = booked(&Spec { staff: 4, days: 2, seed, ..Spec::default() });
        let problem = without(&file, &file.staff[1].id, "2026-11-23..2026-11-24");
        let away = uprooted(&problem).open;
        let outcome = solve_checked(&problem, &engine(EngineName::Greedy));
        let (plan, points) = planned(&outcome);
        let mut kept = plan.clone();
        kept.bookings.retain(|one| !away.contains(&one.request));
        let changed = changes(&problem, &kept);
        let had = |change: &&slotwright::plan::Change| change.from.is_some() && !away.contains(&change.request);
        let all_stay = Plan {
            bookings: problem
                .indexed_requests()
                .filter(|(index, _)| !away.contains(index))
                .filter_map(|(request, one)| {
                    let booking = one.booking.clone()?;
                    let end = problem.appointment(request, booking.start).end;
                    Some(PlannedBooking { request, booking, end })
                })
                .collect(),
            unassigned: away.iter().map(|&request| unassigned(request)).collect(),
        };
        let least = score(&problem, &all_stay).total();
        assert!(points >= least, "seed {seed}: {points} are less than the {least} of what can stay");
        assert!(points > least || changed.iter().filter(had).count() == 0, "seed {seed}");
    }
}

fn unassigned(request: slotwright::domain::RequestIndex) -> Unassigned {
    Unassigned { request, reason: Reason::Undecided }
}

fn with_units_last(subproblem: Subproblem<'_>, work: Option<u64>) -> PartAnswer {
    let limits = Limits { deadline: None, interrupt: Interrupt::new() };
    let backend = backend::named(BackendName::Highs);
    let orders = Orders { gap: 0.0, seed: 0, work, limits: &limits, backend, ear: &Deaf };
    units_last::solve_part(subproblem, PartAnswer::of_greedy(subproblem), orders)
}

/// No answer above the optimum, no bound below it.
#[test]
fn units_last_is_right_about_small_problems() {
    let (mut compared, mut proofs) = (0, 0);
    for problem in (0..250).filter_map(small) {
        let availability = Availability::of(&problem);
        for part in &parts(&problem, &availability) {
            let subproblem = Subproblem { problem: &problem, availability: &availability, part };
            if !part.requests.iter().any(|open| open.stakes.move_resource > 0) {
                continue;
            }
            let known = PartAnswer::of_greedy(subproblem);
            let last = with_units_last(subproblem, Some(60_000));
            assert_eq!(last.trouble, None);
            // What cannot be booked at all is a matter of the other tests.
            if last.is_infeasible || !known.is_complete() {
                continue;
            }
            let whole = proved(subproblem);
            compared += 1;
            assert!(last.bound >= whole.points, "a bound of {} is below {}", last.bound, whole.points);
            assert!(!last.is_complete() || last.points <= whole.points);
            assert_eq!(last.points, contribution(subproblem, &last.bookings));
            proofs += usize::from(last.is_settled(0.0));
        }
    }
    assert!(compared > 30 && proofs * 10 > compared * 7, "{proofs} of {compared} are proved");
}

/// Units last or all at once: the optimum is the same, and rooms move where that saves a visible change.
#[test]
fn units_last_proves_what_the_compact_model_proves() {
    let (mut moved, mut rooms) = (0, 0);
    for seed in 0..6 {
        let spec = Spec { staff: 4, load: 0.9, rooms: 0.5, seed, grid_minutes: 15, ..Spec::default() };
        let mut file = booked(&spec);
        // Every room change is dear, so that rooms are not given out by chance.
        file.policy.move_resource = 150;
        let problem = without(&file, &file.staff[0].id, "2026-11-23");
        let availability = Availability::of(&problem);
        for part in &parts(&problem, &availability) {
            let subproblem = Subproblem { problem: &problem, availability: &availability, part };
            let (whole, last) = (proved(subproblem), with_units_last(subproblem, None));
            assert_eq!((last.points, last.bound), (whole.points, whole.bound), "seed {seed}");
            assert_eq!(last.points, contribution(subproblem, &last.bookings));
            for one in &last.bookings {
                let had = problem.request(one.request).booking.as_ref().filter(|had| **had != one.booking);
                moved += usize::from(had.is_some());
                let same = |had: &&Booking| had.start == one.booking.start && had.staff == one.booking.staff;
                rooms += usize::from(had.filter(same).is_some());
            }
        }
    }
    assert!(moved > 10 && rooms > 0, "only {moved} bookings were touched, {rooms} of them in their rooms alone");
}
