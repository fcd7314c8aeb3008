//! The quantum: prices are multiples of a power of two, so that every sum is exact.
//!
//! A bound is a sum of thousands of prices and points. In floating-point numbers it would be a little wrong, and a bound
//! a little too low proves what is not true. But multiples of one power of two below 2⁵³ times it add and subtract without
//! any rounding, in any order. Points are whole; [`Quantum::round`] makes prices multiples of the quantum and keeps them
//! below a limit that no useful price passes, so that all sums fit. Every set of prices gives a valid bound, the rounded
//! one too.

use super::Prices;
use super::cuts::{MOST_CUTS, MOST_ROWS};
use crate::engine::board::{BARRED, Board};

/// The finest quantum.
const FINEST: i32 = -10;
/// What the significand of a floating-point number holds, with a bit to spare.
const BITS: i32 = 52;
/// The last bit of this number, and of those around it, is worth one.
const ROUNDER: f64 = 1.5 * (1_u64 << BITS) as f64;

/// What prices are multiples of, and how large they may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantum {
    /// A power of two.
    unit: f64,
    /// The greatest absolute price: a power of two above the points of anything.
    most: f64,
}

impl Quantum {
    /// The finest with which all sums of a board are exact.
    pub fn of(board: &Board<'_>) -> Self {
        let offers = board.offers.iter().flat_map(|offer| &offer.points).filter(|&&points| points != BARRED);
        let footprints = board.jobs.iter().flat_map(|job| &job.footprints).map(|footprint| &footprint.points);
        let costs = board.days.iter().flat_map(|day| &day.costs).map(|(_, cost)| cost);
        let lane_costs = board.lanes.iter().flat_map(|lane| &lane.days).map(|day| &day.cost);
        let points = offers.chain(footprints).chain(costs).chain(lane_costs).map(|points| points.unsigned_abs());
        let most = 4 * points.max().unwrap_or(0).max(1).next_power_of_two();
        let places = board.lanes.iter().flat_map(|lane| &lane.capacity).map(|&units| u64::from(units)).sum::<u64>();
        let time = board.days.iter().map(|day| day.slots.len() as u64).sum::<u64>();
        let units = board.lanes.iter().flat_map(|lane| &lane.days).map(|day| u64::from(day.units)).sum::<u64>();
        let widest = board.lanes.iter().flat_map(|lane| &lane.capacity).copied().max().unwrap_or(0).max(1);
        let cuts = (MOST_CUTS * MOST_ROWS) as u64 * u64::from(widest);
        let terms = cuts + places + units + time + board.jobs.len() as u64 + board.grid.len() as u64;
        let rows = (4 * terms).next_power_of_two();
        let base = board.base.unsigned_abs().next_power_of_two().trailing_zeros();
        let bits = (most.trailing_zeros() + rows.trailing_zeros()).max(base) as i32 + 1;
        Self { unit: f64::powi(2.0, FINEST.max(bits - BITS)), most: most as f64 }
    }

    /// A price as the nearest multiple within the limit. A number so large that its last bit is worth the unit rounds
    /// what is added to it.
    pub fn nearest(&self, price: f64) -> f64 {
        let rounder = self.unit * ROUNDER;
        price.clamp(-self.most, self.most) + rounder - rounder
    }

    /// Makes prices such that their bound is exact and valid: multiples within the limit, none negative that must not be.
    pub fn round(&self, board: &Board<'_>, prices: &mut Prices) {
        for (price, job) in prices.jobs.iter_mut().zip(&board.jobs) {
            let nearest = self.nearest(*price);
            *price = if job.mandatory { nearest } else { nearest.max(0.0) };
        }
        let (rounder, most) = (self.unit * ROUNDER, self.most);
        for row in prices.lanes.iter_mut().chain(&mut prices.days).chain([&mut prices.cuts]) {
            row.iter_mut().for_each(|price| *price = price.clamp(0.0, most) + rounder - rounder);
        }
    }
}
