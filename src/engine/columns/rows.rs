//! The rows of the master, and what a column has in them.

use crate::engine::board::{Board, DayIndex, Placement, bits};
use crate::engine::dual::{Network, Prices};

use super::column::Column;
use super::time_rows::{Marks, TimeRows};

/// Which row is where: jobs, then staff-days, then the time of lanes, then that of people whom teams take.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    jobs: usize,
    /// By lane.
    pub(super) lanes: Vec<TimeRows>,
    /// By staff-day; no rows where only its path takes its time.
    pub(super) times: Vec<TimeRows>,
}

impl Rows {
    pub(super) fn of(network: &Network<'_, '_>) -> Self {
        let board = network.board;
        let mut lanes = Vec::with_capacity(board.lanes.len());
        let mut first = board.jobs.len() + board.days.len();
        for (marks, lane) in lane_marks(board).iter().zip(&board.lanes) {
            let rows = TimeRows::of(marks, &lane.capacity, |_| true, first);
            first += rows.len();
            lanes.push(rows);
        }
        let mut times = Vec::with_capacity(board.days.len());
        for (day, of) in board.days.iter().enumerate() {
            let rows = match day_marks(network, day) {
                Some((marks, is_shared)) => {
                    TimeRows::of(&marks, &vec![1; of.slots.len()], |slot| is_shared[slot], first)
                }
                None => TimeRows::default(),
            };
            first += rows.len();
            times.push(rows);
        }
        Self { jobs: board.jobs.len(), lanes, times }
    }

    pub(super) fn day(&self, day: DayIndex) -> usize {
        self.jobs + day
    }

    /// The coefficients of a column, each row once and in order.
    pub(super) fn entries(&self, network: &Network<'_, '_>, column: &Column) -> Vec<(usize, f64)> {
        let mut entries: Vec<(usize, f64)> = column.day.iter().map(|&day| (self.day(day), 1.0)).collect();
        for &placement in &column.placements {
            self.add_placement(network.board, placement, &mut entries);
        }
        entries.sort_by_key(|(row, _)| *row);
        entries.dedup_by(|next, sum| {
            let same = next.0 == sum.0;
            sum.1 += if same { next.1 } else { 0.0 };
            same
        });
        entries.retain(|(_, by)| *by != 0.0);
        entries
    }

    fn add_placement(&self, board: &Board<'_>, placement: Placement, entries: &mut Vec<(usize, f64)>) {
        let of = &board.offers[placement.offer];
        entries.push((of.job, 1.0));
        for (lane, taken, amount) in board.uses(placement) {
            self.lanes[lane].add_entries(taken, f64::from(amount), entries);
        }
        for &day in &of.team {
            let first = board.days[day].slots.start;
            for busy in board.busy(placement) {
                self.times[day].add_entries(busy.start - first..busy.end - first, 1.0, entries);
            }
        }
    }

    /// The prices that the duals of the rows stand for.
    pub(super) fn prices(&self, board: &Board<'_>, duals: &[f64]) -> Prices {
        let mut prices = Prices::zero(board);
        prices.jobs.copy_from_slice(&duals[..self.jobs]);
        for (rows, prices) in self.lanes.iter().zip(&mut prices.lanes).chain(self.times.iter().zip(&mut prices.days)) {
            rows.read_prices(duals, prices);
        }
        prices
    }
}

/// When each lane may be taken.
fn lane_marks(board: &Board<'_>) -> Vec<Marks> {
    let mut marks = vec![Marks::new(board.grid.len()); board.lanes.len()];
    for footprint in board.jobs.iter().flat_map(|job| &job.footprints) {
        for one in &footprint.uses {
            for origin in bits::ones(&footprint.origins) {
                marks[one.lane].mark(origin + one.offsets.start..origin + one.offsets.end);
            }
        }
    }
    for (marks, lane) in marks.iter_mut().zip(&board.lanes) {
        lane.days.iter().for_each(|day| marks.divide(day.slots.clone()));
    }
    marks
}

/// When the time of a staff-day may be taken, and in which slots by a job that is priced alone; `None` if by none.
fn day_marks(network: &Network<'_, '_>, day: DayIndex) -> Option<(Marks, Vec<bool>)> {
    let board = network.board;
    let of = &board.days[day];
    let is_alone = |offer: usize| network.alone.binary_search(&board.offers[offer].job).is_ok();
    if !of.offers.iter().any(|&offer| is_alone(offer)) {
        return None;
    }
    let (mut marks, mut shared) = (Marks::new(of.slots.len()), vec![false; of.slots.len()]);
    for &offer in &of.offers {
        for (origin, _) in board.offers[offer].origins() {
            for busy in &board.jobs[board.offers[offer].job].busy {
                let taken = origin + busy.start - of.slots.start..origin + busy.end - of.slots.start;
                marks.mark(taken.clone());
                if is_alone(offer) {
                    shared[taken].fill(true);
                }
            }
        }
    }
    Some((marks, shared))
}
