//! Curves: steps, in what measure they are drawn, and which run belongs to which.

use crate::bench::label;
use crate::io::wire::bench::{Moment, Run};

/// A point of a chart.
pub(super) type Point = (f64, f64);

/// A range of a logarithmic axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub(super) from: f64,
    pub(super) to: f64,
}

/// A little below a thousandth, which so gets its mark on the axis.
const LOWEST: f64 = 0.000_99;

impl Axis {
    /// Gaps in percent. What is below the lowest value is drawn on it: a logarithmic axis has no 0.
    pub(super) const GAP: Self = Self { from: LOWEST, to: 100.0 };

    /// Seconds from a millisecond to a little after the longest run.
    pub(super) fn of_time(runs: &[Run]) -> Self {
        let longest = runs.iter().map(|run| run.seconds).fold(0.1, f64::max);
        Self { from: LOWEST, to: longest * 1.2 }
    }

    /// The nearest value on the axis.
    pub(super) fn clamp(self, value: f64) -> f64 {
        value.clamp(self.from, self.to)
    }
}

/// The runs of each engine, in the order of their first appearance.
pub(super) fn by_engine(runs: &[Run]) -> Vec<(String, Vec<&Run>)> {
    let mut engines: Vec<(String, Vec<&Run>)> = Vec::new();
    for run in runs {
        let name = label::engine(run);
        match engines.iter_mut().find(|(known, _)| *known == name) {
            Some((_, list)) => list.push(run),
            None => engines.push((name, vec![run])),
        }
    }
    engines
}

/// The share of the values that are at most x, in percent, as steps from left to right; what is missing is never reached.
pub(super) fn shares(values: &[Option<f64>], axis: Axis) -> Vec<Point> {
    let mut reached: Vec<f64> = values.iter().flatten().map(|&value| axis.clamp(value)).collect();
    reached.sort_by(f64::total_cmp);
    let share = |count: usize| 100.0 * count as f64 / values.len().max(1) as f64;
    let mut points = vec![(axis.from, 0.0)];
    for (position, &value) in reached.iter().enumerate() {
        points.extend([(value, share(position)), (value, share(position + 1))]);
    }
    points.push((axis.to, share(reached.len())));
    points
}

/// The gap in percent over time, as steps, from the first plan to the end of the axis.
pub(super) fn descent(trace: &[Moment], time: Axis) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for moment in trace {
        let Some(gap) = moment.gap() else { continue };
        let (seconds, percent) = (time.clamp(moment.seconds), Axis::GAP.clamp(gap * 100.0));
        points.extend(points.last().map(|&(_, before)| (seconds, before)));
        points.push((seconds, percent));
    }
    points.extend(points.last().map(|&(_, last)| (time.to, last)));
    points
}

/// The gap of a run in percent at a time; `None` before its first plan.
pub(super) fn gap_at(trace: &[Moment], seconds: f64) -> Option<f64> {
    let moment = trace.iter().take_while(|moment| moment.seconds <= seconds).last()?;
    moment.gap().map(|gap| gap * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_rise_in_steps_to_what_was_reached() {
        let axis = Axis { from: 0.1, to: 10.0 };
        let points = shares(&[Some(5.0), None, Some(0.0), Some(5.0)], axis);
        assert_eq!(points.first(), Some(&(0.1, 0.0)));
        assert_eq!(points[2], (0.1, 25.0));
        assert_eq!(points.last(), Some(&(10.0, 75.0)));
    }

    #[test]
    fn a_gap_goes_down_in_steps() {
        let moment = |seconds, score, bound| Moment { seconds, score, bound };
        let trace =
            [moment(1.0, None, Some(110)), moment(2.0, Some(100), Some(110)), moment(4.0, Some(100), Some(100))];
        let axis = Axis { from: 0.001, to: 8.0 };
        assert_eq!(descent(&trace, axis), [(2.0, 10.0), (4.0, 10.0), (4.0, LOWEST), (8.0, LOWEST)]);
        assert_eq!([1.5, 2.5, 9.0].map(|time| gap_at(&trace, time)), [None, Some(10.0), Some(0.0)]);
    }
}
