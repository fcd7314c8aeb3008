//! Cuts: they hold for every assignment, and close gaps that staff-days alone leave.

#![expect(clippy::unwrap_used, reason = "the example must be read")]

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use slotwright::engine::board::Board;
use slotwright::engine::dual::{Bars, Cut, Cuts, Network, Prices, Pricing, Row, Volume};
use slotwright::engine::tree::Tree;
use slotwright::io::gate::read_problem;

use crate::dual::{on_boards, on_parts, random_prices};

/// Three people have room for two hours each, and each can do two of three services of an hour, one asked for once each.
/// A service brings 10,000, a person's day costs 7,000. Half of each day would do all three for 30,000 − 10,500.
const TRIANGLE: &str = r#"{
  "schemaVersion": 1, "name": "Two of three", "currency": "EUR", "gridMinutes": 60,
  "horizon": { "start": "2026-11-23", "end": "2026-11-24" },
  "sites": [{ "id": "buda", "name": "Buda", "timeZone": "Europe/Budapest", "openingHours": { "mon": ["09:00-11:00"] } }],
  "staff": [
    { "id": "anna", "name": "Anna", "site": "buda", "services": ["a", "b"], "weeklyHours": { "mon": ["09:00-11:00"] } },
    { "id": "bea", "name": "Bea", "site": "buda", "services": ["b", "c"], "weeklyHours": { "mon": ["09:00-11:00"] } },
    { "id": "cili", "name": "Cili", "site": "buda", "services": ["a", "c"], "weeklyHours": { "mon": ["09:00-11:00"] } }
  ],
  "resources": [],
  "services": [
    { "id": "a", "name": "A", "durationMinutes": 60, "price": 100 },
    { "id": "b", "name": "B", "durationMinutes": 60, "price": 100 },
    { "id": "c", "name": "C", "durationMinutes": 60, "price": 100 }
  ],
  "requests": [
    { "id": "r1", "client": "c1", "service": "a", "site": "buda" },
    { "id": "r2", "client": "c2", "service": "b", "site": "buda" },
    { "id": "r3", "client": "c3", "service": "c", "site": "buda" }
  ],
  "policy": { "staffDay": 7000 }
}"#;

/// Two days for all three: 30,000 − 14,000. Of three jobs only one day can have two, says the cut.
#[test]
fn half_days_are_cut_off() {
    let problem = read_problem(TRIANGLE.as_bytes()).unwrap().problem;
    let mut judged = 0;
    on_parts(&problem, &mut |board, best| {
        let network = Network::of(board);
        let mut pricing = Pricing::new(&network);
        let mut prices = Prices::zero(board);
        // Two jobs for 20,000 - 13,000 - 7,000: no day is worth anything.
        prices.jobs.fill(6_500.0);
        assert_eq!((best, pricing.price(&prices, &Bars::none(board)).points()), (16_000, 19_500));
        // Two jobs for 20,000 - 6,000 - 7,000 - 7,000, one for 10,000 - 3,000 - 7,000.
        pricing.set_cuts(Cuts::of(&network, vec![Cut { rows: (0..3).map(Row::Job).collect() }]));
        prices.jobs.fill(3_000.0);
        prices.cuts = vec![7_000.0];
        assert_eq!(pricing.price(&prices, &Bars::none(board)).points(), best);
        judged += 1;
    });
    assert_eq!(judged, 1);
}

/// Two to five different rows; their right-hand sides add up to an odd number.
fn random_cut(board: &Board<'_>, dice: &mut ChaCha8Rng) -> Option<Cut> {
    let row = |dice: &mut ChaCha8Rng| {
        if board.lanes.is_empty() || dice.random_bool(0.6) {
            Row::Job(dice.random_range(0..board.jobs.len()))
        } else {
            Row::Lane(dice.random_range(0..board.lanes.len()), dice.random_range(0..board.grid.len()))
        }
    };
    let mut rows: Vec<Row> = (0..dice.random_range(2..6)).map(|_| row(dice)).collect();
    rows.sort();
    rows.dedup();
    let total: u32 = rows.iter().map(|row| row.capacity(board)).sum();
    (total % 2 == 1).then_some(Cut { rows })
}

#[test]
fn any_prices_of_cuts_give_a_bound() {
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let mut judged = 0;
    on_boards(0..300, |seed, board, best| {
        let network = Network::of(board);
        let mut pricing = Pricing::new(&network);
        for _ in 0..20 {
            let list: Vec<Cut> = (0..30).filter_map(|_| random_cut(board, &mut dice)).collect();
            let mut prices = random_prices(board, &mut dice);
            prices.cuts = list.iter().map(|_| dice.random_range(-500.0..5_000.0)).collect();
            network.quantum.round(board, &mut prices);
            judged += list.len();
            pricing.set_cuts(Cuts::of(&network, list));
            for _ in 0..4 {
                let priced = pricing.price(&prices, &Bars::none(board));
                assert!(priced.points() >= best, "seed {seed}: {} < {best}", priced.points());
                pricing.learn(&priced);
            }
        }
    });
    assert!(judged > 10_000, "only {judged} cuts");
}

#[test]
fn answers_bring_what_they_pay_for() {
    let mut dice = ChaCha8Rng::seed_from_u64(2);
    on_boards(0..100, |seed, board, _| {
        let network = Network::of(board);
        let list: Vec<Cut> = (0..30).filter_map(|_| random_cut(board, &mut dice)).collect();
        let mut prices = Prices::of_density(board);
        prices.cuts = list.iter().map(|_| dice.random_range(0.0..2_000.0)).collect();
        network.quantum.round(board, &mut prices);
        let mut pricing = Pricing::new(&network);
        pricing.set_cuts(Cuts::of(&network, list.clone()));
        let priced = pricing.price(&prices, &Bars::none(board));
        for (day, path) in priced.paths.iter().enumerate().filter(|(_, path)| !path.arcs.is_empty()) {
            let placements = || path.arcs.iter().map(|arc| arc.placement);
            let due = |(cut, price): (&Cut, &f64)| price * f64::from(cut.count(board, placements()));
            let dues: f64 = list.iter().zip(&prices.cuts).map(due).sum();
            let totals = slotwright::engine::dual::Totals::of(&prices);
            let worth = |placement| {
                board.points(placement).map_or(f64::NAN, |points| points as f64) - totals.placement(board, placement)
            };
            let brings: f64 = placements().map(worth).sum();
            assert_eq!(path.value, brings - dues - network.days[day].cost, "seed {seed}");
        }
    });
}

#[test]
fn the_volume_algorithm_finds_cuts_that_hold() {
    let (mut cuts, mut closed) = (0, 0);
    on_boards(0..300, |seed, board, best| {
        let network = Network::of(board);
        let mut volume = Volume::new(&network, Bars::none(board), Prices::of_density(board), best);
        volume.run(300);
        volume.remember();
        volume.run(200);
        let before = volume.bound();
        for _ in 0..3 {
            cuts += volume.cut(30);
            volume.run(150);
        }
        assert!((best..=before).contains(&volume.bound()), "seed {seed}: {} < {best}", volume.bound());
        closed += usize::from(volume.bound() < before);
        let mut tree = Tree::new(&volume, best - 1 - best.abs() / 50);
        tree.run(40, i64::MIN);
        assert!(tree.bound() >= best, "seed {seed}: {} < {best}", tree.bound());
    });
    assert!(cuts > 0 && closed > 0, "{cuts} cuts, {closed} better bounds");
}
