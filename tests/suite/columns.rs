//! Column generation, dives, the exact finish and proofs of infeasibility, against the compact model and against
//! the linear programme over all columns.

#![expect(clippy::unwrap_used, reason = "a solver that fails must fail the test")]

use slotwright::domain::Problem;
use slotwright::engine::answer::PartAnswer;
use slotwright::engine::backend::highs_lp::{Lp, LpColumn, LpEnding};
use slotwright::engine::board::{Board, DayIndex, Placement};
use slotwright::engine::columns::{Column, Dive, Generation};
use slotwright::engine::dual::{Bars, Network, Prices};
use slotwright::engine::finish::{Effort, finish, survivors};
use slotwright::engine::infeasible::is_proved_infeasible;
use slotwright::engine::{Interrupt, Limits};
use slotwright::io::wire::problem as wire;
use slotwright::model::availability::Availability;
use slotwright::model::part::Subproblem;

use crate::support::parts::{parts, proved};
use crate::support::small::{small, small_but};

fn free() -> Limits {
    Limits { deadline: None, interrupt: Interrupt::new() }
}

fn effort() -> Effort {
    Effort { nodes: 10_000, seed: 0, limits: free() }
}

/// Hands the parts of small problems over.
fn for_each_part(seeds: std::ops::Range<u64>, mut visit: impl FnMut(u64, Subproblem<'_>)) {
    for (seed, problem) in seeds.filter_map(|seed| Some((seed, small(seed)?))) {
        let problem: &Problem = &problem;
        let availability = Availability::of(problem);
        for part in &parts(problem, &availability) {
            visit(seed, Subproblem { problem, availability: &availability, part });
        }
    }
}

fn generated<'n, 'b, 'a>(network: &'n Network<'b, 'a>) -> Generation<'n, 'b, 'a> {
    let board = network.board;
    let mut generation = Generation::new(network, Bars::none(board), Prices::zero(board)).unwrap();
    generation.run(500, &free()).unwrap();
    assert!(generation.is_done());
    generation
}

#[test]
fn bounds_hold_and_whatever_comes_out_has_room() {
    let (mut compared, mut tight) = (0, 0);
    for_each_part(0..300, |seed, subproblem| {
        let best = proved(subproblem);
        let board = Board::of(subproblem);
        let network = Network::of(&board);
        let generation = generated(&network);
        let mut dive = Dive::new(&network, Bars::none(&board), generation.support()).unwrap();
        dive.run(100, &free()).unwrap();
        assert!(dive.is_done() && board.has_room(&dive.assignment()), "seed {seed}");
        if best.is_infeasible {
            return;
        }
        assert!(generation.bound() >= best.points, "seed {seed}: {} < {}", generation.bound(), best.points);
        compared += 1;
        tight += usize::from(generation.bound() == best.points);

        for start in [&dive.assignment(), &board.assignment(&PartAnswer::of_greedy(subproblem).bookings).unwrap()] {
            if !board.keeps_rules(start) {
                continue;
            }
            let survivors = survivors(&network, generation.prices(), board.value(start));
            let finish = finish(&board, &survivors, start, &effort()).unwrap().unwrap();
            let value = board.value(finish.better.as_ref().unwrap_or(start));
            assert_eq!((value, finish.bound), (best.points, best.points), "seed {seed}");
        }
    });
    assert!(compared > 120 && tight > compared / 2, "{tight} of {compared} bounds are tight");
}

#[test]
fn only_real_clashes_are_proved() {
    let (mut infeasible, mut certain) = (0, 0);
    let all_mandatory =
        |file: &mut wire::Problem| file.requests.iter_mut().for_each(|request| request.mandatory = true);
    for (seed, problem) in (0..400).filter_map(|seed| Some((seed, small_but(seed, all_mandatory)?))) {
        let availability = Availability::of(&problem);
        for part in &parts(&problem, &availability) {
            let subproblem = Subproblem { problem: &problem, availability: &availability, part };
            let best = proved(subproblem);
            let is_proved = is_proved_infeasible(subproblem, 100, &free()).unwrap();
            assert!(!is_proved || best.is_infeasible, "seed {seed}");
            (infeasible, certain) = (infeasible + usize::from(best.is_infeasible), certain + usize::from(is_proved));
        }
    }
    assert!(infeasible > 10 && certain > infeasible / 2, "{certain} of {infeasible} are proved");
}

#[test]
fn a_better_plan_consists_of_survivors() {
    for_each_part(300..400, |seed, subproblem| {
        let best = proved(subproblem);
        let board = Board::of(subproblem);
        let network = Network::of(&board);
        if best.is_infeasible {
            return;
        }
        let assignment = board.assignment(&best.bookings).unwrap();
        let left = survivors(&network, generated(&network).prices(), best.points - 1);
        assert!(assignment.iter().flatten().all(|placement| left.contains(placement)), "seed {seed}");
    });
}

/// All paths of a staff-day, repeated jobs and all; `None` if they are too many.
fn paths(network: &Network<'_, '_>, day: DayIndex) -> Option<Vec<Vec<Placement>>> {
    let (board, arcs) = (network.board, &network.days[day]);
    let open = |line: &slotwright::engine::dual::Line| {
        let lasting = line.origins.clone().map(|origin| line.arc(origin).placement);
        lasting.filter(|&placement| board.points(placement).is_some()).collect::<Vec<_>>()
    };
    let placements: Vec<Placement> = arcs.lines.iter().flat_map(open).collect();
    let mut all = vec![(0, Vec::new())];
    let mut at = 0;
    while at < all.len() {
        let (end, path): (usize, Vec<Placement>) = all[at].clone();
        for &placement in &placements {
            let busy = &board.job(placement).busy[0];
            if placement.origin + busy.start >= end {
                let longer = path.iter().copied().chain([placement]).collect();
                all.push((placement.origin + busy.end, longer));
            }
        }
        at += 1;
        if all.len() > 2_000 {
            return None;
        }
    }
    Some(all.into_iter().map(|(_, path)| path).filter(|path| !path.is_empty()).collect())
}

/// The best mixture of all columns, by textbook rows; `None` where the columns are too many or mandatory jobs clash.
fn relaxation(network: &Network<'_, '_>) -> Option<f64> {
    let board = network.board;
    let mut columns: Vec<Column> = Vec::new();
    for day in 0..board.days.len() {
        columns.extend(paths(network, day)?.into_iter().map(|placements| Column { day: Some(day), placements }));
    }
    for &job in &network.alone {
        for offer in board.jobs[job].offers.clone() {
            for (origin, _) in board.offers[offer].origins() {
                let footprints =
                    (0..board.jobs[job].footprints.len()).map(|footprint| Placement { offer, origin, footprint });
                columns.extend(footprints.filter(|&one| board.points(one).is_some()).map(Column::alone));
            }
        }
    }
    let mut lp = Lp::new().unwrap();
    let at_most = |most: f64| f64::NEG_INFINITY..=most;
    for job in &board.jobs {
        lp.add_row(if job.mandatory { 1.0..=1.0 } else { at_most(1.0) }, vec![]);
    }
    let days = board.jobs.len();
    board.days.iter().for_each(|_| {
        lp.add_row(at_most(1.0), vec![]);
    });
    let (slots, lanes) = (board.grid.len(), days + board.days.len());
    for lane in &board.lanes {
        lane.capacity.iter().for_each(|&units| {
            lp.add_row(at_most(f64::from(units)), vec![]);
        });
    }
    let times = lanes + board.lanes.len() * slots;
    (0..board.days.len() * slots).for_each(|_| {
        lp.add_row(at_most(1.0), vec![]);
    });
    for column in &columns {
        let mut entries = std::collections::BTreeMap::new();
        let mut add = |row: usize, by: f64| *entries.entry(row).or_insert(0.0) += by;
        column.day.iter().for_each(|&day| add(days + day, 1.0));
        for &placement in &column.placements {
            let job = board.job(placement);
            add(board.offers[placement.offer].job, 1.0);
            for one in &job.footprints[placement.footprint].uses {
                one.offsets
                    .clone()
                    .for_each(|at| add(lanes + one.lane * slots + placement.origin + at, f64::from(one.amount)));
            }
            for (day, busy) in
                board.offers[placement.offer].team.iter().flat_map(|day| job.busy.iter().map(move |busy| (day, busy)))
            {
                busy.clone().for_each(|at| add(times + day * slots + placement.origin + at, 1.0));
            }
        }
        let points = column.points(network);
        lp.add_column(LpColumn { points, range: 0.0..=f64::INFINITY, entries: entries.into_iter().collect() });
    }
    let mut base = board.base as f64;
    for (lane, of) in board.lanes.iter().enumerate() {
        for day in of.days.iter().filter(|day| !day.by_start) {
            for unit in 0..day.units {
                let share =
                    |slot: usize| f64::from(of.capacity[slot].saturating_sub(unit * day.places).min(day.places));
                let entries = day.slots.clone().map(|slot| (lanes + lane * slots + slot, share(slot))).collect();
                lp.add_column(LpColumn { points: day.cost as f64, range: 0.0..=1.0, entries });
                base -= day.cost as f64;
            }
        }
    }
    let solution = lp.solve(1_000_000, &free()).unwrap();
    (solution.ending == LpEnding::Optimal).then_some(base + solution.points)
}

#[test]
fn the_bound_is_that_of_all_columns() {
    let mut compared = 0;
    for_each_part(0..120, |seed, subproblem| {
        let board = Board::of(subproblem);
        let network = Network::of(&board);
        let Some(relaxation) = relaxation(&network) else { return };
        let bound = generated(&network).bound() as f64;
        assert!((bound - relaxation).abs() <= 1.0, "seed {seed}: {bound}, {relaxation}");
        compared += 1;
    });
    assert!(compared > 50, "only {compared} were compared");
}
