//! Bars: what branching forbids.

use std::ops::Range;

use crate::engine::board::{Board, JobIndex, OfferIndex, Slot};

/// The origins that each offer still has: a range of those that it has on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    windows: Vec<Range<Slot>>,
}

impl Bars {
    /// Nothing is forbidden.
    pub fn none(board: &Board<'_>) -> Self {
        Self { windows: board.offers.iter().map(|offer| offer.first..offer.first + offer.points.len()).collect() }
    }

    /// The origins that are left of an offer, some of which may be barred on the board itself.
    pub fn window(&self, offer: OfferIndex) -> Range<Slot> {
        self.windows[offer].clone()
    }

    /// Whether an offer may be placed at an origin as far as bars go.
    pub fn allow(&self, offer: OfferIndex, origin: Slot) -> bool {
        self.windows[offer].contains(&origin)
    }

    /// Forbids an offer.
    pub fn bar(&mut self, offer: OfferIndex) {
        self.windows[offer].end = self.windows[offer].start;
    }

    /// Forbids every other offer of its job.
    pub fn bar_others(&mut self, board: &Board<'_>, offer: OfferIndex) {
        let job = board.offers[offer].job;
        board.jobs[job].offers.clone().filter(|&other| other != offer).for_each(|other| self.bar(other));
    }

    /// Forbids the origins of a job before a slot.
    pub fn bar_before(&mut self, board: &Board<'_>, job: JobIndex, slot: Slot) {
        for window in &mut self.windows[board.jobs[job].offers.clone()] {
            window.start = slot.clamp(window.start, window.end);
        }
    }

    /// Forbids the origins of a job from a slot on.
    pub fn bar_from(&mut self, board: &Board<'_>, job: JobIndex, slot: Slot) {
        for window in &mut self.windows[board.jobs[job].offers.clone()] {
            window.end = slot.clamp(window.start, window.end);
        }
    }

    /// Narrows the window of an offer.
    pub fn narrow(&mut self, offer: OfferIndex, to: Range<Slot>) {
        let window = &mut self.windows[offer];
        window.start = to.start.clamp(window.start, window.end);
        window.end = to.end.clamp(window.start, window.end);
    }
}
