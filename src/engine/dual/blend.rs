//! An average of plans by placement, in which older plans fade.

use super::{Network, Priced};

/// How much of each placement is in an average of plans.
#[derive(Clone, Debug)]
pub struct Blend {
    /// To be multiplied by `scale`, so that fading costs nothing.
    arcs: Vec<f64>,
    scale: f64,
}

/// Below this the scale is multiplied out.
const SMALLEST_SCALE: f64 = 1e-100;

impl Blend {
    /// A blend of nothing, over so many numbers.
    pub fn empty(arcs: usize) -> Self {
        Self { arcs: vec![0.0; arcs], scale: 1.0 }
    }

    /// Mixes a plan in, which becomes that share of the whole.
    pub fn add(&mut self, network: &Network<'_, '_>, priced: &Priced, share: f64) {
        if share >= 1.0 {
            self.arcs.fill(0.0);
            self.scale = 1.0;
        } else {
            self.scale *= 1.0 - share;
        }
        if self.scale < SMALLEST_SCALE {
            self.arcs.iter_mut().for_each(|amount| *amount *= self.scale);
            self.scale = 1.0;
        }
        let amount = share / self.scale;
        for arc in priced.paths.iter().flat_map(|path| &path.arcs) {
            self.arcs[arc.number] += amount;
        }
        for placement in priced.alone.iter().filter_map(|(_, placement)| placement.as_ref()) {
            self.arcs[network.number(placement.offer, placement.origin)] += amount;
        }
    }

    /// How much of a placement is in it.
    pub fn amount(&self, number: usize) -> f64 {
        self.arcs[number] * self.scale
    }
}
