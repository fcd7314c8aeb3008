//! Days: what was booked and available on each date, in one pass over the appointments.

use chrono::NaiveDate;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::domain::calendar::dates;
use crate::domain::{Cents, Interval, IntervalSet, Minute, Problem, ResourceIndex, StaffIndex};

use super::appointments::Appointments;
use super::available::{Offers, own};
use super::booked::Tally;
use super::clock::Clock;
use super::fallback;
use super::query::Query;
use super::roster::Shifts;
use super::scope::Scope;
use super::usage::Usage;

/// What was booked of what was available on one local date of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// What was booked on it. An appointment across midnight has its minutes on the dates on which they lie, and counts,
    /// with its full price, on each of them.
    pub usage: Usage,
}

/// The dates of a period, in order. Minutes booked and available of all dates add up to those of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    resources: Vec<Vec<Day>>,
    staff: Vec<Vec<Day>>,
    total: Vec<Day>,
}

impl Days {
    /// The days of `appointments`. Their indices, and those of the query, are those of `problem`.
    pub fn of(problem: &Problem, appointments: &Appointments, query: &Query) -> Self {
        let calendar = Calendar::new(problem, query);
        let shifts = Shifts::of_problem(problem, query);
        let booked = calendar.booked(appointments);
        let resources = calendar.join(&booked.resources, calendar.available(query, &shifts));
        let staff = calendar.join(&booked.staff, calendar.rostered(&shifts));
        let available = |date: usize| resources.iter().filter_map(|days| Some(days.get(date)?.usage.available)).sum();
        let available = (0..calendar.dates.len()).map(available).collect();
        let total = calendar.join(&[booked.total], vec![available]).pop().unwrap_or_default();
        Self { resources, staff, total }
    }

    /// The dates of a resource; none where the query leaves it out.
    pub fn of_resource(&self, index: ResourceIndex) -> &[Day] {
        &self.resources[index.position()]
    }

    /// The dates of a person, booked of rostered; none where the query leaves them out.
    pub fn of_person(&self, index: StaffIndex) -> &[Day] {
        &self.staff[index.position()]
    }

    /// The dates of all resources in scope; on each date an appointment counts once.
    pub fn total(&self) -> &[Day] {
        &self.total
    }
}

/// The dates of a period as the clocks of the sites have them.
struct Calendar<'a> {
    problem: &'a Problem,
    scope: Scope,
    dates: Vec<NaiveDate>,
    clocks: Vec<Clock>,
}

/// Sums by date, of each resource, each person, and all resources.
struct Sums {
    resources: Vec<Vec<Tally>>,
    staff: Vec<Vec<Tally>>,
    total: Vec<Tally>,
}

impl<'a> Calendar<'a> {
    fn new(problem: &'a Problem, query: &Query) -> Self {
        Self {
            problem,
            scope: Scope::new(problem, query),
            dates: dates(query.from, query.to).collect(),
            clocks: problem.sites.iter().map(|site| Clock::by_date(site.zone, query)).collect(),
        }
    }

    /// The clock of a resource in scope.
    fn resource(&self, index: ResourceIndex) -> Option<&Clock> {
        self.scope.of_resource(index).map(|_| &self.clocks[self.problem.resource(index).site.position()])
    }

    /// The clock of a person in scope.
    fn person(&self, index: StaffIndex) -> Option<&Clock> {
        self.scope.of_person(index).map(|_| &self.clocks[self.problem.person(index).site.position()])
    }

    /// Nothing for each date, or no date.
    fn none<T: Clone + Default>(&self, clock: Option<&Clock>) -> Vec<T> {
        clock.map(|_| vec![T::default(); self.dates.len()]).unwrap_or_default()
    }

    fn booked(&self, appointments: &Appointments) -> Sums {
        let (resources, staff) = self.scope.sizes();
        let mut sums = Sums {
            resources: (0..resources).map(|position| self.none(self.resource(position.into()))).collect(),
            staff: (0..staff).map(|position| self.none(self.person(position.into()))).collect(),
            total: vec![Tally::default(); self.dates.len()],
        };
        let (mut shared, mut whole) = (Shares::default(), Shares::default());
        for appointment in appointments.iter() {
            let Some(booked) = self.scope.booked(&appointment) else { continue };
            whole.0.clear();
            for &index in appointment.resources {
                let Some(clock) = self.resource(index) else { continue };
                shared.of(clock, self.scope.times_on_resource(index, booked, &appointment));
                shared.count(&mut sums.resources[index.position()], appointment.price);
                shared.0.iter().for_each(|&(date, minutes)| whole.add(date, minutes));
            }
            whole.count(&mut sums.total, appointment.price);
            for &index in appointment.staff {
                let Some(clock) = self.person(index) else { continue };
                shared.of(clock, self.scope.times_on_person(index, booked, &appointment));
                shared.count(&mut sums.staff[index.position()], appointment.price);
            }
        }
        sums
    }

    /// What is available of each resource by date, times places; no date where it is out of scope.
    fn available(&self, query: &Query, shifts: &Shifts) -> Vec<Vec<Minute>> {
        // Whether anybody is scheduled is a question about the period, not about each of its dates.
        let fallback = fallback::applies(self.problem, shifts);
        let offers = (!fallback).then(|| Offers::of(self.problem, query, shifts));
        let of_resource = |position: usize| {
            let index = ResourceIndex::from(position);
            let (Some(period), Some(clock)) = (self.scope.of_resource(index), self.resource(index)) else {
                return Vec::new();
            };
            let resource = self.problem.resource(index);
            let mut minutes = match &offers {
                Some(offers) => minutes_by_date(clock, &own(self.problem, resource, period, offers.to(index))),
                None => clock.parts().map(|day| fallback::on(self.problem, resource, day)).collect(),
            };
            minutes.iter_mut().for_each(|sum| *sum *= Minute::from(resource.places()));
            minutes
        };
        (0..self.problem.resources.len()).into_par_iter().map(of_resource).collect()
    }

    /// What is rostered of each person by date; no date where they are out of scope.
    fn rostered(&self, shifts: &Shifts) -> Vec<Vec<Minute>> {
        let of_person = |(position, shifts): (usize, &IntervalSet)| {
            self.person(position.into()).map(|clock| minutes_by_date(clock, shifts)).unwrap_or_default()
        };
        shifts.people.iter().enumerate().map(of_person).collect()
    }

    fn join(&self, booked: &[Vec<Tally>], available: Vec<Vec<Minute>>) -> Vec<Vec<Day>> {
        let day = |((&date, tally), available): ((_, &Tally), _)| Day { date, usage: Usage::new(*tally, available) };
        let days = |(booked, available): (&Vec<Tally>, Vec<Minute>)| {
            self.dates.iter().zip(booked).zip(available).map(day).collect()
        };
        booked.iter().zip(available).map(days).collect()
    }
}

/// Minutes of one appointment, by the position of the date.
#[derive(Default)]
struct Shares(Vec<(usize, Minute)>);

impl Shares {
    /// Takes the minutes of the stretches instead of those before.
    fn of(&mut self, clock: &Clock, stretches: impl Iterator<Item = Interval>) {
        self.0.clear();
        stretches.flat_map(|stretch| clock.share(stretch)).for_each(|(date, minutes)| self.add(date, minutes));
    }

    fn add(&mut self, date: usize, minutes: Minute) {
        match self.0.iter_mut().find(|(known, _)| *known == date) {
            Some((_, sum)) => *sum += minutes,
            None => self.0.push((date, minutes)),
        }
    }

    fn count(&self, sums: &mut [Tally], price: Cents) {
        for &(date, minutes) in &self.0 {
            sums[date].add(minutes, price);
        }
    }
}

/// The minutes of a set in the period, by date.
fn minutes_by_date(clock: &Clock, set: &IntervalSet) -> Vec<Minute> {
    let mut minutes = vec![0; clock.parts().count()];
    set.iter().flat_map(|one| clock.share(one)).for_each(|(date, shared)| minutes[date] += shared);
    minutes
}
