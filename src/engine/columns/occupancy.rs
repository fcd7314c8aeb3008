//! What columns that are decided leave of jobs, staff-days and lanes.

use std::ops::Range;

use crate::engine::board::{Assignment, Board, DayIndex, LaneIndex, Placement, Slot, bits};
use crate::engine::dual::Prices;

use super::column::Column;

/// The room that decided columns leave.
#[derive(Clone, Debug)]
pub struct Occupancy<'b, 'a> {
    board: &'b Board<'a>,
    assignment: Assignment,
    /// Staff-days whose path is decided.
    is_closed: Vec<bool>,
    /// When each person is busy.
    busy: Vec<Vec<u64>>,
    /// Units left of each lane, by slot.
    left: Vec<Vec<u32>>,
}

impl<'b, 'a> Occupancy<'b, 'a> {
    /// Nothing is decided.
    pub fn new(board: &'b Board<'a>) -> Self {
        Self {
            board,
            assignment: vec![None; board.jobs.len()],
            is_closed: vec![false; board.days.len()],
            busy: vec![vec![0; board.grid.words()]; board.days.len()],
            left: board.lanes.iter().map(|lane| lane.capacity.clone()).collect(),
        }
    }

    /// What is decided.
    pub fn assignment(&self) -> &Assignment {
        &self.assignment
    }

    /// Whether the path of a staff-day is decided.
    pub fn is_closed(&self, day: DayIndex) -> bool {
        self.is_closed[day]
    }

    /// Whether there is room for a column. It must not repeat a job.
    pub fn has_room(&self, column: &Column) -> bool {
        column.day.is_none_or(|day| !self.is_closed[day])
            && column.placements.iter().all(|&placement| self.has_room_for(placement))
            && self.is_within_lanes(column)
    }

    fn has_room_for(&self, placement: Placement) -> bool {
        let offer = &self.board.offers[placement.offer];
        let is_idle =
            |day: DayIndex| self.board.busy(placement).all(|slots| !bits::any(&self.busy[day], slots.start, slots.end));
        self.assignment[offer.job].is_none() && offer.team.iter().all(|&day| is_idle(day))
    }

    /// What is left of a column: its placements for each of which there is room; `None` if none is left.
    pub fn remainder(&self, column: &Column) -> Option<Column> {
        if column.day.is_some_and(|day| self.is_closed[day]) {
            return None;
        }
        let has_room = |placement: &&Placement| {
            self.has_room_for(**placement)
                && self
                    .board
                    .uses(**placement)
                    .all(|(lane, slots, amount)| self.left[lane][slots].iter().all(|&left| left >= amount))
        };
        let placements: Vec<Placement> = column.placements.iter().filter(has_room).copied().collect();
        (!placements.is_empty()).then_some(Column { day: column.day, placements })
    }

    /// The placements of a path may overlap on a lane: setup of one during another.
    fn is_within_lanes(&self, column: &Column) -> bool {
        let uses: Vec<(LaneIndex, Range<Slot>, u32)> =
            column.placements.iter().flat_map(|&placement| self.board.uses(placement)).collect();
        uses.iter().all(|(lane, slots, _)| {
            slots.clone().all(|slot| {
                let at = uses.iter().filter(|(other, slots, _)| other == lane && slots.contains(&slot));
                at.map(|(_, _, amount)| *amount).sum::<u32>() <= self.left[*lane][slot]
            })
        })
    }

    /// Decides for a column, for which there must be room.
    pub fn take(&mut self, column: &Column) {
        for &placement in &column.placements {
            let board = self.board;
            let offer = &board.offers[placement.offer];
            self.assignment[offer.job] = Some(placement);
            for slots in board.busy(placement) {
                offer.team.iter().for_each(|&day| bits::fill(&mut self.busy[day], slots.start, slots.end));
            }
            for (lane, slots, amount) in board.uses(placement) {
                self.left[lane][slots].iter_mut().for_each(|left| *left = left.saturating_sub(amount));
            }
        }
        if let Some(day) = column.day {
            self.is_closed[day] = true;
        }
    }

    /// Asks a price that nothing pays for what is not there any more.
    pub fn charge(&self, prices: &mut Prices) {
        for (prices, left) in prices.lanes.iter_mut().zip(&self.left) {
            prices.iter_mut().zip(left).filter(|(_, left)| **left == 0).for_each(|(price, _)| *price = f64::MAX);
        }
        for ((prices, busy), of) in prices.days.iter_mut().zip(&self.busy).zip(&self.board.days) {
            for (price, slot) in prices.iter_mut().zip(of.slots.clone()) {
                *price = if bits::is_set(busy, slot) { f64::MAX } else { *price };
            }
        }
    }
}
