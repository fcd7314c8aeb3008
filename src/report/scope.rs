//! The scope: which minutes of which resources and people a report counts.

use crate::domain::{Interval, IntervalSet, Minute, Problem, ResourceIndex, SiteIndex, StaffIndex, Status};

use super::appointments::Appointment;
use super::query::Query;

/// An interval that no appointment overlaps: what is out of scope.
const NEVER: Interval = Interval::new(0, 0);

/// A query made ready for the pass over the appointments: every question is answered by one look-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// For each resource the period on its site's clock; empty where the resource is out of scope.
    resources: Vec<Interval>,
    /// The same for each person.
    staff: Vec<Interval>,
    /// The period of each site, whatever the filters.
    sites: Vec<Interval>,
    /// The site of each person.
    homes: Vec<SiteIndex>,
    /// No appointment outside counts.
    whole: Interval,
    /// Whatever lies inside lies in the period of every resource and person; empty where some are out of scope.
    core: Interval,
    /// Whether people are asked about.
    team: bool,
    only: Option<StaffIndex>,
    count_no_show: bool,
    occupied: bool,
}

impl Scope {
    /// What `query` counts in `problem`.
    pub fn new(problem: &Problem, query: &Query) -> Self {
        let sites: Vec<Interval> = (0..problem.sites.len()).map(|site| query.period(problem, site.into())).collect();
        let of_site = |site: SiteIndex| match query.site {
            Some(only) if only != site => NEVER,
            _ => sites[site.position()],
        };
        let of_person = |index: StaffIndex| match query.staff {
            Some(only) if only != index => NEVER,
            _ => of_site(problem.person(index).site),
        };
        Self {
            resources: problem.resources.iter().map(|resource| of_site(resource.site)).collect(),
            staff: (0..problem.staff.len()).map(|position| of_person(position.into())).collect(),
            homes: problem.staff.iter().map(|person| person.site).collect(),
            whole: hull(&sites),
            core: if query.site.is_none() && query.staff.is_none() { common(&sites) } else { NEVER },
            team: query.team,
            sites,
            only: query.staff,
            count_no_show: query.count_no_show,
            occupied: query.occupied,
        }
    }

    /// The hull of the periods of all sites: nothing outside counts.
    pub fn whole(&self) -> Interval {
        self.whole
    }

    /// Whether anybody asks what people were booked for.
    #[inline]
    pub(super) fn asks_for_people(&self) -> bool {
        self.team
    }

    /// How many sites the problem has.
    pub(super) fn sites(&self) -> usize {
        self.sites.len()
    }

    /// The site of a person, and what of a shift of theirs lies in the period on its clock, whatever the filters.
    pub(super) fn shift(&self, index: StaffIndex, shift: Interval) -> Option<(SiteIndex, Interval)> {
        let site = self.homes[index.position()];
        Some((site, shift.intersect(self.sites[site.position()])?))
    }

    /// Whether a person's shifts make resources available.
    pub(super) fn staffs(&self, index: StaffIndex) -> bool {
        self.only.is_none_or(|only| only == index)
    }

    /// How many resources and people the problem has, in scope or not.
    pub fn sizes(&self) -> (usize, usize) {
        (self.resources.len(), self.staff.len())
    }

    /// The period on the clock of the resource's site; `None` where it is out of scope.
    pub fn of_resource(&self, index: ResourceIndex) -> Option<Interval> {
        Some(self.resources[index.position()]).filter(|period| !period.is_empty())
    }

    /// The period on the clock of the person's site; `None` where they are out of scope.
    pub fn of_person(&self, index: StaffIndex) -> Option<Interval> {
        Some(self.staff[index.position()]).filter(|period| !period.is_empty())
    }

    /// Whether the filters let an appointment through, whenever it is.
    #[inline]
    pub(super) fn lets_through(&self, appointment: &Appointment<'_>) -> bool {
        (self.count_no_show || appointment.status != Status::NoShow)
            && self.only.is_none_or(|person| appointment.staff.contains(&person))
    }

    /// The time that counts as booked of an appointment: with setup and cleanup if these are asked for.
    #[inline]
    pub(super) fn span(&self, appointment: &Appointment<'_>) -> Interval {
        let Interval { mut start, mut end } = appointment.interval;
        if self.occupied {
            start -= Minute::from(appointment.setup);
            end += Minute::from(appointment.cleanup);
        }
        Interval::new(start, end)
    }

    /// The time that an appointment books, if it counts at all; a cancelled one as if it were not.
    #[inline]
    pub(super) fn booked(&self, appointment: &Appointment<'_>) -> Option<Interval> {
        let Interval { start, end } = self.span(appointment);
        let counts = start < self.whole.end && self.whole.start < end && self.lets_through(appointment);
        counts.then_some(Interval::new(start, end))
    }

    /// The minutes of `booked` in which the appointment takes a resource of it.
    #[inline]
    pub(super) fn on_resource(&self, index: ResourceIndex, booked: Interval, of: &Appointment<'_>) -> Minute {
        match of.busy {
            // Nearly every appointment: the period need not be looked up.
            None if self.core.contains(booked) => booked.minutes(),
            None => shared(self.resources[index.position()], booked),
            Some(_) => self.times_on_resource(index, booked, of).map(Interval::minutes).sum(),
        }
    }

    /// The minutes of `booked` in which the appointment takes a person of it.
    #[inline]
    pub(super) fn on_person(&self, index: StaffIndex, booked: Interval, of: &Appointment<'_>) -> Minute {
        match of.busy {
            None if self.core.contains(booked) => booked.minutes(),
            None => shared(self.staff[index.position()], booked),
            Some(_) => self.times_on_person(index, booked, of).map(Interval::minutes).sum(),
        }
    }

    /// The times in which the appointment takes a resource of it, in order: the minutes of [`Self::on_resource`], one by one.
    pub(super) fn times_on_resource<'a>(
        &self,
        index: ResourceIndex,
        booked: Interval,
        of: &Appointment<'a>,
    ) -> impl Iterator<Item = Interval> + use<'a> {
        times(of.busy.map(|busy| &busy.resources), self.resources[index.position()], booked, of.interval.start)
    }

    /// The times in which the appointment takes a person of it, in order: the minutes of [`Self::on_person`], one by one.
    pub(super) fn times_on_person<'a>(
        &self,
        index: StaffIndex,
        booked: Interval,
        of: &Appointment<'a>,
    ) -> impl Iterator<Item = Interval> + use<'a> {
        times(of.busy.map(|busy| &busy.staff), self.staff[index.position()], booked, of.interval.start)
    }
}

/// The parts of `booked` in the period, those of the phases that take anything if there are phases.
fn times(
    busy: Option<&IntervalSet>,
    period: Interval,
    booked: Interval,
    start: Minute,
) -> impl Iterator<Item = Interval> {
    let whole = busy.is_none().then_some(booked);
    let phases = busy.into_iter().flat_map(move |busy| busy.shifted(start));
    let phases = phases.filter_map(move |one| one.intersect(booked));
    whole.into_iter().chain(phases).filter_map(move |one| one.intersect(period))
}

fn shared(one: Interval, two: Interval) -> Minute {
    (one.end.min(two.end) - one.start.max(two.start)).max(0)
}

fn hull(intervals: &[Interval]) -> Interval {
    let start = intervals.iter().map(|one| one.start).min();
    let end = intervals.iter().map(|one| one.end).max();
    Interval::new(start.unwrap_or_default(), end.unwrap_or_default())
}

/// What lies in all intervals.
fn common(intervals: &[Interval]) -> Interval {
    let start = intervals.iter().map(|one| one.start).max();
    let end = intervals.iter().map(|one| one.end).min();
    start.zip(end).filter(|(start, end)| start < end).map_or(NEVER, |(start, end)| Interval::new(start, end))
}
