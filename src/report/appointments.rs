//! The appointments that a report counts, column by column.

use crate::domain::{Booking, Busy, Cents, Interval, Problem, RequestIndex, ResourceIndex, StaffIndex, Status};
use crate::plan::Plan;

use super::bookings::bookings;

/// One appointment as it is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appointment<'a> {
    /// From start to end, as the client sees it.
    pub interval: Interval,
    /// Minutes before it in which people and resources are taken.
    pub setup: u16,
    /// Minutes after it.
    pub cleanup: u16,
    /// What the client pays.
    pub price: Cents,
    /// Where it stands in its life.
    pub status: Status,
    /// The people, each once.
    pub staff: &'a [StaffIndex],
    /// The resources, each once.
    pub resources: &'a [ResourceIndex],
    /// When it takes them, from its start on; `None` where they are busy throughout.
    pub busy: Option<&'a Busy>,
}

impl<'a> Appointment<'a> {
    /// A request as it is booked.
    pub(super) fn new(problem: &'a Problem, index: RequestIndex, booking: &'a Booking) -> Self {
        let (request, service) = (problem.request(index), problem.service_of(index));
        Self {
            interval: problem.appointment(index, booking.start),
            setup: u16::try_from(service.setup).unwrap_or(u16::MAX),
            cleanup: u16::try_from(service.cleanup).unwrap_or(u16::MAX),
            price: request.price,
            status: request.status,
            staff: &booking.staff,
            resources: &booking.resources,
            busy: Some(&service.busy).filter(|_| service.phases.iter().any(|phase| !phase.staff || !phase.resources)),
        }
    }
}

/// Appointments as flat columns, so that millions of them are read at the speed of memory.
#[derive(Clone, Debug, Default)]
pub struct Appointments {
    intervals: Vec<Interval>,
    margins: Vec<(u16, u16)>,
    prices: Vec<Cents>,
    statuses: Vec<Status>,
    staff: Lists<StaffIndex>,
    resources: Lists<ResourceIndex>,
    /// For each appointment the position in `patterns`, counted from 1; 0 where people and resources are busy throughout.
    pattern: Vec<u32>,
    /// The different ways in which appointments with phases take people and resources: few.
    patterns: Vec<Busy>,
}

/// Many short lists in one vector, each with the position after its last item.
#[derive(Clone, Debug)]
struct Lists<T> {
    items: Vec<T>,
    ends: Vec<usize>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    fn push(&mut self, list: &[T]) {
        self.items.extend_from_slice(list);
        self.ends.push(self.items.len());
    }

    fn at(&self, position: usize) -> &[T] {
        let start = if position == 0 { 0 } else { self.ends[position - 1] };
        &self.items[start..self.ends[position]]
    }
}

impl Appointments {
    /// No appointment.
    pub fn new() -> Self {
        Self::default()
    }

    /// The bookings of a problem as they stand.
    pub fn of_problem(problem: &Problem) -> Self {
        Self::of(problem, None)
    }

    /// The history of a problem and the bookings of a plan for it.
    pub fn of_plan(problem: &Problem, plan: &Plan) -> Self {
        Self::of(problem, Some(plan))
    }

    /// The bookings of a problem as they stand, or its history and the bookings of a plan for it.
    pub fn of(problem: &Problem, plan: Option<&Plan>) -> Self {
        let mut appointments = Self::new();
        for (index, booking) in bookings(problem, plan) {
            appointments.push(Appointment::new(problem, index, booking));
        }
        appointments
    }

    /// Adds one. A cancelled appointment freed all it had, so it is not kept.
    pub fn push(&mut self, appointment: Appointment<'_>) {
        if appointment.status == Status::Cancelled {
            return;
        }
        self.intervals.push(appointment.interval);
        self.margins.push((appointment.setup, appointment.cleanup));
        self.prices.push(appointment.price);
        self.statuses.push(appointment.status);
        self.staff.push(appointment.staff);
        self.resources.push(appointment.resources);
        let pattern = appointment.busy.map_or(0, |busy| self.pattern_of(busy));
        self.pattern.push(pattern);
    }

    fn pattern_of(&mut self, busy: &Busy) -> u32 {
        let known = self.patterns.iter().position(|one| one == busy).unwrap_or(self.patterns.len());
        if known == self.patterns.len() {
            self.patterns.push(busy.clone());
        }
        u32::try_from(known + 1).unwrap_or(0)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.intervals.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.intervals.is_empty()
    }

    /// Each of them, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = Appointment<'_>> {
        (0..self.len()).map(|position| self.at(position))
    }

    /// The appointment at a position below [`Self::len`].
    pub fn at(&self, position: usize) -> Appointment<'_> {
        let (setup, cleanup) = self.margins[position];
        Appointment {
            interval: self.intervals[position],
            setup,
            cleanup,
            price: self.prices[position],
            status: self.statuses[position],
            staff: self.staff.at(position),
            resources: self.resources.at(position),
            busy: (self.pattern[position] as usize).checked_sub(1).map(|known| &self.patterns[known]),
        }
    }
}
