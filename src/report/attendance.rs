//! Attendance: who cancelled, who did not come, and how long ahead they had booked.

use crate::domain::{Minute, Status};

/// Counts over appointments with a booking, cancelled ones too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// All of them.
    pub appointments: u64,
    /// Called off.
    pub cancelled: u64,
    /// Of which it is known whether the client came: arrived, completed or no-show.
    pub due: u64,
    /// The client did not come.
    pub no_shows: u64,
    /// For each that was not cancelled and whose request says when it was made: minutes from then to the start, 0 where
    /// it was entered afterwards.
    lead_times: Vec<Minute>,
}

impl Attendance {
    pub(super) fn add(&mut self, status: Status, start: Minute, created_at: Option<Minute>) {
        self.appointments += 1;
        self.cancelled += u64::from(status == Status::Cancelled);
        self.due += u64::from(status.is_history());
        self.no_shows += u64::from(status == Status::NoShow);
        let lead_time = created_at.filter(|_| status != Status::Cancelled).map(|created| (start - created).max(0));
        self.lead_times.extend(lead_time);
    }

    /// Cancelled of all; `None` without any.
    pub fn cancellation_rate(&self) -> Option<f64> {
        (self.appointments > 0).then(|| self.cancelled as f64 / self.appointments as f64)
    }

    /// No-shows of those that were due; `None` without any.
    pub fn no_show_rate(&self) -> Option<f64> {
        (self.due > 0).then(|| self.no_shows as f64 / self.due as f64)
    }

    /// Of how many appointments the lead time is known.
    pub fn with_lead_time(&self) -> usize {
        self.lead_times.len()
    }

    /// The lead time that half of those appointments do not exceed, in minutes; `None` where none is known.
    pub fn median_lead_time(&self) -> Option<Minute> {
        let mut ordered = self.lead_times.clone();
        ordered.sort_unstable();
        ordered.get(ordered.len().checked_sub(1)? / 2).copied()
    }
}
