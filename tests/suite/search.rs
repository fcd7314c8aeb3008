//! The neighbourhood search: plans with room, worth what it says, and the best there are on small problems.

#![expect(clippy::unwrap_used, reason = "what does not translate must fail")]

use slotwright::domain::Problem;
use slotwright::engine::Options;
use slotwright::engine::board::Board;
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
            walk.run(20_000);
            assert!(walk.missing() > 0 || walk.value() <= optimum, "seed {seed}: {} > {optimum}", walk.value());
            parts += 1;
            best += usize::from(walk.missing() == 0 && walk.value() == optimum);
        });
    }
    assert!(parts > 150, "only {parts} parts");
    assert!(best * 100 >= parts * 98, "only {best} of {parts} are the best");
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
