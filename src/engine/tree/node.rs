//! A node of the tree: what is forbidden in it, and what is known of it.

use std::sync::Arc;

use super::branch::{Branch, Side, branches};
use crate::engine::dual::{Bars, Memory, Network, Volume, Warmth};

/// Steps of the volume algorithm when a node is opened.
const STEPS: u64 = 40;
/// Branches that are tried.
const TRIES: usize = 6;
/// Steps of each side of a branch that is tried.
const TRIAL_STEPS: u64 = 10;
/// The least share of Polyak's step that a node begins with.
const STEP: f64 = 0.05;

/// A node.
#[derive(Clone, Debug)]
pub struct Node {
    /// Sides of branches taken, from the root on.
    pub sides: Vec<Side>,
    /// No assignment of the node is worth more.
    pub bound: i64,
    warmth: Arc<Warmth>,
    memories: Arc<Vec<Memory>>,
}

impl Node {
    /// The node without bars.
    pub fn root(volume: &Volume<'_, '_, '_>) -> Self {
        let (warmth, memories) = (Arc::new(volume.warmth()), Arc::new(volume.memories().to_vec()));
        Self { sides: Vec::new(), bound: volume.bound(), warmth, memories }
    }

    fn bars(&self, network: &Network<'_, '_>) -> Bars {
        let mut bars = Bars::none(network.board);
        self.sides.iter().for_each(|side| side.bar(network.board, &mut bars));
        bars
    }

    /// The children of the best of several branches, and the pricings that it took to find them. A node without worth has none.
    pub fn open(self: Arc<Self>, network: &Network<'_, '_>, incumbent: i64) -> (Vec<Self>, u64) {
        let mut warmth = (*self.warmth).clone();
        warmth.step = warmth.step.max(STEP);
        let mut volume = Volume::resume(network, self.bars(network), &warmth, &self.memories, incumbent);
        volume.run(STEPS);
        let mut pricings = volume.iterations();
        let bound = volume.bound().min(self.bound);
        if bound <= incumbent {
            return (Vec::new(), pricings);
        }
        let opened = Self {
            bound,
            warmth: Arc::new(volume.warmth()),
            memories: Arc::new(volume.memories().to_vec()),
            sides: self.sides.clone(),
        };
        let mut best: Option<(f64, Vec<Self>)> = None;
        for branch in branches(network, &volume).into_iter().take(TRIES) {
            let children = opened.try_branch(network, &branch, incumbent);
            pricings += 2 * TRIAL_STEPS;
            let gain = |child: &Self| ((bound - child.bound) as f64).max(0.1).min((bound - incumbent) as f64);
            let score = gain(&children[0]) * gain(&children[1]);
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, children));
            }
            let is_closed = |child: &Self| child.bound <= incumbent;
            if best.iter().flat_map(|(_, children)| children).all(is_closed) {
                break;
            }
        }
        (best.map_or_else(|| vec![opened], |(_, children)| children), pricings)
    }

    fn try_branch(&self, network: &Network<'_, '_>, branch: &Branch, incumbent: i64) -> Vec<Self> {
        let child = |side: &Side| {
            let mut bars = self.bars(network);
            side.bar(network.board, &mut bars);
            let mut volume = Volume::resume(network, bars, &self.warmth, &self.memories, incumbent);
            volume.run(TRIAL_STEPS);
            let sides = self.sides.iter().chain([side]).copied().collect();
            let (warmth, memories) = (Arc::new(volume.warmth()), Arc::new(volume.memories().to_vec()));
            Self { sides, bound: volume.bound().min(self.bound), warmth, memories }
        };
        branch.sides().iter().map(child).collect()
    }
}
