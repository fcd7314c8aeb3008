//! What an assignment is worth, and whether the board has room for it: from scratch, for tests and for the last word.

use super::grid::common_divisor;
use super::{Assignment, Board, LaneDay, Placement, SharedLane, bits};

impl Board<'_> {
    /// What the placements add to the score of the plan: their points, less the bookings given up and the days begun.
    pub fn value(&self, assignment: &Assignment) -> i64 {
        let placed: Vec<Placement> = assignment.iter().flatten().copied().collect();
        let points: i64 = placed.iter().filter_map(|&placement| self.points(placement)).sum();
        self.base + points - self.staff_day_costs(&placed) - self.lane_day_costs(&placed)
    }

    /// A number of points, at least 1, of which all that values of assignments differ by is a multiple: a bound between two
    /// multiples proves the lower one.
    pub fn step(&self) -> i64 {
        let offers = self.offers.iter().flat_map(|offer| offer.origins().map(|(_, points)| points));
        let footprints = self.jobs.iter().flat_map(|job| &job.footprints).map(|footprint| footprint.points);
        let staff_days = self.days.iter().flat_map(|day| &day.costs).map(|(_, cost)| *cost);
        let lane_days = self.lanes.iter().flat_map(|lane| &lane.days).map(|day| day.cost);
        offers.chain(footprints).chain(staff_days).chain(lane_days).fold(0, common_divisor).max(1)
    }

    fn staff_day_costs(&self, placed: &[Placement]) -> i64 {
        let starts_on = |day: usize, slots: &std::ops::Range<usize>| {
            placed.iter().any(|&placement| {
                self.offers[placement.offer].team.contains(&day) && slots.contains(&self.start_slot(placement))
            })
        };
        let costs = self.days.iter().enumerate().flat_map(|(day, of)| of.costs.iter().map(move |cost| (day, cost)));
        costs.filter(|(day, (slots, _))| starts_on(*day, slots)).map(|(_, (_, cost))| cost).sum()
    }

    fn lane_day_costs(&self, placed: &[Placement]) -> i64 {
        if self.lanes.iter().all(|lane| lane.days.is_empty()) {
            return 0;
        }
        let usage = self.usage(placed);
        let days = self.lanes.iter().enumerate().flat_map(|(lane, of)| of.days.iter().map(move |day| (lane, day)));
        days.map(|(lane, day)| day.cost * i64::from(self.units_in_use(placed, lane, day, &usage[lane]))).sum()
    }

    fn units_in_use(&self, placed: &[Placement], lane: usize, day: &LaneDay, usage: &[u32]) -> u32 {
        if day.by_start {
            let takes = |&placement: &Placement| {
                day.slots.contains(&self.start_slot(placement)) && self.uses(placement).any(|(used, _, _)| used == lane)
            };
            return u32::from(placed.iter().any(takes));
        }
        usage[day.slots.clone()].iter().max().map_or(0, |peak| peak.div_ceil(day.places))
    }

    /// The units taken of each shared lane at each slot.
    pub fn usage(&self, placed: &[Placement]) -> Vec<Vec<u32>> {
        let mut usage = vec![vec![0; self.grid.len()]; self.lanes.len()];
        for &placement in placed {
            for (lane, slots, amount) in self.uses(placement) {
                usage[lane][slots].iter_mut().for_each(|units| *units += amount);
            }
        }
        usage
    }

    /// Whether every placement is a candidate, nobody is in two places at once, and no lane is taken beyond its capacity.
    pub fn has_room(&self, assignment: &Assignment) -> bool {
        let placed: Vec<Placement> = assignment.iter().flatten().copied().collect();
        let are_candidates = placed.iter().all(|&placement| self.points(placement).is_some());
        let mut taken = vec![vec![0; self.grid.words()]; self.days.len()];
        let mut is_clear = true;
        for &placement in &placed {
            for slots in self.busy(placement) {
                for &day in &self.offers[placement.offer].team {
                    is_clear &= !bits::any(&taken[day], slots.start, slots.end);
                    bits::fill(&mut taken[day], slots.start, slots.end);
                }
            }
        }
        let within =
            |(lane, usage): (&SharedLane, Vec<u32>)| lane.capacity.iter().zip(usage).all(|(most, one)| one <= *most);
        are_candidates && is_clear && self.lanes.iter().zip(self.usage(&placed)).all(within)
    }
}
