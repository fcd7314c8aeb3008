//! Further measures of the same rows: idle time, attendance, days, confidence, and bookings that break a rule.

use crate::domain::{Booking, Interval, IntervalSet, Minute, Problem, RequestIndex, ResourceIndex, StaffIndex, Status};
use crate::plan::{Conflict, Plan, double_bookings, outside_hours};

use super::Report;
use super::appointments::{Appointment, Appointments};
use super::attendance::Attendance;
use super::bookings::{RequestBooking, bookings};
use super::confidence::Confidence;
use super::days::{Day, Days};
use super::load::{Load, Sort};
use super::query::Query;
use super::roster::Shifts;
use super::scope::Scope;
use super::usage::Usage;
use super::waterfall::{Waterfall, waterfalls};

/// More about one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The row's.
    pub usage: Usage,
    /// Available minutes in which nothing took it, setup and cleanup included, times places. `None` for resources where
    /// 10 hours a day stand in for hours that nobody configured.
    pub idle: Option<Minute>,
    /// Who cancelled, who did not come.
    pub attendance: Attendance,
    /// Day by day.
    pub days: Vec<Day>,
    /// How sure the utilisation is, where at least two days tell.
    pub confidence: Option<Confidence>,
}

/// More about every row of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// All resources in scope; its attendance is that of all appointments of people or resources in scope.
    pub total: Measure,
    /// The resources of the rows, in their order.
    pub resources: Vec<(ResourceIndex, Measure)>,
    /// The people of the Team report, in their order; none where it was not asked for.
    pub team: Vec<(StaffIndex, Measure)>,
    /// People, resources and clients that were taken twice.
    pub double_bookings: Vec<Conflict>,
    /// Bookings outside shifts, own hours or opening hours.
    pub outside_hours: Vec<Conflict>,
}

/// The measures of a report on a problem, or on its history and a plan.
pub fn measures(problem: &Problem, plan: Option<&Plan>, report: &Report) -> Measures {
    let query = &report.query;
    let appointments = Appointments::of(problem, plan);
    let bookings = bookings(problem, plan);
    let days = Days::of(problem, &appointments, query);
    let idle = waterfalls(problem, &appointments, report);
    let idle_of = |waterfall: &Waterfall| waterfall.too_short + waterfall.free;
    let attendances = Attendances::of(problem, &bookings, query);
    let measure = |usage: Usage, idle: Option<Minute>, attendance: &Attendance, days: Vec<Day>| {
        let confidence = Confidence::of(&days);
        Measure { usage, idle, attendance: attendance.clone(), days, confidence }
    };
    let resources = report.rows.iter().enumerate().map(|(position, row)| {
        let idle = idle.as_ref().and_then(|idle| idle.rows.get(position)).map(|(_, waterfall)| idle_of(waterfall));
        let (index, attendance) = (row.resource, &attendances.resources[row.resource.position()]);
        (index, measure(row.usage, idle, attendance, days.of_resource(index).to_vec()))
    });
    let idle_people = idle_people(problem, &appointments, query);
    let team = report.team.iter().flatten().map(|row| {
        let (index, attendance) = (row.staff, &attendances.staff[row.staff.position()]);
        (index, measure(row.usage, Some(idle_people[index.position()]), attendance, days.of_person(index).to_vec()))
    });
    Measures {
        resources: resources.collect(),
        team: team.collect(),
        total: measure(
            report.kpis.usage,
            idle.as_ref().map(|idle| idle_of(&idle.total)),
            &attendances.total,
            days.total().to_vec(),
        ),
        double_bookings: in_scope(problem, query, &bookings, double_bookings(problem, &bookings)),
        outside_hours: in_scope(problem, query, &bookings, outside_hours(problem, &bookings)),
    }
}

/// For each person the minutes on shift in which nothing takes them.
fn idle_people(problem: &Problem, appointments: &Appointments, query: &Query) -> Vec<Minute> {
    let (scope, shifts) = (Scope::new(problem, query), Shifts::of_problem(problem, query));
    let mut loads = vec![Load::default(); problem.staff.len()];
    for appointment in appointments.iter() {
        for &person in appointment.staff {
            if let Some(period) = scope.of_person(person) {
                loads[person.position()].add_on_person(&appointment, period, &scope);
            }
        }
    }
    let idle = |(mut load, shifts): (Load, &IntervalSet)| {
        load.add(Sort::Available, shifts.iter());
        let stretches = load.stretches();
        let taken = [Sort::Counted, Sort::Around, Sort::LeftOut];
        let free = stretches.iter().filter(|one| one.is_available() && taken.iter().all(|&sort| one.count(sort) == 0));
        free.map(|one| one.interval.minutes()).sum()
    };
    loads.into_iter().zip(&shifts.people).map(idle).collect()
}

/// Attendance of all, of each resource and of each person.
struct Attendances {
    total: Attendance,
    resources: Vec<Attendance>,
    staff: Vec<Attendance>,
}

impl Attendances {
    fn of(problem: &Problem, bookings: &[RequestBooking<'_>], query: &Query) -> Self {
        // A switch that leaves no-shows out of what is booked must not leave them out of their own rate.
        let scope = Scope::new(problem, &Query { count_no_show: true, ..query.clone() });
        let mut all = Self {
            total: Attendance::default(),
            resources: vec![Attendance::default(); problem.resources.len()],
            staff: vec![Attendance::default(); problem.staff.len()],
        };
        let cancelled = problem.indexed_requests().filter(|(_, request)| request.status == Status::Cancelled);
        let cancelled = cancelled.filter_map(|(index, request)| Some((index, request.booking.as_ref()?)));
        bookings.iter().copied().chain(cancelled).for_each(|booking| all.add(problem, booking, &scope));
        all
    }

    fn add(&mut self, problem: &Problem, (index, booking): (RequestIndex, &Booking), scope: &Scope) {
        let appointment = Appointment::new(problem, index, booking);
        let Some(booked) = scope.booked(&appointment) else { return };
        let created_at = problem.request(index).created_at;
        let count = |attendance: &mut Attendance| attendance.add(appointment.status, booking.start, created_at);
        let mut is_in_scope = false;
        for &one in appointment.resources.iter().filter(|&&one| scope.on_resource(one, booked, &appointment) > 0) {
            count(&mut self.resources[one.position()]);
            is_in_scope = true;
        }
        for &one in appointment.staff.iter().filter(|&&one| scope.on_person(one, booked, &appointment) > 0) {
            count(&mut self.staff[one.position()]);
            is_in_scope = true;
        }
        if is_in_scope {
            count(&mut self.total);
        }
    }
}

/// The conflicts in the period, at the site and of the person that the report is restricted to.
fn in_scope(
    problem: &Problem,
    query: &Query,
    bookings: &[RequestBooking<'_>],
    mut conflicts: Vec<Conflict>,
) -> Vec<Conflict> {
    let is_theirs = |request: &RequestIndex| {
        let site = problem.request(*request).site;
        let serves = |person| bookings.iter().any(|(one, booking)| one == request && booking.staff.contains(&person));
        query.site.is_none_or(|only| only == site) && query.staff.is_none_or(serves)
    };
    let is_in_period = |conflict: &Conflict| {
        let site = conflict.requests.first().map(|&request| problem.request(request).site);
        let period = site.map_or(Interval::new(0, 0), |site| query.period(problem, site));
        conflict.at.is_some_and(|at| at.overlaps(period))
    };
    conflicts.retain(|conflict| is_in_period(conflict) && conflict.requests.iter().any(is_theirs));
    conflicts
}
