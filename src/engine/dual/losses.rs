//! Losses: by how much a bound falls for plans with a given placement.
//!
//! A bound adds up what each staff-day does best at the prices. Plans in which it takes a given arc instead are worth no more
//! than the bound less the difference between its longest path and its longest path through that arc,
//!
//! ```text
//! behind(from) + value + ahead(to),     behind and ahead by one pass each over all arcs
//! ```
//!
//! Arcs whose loss takes the bound to the value of a known plan are in no better plan (reduced-cost fixing; Irnich,
//! Desaulniers, Desrosiers and Hadjar 2010; FORMULATION.md § 19).

use std::ops::Range;

use super::{Network, Prices, Totals};
use crate::engine::board::{DayIndex, JobIndex, Placement};

/// A placement and what the bound loses with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// What is placed.
    pub placement: Placement,
    /// Points, never negative.
    pub points: f64,
}

/// The losses at given prices, which the quantum of the network has rounded.
#[derive(Debug)]
pub struct Losses<'n, 'b, 'a> {
    network: &'n Network<'b, 'a>,
    totals: Totals,
}

/// An arc between nodes of a staff-day.
struct Step {
    placement: Placement,
    from: usize,
    to: usize,
    value: f64,
}

/// The most that paths of a staff-day bring before and after its nodes.
#[derive(Clone, Debug)]
pub struct Reach {
    /// What the staff-day does best.
    pub best: f64,
    cost: f64,
    behind: Vec<f64>,
    ahead: Vec<f64>,
}

impl Reach {
    /// How much less a staff-day brings that begins and does something else at nodes, whatever that brings; the nodes are
    /// counted from the first slot of the staff-day.
    pub fn detour(&self, nodes: &Range<usize>) -> f64 {
        self.best - (self.behind[nodes.start] + self.ahead[nodes.end] - self.cost)
    }
}

impl<'n, 'b, 'a> Losses<'n, 'b, 'a> {
    /// The losses at these prices.
    pub fn at(network: &'n Network<'b, 'a>, prices: &Prices) -> Self {
        Self { network, totals: Totals::of(prices) }
    }

    /// What a placement brings at the prices.
    pub fn value(&self, placement: Placement) -> f64 {
        self.totals.worth(self.network.board, placement).unwrap_or(f64::NEG_INFINITY)
    }

    /// What a staff-day does best at the prices, and the loss of each of its arcs.
    pub fn of_day(&self, day: DayIndex) -> (f64, Vec<Loss>) {
        let mut steps = self.steps(day);
        let reach = self.sorted_reach(day, &mut steps);
        let through = |step: &Step| step.value - reach.detour(&(step.from..step.to));
        let loss = |step: &Step| Loss { placement: step.placement, points: -through(step) };
        (reach.best, steps.iter().map(loss).collect())
    }

    /// What a staff-day brings before and after each of its slots.
    pub fn reach(&self, day: DayIndex) -> Reach {
        self.sorted_reach(day, &mut self.steps(day))
    }

    fn sorted_reach(&self, day: DayIndex, steps: &mut [Step]) -> Reach {
        let nodes = self.network.days[day].slots.len();
        steps.sort_by_key(|step| (step.from, step.to));
        let (mut behind, mut ahead) = (vec![0.0_f64; nodes + 1], vec![0.0_f64; nodes + 1]);
        let mut next = steps.iter().peekable();
        for node in 0..=nodes {
            behind[node] = behind[node].max(behind[node.saturating_sub(1)]);
            while let Some(step) = next.next_if(|step| step.from == node) {
                behind[step.to] = behind[step.to].max(behind[node] + step.value);
            }
        }
        let mut next = steps.iter().rev().peekable();
        for node in (0..nodes).rev() {
            ahead[node] = ahead[node + 1];
            while let Some(step) = next.next_if(|step| step.from == node) {
                ahead[node] = ahead[node].max(step.value + ahead[step.to]);
            }
        }
        let cost = self.network.days[day].cost;
        let best = (ahead[0] - cost).max(0.0);
        Reach { best, cost, behind, ahead }
    }

    /// What a job that is priced alone does best at the prices, and the loss of each of its placements.
    pub fn of_job(&self, job: JobIndex) -> (f64, Vec<Loss>) {
        let board = self.network.board;
        let mut losses: Vec<Loss> = Vec::new();
        for offer in board.jobs[job].offers.clone() {
            for (origin, _) in board.offers[offer].origins() {
                let footprints = 0..board.jobs[job].footprints.len();
                let placements = footprints.map(|footprint| Placement { offer, origin, footprint });
                let open = placements.filter(|&placement| board.points(placement).is_some());
                losses.extend(open.map(|placement| Loss { placement, points: self.value(placement) }));
            }
        }
        let nothing = if board.jobs[job].mandatory { f64::NEG_INFINITY } else { 0.0 };
        let best = losses.iter().map(|loss| loss.points).fold(nothing, f64::max);
        losses.iter_mut().for_each(|loss| loss.points = best - loss.points);
        (best, losses)
    }

    fn steps(&self, day: DayIndex) -> Vec<Step> {
        let (board, arcs) = (self.network.board, &self.network.days[day]);
        let mut steps = Vec::with_capacity(arcs.points.len());
        for line in &arcs.lines {
            let busy = &board.jobs[line.job].busy[0];
            for origin in line.origins.clone() {
                if arcs.points_at(line, origin).is_some_and(f64::is_finite) {
                    let placement = line.arc(origin).placement;
                    let (from, to) = (origin + busy.start - arcs.slots.start, origin + busy.end - arcs.slots.start);
                    steps.push(Step { placement, from, to, value: self.value(placement) });
                }
            }
        }
        steps
    }
}
