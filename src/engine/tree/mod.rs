//! Best-first branch and bound over the prices: a proof that gets better as long as it runs.
//!
//! Branching only bars placements, so a node is priced as the root is, from the prices of the node above. A node costs
//! some dozens of pricings by the volume algorithm and no linear programme.

mod branch;
mod node;

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::engine::dual::{Pricing, Volume};

pub use branch::{Branch, Side};
pub use node::{Node, Opened};

/// Nodes that are opened side by side at most, whatever the number of threads.
const BATCH: usize = 8;

/// Steps of the root in which it learns again what is worth remembering.
const ROOT_STEPS: u64 = 60;

/// A branch-and-bound tree.
#[derive(Debug)]
pub struct Tree<'n, 'b, 'a> {
    /// That of the root: with the paths that it has met.
    pricing: Pricing<'n, 'b, 'a>,
    nodes: Vec<Option<Node>>,
    /// Bounds and positions of open nodes; the last is the best.
    open: BTreeSet<(i64, std::cmp::Reverse<usize>)>,
    incumbent: i64,
    /// The greatest bound of a node that could be neither closed nor branched on.
    stuck: i64,
    opened: u64,
    pricings: u64,
}

impl<'n, 'b, 'a> Tree<'n, 'b, 'a> {
    /// A tree whose root is what the volume algorithm has proved without cuts: pricing takes
    /// several times as long with them, and more nodes close more. Nothing worth more than `incumbent` is missed.
    pub fn new(root: &Volume<'n, 'b, 'a>, incumbent: i64) -> Self {
        let mut root = root.clone();
        root.forget();
        root.run(ROOT_STEPS);
        let node = Node::root(&root);
        let pricing = root.pricing().clone();
        let mut tree =
            Self { pricing, nodes: vec![], open: BTreeSet::new(), incumbent, stuck: i64::MIN, opened: 0, pricings: 0 };
        tree.add(node);
        tree
    }

    fn add(&mut self, node: Node) {
        if node.bound > self.incumbent {
            self.open.insert((node.bound, std::cmp::Reverse(self.nodes.len())));
            self.nodes.push(Some(node));
        }
    }

    /// Opens so many nodes, the best ones, some side by side.
    pub fn run(&mut self, nodes: u64, incumbent: i64) {
        self.improve(incumbent);
        let until = self.opened + nodes;
        while self.opened < until && !self.open.is_empty() {
            let batch: Vec<Node> = (self.opened..until).take(BATCH).filter_map(|_| self.take()).collect();
            self.opened += batch.len() as u64;
            let (pricing, incumbent) = (&self.pricing, self.incumbent);
            let found: Vec<(Opened, u64)> =
                batch.into_par_iter().map(|node| node.open(pricing.clone(), incumbent)).collect();
            for (opened, pricings) in found {
                self.pricings += pricings;
                match opened {
                    Opened::Children(children) => children.into_iter().for_each(|child| self.add(child)),
                    Opened::Stuck(bound) => self.stuck = self.stuck.max(bound),
                }
            }
        }
    }

    fn take(&mut self) -> Option<Node> {
        let (_, position) = self.open.pop_last()?;
        self.nodes[position.0].take()
    }

    /// Closes what a better plan shows to be worthless.
    pub fn improve(&mut self, incumbent: i64) {
        self.incumbent = self.incumbent.max(incumbent);
        while let Some(&(bound, position)) = self.open.first() {
            if bound > self.incumbent {
                break;
            }
            self.open.pop_first();
            self.nodes[position.0] = None;
        }
    }

    /// No assignment is worth more.
    pub fn bound(&self) -> i64 {
        self.open.last().map_or(self.incumbent, |(bound, _)| *bound).max(self.stuck)
    }

    /// How many nodes wait to be opened.
    pub fn open(&self) -> usize {
        self.open.len()
    }

    /// How many nodes have been opened.
    pub fn opened(&self) -> u64 {
        self.opened
    }

    /// How many pricings that has taken.
    pub fn pricings(&self) -> u64 {
        self.pricings
    }
}
