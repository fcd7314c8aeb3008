//! The prices of a part, eased and pressed.

use crate::engine::Limits;
use crate::engine::board::Board;
use crate::engine::columns::Generation;
use crate::engine::dual::{Bars, Network, Prices, Pricing, Volume};

/// By how much demand is eased and pressed: the first of these at which the prices prove nearly the best bound. Powers of two,
/// so that sums stay exact.
const LITTLE: [f64; 2] = [1.0 / 64.0, 1.0 / 256.0];

/// Nearly the best: within this share of it.
const NEARLY: f64 = 1e-3;

/// Steps of the volume algorithm in a row, how many rows at most, and how many may gain less than this share of the bound
/// one after the other: it takes some for steps to become short enough.
const STEPS: u64 = 100;
const ROWS: u32 = 60;
const LEAST_GAIN: f64 = 1e-5;
const PATIENCE: u32 = 4;

/// On boards with so few arcs a linear programme takes no time, and finds ends of ranges that are long; on others they are
/// short, and it would put the price of an hour into one of its slots.
const FEW_ARCS: usize = 2_000;
const GENERATIONS: u32 = 200;

/// Prices of what there is, by what they are good for.
#[derive(Debug)]
pub(super) struct Tariff {
    /// For what more is worth.
    pub(super) eased: Prices,
    /// For what less costs.
    pub(super) pressed: Prices,
    /// No assignment is worth more, by the eased and by the pressed prices.
    pub(super) bounds: (i64, i64),
}

impl Tariff {
    pub(super) fn of(board: &Board<'_>, limits: &Limits) -> Self {
        let mut network = Network::of(board);
        let first = first(&network);
        let best = prices(&network, first.clone(), limits);
        let eased = towards(&mut network, &first, &best, -1.0, limits);
        let pressed = towards(&mut network, &first, &best, 1.0, limits);
        let bounds = (proved(&network, &eased), proved(&network, &pressed));
        Self { eased, pressed, bounds }
    }
}

/// The prices of a little less or more demand that prove nearly what the best ones prove, or the best ones. They begin where those
/// began: from the best ones on, steps are too long for what a little demand changes.
fn towards(network: &mut Network<'_, '_>, first: &Prices, best: &Prices, sign: f64, limits: &Limits) -> Prices {
    let bound = proved(network, best);
    let enough = bound + (NEARLY * bound.saturating_abs() as f64) as i64;
    for little in LITTLE {
        network.demand = 1.0 + sign * little;
        let found = prices(network, first.clone(), limits);
        network.demand = 1.0;
        if proved(network, &found) <= enough {
            return found;
        }
    }
    best.clone()
}

fn proved(network: &Network<'_, '_>, prices: &Prices) -> i64 {
    Pricing::new(network).price(prices, &Bars::none(network.board)).points()
}

/// Whichever of the prices that a proof may begin with proves the least.
fn first(network: &Network<'_, '_>) -> Prices {
    let (board, mut pricing) = (network.board, Pricing::new(network));
    let bars = Bars::none(board);
    let starts = Prices::starts(board).into_iter().map(|mut prices| {
        network.quantum.round(board, &mut prices);
        (pricing.price(&prices, &bars).points(), prices)
    });
    starts.min_by_key(|(bound, _)| *bound).map_or_else(|| Prices::zero(board), |(_, prices)| prices)
}

/// The best prices that the volume algorithm finds before it comes to rest. Paths may repeat jobs, so that what a path
/// brings before and after a slot adds up.
fn prices(network: &Network<'_, '_>, from: Prices, limits: &Limits) -> Prices {
    let mut volume = Volume::new(network, Bars::none(network.board), from, i64::MIN).plain();
    let (mut rows, mut idle) = (0, 0);
    while rows < ROWS && idle < PATIENCE && !limits.are_reached() {
        let before = volume.bound();
        volume.aim(before - 1 - before.saturating_abs() / 20);
        volume.run(STEPS);
        let gain = (before - volume.bound()) as f64;
        idle = if gain < LEAST_GAIN * before.saturating_abs() as f64 { idle + 1 } else { 0 };
        rows += 1;
    }
    let found = volume.prices().clone();
    if network.arcs > FEW_ARCS { found } else { generated(network, &found, limits).unwrap_or(found) }
}

/// The best prices by column generation from others on; `None` where it has not come to its end.
fn generated(network: &Network<'_, '_>, from: &Prices, limits: &Limits) -> Option<Prices> {
    let mut generation = Generation::new(network, Bars::none(network.board), from.clone()).ok()?;
    generation.run(GENERATIONS, limits).ok()?;
    generation.is_done().then(|| generation.prices().clone())
}
