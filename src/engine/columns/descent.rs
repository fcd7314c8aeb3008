//! From prices to an assignment: column generation to the end, then a dive, a few steps at a time.

use crate::engine::Limits;
use crate::engine::backend::BackendError;
use crate::engine::board::Assignment;
use crate::engine::dual::{Bars, Network, Prices};

use super::{Dive, Generation};

/// Column generation that becomes a dive.
#[derive(Debug)]
pub struct Descent<'n, 'b, 'a> {
    network: &'n Network<'b, 'a>,
    generation: Generation<'n, 'b, 'a>,
    dive: Option<Dive<'n, 'b, 'a>>,
}

impl<'n, 'b, 'a> Descent<'n, 'b, 'a> {
    /// Begins at prices that are nearly the best.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn new(network: &'n Network<'b, 'a>, prices: Prices) -> Result<Self, BackendError> {
        let generation = Generation::new(network, Bars::none(network.board), prices)?;
        Ok(Self { network, generation, dive: None })
    }

    /// Goes on for so many steps; the assignment when it has arrived.
    ///
    /// # Errors
    ///
    /// If the solver fails.
    pub fn run(&mut self, steps: u32, limits: &Limits) -> Result<Option<Assignment>, BackendError> {
        match &mut self.dive {
            None => {
                self.generation.run(steps, limits)?;
                if self.generation.is_done() {
                    let bars = Bars::none(self.network.board);
                    self.dive = Some(Dive::new(self.network, bars, self.generation.support())?);
                }
                Ok(None)
            }
            Some(dive) => {
                dive.run(steps, limits)?;
                Ok(dive.is_done().then(|| dive.assignment()))
            }
        }
    }
}
