//! The proof of a part: its bound, lower and lower, in four stages.
//!
//! First the volume algorithm prices paths that may repeat a job, which is quick; when that has come to rest, it remembers
//! the jobs that paths repeat; when that rests, too, it adds cuts, round by round; at last a tree branches.

use super::board::Board;
use super::dual::{Bars, Network, Prices, Pricing, Volume};
use super::tree::Tree;

/// Steps of the volume algorithm in a row.
const STEPS: u64 = 5;

/// Steps of the volume algorithm, since it remembers or has other cuts, after which it is asked whether it rests: the
/// first hundred learn what is worth remembering.
const PATIENCE: u64 = 200;
const PATIENCE_WITH_CUTS: u64 = 100;

/// It rests when so many steps have closed less than this share of the gap.
const LEAST_GAIN: f64 = 0.01;

/// On boards with fewer arcs nodes are so cheap that a tree closes more than cuts in the same time.
const CUT_ARCS: usize = 50_000;

/// Rounds of cuts, the most that a round adds, and the least for which there is another.
const ROUNDS: u32 = 10;
const MOST_CUTS: usize = 50;
const LEAST_CUTS: usize = 4;

/// Pricings of a node of the tree, roughly.
const NODE_PRICINGS: u64 = 100;

/// The most nodes that are opened side by side.
const MOST_NODES: u64 = 8;

/// A bound that is being proved.
#[derive(Debug)]
pub struct Proof<'n, 'b, 'a> {
    /// The volume algorithm without cuts.
    volume: Volume<'n, 'b, 'a>,
    /// The same with cuts, from when it has come to rest without them.
    tightened: Option<Volume<'n, 'b, 'a>>,
    tree: Option<Tree<'n, 'b, 'a>>,
    bound: i64,
    /// What values differ by multiples of, counted from the base of the board.
    step: i64,
    /// When the volume algorithm was last asked whether it rests: its steps, its work and its bound then.
    asked: (u64, u64, i64),
    /// Whether the volume algorithm remembered already then.
    was_elementary: bool,
    /// Rounds of cuts so far.
    rounds: u32,
    /// Work of a node of the tree.
    node: u64,
}

impl<'n, 'b, 'a> Proof<'n, 'b, 'a> {
    /// Nothing is proved but what the first prices say.
    pub fn new(network: &'n Network<'b, 'a>, incumbent: Option<i64>) -> Self {
        let (board, bars) = (network.board, Bars::none(network.board));
        let mut pricing = Pricing::new(network);
        let starts = Prices::starts(board).into_iter().map(|mut prices| {
            network.quantum.round(board, &mut prices);
            (pricing.price(&prices, &bars).points(), prices)
        });
        let first = starts.min_by_key(|(bound, _)| *bound);
        let prices = first.map_or_else(|| Prices::zero(board), |(_, prices)| prices);
        let step = board.step();
        let mut volume = Volume::new(network, bars, prices, i64::MIN);
        volume.aim(target(volume.bound(), incumbent, step));
        let bound = reachable(board, step, volume.bound());
        Self {
            step,
            volume,
            tightened: None,
            tree: None,
            bound,
            asked: (0, 0, bound),
            was_elementary: false,
            rounds: 0,
            node: 1,
        }
    }

    /// No assignment is worth more, or none is worth more than the incumbent.
    pub fn bound(&self) -> i64 {
        self.bound
    }

    /// The volume algorithm of the whole, without cuts.
    pub fn volume(&self) -> &Volume<'n, 'b, 'a> {
        &self.volume
    }

    /// Takes over a bound that was proved elsewhere.
    pub fn lower(&mut self, bound: i64) {
        self.bound = self.bound.min(self.reachable(bound));
    }

    /// What values differ by multiples of.
    pub fn step(&self) -> i64 {
        self.step
    }

    fn reachable(&self, bound: i64) -> i64 {
        reachable(self.volume.pricing().network().board, self.step, bound)
    }

    /// The nodes of the tree that have been opened.
    pub fn nodes(&self) -> u64 {
        self.tree.as_ref().map_or(0, Tree::opened)
    }

    /// Whether prices are still on their way.
    pub fn is_relaxed(&self) -> bool {
        !self.volume.is_elementary()
    }

    /// How much work another task may do in a round in which so much is asked of this one: as long as a node takes.
    pub fn pace(&self, work: u64) -> u64 {
        if self.tree.is_some() { work.max(self.node) } else { work }
    }

    /// Goes on for about so much work; in the tree, which is worth two tasks, for at least a node.
    pub fn run(&mut self, work: u64, incumbent: Option<i64>) {
        let aim = target(self.bound, incumbent, self.step);
        if let Some(tree) = &mut self.tree {
            tree.run(nodes(work, self.node), aim);
            let bound = tree.bound();
            self.lower(bound);
            return;
        }
        let volume = self.tightened.as_mut().unwrap_or(&mut self.volume);
        volume.aim(aim);
        let until = volume.pricing().work() + work;
        while volume.pricing().work() < until && volume.bound() > aim {
            let before = volume.pricing().work();
            volume.run(STEPS);
            // Where the averaged plan keeps every row, no step leads anywhere.
            if volume.pricing().work() == before {
                break;
            }
        }
        let bound = volume.bound();
        self.lower(bound);
        // A tree closes nodes by what is known; without that it closes none.
        if self.rests(aim) && !self.cuts() && incumbent.is_some() {
            self.tree = Some(Tree::new(&self.volume, aim));
            self.tightened = None;
        }
    }

    /// Adds a round of cuts, if it is worth while.
    fn cuts(&mut self) -> bool {
        if self.rounds == ROUNDS || self.volume.pricing().network().arcs < CUT_ARCS {
            return false;
        }
        self.rounds += 1;
        self.tightened.get_or_insert_with(|| self.volume.clone()).cut(MOST_CUTS) >= LEAST_CUTS
    }

    /// Whether the volume algorithm has gained next to nothing since it was last asked.
    fn rests(&mut self, aim: i64) -> bool {
        let volume = self.tightened.as_ref().unwrap_or(&self.volume);
        let (steps, work, bound) = (volume.iterations(), volume.pricing().work(), volume.bound());
        let patience = if self.rounds == 0 { PATIENCE } else { PATIENCE_WITH_CUTS };
        if steps < self.asked.0 + patience {
            return false;
        }
        let gain = (self.asked.2 - bound) as f64;
        // Nodes are priced without cuts.
        if self.rounds == 0 {
            self.node = 1 + NODE_PRICINGS * (work - self.asked.1) / (steps - self.asked.0);
        }
        self.asked = (steps, work, bound);
        let was_elementary = std::mem::replace(&mut self.was_elementary, volume.is_elementary());
        was_elementary && gain <= LEAST_GAIN * (bound - aim) as f64
    }
}

/// Nodes for twice the work.
fn nodes(work: u64, node: u64) -> u64 {
    (2 * work / node).clamp(1, MOST_NODES)
}

/// What to aim at: whatever proves a known value, or without one something that lies well below the bound.
fn target(bound: i64, incumbent: Option<i64>, step: i64) -> i64 {
    incumbent.map_or_else(|| bound - 1 - bound.saturating_abs() / 20, |value| value + step - 1)
}

/// The greatest value up to the bound that differs from the base by a multiple of the step.
fn reachable(board: &Board<'_>, step: i64, bound: i64) -> i64 {
    board.base + (bound - board.base).div_euclid(step) * step
}
