//! A node of the tree: what is forbidden in it, and what is known of it.

use std::sync::Arc;

use super::branch::{Branch, Side, branches};
use crate::engine::dual::{Bars, Memory, Network, Pricing, Volume, Warmth};

/// Steps of the volume algorithm when a node is opened.
const STEPS: u64 = 40;
/// Branches that are tried.
const TRIES: usize = 3;
/// Steps of each side of a branch that is tried.
const TRIAL_STEPS: u64 = 10;
/// The least share of Polyak's step that a node begins with.
const STEP: f64 = 0.01;

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
        Self {
            sides: Vec::new(),
            bound: volume.bound(),
            warmth: Arc::new(volume.warmth()),
            memories: Arc::new(volume.pricing().memories().to_vec()),
        }
    }

    fn bars(&self, network: &Network<'_, '_>) -> Bars {
        let mut bars = Bars::none(network.board);
        self.sides.iter().for_each(|side| side.bar(network.board, &mut bars));
        bars
    }

    /// The children of the best of several branches, and the pricings that it took to find them. A node without worth has
    /// none.
    pub fn open(self, mut pricing: Pricing<'_, '_, '_>, incumbent: i64) -> (Vec<Self>, u64) {
        let network = pricing.network();
        pricing.remember(&self.memories);
        let mut warmth = (*self.warmth).clone();
        warmth.step = warmth.step.max(STEP);
        let mut volume = Volume::resume(pricing, self.bars(network), warmth, incumbent);
        volume.run(STEPS);
        let mut pricings = volume.iterations() + 1;
        let bound = volume.bound().min(self.bound);
        if bound <= incumbent {
            return (Vec::new(), pricings);
        }
        let mut best: Option<(f64, Vec<Self>)> = None;
        for branch in branches(network, &volume).into_iter().take(TRIES) {
            let children = self.try_branch(&volume, &branch, bound, incumbent, &mut pricings);
            let gain = |child: &Self| ((bound - child.bound) as f64).max(0.1).min((bound - incumbent) as f64);
            let score = children.iter().map(gain).product();
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, children));
            }
        }
        // Without a branch the node stays, with what has been learnt.
        let stays = || {
            let memories = Arc::new(volume.pricing().memories().to_vec());
            vec![Self { bound, warmth: Arc::new(volume.warmth()), memories, sides: self.sides.clone() }]
        };
        (best.map_or_else(stays, |(_, children)| children), pricings)
    }

    fn try_branch(
        &self,
        volume: &Volume<'_, '_, '_>,
        branch: &Branch,
        bound: i64,
        incumbent: i64,
        pricings: &mut u64,
    ) -> Vec<Self> {
        let child = |side: &Side| {
            let mut bars = volume.bars().clone();
            side.bar(volume.pricing().network().board, &mut bars);
            let mut volume = Volume::resume(volume.pricing().clone(), bars, volume.warmth(), incumbent);
            volume.run(TRIAL_STEPS);
            *pricings += volume.iterations() + 1;
            let sides = self.sides.iter().chain([side]).copied().collect();
            let memories = Arc::new(volume.pricing().memories().to_vec());
            Self { sides, bound: volume.bound().min(bound), warmth: Arc::new(volume.warmth()), memories }
        };
        branch.sides().iter().map(child).collect()
    }
}
