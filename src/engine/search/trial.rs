//! A trial: changes of a state that can be taken back.

use super::state::{Spot, State};
use crate::engine::board::{DayIndex, JobIndex};

/// A state with what a step has changed of it so far.
#[derive(Clone, Debug)]
pub(super) struct Trial<'a> {
    pub(super) state: State<'a>,
    /// Of each changed job, where it was before the step.
    before: Vec<(JobIndex, Option<Spot>)>,
    /// The step in which a job changed last.
    changed_in: Vec<u64>,
    /// The staff-days that were disturbed.
    pub(super) touched: Vec<DayIndex>,
    touched_in: Vec<u64>,
    step: u64,
}

impl<'a> Trial<'a> {
    pub(super) fn new(state: State<'a>) -> Self {
        let (jobs, days) = (state.spots.len(), state.on_day.len());
        Self {
            state,
            before: Vec::new(),
            changed_in: vec![0; jobs],
            touched: Vec::new(),
            touched_in: vec![0; days],
            step: 1,
        }
    }

    /// Makes the changes so far definite and begins a new step.
    pub(super) fn begin(&mut self) {
        self.step += 1;
        self.before.clear();
        self.touched.clear();
    }

    /// The jobs that the step has changed, with where they were before.
    pub(super) fn changes(&self) -> &[(JobIndex, Option<Spot>)] {
        &self.before
    }

    /// Whether the step has changed a job.
    pub(super) fn has_changed(&self, job: JobIndex) -> bool {
        self.changed_in[job] == self.step
    }

    /// Marks a staff-day as disturbed; whether it was not yet.
    pub(super) fn touch(&mut self, day: DayIndex) -> bool {
        let is_new = self.touched_in[day] != self.step;
        if is_new {
            self.touched_in[day] = self.step;
            self.touched.push(day);
        }
        is_new
    }

    fn note(&mut self, job: JobIndex) {
        if self.changed_in[job] != self.step {
            self.changed_in[job] = self.step;
            self.before.push((job, self.state.spots[job]));
        }
    }

    /// Places a job at a spot that is free for it.
    pub(super) fn place(&mut self, spot: Spot) {
        self.note(self.state.chart.ways[spot.way].job);
        self.state.place(spot);
    }

    /// Takes a job away, with all of its visit, and marks the staff-days.
    pub(super) fn remove(&mut self, job: JobIndex) {
        let chart = self.state.chart;
        match chart.visit_of[job] {
            Some(visit) => chart.board.visits[visit].jobs.iter().for_each(|&job| self.remove_one(job)),
            None => self.remove_one(job),
        }
    }

    pub(super) fn remove_one(&mut self, job: JobIndex) {
        let Some(spot) = self.state.spots[job] else { return };
        self.note(job);
        self.state.remove(job);
        let chart = self.state.chart;
        for &day in chart.team(&chart.ways[spot.way]) {
            self.touch(day);
        }
    }

    /// Takes all changes of the step back.
    pub(super) fn undo(&mut self) {
        for &(job, before) in &self.before {
            if self.state.spots[job] != before {
                self.state.remove(job);
            }
        }
        for &(job, before) in &self.before {
            if let (None, Some(spot)) = (self.state.spots[job], before) {
                debug_assert!(self.state.fits(spot), "what was there before has room");
                self.state.place(spot);
            }
        }
        self.begin();
    }
}
