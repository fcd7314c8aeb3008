//! What is booked: one pass over the appointments.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::domain::{Cents, Minute, ResourceIndex, StaffIndex, Status};

use super::appointments::{Appointment, Appointments};
use super::scope::Scope;

/// Appointments that one thread takes at a time: so many that its vectors of sums cost little beside them.
const CHUNK: usize = 1 << 15;

/// Sums over appointments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub appointments: u64,
    /// Minutes inside the period.
    pub booked: Minute,
    /// Their full prices, also where the period cuts them.
    pub revenue: Cents,
}

impl Tally {
    pub(super) fn add(&mut self, minutes: Minute, price: Cents) {
        self.appointments += 1;
        self.booked += minutes;
        self.revenue += price;
    }

    fn merge(&mut self, other: &Self) {
        self.appointments += other.appointments;
        self.booked += other.booked;
        self.revenue += other.revenue;
    }
}

/// The sums for each resource, those of all appointments that used a resource, and where the query asks for the Team report those
/// for each person.
///
/// All are integers: the answer is the same whatever the number of threads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    resources: Vec<Tally>,
    staff: Vec<Tally>,
    /// Each appointment that counts for a resource, once; its minutes for each of its resources.
    pub total: Tally,
}

impl Booked {
    /// Nothing booked, for as many resources and people as the scope has.
    pub fn none(scope: &Scope) -> Self {
        let (resources, staff) = scope.sizes();
        Self {
            resources: vec![Tally::default(); resources],
            staff: vec![Tally::default(); if scope.asks_for_people() { staff } else { 0 }],
            total: Tally::default(),
        }
    }

    /// The sums over `appointments`: those that share a minute with the period of one of their resources or people.
    ///
    /// Nothing is allocated or hashed for an appointment. The indices must be those of the scope's problem.
    pub fn count(appointments: &Appointments, scope: &Scope) -> Self {
        let chunks = appointments.len().div_ceil(CHUNK);
        let add = |mut sums: Self, chunk: usize| {
            for position in chunk * CHUNK..appointments.len().min((chunk + 1) * CHUNK) {
                sums.add(&appointments.at(position), scope);
            }
            sums
        };
        (0..chunks).into_par_iter().fold(|| Self::none(scope), add).reduce(|| Self::none(scope), Self::merge)
    }

    /// The sums of two batches of appointments, counted in the same scope.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        let (mine, others) =
            (self.resources.iter_mut().chain(&mut self.staff), other.resources.iter().chain(&other.staff));
        mine.zip(others).for_each(|(sum, more)| sum.merge(more));
        self.total.merge(&other.total);
        self
    }

    /// The sums of a resource.
    pub fn of_resource(&self, index: ResourceIndex) -> Tally {
        self.resources[index.position()]
    }

    /// The sums of a person, over appointments with and without a resource; 0 where the query does not ask for people.
    pub fn of_person(&self, index: StaffIndex) -> Tally {
        self.staff.get(index.position()).copied().unwrap_or_default()
    }

    /// Adds one appointment: the kernel, the same for the bookings of a problem and for tables of millions. A cancelled
    /// one adds nothing.
    #[inline]
    pub fn add(&mut self, appointment: &Appointment<'_>, scope: &Scope) {
        if appointment.status == Status::Cancelled {
            return;
        }
        let Some(booked) = scope.booked(appointment) else { return };
        let mut used = 0;
        for &resource in appointment.resources {
            let minutes = scope.on_resource(resource, booked, appointment);
            if minutes > 0 {
                self.resources[resource.position()].add(minutes, appointment.price);
                used += minutes;
            }
        }
        if used > 0 {
            self.total.add(used, appointment.price);
        }
        if !scope.asks_for_people() {
            return;
        }
        for &person in appointment.staff {
            let minutes = scope.on_person(person, booked, appointment);
            if minutes > 0 {
                self.staff[person.position()].add(minutes, appointment.price);
            }
        }
    }
}
