//! The confidence interval of a utilisation: how much it would vary if the days had fallen out differently.
//!
//! A percentile bootstrap by day (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13): as many days
//! as there are, drawn with replacement, give a ratio of sums Σ booked / Σ available, which is computed as the report computes its
//! own; of [`RESAMPLES`] such ratios in order, those at ranks 2.5 % and 97.5 % of `RESAMPLES + 1` are the ends. A day on which
//! nothing is available and nothing booked is no day of the sample. The draws come from a fixed seed, so the same days give the
//! same interval everywhere.
//!
//! Days are taken for independent of each other and of the weekday; seasons and trends are not in it. With few days the
//! interval is too narrow: [`Confidence::is_of_few_days`].

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

use crate::domain::Minute;

use super::days::Day;

/// How many times the days are drawn anew: with 1999, the ranks of 2.5 % and 97.5 % are whole numbers.
pub const RESAMPLES: usize = 1999;

/// Below two weeks of days the interval is no more than a hint.
pub const FEW_DAYS: usize = 14;

const SEED: u64 = 0;

/// The ends of a 95 % interval, and how many days it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    /// 2.5 % of the resamples lie below.
    pub low: f64,
    /// 2.5 % lie above.
    pub high: f64,
    /// Days on which anything was available or booked.
    pub days: usize,
}

impl Confidence {
    /// The interval of the utilisation over these days; `None` for less than two days, which show no variation, and where
    /// nothing is available.
    pub fn of(days: &[Day]) -> Option<Self> {
        let sample: Vec<(Minute, Minute)> = days.iter().map(|day| (day.usage.booked, day.usage.available)).collect();
        let sample: Vec<_> = sample.into_iter().filter(|&day| day != (0, 0)).collect();
        if sample.len() < 2 {
            return None;
        }
        let mut dice = Pcg64Mcg::seed_from_u64(SEED);
        let mut ratios: Vec<f64> = (0..RESAMPLES).filter_map(|_| ratio(&sample, &mut dice)).collect();
        ratios.sort_by(f64::total_cmp);
        // The ranks count from 1; resamples without available time have no ratio.
        let rank = |per_mille: usize| ((ratios.len() + 1) * per_mille / 1000).clamp(1, ratios.len().max(1)) - 1;
        Some(Self { low: *ratios.get(rank(25))?, high: *ratios.get(rank(975))?, days: sample.len() })
    }

    /// Whether it rests on less than [`FEW_DAYS`] days.
    pub fn is_of_few_days(&self) -> bool {
        self.days < FEW_DAYS
    }
}

/// Booked over available of one resample.
fn ratio(sample: &[(Minute, Minute)], dice: &mut Pcg64Mcg) -> Option<f64> {
    let (mut booked, mut available) = (0, 0);
    for _ in sample {
        // The high half of a product (Lemire 2019): the bias is below 2⁻³².
        let day = ((u128::from(dice.next_u64()) * sample.len() as u128) >> 64) as usize;
        booked += sample[day].0;
        available += sample[day].1;
    }
    (available > 0).then(|| booked as f64 / available as f64)
}
