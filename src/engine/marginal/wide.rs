//! The wide problem: everybody is there whenever anybody could be, and each service is asked for once more on each date.
//! Absences stay: longer hours do not end them.
//!
//! It has all candidates that an hour more of anybody could add, so that one board is enough for all questions: where a
//! person is not there in truth, their time has a price that nobody pays.

use std::collections::BTreeSet;

use crate::domain::calendar::{Hours, WallRange, dates};
use crate::domain::{DAY, Interval, Problem, Request, RequestIndex, ServiceIndex, SiteIndex};

/// The wide problem; the samples, which ask for each service once more, come after the requests.
pub(super) struct Wide {
    pub(super) problem: Problem,
    requests: usize,
}

impl Wide {
    pub(super) fn of(problem: &Problem) -> Self {
        let mut wide = problem.clone();
        for person in wide.staff.iter_mut().filter(|person| person.active) {
            person.hours = longest_hours(problem, person.site);
        }
        let sites = (0..problem.sites.len()).map(SiteIndex::from);
        for site in sites {
            for service in offered(problem, site) {
                wide.requests.extend(samples(problem, site, service));
            }
        }
        Self { problem: wide, requests: problem.requests.len() }
    }

    /// What a sample asks for, and where; `None` for a request of the problem.
    pub(super) fn sample(&self, request: RequestIndex) -> Option<(ServiceIndex, SiteIndex)> {
        let asked = self.problem.request(request);
        (request.position() >= self.requests).then_some((asked.service, asked.site))
    }
}

/// From the earliest to the latest that a site is open or anybody works there, on every date.
fn longest_hours(problem: &Problem, site: SiteIndex) -> Hours {
    let people = problem.staff.iter().filter(|person| person.active && person.site == site);
    let hours = people.map(|person| &person.hours).chain(&problem.site(site).opening_hours);
    let ranges = hours.flat_map(|hours| hours.weekly.iter().chain(hours.exceptions.values()).flatten());
    let longest = ranges
        .copied()
        .reduce(|one, other| WallRange { start: one.start.min(other.start), end: one.end.max(other.end) });
    // A date has one shift; what crosses midnight begins on the date before.
    let longest = longest.map(|range| WallRange { end: range.end.min(range.start + DAY), ..range });
    Hours { weekly: std::array::from_fn(|_| longest.into_iter().collect()), ..Hours::default() }
}

/// The services that somebody at a site can do, or that need nobody.
fn offered(problem: &Problem, site: SiteIndex) -> BTreeSet<ServiceIndex> {
    let people = problem.staff.iter().filter(|person| person.active && person.site == site);
    let able = people.flat_map(|person| person.services.iter().copied());
    let asked = problem.requests.iter().filter(|request| request.site == site).map(|request| request.service);
    let alone = asked.filter(|&service| problem.service(service).staff_count == 0);
    able.chain(alone).collect()
}

/// A client for each date who would come at any time of it, pays the price of the service and has no wishes.
fn samples(problem: &Problem, site: SiteIndex, service: ServiceIndex) -> impl Iterator<Item = Request> {
    let (zone, price) = (problem.site(site).zone, problem.service(service).price);
    let horizon = problem.horizon;
    let all = dates(horizon.start, horizon.end).take_while(move |date| *date < horizon.end);
    let windows: Vec<Interval> = all.map(|date| zone.day(date)).collect();
    windows.into_iter().map(move |window| Request::plain(service, site, vec![window], price))
}
