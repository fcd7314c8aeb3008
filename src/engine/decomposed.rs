//! A part by decomposition into staff-days: search from below, prices and branches from above, in rounds.
//!
//! In each round several walks of the neighbourhood search and the dual side do a given amount of work side by side, each
//! on its own state and on what was known when the round began. Between rounds they tell each other: the best plan becomes
//! the target of the bound, the best prices guide the walks. So the answer depends on the amount of work alone, never on
//! how many threads there are or which is first.

use super::Orders;
use super::answer::PartAnswer;
use super::board::{Assignment, Board};
use super::dual::{Bars, Network, Prices, Totals, Volume};
use super::search::{Chart, Walk};
use crate::model::part::Subproblem;

/// Walks side by side.
const WALKS: u64 = 3;

/// Units of work of the first round and of the longest, for each task; a unit is about a microsecond.
const SHORTEST: u64 = 1_000;
const LONGEST: u64 = 40_000;

/// What a walk calls work, for a unit.
const WALK_WORK: u64 = 30;

/// Improves on what is known of a part by search and prices.
pub fn solve_part(subproblem: Subproblem<'_>, known: PartAnswer, orders: Orders<'_>) -> PartAnswer {
    let mut answer = known;
    if answer.is_settled(orders.gap) || orders.limits.are_reached() {
        return answer;
    }
    let board = Board::of(subproblem);
    let (chart, network) = (Chart::of(&board), Network::of(&board));
    let start = board.assignment(&answer.bookings).unwrap_or_else(|| vec![None; board.jobs.len()]);
    let mut search = Search::begin(&chart, &network, start, orders.seed);
    let mut length = SHORTEST;
    while !search.is_settled(orders.gap) && !orders.limits.are_reached() {
        if orders.work.is_some_and(|work| search.spent >= work) {
            break;
        }
        search.round(length);
        length = (length * 5 / 4).min(LONGEST);
        orders.ear.hear((search.missing == 0).then_some(search.value), Some(search.bound));
    }
    answer.bound = answer.bound.min(search.bound);
    match board.bookings(&search.best) {
        Ok(bookings) => answer.improve(PartAnswer::of(subproblem, bookings, answer.bound)),
        Err(unreadable) => answer.trouble = Some(unreadable.to_string()),
    }
    answer
}

/// The state between two rounds.
struct Search<'s, 'b, 'a> {
    walks: Vec<Walk<'s>>,
    volume: Volume<'s, 'b, 'a>,
    iteration: u64,
    best: Assignment,
    value: i64,
    missing: usize,
    bound: i64,
    spent: u64,
}

impl<'s, 'b, 'a> Search<'s, 'b, 'a> {
    fn begin(chart: &'s Chart<'s>, network: &'s Network<'b, 'a>, start: Assignment, seed: u64) -> Self {
        let walks: Vec<Walk<'s>> =
            (0..WALKS).map(|number| Walk::new(chart, &start, seed.wrapping_mul(WALKS).wrapping_add(number))).collect();
        let (value, missing) = (walks[0].value(), walks[0].missing());
        let board = network.board;
        let volume = Volume::new(network, Bars::none(board), Prices::of_density(board), value);
        let bound = volume.bound();
        let iteration = 1 + network.arcs as u64 / 500;
        Self { walks, volume, iteration, best: start, value, missing, bound, spent: 0 }
    }

    fn is_settled(&self, gap: f64) -> bool {
        self.missing == 0 && crate::plan::gap(self.value, self.bound) <= gap
    }

    fn round(&mut self, length: u64) {
        let totals = Totals::of(self.volume.prices());
        let iterations = (length / self.iteration).max(1);
        let (walks, volume) = (&mut self.walks, &mut self.volume);
        rayon::scope(|scope| {
            scope.spawn(|_| volume.run(iterations));
            for walk in walks {
                scope.spawn(|_| {
                    walk.guide(Some(&totals));
                    walk.run(length * WALK_WORK);
                });
            }
        });
        self.spent += length * (WALKS + 1);
        for walk in &self.walks {
            if (walk.missing(), -walk.value()) < (self.missing, -self.value) {
                (self.best, self.value, self.missing) = (walk.best(), walk.value(), walk.missing());
            }
        }
        self.volume.aim(self.value);
        self.bound = self.bound.min(self.volume.bound());
    }
}
