//! Lines over a grid: one for each number of the second axis over the numbers of the first. A stroke upwards from a point is the
//! range in which the best lies; the circle is the knee.

use super::scale::{Scale, number};
use super::svg::{Anchor, circle, line, path, short, text};
use super::{Drawing, WIDTH};
use crate::io::study::words;
use crate::io::wire::whatif::{Cell, Frontier};

const HEIGHT: f64 = 320.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 130.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 44.0;
/// As many lines as have a colour of their own.
const COLOURS: usize = 6;
/// From name to name at the ends of the lines.
const APART: f64 = 14.0;

/// A value of which at least `least` and at most `most` is known.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) least: f64,
    pub(super) most: Option<f64>,
}

/// A line: its name, its points from left to right.
struct Curve<'a> {
    name: String,
    points: Vec<(&'a Cell, Span)>,
}

/// Draws a value of the cells.
pub(super) fn draw(found: &Frontier, value: impl Fn(&Cell) -> Option<Span>) -> Drawing {
    let curves = curves(found, value);
    let spans = curves.iter().flat_map(|curve| &curve.points).map(|(_, span)| span);
    let plane = Plane::new(found, Scale::of(spans.map(|span| span.most.unwrap_or(span.least).max(span.least))));
    let drawn: String = curves.iter().enumerate().map(|(number, curve)| plane.curve(number % COLOURS, curve)).collect();
    let elements = plane.axes(found) + &drawn + &plane.names(&curves) + &plane.knee(found, &curves);
    Drawing { height: HEIGHT, elements }
}

fn curves(found: &Frontier, value: impl Fn(&Cell) -> Option<Span>) -> Vec<Curve<'_>> {
    let points = |other: Option<i64>| -> Vec<(&Cell, Span)> {
        let cells = found.cells.iter().filter(|cell| other.is_none() || cell.counts.get(1).copied() == other);
        cells.filter_map(|cell| Some((cell, value(cell)?))).collect()
    };
    match found.axes.get(1) {
        None => vec![Curve { name: String::new(), points: points(None) }],
        Some(axis) => {
            let curve = |&count: &i64| Curve { name: format!("{count} {}", axis.name), points: points(Some(count)) };
            axis.counts.iter().map(curve).collect()
        }
    }
}

/// Where values are on the drawing.
struct Plane {
    scale: Scale,
    from: f64,
    width: f64,
}

impl Plane {
    fn new(found: &Frontier, scale: Scale) -> Self {
        let counts = found.axes.first().map_or(&[][..], |axis| &axis.counts);
        let (from, to) = (counts.first().copied().unwrap_or(0) as f64, counts.last().copied().unwrap_or(1) as f64);
        Self { scale, from, width: (to - from).max(1.0) }
    }

    fn x(&self, count: i64) -> f64 {
        LEFT + (count as f64 - self.from) / self.width * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - BOTTOM - self.scale.share(value) * (HEIGHT - TOP - BOTTOM)
    }

    fn at(&self, cell: &Cell, value: f64) -> (f64, f64) {
        (self.x(cell.counts.first().copied().unwrap_or_default()), self.y(value))
    }

    fn axes(&self, found: &Frontier) -> String {
        let end = WIDTH - RIGHT;
        let rule = |value: f64| {
            let y = self.y(value);
            line("rule", (LEFT, y), (end, y)) + &text("", (LEFT - 8.0, y + 4.0), Anchor::End, &number(value))
        };
        let rules: String = self.scale.marks().map(rule).collect();
        let Some(axis) = found.axes.first() else { return rules };
        let count =
            |&count: &i64| text("", (self.x(count), HEIGHT - BOTTOM + 18.0), Anchor::Middle, &count.to_string());
        let name = text("", (end, HEIGHT - 6.0), Anchor::End, axis.name.trim_start_matches("× "));
        rules + &axis.counts.iter().map(count).collect::<String>() + &name
    }

    fn curve(&self, colour: usize, curve: &Curve<'_>) -> String {
        let points: Vec<(f64, f64)> = curve.points.iter().map(|(cell, span)| self.at(cell, span.least)).collect();
        let dot = |(cell, span): &(&Cell, Span)| {
            let point = self.at(cell, span.least);
            let range = span.most.filter(|most| *most > span.least).map(|most| self.at(cell, most));
            let range = range.map(|most| line(&format!("line s{colour}"), point, most));
            range.unwrap_or_default() + &circle(&format!("d{colour}"), point, 4.0, &cell.name)
        };
        path(&format!("line s{colour}"), &points) + &curve.points.iter().map(dot).collect::<String>()
    }

    /// The names of the lines at their ends, the highest first, none over another.
    fn names(&self, curves: &[Curve<'_>]) -> String {
        let end = |curve: &Curve<'_>| curve.points.last().map(|(cell, span)| self.at(cell, span.least));
        let mut ends: Vec<((f64, f64), &str)> =
            curves.iter().rev().filter_map(|curve| Some((end(curve)?, curve.name.as_str()))).collect();
        ends.sort_by(|((_, one), _), ((_, other), _)| one.total_cmp(other));
        let mut lowest = f64::NEG_INFINITY;
        let name = |((x, y), name): &((f64, f64), &str)| {
            lowest = y.max(lowest + APART);
            text("label", (x + 10.0, lowest + 4.0), Anchor::Start, &short(name, 16))
        };
        ends.iter().map(name).collect()
    }

    fn knee(&self, found: &Frontier, curves: &[Curve<'_>]) -> String {
        let Some(knee) = &found.knee else { return String::new() };
        let cells = curves.iter().flat_map(|curve| &curve.points).filter(|(cell, _)| cell.counts == *knee);
        let circle =
            |(cell, span): &(&Cell, Span)| circle("knee", self.at(cell, span.least), 9.0, &words::knee(found, knee));
        cells.map(circle).collect()
    }
}
