//! The gap over time: a thin line for each run, a thick one for the median of each engine.

use plotters::coord::combinators::IntoLogRange;
use plotters::style::Color;

use super::Error;
use super::curve::{Axis, Point, by_engine, descent, gap_at};
use super::frame::{Corner, Line, Words, colour, draw, svg};
use crate::bench::table::median;
use crate::io::wire::bench::Run;

/// How many times of the axis the median is taken at.
const SAMPLES: i32 = 400;

/// The gaps of the runs over time.
///
/// # Errors
///
/// If the drawing fails.
pub fn gaps(runs: &[Run]) -> Result<String, Error> {
    let (time, engines) = (Axis::of_time(runs), by_engine(runs));
    let mut lines = Vec::new();
    for (position, (_, runs)) in engines.iter().enumerate().filter(|(_, (_, runs))| runs.len() > 1) {
        let style = colour(position).mix(0.3).stroke_width(1);
        lines.extend(runs.iter().map(|run| Line { points: descent(&run.trace, time), style, name: None }));
    }
    for (position, (name, runs)) in engines.iter().enumerate() {
        let style = colour(position).stroke_width(3);
        lines.push(Line { points: median_descent(runs, time), style, name: Some(name.clone()) });
    }
    let words = Words {
        title: "Gap over time: runs, and their median",
        x: "seconds",
        y: "gap, % (0.001 and less on the axis)",
        legend: Corner::LowerLeft,
    };
    let gap = Axis::GAP;
    svg((900, 560), |area| draw(area, words, (time.from..time.to).log_scale(), (gap.from..gap.to).log_scale(), lines))
}

/// The median of the gaps at each time; where most runs have no plan yet, there is none.
fn median_descent(runs: &[&Run], time: Axis) -> Vec<Point> {
    let at = |sample: i32| {
        let seconds = time.from * (time.to / time.from).powf(f64::from(sample) / f64::from(SAMPLES));
        let gap = median(runs.iter().map(|run| gap_at(&run.trace, seconds)).collect())?;
        Some((time.clamp(seconds), Axis::GAP.clamp(gap)))
    };
    (0..=SAMPLES).filter_map(at).collect()
}
