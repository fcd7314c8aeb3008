//! Charts as SVG: revenue by scenario, or by number over a grid, each with the range in which the best lies.
//!
//! Colours are those of Okabe and Ito; every line also has its name at its end, and all figures stand in the tables.

use std::fmt::Write;

use crate::io::report::html::text::escaped;
use crate::io::study::words;
use crate::io::wire::whatif::{Cell, Frontier, Scenario, WhatIf};
use crate::io::wording::grouped;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 320.0;
/// Around the drawing: left, top, right, bottom.
const MARGIN: (f64, f64, f64, f64) = (84.0, 14.0, 120.0, 40.0);
/// As many lines as have a colour of their own.
const LINES: usize = 6;

/// A value of which at least `least` and at most `most` is known.
#[derive(Clone, Copy)]
struct Span {
    least: f64,
    most: Option<f64>,
}

/// The charts of a study.
pub(super) fn section(results: &WhatIf) -> String {
    let charts = match &results.frontier {
        Some(found) => vec![
            figure(
                &format!("Revenue at best {}", results.currency),
                &lines(found, |cell| Some(Span { least: cell.revenue.least?, most: cell.revenue.most })),
            ),
            figure(
                "Requests served at best",
                &lines(found, |cell| {
                    Some(Span { least: cell.served.least? as f64, most: cell.served.most.map(|most| most as f64) })
                }),
            ),
        ],
        None => {
            vec![figure(&format!("Revenue {}: the plan, and the most of any plan", results.currency), &bars(results))]
        }
    };
    format!("<section>\n<div class=\"charts\">\n{}</div>\n</section>", charts.concat())
}

fn figure(title: &str, drawing: &str) -> String {
    let title = escaped(title.trim());
    format!(
        "<figure><figcaption>{title}</figcaption>\n<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\">\n{drawing}</svg></figure>\n"
    )
}

/// A scale from 0 to the highest value, with its round marks.
struct Scale {
    top: f64,
    step: f64,
}

impl Scale {
    fn up_to(highest: f64) -> Self {
        let rough = (highest / 4.0).max(f64::MIN_POSITIVE);
        let power = 10_f64.powf(rough.log10().floor());
        let step =
            [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * power).find(|step| *step >= rough).unwrap_or(rough);
        Self { top: step * (highest / step).ceil().max(1.0), step }
    }

    fn marks(&self) -> impl Iterator<Item = f64> + '_ {
        let count = (self.top / self.step).round() as u32;
        (0..=count).map(|number| f64::from(number) * self.step)
    }

    fn share(&self, value: f64) -> f64 {
        value / self.top
    }
}

fn number(value: f64) -> String {
    grouped(value.round().max(0.0) as u64)
}

/// Bars from left to right, one for each scenario.
fn bars(results: &WhatIf) -> String {
    let all: Vec<&Scenario> = results.baseline.iter().chain(&results.scenarios).collect();
    let values: Vec<(&str, f64, Option<f64>)> =
        all.iter().filter_map(|one| Some((one.name.as_str(), one.plan.as_ref()?.revenue, one.revenue.most))).collect();
    let highest = values.iter().map(|(_, revenue, most)| most.unwrap_or(*revenue).max(*revenue)).fold(1.0, f64::max);
    let (scale, left) = (Scale::up_to(highest), 190.0);
    let x = |value: f64| left + scale.share(value) * (WIDTH - left - 24.0);
    let room = (HEIGHT - 34.0) / values.len().max(1) as f64;
    let mut drawing = String::new();
    for mark in scale.marks() {
        let at = x(mark);
        let _ = writeln!(
            drawing,
            "<line class=\"rule\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"0\" y2=\"{:.1}\"/>",
            HEIGHT - 30.0
        );
        let _ = writeln!(
            drawing,
            "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - 12.0,
            number(mark)
        );
    }
    for (position, (name, revenue, most)) in values.iter().enumerate() {
        let (top, high) = (position as f64 * room + room * 0.2, (room * 0.6).min(28.0));
        let middle = top + high / 2.0;
        let width = x(*revenue) - left;
        let _ = writeln!(
            drawing,
            "<text class=\"label\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 8.0,
            middle + 4.0,
            escaped(&short(name, 26))
        );
        let _ = writeln!(
            drawing,
            "<rect class=\"bar\" x=\"{left}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{high:.1}\" rx=\"3\"/>"
        );
        if let Some(most) = most.filter(|most| most > revenue) {
            let _ = writeln!(
                drawing,
                "<line class=\"range\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{middle:.1}\" y2=\"{middle:.1}\"/>",
                x(*revenue),
                x(most)
            );
        }
    }
    drawing
}

fn short(name: &str, letters: usize) -> String {
    match name.char_indices().nth(letters) {
        Some((cut, _)) => format!("{}…", &name[..cut]),
        None => name.to_owned(),
    }
}

/// A line for each number of the second axis over the numbers of the first.
fn lines(found: &Frontier, value: impl Fn(&Cell) -> Option<Span>) -> String {
    let Some(first) = found.axes.first() else { return String::new() };
    let (from, to) =
        (first.counts.first().copied().unwrap_or(0) as f64, first.counts.last().copied().unwrap_or(1) as f64);
    let highest = found
        .cells
        .iter()
        .filter_map(&value)
        .map(|span| span.most.unwrap_or(span.least).max(span.least))
        .fold(1.0, f64::max);
    let scale = Scale::up_to(highest);
    let (left, top, right, bottom) = MARGIN;
    let x = |count: i64| left + (count as f64 - from) / (to - from).max(1.0) * (WIDTH - left - right);
    let y = |value: f64| HEIGHT - bottom - scale.share(value) * (HEIGHT - top - bottom);
    let mut drawing = String::new();
    for mark in scale.marks() {
        let at = y(mark);
        let _ = writeln!(
            drawing,
            "<line class=\"rule\" x1=\"{left}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/>",
            WIDTH - right
        );
        let _ = writeln!(
            drawing,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 8.0,
            at + 4.0,
            number(mark)
        );
    }
    for &count in &first.counts {
        let _ = writeln!(
            drawing,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{count}</text>",
            x(count),
            HEIGHT - bottom + 18.0
        );
    }
    let _ = writeln!(
        drawing,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
        WIDTH - right,
        HEIGHT - 6.0,
        escaped(first.name.trim_start_matches("× "))
    );
    let others = found.axes.get(1).map_or(vec![None], |axis| axis.counts.iter().map(|&count| Some(count)).collect());
    for (position, other) in others.iter().enumerate() {
        let colour = position % LINES;
        let cells = found.cells.iter().filter(|cell| other.is_none_or(|other| cell.counts.get(1) == Some(&other)));
        let points: Vec<(f64, Span)> =
            cells.filter_map(|cell| Some((x(*cell.counts.first()?), value(cell)?))).collect();
        let path: Vec<String> = points.iter().map(|(x, span)| format!("{x:.1},{:.1}", y(span.least))).collect();
        let _ = writeln!(drawing, "<polyline class=\"line s{colour}\" points=\"{}\"/>", path.join(" "));
        for (x, span) in &points {
            let _ =
                writeln!(drawing, "<circle class=\"d{colour}\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"4\"/>", y(span.least));
            if let Some(most) = span.most.filter(|most| *most > span.least) {
                let _ = writeln!(
                    drawing,
                    "<line class=\"line s{colour}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{:.1}\" y2=\"{:.1}\"/>",
                    y(span.least),
                    y(most)
                );
            }
        }
        if let (Some((x, span)), Some(other), Some(axis)) = (points.last(), other, found.axes.get(1)) {
            let label = escaped(&short(&format!("{other} {}", axis.name), 16));
            let _ = writeln!(
                drawing,
                "<text class=\"label\" x=\"{:.1}\" y=\"{:.1}\">{label}</text>",
                x + 10.0,
                y(span.least) + 4.0 - 13.0 * overlaps(&points, found, &value, position, &others)
            );
        }
    }
    if let Some(cell) = found.knee.as_ref().and_then(|knee| found.cells.iter().find(|cell| cell.counts == *knee))
        && let (Some(&count), Some(span)) = (cell.counts.first(), value(cell))
    {
        let title = escaped(&words::knee(found, &cell.counts));
        let _ = writeln!(
            drawing,
            "<circle class=\"knee\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"9\"><title>{title}</title></circle>",
            x(count),
            y(span.least)
        );
    }
    drawing
}

/// How many lines before this one end at the same height: their names stand above each other.
fn overlaps(
    points: &[(f64, Span)],
    found: &Frontier,
    value: &impl Fn(&Cell) -> Option<Span>,
    position: usize,
    others: &[Option<i64>],
) -> f64 {
    let Some((_, last)) = points.last() else { return 0.0 };
    let end = |other: &Option<i64>| {
        let cells = found.cells.iter().filter(|cell| other.is_none_or(|other| cell.counts.get(1) == Some(&other)));
        cells.filter_map(value).last().map(|span| span.least)
    };
    others[..position].iter().filter(|other| end(other) == Some(last.least)).count() as f64
}
