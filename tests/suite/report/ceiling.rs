//! The ceiling: by hand, and that nothing which was ever booked by the rules lies above it.

use slotwright::domain::{HOUR, Interval, Pin, Problem, ResourceIndex, StaffIndex, Status};
use slotwright::engine::{Interrupt, Options, Silent, solve};
use slotwright::plan::{Outcome, check};
use slotwright::report::{Ceiling, Freedom, Query, Question, Share, resource_groups};

use crate::support::seeds::{on_all_cores, seeds};
use crate::support::small::small_but;
use crate::support::solve::solve_checked;

use super::salon::{EVERY_DAY, add_person, add_resource, add_service, at, book, hours, query, salon};

const FRIDAY: &str = "2026-11-27";

/// Open and staffed by two people from 9 to 13; two rooms, and services of 60 and 90 minutes in any of them.
fn two_rooms() -> (Problem, [StaffIndex; 2], [ResourceIndex; 2]) {
    let mut problem = salon(Some(hours(&EVERY_DAY, &[(9, 13)])));
    let people = ["anna", "bela"].map(|id| add_person(&mut problem, 0.into(), id, hours(&EVERY_DAY, &[(9, 13)])));
    let rooms = ["room-1", "room-2"].map(|id| add_resource(&mut problem, 0.into(), id));
    for duration in [60, 90] {
        let service = add_service(&mut problem, duration, &rooms);
        people.iter().for_each(|person| {
            problem.staff[person.position()].services.insert(service.into());
        });
    }
    (problem, people, rooms)
}

/// Asks for an appointment on Friday that nobody has booked.
fn wait(problem: &mut Problem, duration: i64) {
    book(problem, Status::Requested, at("2026-11-27T09:00"), duration, &[], &[]);
    if let Some(request) = problem.requests.last_mut() {
        request.booking = None;
        request.windows = vec![Interval::new(at("2026-11-27T00:00"), at("2026-11-28T00:00"))];
    }
}

fn ceilings(problem: &Problem, query: &Query, freedom: Freedom) -> Vec<Ceiling> {
    let answer = |resources| {
        let question = Question::new(problem, None, query, resources, freedom);
        let outcome = solve(question.problem(), &Options::default(), &Interrupt::new(), &Silent).unwrap();
        let (plan, _) = outcome.plan.as_ref().unwrap();
        assert_eq!(check(question.problem(), plan), []);
        question.answer(&outcome)
    };
    resource_groups(problem, query).into_iter().map(answer).collect()
}

/// Moves the windows of all requests to Friday.
fn free_on_friday(problem: &mut Problem) {
    let friday = Interval::new(at("2026-11-27T00:00"), at("2026-11-28T00:00"));
    problem.requests.iter_mut().for_each(|request| request.windows = vec![friday]);
}

#[test]
fn gaps_close_when_appointments_move_together() {
    let (mut problem, [anna, bela], [one, two]) = two_rooms();
    // Each room has two gaps of an hour at most, and an hour and a half waits: no room for it unless something moves.
    book(&mut problem, Status::Completed, at("2026-11-27T10:00"), 90, &[anna], &[one]);
    book(&mut problem, Status::Completed, at("2026-11-27T09:30"), 60, &[bela], &[two]);
    book(&mut problem, Status::Completed, at("2026-11-27T11:45"), 60, &[bela], &[two]);
    wait(&mut problem, 90);
    free_on_friday(&mut problem);
    let found = ceilings(&problem, &query(FRIDAY, FRIDAY), Freedom::Windows);
    let now = Share { booked: 210, available: 480 };
    let all =
        Ceiling { resources: vec![one, two], now, reachable: Some(300), bound: Some(300), requests: 4, served: 4 };
    assert_eq!(found, [all]);
}

#[test]
fn what_is_booked_by_the_rules_is_reached_whatever_a_search_finds() {
    let (mut problem, [anna, bela], [one, two]) = two_rooms();
    book(&mut problem, Status::Completed, at("2026-11-27T10:00"), 90, &[anna], &[one]);
    book(&mut problem, Status::Confirmed, at("2026-11-27T09:30"), 60, &[bela], &[two]);
    wait(&mut problem, 90);
    let reached = |problem: &Problem| {
        let query = query(FRIDAY, FRIDAY);
        let question = Question::new(problem, None, &query, vec![one, two], Freedom::Windows);
        let outcome = solve(question.problem(), &Options::default(), &Interrupt::new(), &Silent).unwrap();
        question.answer(&Outcome { plan: None, bound: None, ..outcome })
    };
    let found = reached(&problem);
    assert_eq!((found.reachable, found.bound, found.served, found.requests), (Some(150), None, 2, 3));
    // Anna is in two places: that is no plan.
    book(&mut problem, Status::Confirmed, at("2026-11-27T10:00"), 90, &[anna], &[two]);
    assert_eq!(reached(&problem).reachable, None);
}

#[test]
fn without_windows_of_its_own_an_appointment_stays_unless_the_period_is_free() {
    let (mut problem, [anna, _], [one, two]) = two_rooms();
    // Its window is the hour in which it was, so that half an hour before it is lost; seven more wait for any time.
    book(&mut problem, Status::Completed, at("2026-11-27T09:30"), 60, &[anna], &[one]);
    (0..7).for_each(|_| wait(&mut problem, 60));
    let bound = |freedom| {
        let found = ceilings(&problem, &query(FRIDAY, FRIDAY), freedom);
        assert_eq!(found[0].resources, [one, two]);
        (found[0].reachable, found[0].bound)
    };
    assert_eq!(bound(Freedom::Windows), (Some(7 * HOUR), Some(7 * HOUR)));
    assert_eq!(bound(Freedom::Period), (Some(8 * HOUR), Some(8 * HOUR)));
}

#[test]
fn what_is_pinned_counts_and_what_breaks_the_rules_may_lie_above() {
    let (mut problem, [anna, bela], [one, _]) = two_rooms();
    // Three at once in one room, of which one is pinned.
    for staff in [anna, bela, anna] {
        book(&mut problem, Status::Completed, at("2026-11-27T09:00"), 90, &[staff], &[one]);
    }
    problem.requests[0].pin = Pin::All;
    let found = ceilings(&problem, &query(FRIDAY, FRIDAY), Freedom::Windows);
    // Within their own hours one more fits, in the other room.
    assert_eq!((found[0].now.booked, found[0].reachable, found[0].bound), (270, Some(180), Some(180)));
    assert_eq!((found[0].requests, found[0].served), (2, 1));
}

#[test]
fn resources_among_which_a_service_chooses_are_asked_about_together() {
    let (mut problem, _, [one, two]) = two_rooms();
    let machine = add_resource(&mut problem, 0.into(), "machine");
    let unused = add_resource(&mut problem, 0.into(), "unused");
    add_service(&mut problem, 45, &[machine]);
    let groups = resource_groups(&problem, &query(FRIDAY, FRIDAY));
    assert_eq!(groups, [vec![one, two], vec![machine], vec![one, two, machine]]);
    assert!(groups.iter().all(|group| !group.contains(&unused)));
}

/// Plans a small problem, and asks for the ceiling of each of its groups: how many were asked about.
fn no_plan_lies_above(seed: u64) -> Option<usize> {
    use slotwright::io::wire::problem::Status as Given;
    // History may break rules, which lifts it above every ceiling.
    let problem = small_but(seed, |file| {
        let happened = |status: Given| matches!(status, Given::Arrived | Given::Completed | Given::NoShow);
        file.requests.iter_mut().filter(|one| happened(one.status)).for_each(|one| one.status = Given::Confirmed);
    })?;
    let plan = solve_checked(&problem, &Options::default()).plan?.0;
    let last = problem.horizon.end.pred_opt()?;
    let query = Query { occupied: seed.is_multiple_of(3), ..Query::new(problem.horizon.start, last) };
    let mut asked = 0;
    for group in resource_groups(&problem, &query) {
        for freedom in [Freedom::Windows, Freedom::Period] {
            let question = Question::new(&problem, Some(&plan), &query, group.clone(), freedom);
            let found = question.answer(&solve_checked(question.problem(), &Options::default()));
            let (reachable, bound) = found.reachable.zip(found.bound).unwrap();
            assert!(found.now.booked <= bound, "seed {seed}: {found:?}");
            // Only setup and cleanup that reach over an end of the period tell a proved plan from its bound.
            assert!(if query.occupied { reachable <= bound } else { reachable == bound }, "seed {seed}: {found:?}");
            asked += usize::from(found.requests > 0);
        }
    }
    Some(asked)
}

#[test]
fn nothing_that_keeps_the_rules_lies_above_the_ceiling() {
    let asked: usize = on_all_cores(seeds(0..40), no_plan_lies_above).iter().sum();
    assert!(asked > 40, "only {asked} questions had an appointment to place");
}
