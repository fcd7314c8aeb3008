//! The capacity frontier: what a grid of so many rooms and so many people says.
//!
//! Served demand and revenue of a cell are intervals ([`Known`]), and so is what one more of an axis brings: rent below its
//! lower end surely pays, rent above its upper end surely does not.
//!
//! The knee is the point at which a curve turns most (Satopää, Albrecht, Irwin and Raghavan, *Finding a "Kneedle" in a
//! Haystack*, 2011): with size and revenue scaled to 0…1, the point farthest above the straight line from the first to the last.
//! The curve is that of the efficient cells: those which no smaller cell matches. It is a hint to where to look, from plans, not a proof.

use crate::io::wire::study::Grid;
use crate::io::wire::whatif as wire;

use super::answer::Answer;
use super::case::Case;
use super::grid::axis_name;
use super::known::Known;
use super::result::{money, range};

/// A cell that was finished.
struct Point<'a> {
    case: &'a Case,
    answer: &'a Answer,
    counts: &'a [i64],
    /// What it costs, or how many there are altogether.
    size: f64,
}

/// What the finished cases of a grid say.
pub(super) fn frontier(grid: &Grid, finished: &[(&Case, &Answer)]) -> wire::Frontier {
    let mut points: Vec<Point<'_>> = finished
        .iter()
        .filter_map(|&(case, answer)| {
            let counts = case.cell.as_deref()?;
            Some(Point { case, answer, counts, size: size(grid, counts) })
        })
        .collect();
    points.sort_by_key(|point| point.counts.to_vec());
    let efficient = efficient(&points);
    wire::Frontier {
        axes: grid
            .axes
            .iter()
            .map(|axis| wire::FrontierAxis { name: axis_name(axis), counts: axis.counts.clone(), cost: axis.cost })
            .collect(),
        cells: points.iter().zip(&efficient).map(|(point, &efficient)| cell(grid, point, efficient)).collect(),
        knee: knee(&points, &efficient),
        fewest: (0..grid.axes.len()).map(|axis| fewest(grid, axis, &points)).collect(),
        steps: steps(grid, &points),
    }
}

/// What all of it costs, where each axis has a cost; else how many there are.
fn size(grid: &Grid, counts: &[i64]) -> f64 {
    let costs: Option<Vec<f64>> = grid.axes.iter().map(|axis| axis.cost).collect();
    let weights = costs.unwrap_or_else(|| vec![1.0; counts.len()]);
    counts.iter().zip(weights).map(|(&count, weight)| count as f64 * weight).sum()
}

fn cell(grid: &Grid, point: &Point<'_>, efficient: bool) -> wire::Cell {
    let plan = point.answer.plan.as_ref().map(|(plan, _)| plan.bookings.len() + plan.unassigned.len());
    wire::Cell {
        name: point.case.name.clone(),
        counts: point.counts.to_vec(),
        requests: i64::try_from(plan.unwrap_or_default()).unwrap_or(i64::MAX),
        served: range(point.answer.served),
        revenue: money(point.answer.revenue),
        cost: grid.axes.iter().all(|axis| axis.cost.is_some()).then_some(point.size),
        efficient,
    }
}

fn revenue(point: &Point<'_>) -> i64 {
    point.answer.revenue.least.unwrap_or_default()
}

/// Which cells no other of at most their size is known to match.
fn efficient(points: &[Point<'_>]) -> Vec<bool> {
    let beats = |one: &Point<'_>, other: &Point<'_>| {
        let (less, more) = (one.size.total_cmp(&other.size), revenue(one).cmp(&revenue(other)));
        less.is_le() && more.is_ge() && (less.is_lt() || more.is_gt())
    };
    points.iter().map(|point| !points.iter().any(|one| beats(one, point))).collect()
}

/// The efficient cell farthest above the line from the smallest to the largest of them.
fn knee(points: &[Point<'_>], efficient: &[bool]) -> Option<Vec<i64>> {
    let mut curve: Vec<&Point<'_>> =
        points.iter().zip(efficient).filter(|(_, is)| **is).map(|(point, _)| point).collect();
    curve.sort_by(|one, other| one.size.total_cmp(&other.size));
    let (first, last) = (curve.first()?, curve.last()?);
    let (width, height) = (last.size - first.size, (revenue(last) - revenue(first)) as f64);
    let above =
        |point: &Point<'_>| (revenue(point) - revenue(first)) as f64 / height - (point.size - first.size) / width;
    let highest = curve.iter().max_by(|one, other| above(one).total_cmp(&above(other)))?;
    (curve.len() > 2 && above(highest) > 0.0).then(|| highest.counts.to_vec())
}

/// The fewest of an axis that serve everything, the other axis at its largest.
fn fewest(grid: &Grid, axis: usize, points: &[Point<'_>]) -> wire::Fewest {
    let at_most = |other: usize| grid.axes[other].counts.last().copied();
    let others_full = |point: &&Point<'_>| {
        point.counts.iter().enumerate().all(|(other, &count)| other == axis || Some(count) == at_most(other))
    };
    let line: Vec<&Point<'_>> = points.iter().filter(others_full).collect();
    let all = |point: &&&Point<'_>| {
        let plan = point.answer.plan.as_ref();
        let requests = plan.map(|(plan, _)| plan.bookings.len() + plan.unassigned.len());
        requests
            .and_then(|requests| i64::try_from(requests).ok())
            .is_some_and(|all| point.answer.served.least >= Some(all))
    };
    let found = line.iter().position(|point| all(&point));
    let proved = found.is_some_and(|at| match at.checked_sub(1).and_then(|before| line.get(before)) {
        None => line[at].counts[axis] == 0,
        Some(before) => {
            let after = line[at].answer.served.least;
            before.answer.served.most.is_some_and(|most| after.is_some_and(|after| most < after))
        }
    });
    wire::Fewest { axis: axis_name(&grid.axes[axis]), count: found.map(|at| line[at].counts[axis]), proved }
}

/// What one more of each axis brings, from each cell to the next. Where the numbers of an axis leave some out, it is the mean.
fn steps(grid: &Grid, points: &[Point<'_>]) -> Vec<wire::Step> {
    let mut steps = Vec::new();
    for (axis, declared) in grid.axes.iter().enumerate() {
        for pair in declared.counts.windows(2) {
            for from in points.iter().filter(|point| point.counts[axis] == pair[0]) {
                let mut counts = from.counts.to_vec();
                counts[axis] = pair[1];
                let Some(to) = points.iter().find(|point| point.counts == counts) else { continue };
                let each = |known: Known| per(known, pair[1] - pair[0]);
                steps.push(wire::Step {
                    axis: axis_name(declared),
                    from: from.counts.to_vec(),
                    to: counts,
                    served: range(to.answer.served.minus(from.answer.served)),
                    break_even: money(each(to.answer.revenue.minus(from.answer.revenue))),
                });
            }
        }
    }
    steps
}

/// A share of the difference, rounded outwards.
fn per(known: Known, count: i64) -> Known {
    let count = count.max(1);
    Known {
        least: known.least.map(|least| least.div_euclid(count)),
        most: known.most.map(|most| -(-most).div_euclid(count)),
    }
}
