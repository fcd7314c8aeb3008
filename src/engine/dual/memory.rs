//! What a path remembers: the critical jobs of a staff-day, each done at most once while it is remembered.
//!
//! A path that may do a job again and again brings too much, and the bound is too high. To remember every job is too dear.
//! So paths remember only jobs that have been repeated, and only over the slots between the repetitions: decremental
//! state space relaxation (Righini and Salani 2008; Boland, Dethridge and Dumitrescu 2006) with a memory that is local in
//! time, as that of ng-routes is local in space (Baldacci, Mingozzi and Roberti 2011). Whatever is forgotten only allows
//! more paths: every memory gives a valid bound (FORMULATION.md § 15).

use std::ops::Range;

use super::Path;
use crate::engine::board::{Board, JobIndex, Slot};

/// The most jobs that a staff-day remembers, one bit for each.
const MOST_CRITICAL: usize = 48;
/// The most that are remembered at the same slot.
const MOST_AT_ONCE: usize = 8;

/// The critical jobs of a staff-day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    critical: Vec<Critical>,
}

/// A job that is done at most once, in effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Critical {
    /// The job.
    pub job: JobIndex,
    /// From the start of its first arc to that of its last.
    pub slots: Range<Slot>,
}

impl Memory {
    /// Of jobs that are known to be critical, at most 64.
    pub fn of(critical: Vec<Critical>) -> Self {
        Self { critical }
    }

    /// The critical jobs.
    pub fn critical(&self) -> &[Critical] {
        &self.critical
    }

    /// The bit of a job, if it is critical.
    pub fn position(&self, job: JobIndex) -> Option<usize> {
        self.critical.iter().position(|critical| critical.job == job)
    }

    /// The bits that are remembered at a slot.
    pub fn at(&self, slot: Slot) -> u64 {
        let remembered = self.critical.iter().enumerate().filter(|(_, critical)| critical.slots.contains(&slot));
        remembered.fold(0, |bits, (bit, _)| bits | 1 << bit)
    }

    /// Learns from the repetitions of a path. Tells whether it remembers more than before.
    pub fn learn(&mut self, board: &Board<'_>, path: &Path) -> bool {
        let mut has_grown = false;
        for (position, arc) in path.arcs.iter().enumerate() {
            let before = path.arcs[..position].iter().rfind(|before| before.job == arc.job);
            if let Some(before) = before {
                let busy = board.jobs[arc.job].busy[0].start;
                let slots = before.placement.origin + busy..arc.placement.origin + busy + 1;
                has_grown |= self.note(arc.job, slots);
            }
        }
        has_grown
    }

    /// Notes that a job was begun at the first and the last of these slots.
    fn note(&mut self, job: JobIndex, slots: Range<Slot>) -> bool {
        if let Some(bit) = self.position(job) {
            let known = self.critical[bit].slots.clone();
            let wider = known.start.min(slots.start)..known.end.max(slots.end);
            return wider != known && self.has_room(&wider, Some(bit)) && {
                self.critical[bit].slots = wider;
                true
            };
        }
        self.critical.len() < MOST_CRITICAL && self.has_room(&slots, None) && {
            self.critical.push(Critical { job, slots });
            true
        }
    }

    /// Whether one more may be remembered over these slots.
    fn has_room(&self, slots: &Range<Slot>, except: Option<usize>) -> bool {
        let ends = self.critical.iter().map(|critical| critical.slots.start).chain([slots.start]);
        let at = |slot: Slot| {
            let others = self.critical.iter().enumerate().filter(|(bit, _)| Some(*bit) != except);
            others.filter(|(_, critical)| critical.slots.contains(&slot)).count()
        };
        ends.filter(|slot| slots.contains(slot)).all(|slot| at(slot) < MOST_AT_ONCE)
    }
}
