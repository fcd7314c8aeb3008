//! Whether an assignment keeps all rules, those of visits too: from scratch, like the value.

use std::collections::BTreeSet;

use super::{Assignment, Board, Job, Placement, Slot, Visit};
use crate::domain::{StaffIndex, VisitStaff};

impl Board<'_> {
    /// Whether an assignment keeps all rules: there is room, visits are whole, and all that must be placed is.
    pub fn keeps_rules(&self, assignment: &Assignment) -> bool {
        let is_served = |(job, placement): (&Job, &Option<Placement>)| !job.mandatory || placement.is_some();
        self.has_room(assignment)
            && self.visits.iter().all(|visit| self.is_together(visit, assignment))
            && self.jobs.iter().zip(assignment).all(is_served)
    }

    /// Whether all jobs of a visit are placed, one after the other on one date, by the people that it demands; or none is.
    pub fn is_together(&self, visit: &Visit, assignment: &Assignment) -> bool {
        let placed: Vec<Placement> = visit.jobs.iter().filter_map(|&job| assignment[job]).collect();
        if placed.is_empty() {
            return true;
        }
        let starts: Vec<Slot> = placed.iter().map(|&placement| self.start_slot(placement)).collect();
        placed.len() == visit.jobs.len()
            && visit.dates.iter().any(|date| starts.iter().all(|start| date.contains(start)))
            && self.are_in_order(visit, &placed, &starts)
            && self.are_served(visit, &placed)
    }

    /// Leaves out the visits that have come out in pieces.
    pub fn drop_pieces(&self, assignment: &mut Assignment) {
        for visit in &self.visits {
            if !self.is_together(visit, assignment) {
                visit.jobs.iter().for_each(|&job| assignment[job] = None);
            }
        }
    }

    fn are_in_order(&self, visit: &Visit, placed: &[Placement], starts: &[Slot]) -> bool {
        placed.iter().zip(&starts[1..]).zip(&visit.waits).all(|((&before, &next), wait)| {
            let end = before.origin + self.job(before).appointment.end;
            end <= next && wait.is_none_or(|wait| next <= end + wait)
        })
    }

    fn are_served(&self, visit: &Visit, placed: &[Placement]) -> bool {
        let people = |placement: &Placement| -> BTreeSet<StaffIndex> {
            self.offers[placement.offer].team.iter().map(|&day| self.days[day].person).collect()
        };
        let teams: Vec<BTreeSet<StaffIndex>> = placed.iter().map(people).filter(|team| !team.is_empty()).collect();
        match visit.staff {
            VisitStaff::Any => true,
            VisitStaff::Same => teams.windows(2).all(|pair| pair[0] == pair[1]),
            VisitStaff::Different => {
                let all: BTreeSet<&StaffIndex> = teams.iter().flatten().collect();
                all.len() == teams.iter().map(BTreeSet::len).sum::<usize>()
            }
        }
    }
}
