//! Days: what was booked and available of each resource on each date.

use chrono::NaiveDate;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::domain::calendar::{Zone, dates, next_day};
use crate::domain::{Interval, Minute, Problem, ResourceIndex};

use super::appointments::Appointments;
use super::available::{offers, own, shifts};
use super::booked::Tally;
use super::fallback;
use super::query::Query;
use super::scope::Scope;
use super::usage::Usage;

/// A local date of a resource's site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// What was booked and available on it. An appointment that crosses midnight has its minutes on the dates on which
    /// they lie, and counts with its full price on each of them.
    pub usage: Usage,
}

/// The dates of a period, resource by resource. Over all dates, booked and available minutes add up to those of the
/// resource's row in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days(Vec<Vec<Day>>);

impl Days {
    /// Counts `appointments` by date. Their indices, and those of the query, are those of `problem`.
    pub fn count(problem: &Problem, appointments: &Appointments, query: &Query) -> Self {
        let scope = Scope::new(problem, query);
        let clocks: Vec<Clock> = problem.sites.iter().map(|site| Clock::new(site.zone, query)).collect();
        let clock = |index: ResourceIndex| &clocks[problem.resource(index).site.position()];
        let dates: Vec<NaiveDate> = dates(query.from, query.to).collect();
        let day = |((&date, tally), available): ((_, &Tally), _)| Day { date, usage: Usage::new(*tally, available) };
        let booked = booked(appointments, &scope, clock);
        let available = available(problem, query, &scope, clock);
        let join = |(booked, available): (&Vec<Tally>, Vec<Minute>)| {
            dates.iter().zip(booked).zip(available).map(day).collect()
        };
        Self(booked.iter().zip(available).map(join).collect())
    }

    /// The dates of a resource in order; none where the query leaves it out.
    pub fn of(&self, resource: ResourceIndex) -> &[Day] {
        &self.0[resource.position()]
    }
}

/// The dates of a period as a site's clock has them.
struct Clock {
    /// The first minute of each date, and that of the date after the last.
    midnights: Vec<Minute>,
}

impl Clock {
    fn new(zone: Zone, query: &Query) -> Self {
        Self { midnights: dates(query.from, next_day(query.to)).map(|date| zone.midnight(date)).collect() }
    }

    /// The dates, each as an interval.
    fn days(&self) -> impl Iterator<Item = Interval> + '_ {
        self.midnights.windows(2).map(|ends| Interval::new(ends[0], ends[1]))
    }

    /// The minutes of an interval in the period, shared out to the positions of their dates.
    fn share(&self, interval: Interval) -> impl Iterator<Item = (usize, Minute)> + '_ {
        let first = self.midnights.partition_point(|&midnight| midnight <= interval.start).saturating_sub(1);
        let days = self.days().enumerate().skip(first);
        let touched = days.take_while(move |(_, day)| day.start < interval.end);
        touched.filter_map(move |(position, day)| Some((position, day.intersect(interval)?.minutes())))
    }

    /// Nothing yet for each date.
    fn none<T: Clone + Default>(&self) -> Vec<T> {
        vec![T::default(); self.midnights.len().saturating_sub(1)]
    }
}

/// What is booked of each resource by date; empty where it is out of scope.
fn booked<'a>(
    appointments: &Appointments,
    scope: &Scope,
    clock: impl Fn(ResourceIndex) -> &'a Clock,
) -> Vec<Vec<Tally>> {
    let resources = (0..scope.sizes().0).map(ResourceIndex::from);
    let none = |index| scope.of_resource(index).map(|_| clock(index).none()).unwrap_or_default();
    let mut sums: Vec<Vec<Tally>> = resources.map(none).collect();
    for appointment in (0..appointments.len()).map(|position| appointments.at(position)) {
        let Some(booked) = scope.booked(&appointment) else { continue };
        for &resource in appointment.resources {
            let mut counted = None;
            for stretch in scope.stretches(resource, booked, &appointment) {
                for (day, minutes) in clock(resource).share(stretch) {
                    let sum = &mut sums[resource.position()][day];
                    sum.booked += minutes;
                    // Stretches are in order, so a second one on the same date follows the first at once.
                    if counted.replace(day) != Some(day) {
                        sum.appointments += 1;
                        sum.revenue += appointment.price;
                    }
                }
            }
        }
    }
    sums
}

/// What is available of each resource by date, times places; empty where it is out of scope.
fn available<'a>(
    problem: &Problem,
    query: &Query,
    scope: &Scope,
    clock: impl Fn(ResourceIndex) -> &'a Clock + Sync,
) -> Vec<Vec<Minute>> {
    let shifts = shifts(problem, query);
    let offers = (!fallback::applies(problem, &shifts)).then(|| offers(problem, query, &shifts));
    let of_resource = |position: usize| {
        let index = ResourceIndex::from(position);
        let Some(period) = scope.of_resource(index) else { return Vec::new() };
        let (resource, clock) = (problem.resource(index), clock(index));
        let mut minutes: Vec<Minute> = clock.none();
        match &offers {
            Some(offers) => {
                let left = own(problem, resource, period, offers.of(index));
                left.iter().flat_map(|one| clock.share(one)).for_each(|(day, shared)| minutes[day] += shared);
            }
            None => {
                minutes.iter_mut().zip(clock.days()).for_each(|(sum, day)| *sum = fallback::on(problem, resource, day))
            }
        }
        minutes.iter_mut().for_each(|sum| *sum *= Minute::from(resource.places()));
        minutes
    };
    (0..problem.resources.len()).into_par_iter().map(of_resource).collect()
}
