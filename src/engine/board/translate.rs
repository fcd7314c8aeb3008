//! Between assignments and bookings.

use super::{Assignment, Board, JobIndex, Placement, Slot};
use crate::domain::Minute;
use crate::model::formulation::{Column, Decision};
use crate::model::solution::{self, Unreadable};
use crate::plan::PlannedBooking;

impl Board<'_> {
    /// The bookings of an assignment, with units given out.
    ///
    /// # Errors
    ///
    /// If it takes more units of a class than there are.
    pub fn bookings(&self, assignment: &Assignment) -> Result<Vec<PlannedBooking>, Unreadable> {
        let mut is_chosen = vec![false; self.formulation.columns.len()];
        for (job, placement) in assignment.iter().enumerate() {
            for column in placement.iter().flat_map(|&placement| self.columns(job, placement)) {
                is_chosen[column] = true;
            }
        }
        solution::bookings(&self.formulation, |column| is_chosen[column])
    }

    /// The placements that bookings stand for; `None` where one is no candidate.
    pub fn assignment(&self, bookings: &[PlannedBooking]) -> Option<Assignment> {
        let mut assignment = vec![None; self.jobs.len()];
        for booked in bookings {
            let part = self.formulation.part;
            let job = part.requests.iter().position(|open| open.request == booked.request)?;
            assignment[job] = Some(self.placement(job, booked)?);
        }
        Some(assignment)
    }

    fn placement(&self, job: JobIndex, booked: &PlannedBooking) -> Option<Placement> {
        let of = &self.jobs[job];
        let origin = self.grid.slot(booked.booking.start).checked_sub(of.appointment.start)?;
        let serves = |&offer: &usize| {
            let people = self.offers[offer].team.iter().map(|&day| self.days[day].person);
            people.eq(booked.booking.staff.iter().copied()) && self.offers[offer].points_at(origin).is_some()
        };
        let offer = of.offers.clone().find(serves)?;
        let amounts = self.formulation.classes.count(&booked.booking.resources)?;
        let footprint = of.footprints.iter().position(|footprint| footprint.amounts == amounts)?;
        Some(Placement { offer, origin, footprint })
    }

    /// The start of the appointment of a job placed at an origin.
    pub fn start(&self, job: JobIndex, origin: Slot) -> Minute {
        self.grid.minute(origin) + self.jobs[job].appointment.start as Minute * self.grid.minutes
    }

    /// The candidate of its request that a placement stands for, by position.
    pub fn candidate(&self, placement: Placement) -> Option<usize> {
        let offer = &self.offers[placement.offer];
        let start = self.start(offer.job, placement.origin);
        let candidates = &self.formulation.part.requests[offer.job].candidates;
        let first = candidates.partition_point(|candidate| candidate.start < start);
        let at_start = candidates[first..].iter().take_while(|candidate| candidate.start == start);
        let people = || offer.team.iter().map(|&day| self.days[day].person);
        at_start.into_iter().position(|candidate| people().eq(candidate.staff.iter().copied())).map(|at| first + at)
    }

    /// The columns of the formulation that a placement stands for.
    pub fn columns(&self, job: JobIndex, placement: Placement) -> Vec<usize> {
        let start = self.start(job, placement.origin);
        let columns = &self.formulation.columns;
        let first = columns.partition_point(|column| (column.request, column.start) < (job, start));
        let after = columns.partition_point(|column| (column.request, column.start) <= (job, start));
        let amounts = &self.jobs[job].footprints[placement.footprint].amounts;
        let team = &self.offers[placement.offer].team;
        let is_of = |column: &Column| match &column.decision {
            Decision::Who { candidate, .. } => {
                let staff = &self.formulation.part.requests[job].candidates[*candidate].staff;
                staff.iter().copied().eq(team.iter().map(|&day| self.days[day].person))
            }
            Decision::Where(choice) => choice.amounts == *amounts,
        };
        (first..after).filter(|&column| is_of(&columns[column])).collect()
    }
}
