//! A node of the tree: what is forbidden in it, and what is known of it.

use std::sync::Arc;

use super::branch::{Branch, Side, branches};
use crate::engine::dual::{Bars, Memory, Network, Pricing, Volume, Warmth};

/// Steps of the volume algorithm when a node is opened.
const STEPS: u64 = 40;
/// Steps when nothing is left to branch on.
const LAST_STEPS: u64 = 400;
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

/// What became of a node.
#[derive(Debug)]
pub enum Opened {
    /// What is left of it, in parts.
    Children(Vec<Node>),
    /// There is nothing to branch on, and the bound is above the plan.
    Stuck(i64),
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
    pub fn open(self, mut pricing: Pricing<'_, '_, '_>, incumbent: i64) -> (Opened, u64) {
        let network = pricing.network();
        pricing.remember(&self.memories);
        let mut warmth = (*self.warmth).clone();
        warmth.step = warmth.step.max(STEP);
        let mut volume = Volume::resume(pricing, self.bars(network), warmth, incumbent);
        volume.run(STEPS);
        let mut pricings = volume.iterations() + 1;
        let bound = volume.bound().min(self.bound);
        if bound <= incumbent {
            return (Opened::Children(Vec::new()), pricings);
        }
        let branches = branches(network, &volume);
        if branches.is_empty() {
            volume.remember();
            volume.run(LAST_STEPS);
            let bound = volume.bound().min(bound);
            let opened = if bound > incumbent { Opened::Stuck(bound) } else { Opened::Children(Vec::new()) };
            return (opened, pricings + LAST_STEPS);
        }
        let tried = branches.iter().take(TRIES).map(|branch| {
            let children = self.try_branch(&volume, branch, bound, incumbent);
            pricings += children.len() as u64 * (TRIAL_STEPS + 1);
            let most = bound.saturating_sub(incumbent) as f64;
            let gain = |child: &Self| (bound.saturating_sub(child.bound) as f64).clamp(f64::min(0.1, most), most);
            (children.iter().map(gain).product::<f64>(), children)
        });
        let best = tried.reduce(|best, next| if next.0 > best.0 { next } else { best });
        (Opened::Children(best.map_or_else(Vec::new, |(_, children)| children)), pricings)
    }

    fn try_branch(&self, volume: &Volume<'_, '_, '_>, branch: &Branch, bound: i64, incumbent: i64) -> Vec<Self> {
        let child = |side: &Side| {
            let mut bars = volume.bars().clone();
            side.bar(volume.pricing().network().board, &mut bars);
            let mut volume = Volume::resume(volume.pricing().clone(), bars, volume.warmth(), incumbent);
            volume.run(TRIAL_STEPS);
            let sides = self.sides.iter().chain([side]).copied().collect();
            let memories = Arc::new(volume.pricing().memories().to_vec());
            Self { sides, bound: volume.bound().min(bound), warmth: Arc::new(volume.warmth()), memories }
        };
        branch.sides().iter().map(child).collect()
    }
}
