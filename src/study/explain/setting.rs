//! A problem with its file, so that edits can be made and verified.

use std::collections::HashMap;

use crate::domain::{Booking, Faults, Minute, Problem, RequestIndex};
use crate::io::gate::admit;
use crate::io::wire::edit::Edit;
use crate::io::wire::problem as wire;
use crate::plan::{Plan, PlannedBooking, Unassigned};
use crate::study::edit::edited;

/// A problem in both forms: as its file, which edits change, and as the gate admits it.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The file.
    pub file: wire::Problem,
    /// The problem, frozen where it was asked for.
    pub problem: Problem,
}

impl Setting {
    /// The file, admitted; bookings before `frozen_until` stand.
    ///
    /// # Errors
    ///
    /// Every fault of the file.
    pub fn new(file: wire::Problem, frozen_until: Option<Minute>) -> Result<Self, Faults> {
        let (problem, _) = admit(&file)?;
        let problem = match frozen_until {
            Some(until) => problem.freeze_until(until),
            None => problem,
        };
        Ok(Self { file, problem })
    }

    /// The same with edits; `None` where the gate does not let them in.
    pub fn edited(&self, edits: &[Edit]) -> Option<Self> {
        if edits.is_empty() {
            return Some(self.clone());
        }
        Self::new(edited(&self.file, edits).ok()?, self.problem.frozen_until).ok()
    }

    /// The positions here of requests of another problem, by their ids.
    pub fn requests(&self, of: &Problem, requests: &[RequestIndex]) -> Option<Vec<RequestIndex>> {
        let known = positions(self.problem.requests.iter().map(|one| one.id.as_str()));
        requests.iter().map(|&one| known.get(of.request(one).id.as_str()).map(|&at| at.into())).collect()
    }

    /// A plan of another problem as one of this, by ids.
    pub fn plan(&self, of: &Problem, plan: &Plan) -> Option<Plan> {
        let requests = positions(self.problem.requests.iter().map(|one| one.id.as_str()));
        let people = positions(self.problem.staff.iter().map(|one| one.id.as_str()));
        let resources = positions(self.problem.resources.iter().map(|one| one.id.as_str()));
        let request = |index: RequestIndex| requests.get(of.request(index).id.as_str()).map(|&at| at.into());
        let booking = |booking: &Booking| {
            let staff = booking.staff.iter().map(|&one| people.get(of.person(one).id.as_str()).map(|&at| at.into()));
            let units =
                booking.resources.iter().map(|&one| resources.get(of.resource(one).id.as_str()).map(|&at| at.into()));
            Some(Booking { start: booking.start, staff: staff.collect::<Option<_>>()?, resources: sorted(units)? })
        };
        let planned = |one: &PlannedBooking| {
            Some(PlannedBooking { request: request(one.request)?, booking: booking(&one.booking)?, end: one.end })
        };
        let left_out = |one: &Unassigned| Some(Unassigned { request: request(one.request)?, reason: one.reason });
        Some(Plan {
            bookings: plan.bookings.iter().map(planned).collect::<Option<_>>()?,
            unassigned: plan.unassigned.iter().map(left_out).collect::<Option<_>>()?,
        })
    }
}

fn sorted<T: Ord>(all: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut all: Vec<T> = all.collect::<Option<_>>()?;
    all.sort_unstable();
    Some(all)
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}
