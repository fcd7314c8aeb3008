//! Hours of the week: what a resource was booked and available for on Mondays from nine to ten, and so on.
//!
//! ```text
//! booked[w, h]     = Σ dates of weekday w in the period   minutes booked while the clock of the site shows hour h
//! available[w, h]  = the same of the minutes available, times places
//! ```
//!
//! Both count the minutes that the rows of the report count: the 168 hours of a resource add up to its row. Summed over
//! weekdays they are the use by hour of the day, summed over hours that by weekday.

use chrono::Datelike;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::domain::calendar::Zone;
use crate::domain::{HOUR, Interval, Minute, Problem};

use super::appointments::Appointments;
use super::query::Query;
use super::roster::Shifts;
use super::scope::Scope;
use super::{available, fallback};

/// Hours in a day.
const HOURS: usize = 24;

/// Minutes by hour of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week([Minute; 7 * HOURS]);

impl Default for Week {
    fn default() -> Self {
        Self([0; 7 * HOURS])
    }
}

impl Week {
    /// The minutes in an hour, 0 to 23, of a weekday, Monday 0, over all such weekdays of the period.
    ///
    /// # Panics
    ///
    /// Where one of them is out of range.
    pub fn at(&self, weekday: usize, hour: usize) -> Minute {
        self.0[weekday * HOURS + hour]
    }

    /// All minutes of the week.
    pub fn minutes(&self) -> Minute {
        self.0.iter().sum()
    }

    /// Adds another week, hour by hour.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, more)| *sum += more);
    }

    /// Adds the minutes of an interval, as often as there are places.
    fn spread(&mut self, clock: &Clock, interval: Interval, places: Minute) {
        let first = clock.hours.partition_point(|(hour, _)| hour.end <= interval.start);
        for (hour, slot) in clock.hours[first..].iter().take_while(|(hour, _)| hour.start < interval.end) {
            self.0[*slot] += hour.intersect(interval).map_or(0, Interval::minutes) * places;
        }
    }
}

/// The minutes booked of each resource of the problem, by hour of the week.
pub fn booked_by_hour(problem: &Problem, appointments: &Appointments, query: &Query) -> Vec<Week> {
    let (scope, clocks) = (Scope::new(problem, query), clocks(problem, query));
    let mut weeks = vec![Week::default(); problem.resources.len()];
    for appointment in (0..appointments.len()).map(|position| appointments.at(position)) {
        let Some(booked) = scope.booked(&appointment) else { continue };
        for &resource in appointment.resources {
            let clock = &clocks[problem.resource(resource).site.position()];
            for time in scope.times_on_resource(resource, booked, &appointment) {
                weeks[resource.position()].spread(clock, time, 1);
            }
        }
    }
    weeks
}

/// The minutes available of each resource of the problem, by hour of the week; `None` where 10 hours a day stand in for
/// working hours that nobody configured: nobody knows which hours they are.
pub fn available_by_hour(problem: &Problem, query: &Query) -> Option<Vec<Week>> {
    let shifts = Shifts::of_problem(problem, query);
    if fallback::applies(problem, &shifts) {
        return None;
    }
    let times = available::times(problem, query, &Scope::new(problem, query), &shifts);
    let clocks = clocks(problem, query);
    let week = |position: usize| {
        let resource = &problem.resources[position];
        let mut week = Week::default();
        for time in times[position].iter() {
            week.spread(&clocks[resource.site.position()], time, resource.places().into());
        }
        week
    };
    Some((0..times.len()).into_par_iter().map(week).collect())
}

/// The hours of a period as the wall clock of a site shows them.
#[derive(Clone, Debug)]
pub struct Clock {
    /// In order, each with its place in the week: 24 for each weekday, Monday first. An hour in which the clock jumps is
    /// in two pieces.
    pub hours: Vec<(Interval, usize)>,
}

fn clocks(problem: &Problem, query: &Query) -> Vec<Clock> {
    let clock = |site: usize| Clock::new(problem.sites[site].zone, query.period(problem, site.into()));
    (0..problem.sites.len()).into_par_iter().map(clock).collect()
}

impl Clock {
    /// The hours of a period on the clock of a zone.
    pub fn new(zone: Zone, period: Interval) -> Self {
        let place = |minute| {
            let weekday = zone.date(minute).weekday().num_days_from_monday() as usize;
            weekday * HOURS + (zone.minute_of_day(minute) / HOUR) as usize
        };
        let mut hours = Vec::new();
        let mut start = period.start;
        while start < period.end {
            let here = place(start);
            let full = start + HOUR - zone.minute_of_day(start) % HOUR;
            // Where the clock jumps within the hour, the hour ends there.
            let jump = || (start + 1..full).find(|&minute| place(minute) != here);
            let end = if place(full - 1) == here { full } else { jump().unwrap_or(full) };
            hours.push((Interval::new(start, end.min(period.end)), here));
            start = end;
        }
        Self { hours }
    }
}
