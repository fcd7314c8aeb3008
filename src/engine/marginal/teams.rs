//! What it would bring that somebody were there for bookings that are priced alone: by several people, or with time in
//! which the people are free.

use std::collections::BTreeMap;

use super::Marginals;
use super::part::Values;
use crate::domain::StaffIndex;
use crate::engine::board::Placement;
use crate::engine::dual::{Prices, Totals};

impl Values<'_> {
    /// Adds what each job would bring beyond its best placement, if that one person were there in that one stretch.
    pub(super) fn teams(&self, prices: &Prices, found: &mut Marginals) {
        let (open, shut) = (Totals::of(prices), Totals::of(&self.shut(prices)));
        let part = self.board.formulation.part;
        let asked = |job: &&usize| self.ground.wide.sample(part.requests[**job].request).is_none();
        for &job in self.network.alone.iter().filter(asked) {
            let worth = |totals: &Totals, placement| totals.worth(self.board, placement);
            let best = self.placements(job).filter_map(|placement| worth(&shut, placement)).fold(0.0, f64::max);
            let mut gains: BTreeMap<(StaffIndex, usize), f64> = BTreeMap::new();
            for placement in self.placements(job) {
                let Some((absent, worth)) = self.absent(placement).zip(worth(&open, placement)) else { continue };
                let gain = gains.entry(absent).or_insert(0.0);
                *gain = gain.max(worth - best);
            }
            gains.into_iter().for_each(|(key, gain)| *found.off.entry(key).or_insert(0.0) += gain);
        }
    }

    /// The only person who is not there for a placement, with the only stretch of it.
    fn absent(&self, placement: Placement) -> Option<(StaffIndex, usize)> {
        let mut absent = None;
        for &day in &self.board.offers[placement.offer].team {
            let of = &self.board.days[day];
            let site = self.ground.wide.problem.person(of.person).site;
            let slots = self.board.busy(placement).flatten();
            for slot in slots.filter(|slot| self.off[day][slot - of.slots.start]) {
                let now = (of.person, self.stretch_of(site, self.board.grid.minute(slot))?);
                if *absent.get_or_insert(now) != now {
                    return None;
                }
            }
        }
        absent
    }
}
