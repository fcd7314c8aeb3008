//! Bounds hold: against the best assignment of small random boards, found by the compact model.

#![expect(clippy::unwrap_used, reason = "a small part must solve")]

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use slotwright::domain::Problem;
use slotwright::engine::board::Board;
use slotwright::engine::dual::{Bars, Network, Prices, Pricing, Volume};
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

fn on_parts(problem: &Problem, judge: &mut dyn FnMut(&Board<'_>, i64)) -> usize {
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

fn random_prices(board: &Board<'_>, dice: &mut ChaCha8Rng) -> Prices {
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
        for _ in 0..20 {
            let mut prices = random_prices(board, &mut dice);
            network.quantum.round(board, &mut prices);
            let bound = pricing.price(&prices, &Bars::none(board)).points();
            assert!(bound >= best, "seed {seed}: {bound} < {best}");
        }
    });
    assert!(judged > 150, "only {judged} parts");
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
