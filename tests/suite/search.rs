//! The neighbourhood search: plans with room, worth what it says, and the best there are on small problems.

#![expect(clippy::unwrap_used, reason = "what does not translate must fail")]

use std::ops::Range;

use slotwright::domain::{Problem, VisitStaff};
use slotwright::engine::Options;
use slotwright::engine::board::{Assignment, Board, Placement, Visit};
use slotwright::engine::greedy::greedy;
use slotwright::engine::search::{Chart, Walk};
use slotwright::model::availability::Availability;
use slotwright::model::contribution::contribution;
use slotwright::model::part::Subproblem;
use slotwright::plan::{PlannedBooking, Status};

use crate::support::parts::parts;
use crate::support::small::small;
use crate::support::solve::solve_checked;

/// Hands the board of each part of a problem over.
fn for_each_board(problem: &Problem, mut visit: impl FnMut(&Board<'_>)) {
    let availability = Availability::of(problem);
    for part in &parts(problem, &availability) {
        visit(&Board::of(Subproblem { problem, availability: &availability, part }));
    }
}

#[test]
fn a_walk_is_worth_what_it_says_and_has_room() {
    let mut walked = 0;
    for (seed, problem) in (0..400).filter_map(|seed| Some((seed, small(seed)?))) {
        for_each_board(&problem, |board| {
            let chart = Chart::of(board);
            let start = board.assignment(&greedy(board.subproblem()).bookings).unwrap();
            for start in [start, vec![None; board.jobs.len()]] {
                let mut walk = Walk::new(&chart, &start, seed);
                for _ in 0..50 {
                    walk.run(1);
                    let (now, value) = walk.now();
                    assert!(board.has_room(&now), "seed {seed}");
                    assert_eq!(board.value(&now), value, "seed {seed}");
                }
                assert_eq!(board.value(&walk.best()), walk.value(), "seed {seed}");
                let placed = walk.best().iter().flatten().filter(|&&one| board.job(one).mandatory).count();
                let mandatory = board.jobs.iter().filter(|job| job.mandatory).count();
                assert_eq!(mandatory - placed, walk.missing(), "seed {seed}");
                walked += 1;
            }
        });
    }
    assert!(walked > 400, "only {walked} walks");
}

#[test]
fn a_walk_finds_the_best_of_small_problems() {
    let (mut parts, mut best) = (0, 0);
    for (seed, problem) in (0..400).filter_map(|seed| Some((seed, small(seed)?))) {
        let outcome = solve_checked(&problem, &Options::default());
        let Some((plan, _)) = outcome.plan.filter(|_| outcome.status == Status::Optimal) else { continue };
        for_each_board(&problem, |board| {
            let subproblem = board.subproblem();
            let is_of_part =
                |planned: &&PlannedBooking| subproblem.part.requests.iter().any(|open| open.request == planned.request);
            let bookings: Vec<PlannedBooking> = plan.bookings.iter().filter(is_of_part).cloned().collect();
            let optimum = contribution(subproblem, &bookings);
            let chart = Chart::of(board);
            let mut walk = Walk::new(&chart, &vec![None; board.jobs.len()], seed);
            walk.run(100_000);
            assert!(walk.missing() > 0 || walk.value() <= optimum, "seed {seed}: {} > {optimum}", walk.value());
            parts += 1;
            best += usize::from(walk.missing() == 0 && walk.value() == optimum);
        });
    }
    assert!(parts > 150, "only {parts} parts");
    assert!(best * 100 >= parts * 99, "only {best} of {parts} are the best");
}

#[test]
fn a_walk_depends_on_its_seed_alone() {
    let problem = slotwright::io::gate::admit(&slotwright::io::generate::generate(&slotwright::io::generate::Spec {
        staff: 4,
        seed: 3,
        ..Default::default()
    }))
    .unwrap()
    .0;
    for_each_board(&problem, |board| {
        let chart = Chart::of(board);
        let run = |seed: u64, pieces: &[u64]| {
            let mut walk = Walk::new(&chart, &vec![None; board.jobs.len()], seed);
            pieces.iter().for_each(|&work| walk.run(work));
            (walk.best(), walk.steps())
        };
        assert_eq!(run(1, &[20_000, 1]), run(1, &[20_000, 1]));
    });
}

/// The visits of a small problem's board, made up: neighbours in the list of jobs, two or three at a time.
fn with_visits<'a>(mut board: Board<'a>, problem: &Problem, seed: u64) -> Board<'a> {
    let zone = problem.sites[0].zone;
    let date = |slot: usize| zone.date(board.grid.minute(slot));
    let slots: Vec<usize> = board.grid.slots().collect();
    let dates: Vec<Range<usize>> =
        slots.chunk_by(|&one, &next| date(one) == date(next)).map(|run| run[0]..run[run.len() - 1] + 1).collect();
    let jobs: Vec<usize> = (0..board.jobs.len()).collect();
    let staff = [VisitStaff::Any, VisitStaff::Same, VisitStaff::Different][seed as usize % 3];
    let visits = jobs.chunks(2 + seed as usize % 2).filter(|jobs| jobs.len() > 1).map(|jobs| Visit {
        jobs: jobs.to_vec(),
        waits: vec![Some(seed as usize % 4); jobs.len() - 1],
        dates: dates.clone(),
        staff,
    });
    board.visits = visits.collect();
    board
}

/// Whether the jobs of a visit are placed as it wants, or none of them.
fn keeps(board: &Board<'_>, visit: &Visit, assignment: &Assignment) -> bool {
    let placed: Vec<Placement> = visit.jobs.iter().filter_map(|&job| assignment[job]).collect();
    if placed.is_empty() {
        return true;
    }
    let start = |one: &Placement| one.origin + board.job(*one).appointment.start;
    let end = |one: &Placement| one.origin + board.job(*one).appointment.end;
    let people = |one: &Placement| -> Vec<usize> {
        board.offers[one.offer].team.iter().map(|&day| board.days[day].person.position()).collect()
    };
    let in_order = placed.windows(2).zip(&visit.waits).all(|(pair, wait)| {
        end(&pair[0]) <= start(&pair[1]) && wait.is_none_or(|wait| start(&pair[1]) <= end(&pair[0]) + wait)
    });
    let one_date = visit.dates.iter().any(|date| placed.iter().all(|one| date.contains(&start(one))));
    let served: Vec<Vec<usize>> = placed.iter().map(people).filter(|people| !people.is_empty()).collect();
    let right_team = match visit.staff {
        VisitStaff::Any => true,
        VisitStaff::Same => served.windows(2).all(|pair| pair[0] == pair[1]),
        VisitStaff::Different => {
            let all: Vec<usize> = served.concat();
            all.iter().enumerate().all(|(at, one)| !all[..at].contains(one))
        }
    };
    placed.len() == visit.jobs.len() && in_order && one_date && right_team
}

#[test]
fn a_walk_keeps_visits_together() {
    let mut placed = 0;
    for (seed, problem) in (0..600).filter_map(|seed| Some((seed, small(seed)?))) {
        let availability = Availability::of(&problem);
        for part in &parts(&problem, &availability) {
            let subproblem = Subproblem { problem: &problem, availability: &availability, part };
            let board = with_visits(Board::of(subproblem), &problem, seed);
            let chart = Chart::of(&board);
            let mut walk = Walk::new(&chart, &vec![None; board.jobs.len()], seed);
            for _ in 0..100 {
                walk.run(20);
                let (now, value) = walk.now();
                assert!(board.has_room(&now) && board.value(&now) == value, "seed {seed}");
                assert!(board.visits.iter().all(|visit| keeps(&board, visit, &now)), "seed {seed}: {now:?}");
            }
            let best = walk.best();
            placed += board.visits.iter().filter(|visit| best[visit.jobs[0]].is_some()).count();
        }
    }
    assert!(placed > 30, "only {placed} visits were placed");
}
