//! The performance profile: how many runs of each engine come how far, and how fast.
//!
//! After Dolan and Moré, *Benchmarking optimization software with performance profiles*, Mathematical Programming 91 (2002), with
//! absolute measures in place of ratios to the best: left the share of runs within a gap at the end, right the share that
//! had proved 1 % by a time. Higher is better on both.

use plotters::coord::combinators::IntoLogRange;
use plotters::style::Color;

use super::Error;
use super::curve::{Axis, by_engine, shares};
use super::frame::{Corner, Line, Words, colour, draw, svg};
use crate::io::wire::bench::Run;

/// The profile of the runs.
///
/// # Errors
///
/// If the drawing fails.
pub fn profile(runs: &[Run]) -> Result<String, Error> {
    let time = Axis::of_time(runs);
    svg((1120, 460), |area| {
        let (left, right) = area.split_horizontally(560);
        let legend = Corner::LowerRight;
        let words = Words { title: "Gap at the end", x: "gap, %", y: "runs within it, %", legend };
        let lines = lines(runs, Axis::GAP, |run| run.gap.map(|gap| gap * 100.0));
        draw(&left, words, (Axis::GAP.from..Axis::GAP.to).log_scale(), 0.0..102.0, lines)?;
        let words = Words { title: "A gap of 1 % proved", x: "seconds", y: "runs by then, %", ..words };
        let lines = self::lines(runs, time, |run| run.one_percent_seconds);
        draw(&right, words, (time.from..time.to).log_scale(), 0.0..102.0, lines)
    })
}

fn lines(runs: &[Run], axis: Axis, value: impl Fn(&Run) -> Option<f64>) -> Vec<Line> {
    let line = |(position, (name, runs)): (usize, (String, Vec<&Run>))| {
        let values: Vec<Option<f64>> = runs.iter().map(|run| value(run)).collect();
        Line { points: shares(&values, axis), style: colour(position).stroke_width(2), name: Some(name) }
    };
    by_engine(runs).into_iter().enumerate().map(line).collect()
}
