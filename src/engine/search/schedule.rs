//! The temperature of a walk, counted in work: cycles of cooling, each longer than the one before, or one cooling over all
//! of a walk whose length is known.

use super::chart::Chart;

/// Work of the first cycle for each job.
const FIRST: u64 = 4_000;
/// How much longer each cycle is.
const GROWTH: u64 = 2;
/// The most cycles that grow.
const GROWING: u32 = 6;
/// Temperature at the beginning and at the end of a cycle, relative to the mean worth of a job.
const HOT: f64 = 0.1;
const COLD: f64 = 0.005;
/// Temperature at which a walk from a good plan begins: cool enough to keep most of it.
const WARM: f64 = 0.025;

/// Where a walk is in its cooling.
#[derive(Clone, Debug)]
pub(super) struct Schedule {
    mean: f64,
    hot: f64,
    length: u64,
    done: u64,
    cycle: u32,
}

impl Schedule {
    pub(super) fn of(chart: &Chart<'_>) -> Self {
        let jobs = chart.worth.len().max(1);
        let mean = chart.worth.iter().map(|worth| *worth as f64).sum::<f64>() / jobs as f64;
        Self { mean, hot: HOT, length: FIRST * jobs as u64, done: 0, cycle: 0 }
    }

    /// One cooling over so much work, from a good plan on.
    pub(super) fn once(chart: &Chart<'_>, work: u64) -> Self {
        Self { hot: WARM, length: work.max(1), ..Self::of(chart) }
    }

    /// The drop in value that is accepted with a chance of 1/e.
    pub(super) fn temperature(&self) -> f64 {
        let progress = self.done as f64 / self.length as f64;
        self.mean * self.hot * (COLD / self.hot).powf(progress.min(1.0))
    }

    /// Counts work; whether a cycle has ended and another begins.
    pub(super) fn advance(&mut self, work: u64) -> bool {
        self.done += work;
        if self.done < self.length {
            return false;
        }
        self.done = 0;
        self.cycle += 1;
        if self.cycle <= GROWING {
            self.length *= GROWTH;
        }
        true
    }
}
