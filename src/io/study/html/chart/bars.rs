//! Bars from left to right, one for each scenario: the revenue of its plan, and behind it the most of any plan.

use super::scale::{Scale, number};
use super::svg::{Anchor, line, short, text};
use super::{Drawing, WIDTH};
use crate::io::wire::whatif::{Scenario, WhatIf};

/// Room for names on the left, for half a number on the right.
const LEFT: f64 = 190.0;
const RIGHT: f64 = 44.0;
/// From bar to bar.
const ROW: f64 = 38.0;
const THICKNESS: f64 = 22.0;

/// Draws the baseline and the scenarios with a plan.
pub(super) fn draw(results: &WhatIf) -> Drawing {
    let all = results.baseline.iter().chain(&results.scenarios);
    let bars: Vec<(&Scenario, f64)> = all.filter_map(|one| Some((one, one.plan.as_ref()?.revenue))).collect();
    let scale = Scale::of(bars.iter().flat_map(|(one, revenue)| [Some(*revenue), one.revenue.most]).flatten());
    let bottom = ROW * bars.len() as f64 + 6.0;
    let x = |value: f64| LEFT + scale.share(value) * (WIDTH - LEFT - RIGHT);
    let mark = |value: f64| {
        line("rule", (x(value), 0.0), (x(value), bottom))
            + &text("", (x(value), bottom + 20.0), Anchor::Middle, &number(value))
    };
    let bar = |(position, (scenario, revenue)): (usize, &(&Scenario, f64))| {
        bar(scenario, ROW * (position as f64 + 0.5), x(*revenue), scenario.revenue.most.map(x))
    };
    let marks: String = scale.marks().map(mark).collect();
    Drawing { height: bottom + 32.0, elements: marks + &bars.iter().enumerate().map(bar).collect::<String>() }
}

/// A bar up to `end`, and a range on to `most`.
fn bar(scenario: &Scenario, middle: f64, end: f64, most: Option<f64>) -> String {
    let (top, width) = (middle - THICKNESS / 2.0, end - LEFT);
    let name = text("label", (LEFT - 10.0, middle + 4.0), Anchor::End, &short(&scenario.name, 26));
    let rect = format!(
        "<rect class=\"bar\" x=\"{LEFT}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{THICKNESS}\" rx=\"3\"/>\n"
    );
    let range = most.filter(|most| *most > end).map(|most| line("range", (end, middle), (most, middle)));
    name + &rect + &range.unwrap_or_default()
}
