//! Recreate: placing what a step took away, and what waits and may fit now.

use std::ops::Range;

use super::chart::WayIndex;
use super::dice::Dice;
use super::path::Path;
use super::starts::Words;
use super::trial::Trial;
use crate::engine::board::JobIndex;

/// Scratch space of recreation.
#[derive(Clone, Debug, Default)]
pub(super) struct Recreation {
    words: Words,
    tries: Vec<Try>,
    path: Path,
}

/// A job to insert, and where.
#[derive(Clone, Debug)]
struct Try {
    job: JobIndex,
    ways: Range<WayIndex>,
    /// The higher, the earlier.
    key: f64,
}

/// What is inserted first.
#[derive(Clone, Copy, Debug)]
enum Order {
    Random,
    Worth,
    Density,
    Length,
    Rarity,
}

const ORDERS: [Order; 5] = [Order::Random, Order::Worth, Order::Density, Order::Length, Order::Rarity];

/// The share of steps that begin with paths.
const PATHS: f64 = 0.8;

/// The share of steps that insert mandatory jobs before all others. In the rest they wait their turn, since where they
/// are best they may be in the way of more; a step that finds no room for them is not accepted.
const MANDATORY_FIRST: f64 = 0.8;

impl Trial<'_> {
    /// Places jobs: by the longest path through each emptied staff-day or not, then one by one.
    ///
    /// Prices are those of the origins of all ways. They keep a path from jobs that are better served elsewhere, by a
    /// share of theirs that is drawn anew for each path; the last path has nothing to leave anything for.
    pub(super) fn recreate(
        &mut self,
        prices: Option<&[f32]>,
        scratch: &mut Recreation,
        dice: &mut Dice,
        work: &mut u64,
    ) {
        if dice.chance(PATHS) {
            dice.shuffle(&mut self.touched);
            for at in 0..self.touched.len() {
                let is_last = at + 1 == self.touched.len();
                let theta = if is_last { 0.0 } else { 0.3 + 0.8 * dice.unit() };
                let prices = prices.filter(|_| !is_last).map(|prices| (prices, theta));
                scratch.path.lay(self, self.touched[at], prices, &mut scratch.words, dice, work);
            }
        }
        self.collect(&mut scratch.tries, dice);
        self.insert(scratch, dice, work);
    }

    /// What to insert: what the step took away, anywhere; what waits, on the staff-days that it disturbed; and a few that
    /// wait, anywhere, since shared lanes have been freed too.
    fn collect(&self, tries: &mut Vec<Try>, dice: &mut Dice) {
        tries.clear();
        let chart = self.state.chart;
        let order = dice.among(&ORDERS);
        let mandatory_first = dice.chance(MANDATORY_FIRST);
        let mut add = |job: JobIndex, ways: Range<WayIndex>, dice: &mut Dice| {
            let of = &chart.board.jobs[job];
            let noise = 0.8 + 0.4 * dice.unit();
            let worth = chart.worth[job] as f64;
            let key = match order {
                Order::Random => noise,
                Order::Worth => worth * noise,
                Order::Density => worth / (of.length.max(1) as f64) * noise,
                Order::Length => of.length as f64 * noise,
                Order::Rarity => -(chart.ways_of[job].len() as f64) * noise,
            };
            let key = if of.mandatory && mandatory_first { key.abs() + 1e18 } else { key };
            tries.push(Try { job, ways, key });
        };
        for &(job, _) in self.changes() {
            if self.state.spots[job].is_none() {
                add(job, chart.ways_of[job].clone(), dice);
            }
        }
        for &day in &self.touched {
            for chance in &chart.chances[day] {
                if self.state.spots[chance.job].is_none() && !self.has_changed(chance.job) {
                    add(chance.job, chance.ways.clone(), dice);
                }
            }
        }
        if !self.state.waiting.is_empty() {
            for _ in 0..2 {
                let job = dice.among(&self.state.waiting);
                add(job, chart.ways_of[job].clone(), dice);
            }
        }
        tries.sort_unstable_by(|one, other| {
            other.key.total_cmp(&one.key).then_with(|| (one.job, one.ways.start).cmp(&(other.job, other.ways.start)))
        });
    }

    fn insert(&mut self, scratch: &mut Recreation, dice: &mut Dice, work: &mut u64) {
        let blink = dice.among(&[0.0, 0.02, 0.1]);
        for one in &scratch.tries {
            if self.state.spots[one.job].is_some() {
                continue;
            }
            if let Some(visit) = self.state.chart.visit_of[one.job] {
                self.place_visit(visit, &mut scratch.words, dice, work);
                continue;
            }
            let choice = self.state.best_of(one.ways.clone(), blink, &mut scratch.words, dice, work);
            // A day may pay for several jobs together and for none of them alone.
            let invests = self.state.chart.has_days && dice.chance(0.1);
            if let Some(choice) = choice.filter(|choice| invests || self.state.is_wanted(one.job, choice.gain)) {
                self.place(choice.spot);
            }
        }
    }
}
