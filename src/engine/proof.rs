//! The proof of a part: its bound, lower and lower, in three stages.
//!
//! First the volume algorithm prices paths that may repeat a job, which is quick; when that has come to rest, it remembers
//! the jobs that paths repeat; when that rests, too, a tree branches.

use super::dual::{Bars, Network, Prices, Volume};
use super::tree::Tree;

/// Steps of the volume algorithm after which it is asked whether it rests.
const PATIENCE: u64 = 150;

/// It rests when so many steps have closed less than this share of the gap.
const LEAST_GAIN: f64 = 0.01;

/// Pricings of a node of the tree, roughly.
const NODE_PRICINGS: u64 = 100;

/// A bound that is being proved.
#[derive(Debug)]
pub struct Proof<'n, 'b, 'a> {
    volume: Volume<'n, 'b, 'a>,
    /// Whether the volume algorithm remembers the jobs that paths repeat.
    remembers: bool,
    tree: Option<Tree<'n, 'b, 'a>>,
    bound: i64,
    /// Units of work of a pricing.
    pricing: u64,
    /// When the volume algorithm was last asked whether it rests, and its bound then.
    asked: (u64, i64),
}

impl<'n, 'b, 'a> Proof<'n, 'b, 'a> {
    /// Nothing is proved but what the first prices say.
    pub fn new(network: &'n Network<'b, 'a>, incumbent: Option<i64>) -> Self {
        let (board, bars) = (network.board, Bars::none(network.board));
        let mut volume = Volume::new(network, bars, Prices::of_density(board), i64::MIN);
        volume.aim(target(volume.bound(), incumbent));
        let (bound, pricing) = (volume.bound(), 5 + network.arcs as u64 / 400);
        Self { volume, remembers: false, tree: None, bound, pricing, asked: (0, bound) }
    }

    /// No assignment is worth more, or none is worth more than the incumbent.
    pub fn bound(&self) -> i64 {
        self.bound
    }

    /// The best prices of the whole.
    pub fn prices(&self) -> &Prices {
        self.volume.prices()
    }

    /// Whether it is still in its first stage.
    pub fn is_relaxed(&self) -> bool {
        !self.remembers
    }

    /// Goes on for about so much work.
    pub fn run(&mut self, work: u64, incumbent: Option<i64>) {
        let (is_known, incumbent) = (incumbent.is_some(), target(self.bound, incumbent));
        let pricings = (work / self.pricing).max(1);
        if let Some(tree) = &mut self.tree {
            tree.run(pricings.div_ceil(NODE_PRICINGS), incumbent);
            self.bound = self.bound.min(tree.bound());
            return;
        }
        self.volume.aim(incumbent);
        self.volume.run(pricings);
        self.bound = self.bound.min(self.volume.bound());
        if self.rests(incumbent) {
            if self.remembers && !is_known {
                // A tree closes nodes by what is known; without that it closes none.
            } else if self.remembers {
                self.tree = Some(Tree::new(&self.volume, incumbent));
            } else {
                self.volume.remember();
                self.remembers = true;
            }
        }
    }

    /// Whether the volume algorithm has gained next to nothing since it was last asked.
    fn rests(&mut self, incumbent: i64) -> bool {
        let (steps, bound) = (self.volume.iterations(), self.volume.bound());
        if steps < self.asked.0 + PATIENCE {
            return false;
        }
        let gain = (self.asked.1 - bound) as f64;
        self.asked = (steps, bound);
        gain <= LEAST_GAIN * (bound - incumbent) as f64
    }

    /// What it is doing, for the log.
    pub fn state(&self) -> String {
        match &self.tree {
            Some(tree) => format!("tree, {} nodes, {} open, {} pricings", tree.opened(), tree.open(), tree.pricings()),
            None => format!("volume, {} steps, {}", self.volume.iterations(), self.remembers),
        }
    }
}

/// What to aim at: a known value, or without one something that lies well below the bound.
fn target(bound: i64, incumbent: Option<i64>) -> i64 {
    incumbent.unwrap_or_else(|| bound - 1 - bound.saturating_abs() / 20)
}
