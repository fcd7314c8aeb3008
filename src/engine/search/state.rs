//! The state of a walk: what is placed where, what is free, and what that is worth.

use std::ops::Range;

use super::chart::{Chart, Way, WayIndex};
use super::room::Room;
use crate::engine::board::{Assignment, Board, DayIndex, JobIndex, Slot, bits};

/// A way at an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) way: WayIndex,
    pub(super) origin: Slot,
}

/// What is placed, with all that follows from it kept up to date.
#[derive(Clone, Debug)]
pub(super) struct State<'a> {
    pub(super) chart: &'a Chart<'a>,
    /// Where each job is.
    pub(super) spots: Vec<Option<Spot>>,
    /// The jobs placed on each staff-day, in no order.
    pub(super) on_day: Vec<Vec<JobIndex>>,
    /// The jobs that are not placed, in no order.
    pub(super) waiting: Vec<JobIndex>,
    position: Vec<usize>,
    /// The value of the plan, as [`Board::value`](crate::engine::board::Board::value) defines it.
    pub(super) value: i64,
    /// Mandatory jobs that are not placed.
    pub(super) missing: usize,
    /// The rows, as the chart lays them.
    free: Vec<u64>,
    rooms: Vec<Room>,
    /// Of each staff-day and date that costs, the appointments that begin on it.
    begun: Vec<Vec<u32>>,
    lane_days: Vec<Vec<Opened>>,
    /// Of each lane with days that cost, the units taken at each slot.
    usage: Vec<Vec<u32>>,
}

/// What is in use of a lane on a date.
#[derive(Clone, Debug)]
struct Opened {
    /// The appointments that begin on the date and take it.
    starts: u32,
    /// The most units or places taken at once.
    peak: u32,
}

impl<'a> State<'a> {
    /// The empty plan.
    pub(super) fn new(chart: &'a Chart<'a>) -> Self {
        let board = chart.board;
        let rooms: Vec<Room> =
            board.lanes.iter().zip(most_taken(board)).map(|(lane, most)| Room::of(&lane.capacity, most)).collect();
        let costs = |lane: &crate::engine::board::SharedLane| !lane.days.is_empty();
        let mut state = Self {
            chart,
            spots: vec![None; board.jobs.len()],
            on_day: vec![Vec::new(); board.days.len()],
            waiting: (0..board.jobs.len()).collect(),
            position: (0..board.jobs.len()).collect(),
            value: board.base,
            missing: board.jobs.iter().filter(|job| job.mandatory).count(),
            free: vec![u64::MAX; chart.row_words()],
            rooms,
            begun: board.days.iter().map(|day| vec![0; day.costs.len()]).collect(),
            lane_days: board.lanes.iter().map(|lane| vec![Opened { starts: 0, peak: 0 }; lane.days.len()]).collect(),
            usage: board.lanes.iter().map(|lane| vec![0; if costs(lane) { board.grid.len() } else { 0 }]).collect(),
        };
        for lane in 0..board.lanes.len() {
            state.refresh(lane, 0..board.grid.words());
        }
        state
    }

    /// The plan as an assignment.
    pub(super) fn assignment(&self) -> Assignment {
        self.chart.assignment(&self.spots)
    }

    /// Value less what is missing: the larger, the better, with mandatory jobs before all else.
    pub(super) fn rank(&self) -> i64 {
        self.value - self.chart.penalty * self.missing as i64
    }

    /// What is free: a bit set for the words of the way, of rows at a base.
    pub(super) fn words(&self, base: usize, words: &Range<usize>) -> &[u64] {
        let start = base.wrapping_add(words.start);
        &self.free[start..start + words.len()]
    }

    /// Whether there is room for a spot.
    pub(super) fn fits(&self, spot: Spot) -> bool {
        let way = &self.chart.ways[spot.way];
        self.chart.takes(way).iter().all(|take| {
            let (from, to) = (spot.origin + take.offsets.start, spot.origin + take.offsets.end);
            self.chart.bases(take).iter().all(|&base| self.are_free(base, from, to))
        })
    }

    /// Whether a staff-day is free over some slots.
    pub(super) fn has_time(&self, day: DayIndex, from: Slot, to: Slot) -> bool {
        let row = &self.chart.rows[day];
        row.words.start <= from / 64 && to.div_ceil(64) <= row.words.end && self.are_free(row.base, from, to)
    }

    fn are_free(&self, base: usize, from: usize, to: usize) -> bool {
        let mut taken = 0;
        bits::for_each_mask(from, to, |word, mask| taken |= !self.free[base.wrapping_add(word)] & mask);
        taken == 0
    }

    /// Places a job at a spot that is free for it.
    pub(super) fn place(&mut self, spot: Spot) {
        let way = &self.chart.ways[spot.way];
        let job = way.job;
        self.spots[job] = Some(spot);
        let last = self.waiting.len() - 1;
        let at = self.position[job];
        self.waiting.swap(at, last);
        self.position[self.waiting[at]] = at;
        self.waiting.truncate(last);
        self.missing -= usize::from(self.chart.board.jobs[job].mandatory);
        self.value += self.chart.points(way, spot.origin);
        for &day in self.chart.team(way) {
            self.on_day[day].push(job);
        }
        self.book(way, spot.origin, true);
    }

    /// Takes a placed job away; tells where it was.
    pub(super) fn remove(&mut self, job: JobIndex) -> Option<Spot> {
        let spot = self.spots[job].take()?;
        let way = &self.chart.ways[spot.way];
        self.position[job] = self.waiting.len();
        self.waiting.push(job);
        self.missing += usize::from(self.chart.board.jobs[job].mandatory);
        self.value -= self.chart.points(way, spot.origin);
        for &day in self.chart.team(way) {
            if let Some(at) = self.on_day[day].iter().position(|&one| one == job) {
                self.on_day[day].swap_remove(at);
            }
        }
        self.book(way, spot.origin, false);
        Some(spot)
    }

    /// Writes into rows, rooms and costs that a way is taken at an origin, or no longer.
    fn book(&mut self, way: &Way, origin: Slot, is_taken: bool) {
        let board = self.chart.board;
        let job = &board.jobs[way.job];
        let start = origin + job.appointment.start;
        for &day in self.chart.team(way) {
            let base = self.chart.rows[day].base;
            for busy in &job.busy {
                bits::for_each_mask(origin + busy.start, origin + busy.end, |word, mask| {
                    let word = &mut self.free[base.wrapping_add(word)];
                    *word = if is_taken { *word & !mask } else { *word | mask };
                });
            }
            self.count_start(day, start, is_taken);
        }
        let uses = &job.footprints[way.footprint].uses;
        for one in uses {
            let (from, to) = (origin + one.offsets.start, origin + one.offsets.end);
            let room = &mut self.rooms[one.lane];
            bits::for_each_mask(from, to, |word, mask| {
                if is_taken { room.take(word, mask, one.amount) } else { room.give(word, mask, one.amount) }
            });
            self.refresh(one.lane, from / 64..to.div_ceil(64));
            if !board.lanes[one.lane].days.is_empty() {
                self.count_use(one.lane, from..to, one.amount, is_taken);
            }
        }
        for (at, one) in uses.iter().enumerate() {
            let is_first = uses[..at].iter().all(|before| before.lane != one.lane);
            if is_first && !board.lanes[one.lane].days.is_empty() {
                self.count_lane_start(one.lane, start, is_taken);
            }
        }
    }

    /// Writes the rows of a lane anew.
    fn refresh(&mut self, lane: usize, words: Range<usize>) {
        for &(amount, row) in &self.chart.levels[lane] {
            let row = &self.chart.rows[row];
            for word in words.start.max(row.words.start)..words.end.min(row.words.end) {
                self.free[row.base.wrapping_add(word)] = self.rooms[lane].at_least(word, amount);
            }
        }
    }

    fn count_start(&mut self, day: DayIndex, start: Slot, is_taken: bool) {
        let costs = &self.chart.board.days[day].costs;
        let Some(at) = costs.iter().position(|(slots, _)| slots.contains(&start)) else { return };
        let count = &mut self.begun[day][at];
        *count = if is_taken { *count + 1 } else { *count - 1 };
        if is_taken && *count == 1 {
            self.value -= costs[at].1;
        } else if !is_taken && *count == 0 {
            self.value += costs[at].1;
        }
    }

    fn count_use(&mut self, lane: usize, slots: Range<Slot>, amount: u32, is_taken: bool) {
        let usage = &mut self.usage[lane];
        let before = usage[slots.clone()].iter().copied().max().unwrap_or(0);
        usage[slots.clone()]
            .iter_mut()
            .for_each(|units| *units = if is_taken { *units + amount } else { *units - amount });
        for (at, day) in self.chart.board.lanes[lane].days.iter().enumerate() {
            if day.by_start || day.slots.end <= slots.start || slots.end <= day.slots.start {
                continue;
            }
            let opened = &mut self.lane_days[lane][at];
            if !is_taken && before < opened.peak {
                continue;
            }
            let peak = usage[day.slots.clone()].iter().copied().max().unwrap_or(0);
            let units = i64::from(peak.div_ceil(day.places)) - i64::from(opened.peak.div_ceil(day.places));
            opened.peak = peak;
            self.value -= day.cost * units;
        }
    }

    fn count_lane_start(&mut self, lane: usize, start: Slot, is_taken: bool) {
        for (at, day) in self.chart.board.lanes[lane].days.iter().enumerate() {
            if !day.by_start || !day.slots.contains(&start) {
                continue;
            }
            let starts = &mut self.lane_days[lane][at].starts;
            *starts = if is_taken { *starts + 1 } else { *starts - 1 };
            if is_taken && *starts == 1 {
                self.value -= day.cost;
            } else if !is_taken && *starts == 0 {
                self.value += day.cost;
            }
        }
    }

    /// What the days cost that a spot would begin.
    pub(super) fn day_costs(&self, spot: Spot) -> i64 {
        let board = self.chart.board;
        let way = &self.chart.ways[spot.way];
        let start = spot.origin + board.jobs[way.job].appointment.start;
        let mut cost = 0;
        for &day in self.chart.team(way) {
            cost += self.cost_of_day(day, start);
        }
        cost + if self.chart.has_lane_days { self.lane_day_costs(way, spot.origin, start) } else { 0 }
    }

    /// What it costs that an appointment begins on a staff-day.
    pub(super) fn cost_of_day(&self, day: DayIndex, start: Slot) -> i64 {
        let costs = self.chart.board.days[day].costs.iter().zip(&self.begun[day]);
        costs.filter(|((slots, _), begun)| **begun == 0 && slots.contains(&start)).map(|((_, cost), _)| cost).sum()
    }

    fn lane_day_costs(&self, way: &Way, origin: Slot, start: Slot) -> i64 {
        let board = self.chart.board;
        let uses = &board.jobs[way.job].footprints[way.footprint].uses;
        let mut cost = 0;
        for (at, one) in uses.iter().enumerate() {
            for (day, opened) in board.lanes[one.lane].days.iter().zip(&self.lane_days[one.lane]) {
                if day.by_start {
                    let is_first = uses[..at].iter().all(|before| before.lane != one.lane);
                    cost += if is_first && opened.starts == 0 && day.slots.contains(&start) { day.cost } else { 0 };
                    continue;
                }
                let from = (origin + one.offsets.start).max(day.slots.start);
                let to = (origin + one.offsets.end).min(day.slots.end);
                let taken = self.usage[one.lane].get(from..to).and_then(|usage| usage.iter().max()).unwrap_or(&0);
                let peak = (taken + one.amount).max(opened.peak);
                let more = peak.div_ceil(day.places) - opened.peak.div_ceil(day.places);
                cost += if from < to { day.cost * i64::from(more) } else { 0 };
            }
        }
        cost
    }
}

/// Of each lane, what all jobs together take of it at most.
fn most_taken(board: &Board<'_>) -> Vec<u32> {
    let mut most = vec![0_u32; board.lanes.len()];
    for job in &board.jobs {
        // More than a job needs where several footprints share a lane: it is only to know the size of the numbers.
        for one in job.footprints.iter().flat_map(|footprint| &footprint.uses) {
            most[one.lane] = most[one.lane].saturating_add(one.amount);
        }
    }
    most
}
