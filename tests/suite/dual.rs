//! Bounds hold: against the best assignment of small random boards, found by the compact model.

#![expect(clippy::unwrap_used, reason = "a small part must solve")]

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use slotwright::domain::Problem;
use slotwright::engine::board::Board;
use slotwright::engine::dual::{Bars, Network, Prices, Pricing, Volume};
use slotwright::engine::tree::Tree;
use slotwright::io::gate::admit;
use slotwright::io::generate::{Spec, generate};
use slotwright::model::availability::Availability;
use slotwright::model::part::Subproblem;

use crate::support::parts::{parts, proved};
use crate::support::small::small;

/// Calls a judge with the board of each feasible part of small problems, and the most that the part can be worth.
pub(crate) fn on_boards(seeds: std::ops::Range<u64>, mut judge: impl FnMut(u64, &Board<'_>, i64)) -> usize {
    let mut judged = 0;
    for (seed, problem) in seeds.filter_map(|seed| Some((seed, small(seed)?))) {
        judged += on_parts(&problem, &mut |board, best| judge(seed, board, best));
    }
    judged
}

pub(crate) fn on_parts(problem: &Problem, judge: &mut dyn FnMut(&Board<'_>, i64)) -> usize {
    let availability = Availability::of(problem);
    let mut judged = 0;
    for part in &parts(problem, &availability) {
        let subproblem = Subproblem { problem, availability: &availability, part };
        let answer = proved(subproblem);
        if answer.is_infeasible {
            continue;
        }
        assert_eq!(answer.points, answer.bound);
        judge(&Board::of(subproblem), answer.points);
        judged += 1;
    }
    judged
}

pub(crate) fn random_prices(board: &Board<'_>, dice: &mut ChaCha8Rng) -> Prices {
    let mut prices = Prices::zero(board);
    let most = *[10.0, 3_000.0, 20_000.0].get(dice.random_range(0..3)).unwrap();
    for (price, job) in prices.jobs.iter_mut().zip(&board.jobs) {
        *price = dice.random_range(if job.mandatory { -most } else { 0.0 }..most);
    }
    let mut draw = |price: &mut f64| *price = dice.random_range(-most / 2.0..most);
    prices.lanes.iter_mut().flatten().for_each(&mut draw);
    prices.days.iter_mut().flatten().for_each(&mut draw);
    prices
}

#[test]
fn any_prices_give_a_bound() {
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let judged = on_boards(0..300, |seed, board, best| {
        let network = Network::of(board);
        let mut pricing = Pricing::new(&network);
        let random = (0..20).map(|_| random_prices(board, &mut dice));
        for mut prices in random.chain(Prices::starts(board)) {
            network.quantum.round(board, &mut prices);
            let bound = pricing.price(&prices, &Bars::none(board)).points();
            assert!(bound >= best, "seed {seed}: {bound} < {best}");
        }
    });
    assert!(judged > 150, "only {judged} parts");
}

/// Three of the five tasks run at 9:30, and three workers are enough.
#[test]
fn cliques_prove_the_fewest_workers_at_once() {
    let file = include_bytes!("../../fixtures/five-tasks.smptsp.dat");
    let (problem, _) = admit(&slotwright::io::import::smptsp::read(file, "five tasks").unwrap()).unwrap();
    let availability = Availability::of(&problem);
    let parts = parts(&problem, &availability);
    let proved = parts.iter().map(|part| {
        let board = Board::of(Subproblem { problem: &problem, availability: &availability, part });
        let network = Network::of(&board);
        let mut prices = Prices::of_cliques(&board);
        network.quantum.round(&board, &mut prices);
        Pricing::new(&network).price(&prices, &Bars::none(&board)).points()
    });
    assert_eq!(proved.sum::<i64>(), 5 - 3);
}

#[test]
fn the_volume_algorithm_proves_most_small_plans() {
    let (mut proved, mut far) = (0, 0);
    let judged = on_boards(0..300, |seed, board, best| {
        let network = Network::of(board);
        let mut volume = Volume::new(&network, Bars::none(board), Prices::of_density(board), best);
        volume.run(2_000);
        let bound = volume.bound();
        assert!(bound >= best, "seed {seed}: {bound} < {best}");
        volume.remember();
        volume.run(500);
        assert!(volume.bound() >= best, "seed {seed}, elementary: {} < {best}", volume.bound());
        proved += usize::from(volume.bound() == best);
        far += usize::from(bound - best > 100 + best.abs() / 20);
    });
    assert!(proved * 2 > judged, "{proved} of {judged} proved, {far} far");
}

#[test]
fn the_tree_proves_small_plans() {
    let (mut open, mut proved) = (0, 0);
    let judged = on_boards(0..300, |seed, board, best| {
        let network = Network::of(board);
        let mut volume = Volume::new(&network, Bars::none(board), Prices::of_density(board), best);
        volume.run(300);
        let root = volume.bound();
        // Without the best plan the bound must stay above it, and close in on it.
        for incumbent in [best - 1 - best.abs() / 50, best] {
            let mut tree = Tree::new(&volume, incumbent);
            tree.run(200, incumbent);
            assert!((best..=root.max(incumbent)).contains(&tree.bound()), "seed {seed}: {} < {best}", tree.bound());
            if incumbent == best && root > best {
                open += 1;
                proved += usize::from(tree.bound() == best);
            }
        }
    });
    // The root proves most of them by itself; what it leaves open is what branching is hard on.
    let left = open - proved;
    assert!(judged > 150 && proved * 6 > open && left * 3 < judged, "{proved} of {open} proved, of {judged} in all");
}

/// A day of so many people on a fine grid.
fn generated(staff: usize) -> Problem {
    let spec = Spec { staff, grid_minutes: 5, seed: 3, ..Spec::default() };
    admit(&generate(&spec)).unwrap().0
}

fn with_threads<T: Send>(threads: usize, work: impl Fn() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

#[test]
fn bounds_do_not_depend_on_threads() {
    for (staff, steps, nodes) in [(3, 400, 24), (36, 20, 0)] {
        let problem = generated(staff);
        let availability = Availability::of(&problem);
        for part in &parts(&problem, &availability) {
            let board = Board::of(Subproblem { problem: &problem, availability: &availability, part });
            let network = Network::of(&board);
            let found = [1, 3].map(|threads| {
                with_threads(threads, || {
                    let mut volume = Volume::new(&network, Bars::none(&board), Prices::of_density(&board), 0);
                    volume.run(steps);
                    let mut tree = Tree::new(&volume, 0);
                    tree.run(nodes, 0);
                    (volume.prices().clone(), volume.bound(), tree.bound(), tree.open(), tree.pricings())
                })
            });
            assert_eq!(found[0], found[1]);
        }
    }
}
