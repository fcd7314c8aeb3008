//! The levers that may let some requests in.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::hours::{beyond, breaks, span, spare_minutes};
use super::lever::{Lever, Side};
use super::unit::alike;
use super::windows::{open_span, widened};
use crate::domain::calendar::{WallRange, dates};
use crate::domain::{DAY, Minute, Pin, Problem, RequestIndex, ResourceIndex, StaffIndex};

/// Opening hours grow by no more than this.
const LONGEST_OPENING: Minute = 180;

/// Dates whose shifts are looked at.
const MOST_DATES: usize = 7;

/// Other dates that are offered.
const MOST_DAYS: usize = 3;

/// People whose like is offered.
const MOST_HIRES: usize = 2;

/// A lever with the amounts that make sense: step and most.
pub type Reach = (Lever, i64, i64);

/// The levers for requests that must be booked together.
pub fn levers(problem: &Problem, requests: &[RequestIndex]) -> Vec<Reach> {
    let dates = dates_of(problem, requests);
    let able = able(problem, requests);
    let mut all = windows(problem, requests);
    all.extend(days(problem, requests, &dates));
    all.extend(requests.iter().flat_map(|&request| permissions(problem, request)));
    for &person in &able {
        all.extend(dates.iter().flat_map(|&date| shifts(problem, requests, person, date)));
    }
    all.extend(openings(problem, requests, &able, &dates));
    all.extend(presences(problem, requests, &able));
    all.extend(likes(problem, requests).into_iter().map(|like| {
        let units = requests.iter().flat_map(|&one| &problem.service_of(one).requirements);
        (Lever::Unit { like }, 1, units.map(|one| i64::from(one.units)).max().unwrap_or(1))
    }));
    let hires = able.iter().filter(|&&one| dates.iter().any(|&date| !problem.person(one).hours.on(date).is_empty()));
    let people = requests.iter().map(|&one| i64::from(problem.service_of(one).staff_count)).max().unwrap_or(1);
    all.extend(hires.take(MOST_HIRES).map(|&like| (Lever::Hire { like }, 1, people.max(1))));
    all
}

/// Active or not, the people of the site who can do one of the services, in order.
fn able(problem: &Problem, requests: &[RequestIndex]) -> BTreeSet<StaffIndex> {
    let can = |person: &StaffIndex, request: RequestIndex| {
        let (member, asked) = (problem.person(*person), problem.request(request));
        let is_needed = problem.service_of(request).staff_count > 0;
        is_needed && member.site == asked.site && member.services.contains(&asked.service)
    };
    let people = (0..problem.staff.len()).map(StaffIndex::from);
    people.filter(|person| requests.iter().any(|&request| can(person, request))).collect()
}

/// The dates of their windows.
pub(super) fn dates_of(problem: &Problem, requests: &[RequestIndex]) -> Vec<NaiveDate> {
    let all = requests.iter().flat_map(|&request| {
        let zone = problem.zone_of(request);
        let windows = problem.request(request).windows.iter();
        windows.flat_map(move |window| dates(zone.date(window.start), zone.date(window.end - 1)))
    });
    let distinct: BTreeSet<NaiveDate> = all.filter(|date| is_planned(problem, *date)).collect();
    distinct.into_iter().take(MOST_DATES).collect()
}

fn is_planned(problem: &Problem, date: NaiveDate) -> bool {
    problem.horizon.start <= date && date < problem.horizon.end
}

/// Windows grow up to the opening hours, and with these where they grow too.
fn windows(problem: &Problem, requests: &[RequestIndex]) -> Vec<Reach> {
    let most = |side| {
        let gains = requests.iter().flat_map(|&request| {
            let windows = problem.request(request).windows.iter();
            windows.map(move |one| widened(problem, request, *one, side, DAY).minutes() - one.minutes())
        });
        gains.max().map_or(0, |most| most + LONGEST_OPENING)
    };
    let lever = |side| (Lever::Window { requests: requests.to_vec(), side }, problem.grid, most(side));
    [Side::Early, Side::Late].map(lever).into_iter().filter(|(.., most)| *most > 0).collect()
}

fn days(problem: &Problem, requests: &[RequestIndex], known: &[NaiveDate]) -> Vec<Reach> {
    let Some((first, last)) = known.first().zip(known.last()) else { return Vec::new() };
    let is_open = |date: &NaiveDate| requests.iter().all(|&request| open_span(problem, request, *date).is_some());
    let all = dates(problem.horizon.start, problem.horizon.end).filter(|date| is_planned(problem, *date));
    let mut others: Vec<NaiveDate> = all.filter(|date| !known.contains(date) && is_open(date)).collect();
    others.sort_by_key(|date| ((*date - *first).num_days().abs().min((*date - *last).num_days().abs()), *date));
    others.truncate(MOST_DAYS);
    others.into_iter().map(|date| (Lever::Day { requests: requests.to_vec(), date }, 1, 1)).collect()
}

/// What the client may give up.
fn permissions(problem: &Problem, request: RequestIndex) -> Vec<Reach> {
    let asked = problem.request(request);
    let mut all = Vec::new();
    if let Some(allowed) = &asked.allowed_staff {
        let others = able(problem, &[request]).into_iter().filter(|one| !allowed.contains(one));
        all.extend(others.map(|person| Lever::Staff { request, person: Some(person) }));
        all.push(Lever::Staff { request, person: None });
    }
    all.extend(asked.allowed_resources.is_some().then_some(Lever::Resources { request }));
    let is_pinned = asked.is_open() && asked.pin != Pin::None;
    all.extend(is_pinned.then_some(Lever::Pin { request }));
    all.into_iter().map(|lever| (lever, 1, 1)).collect()
}

fn shifts(problem: &Problem, requests: &[RequestIndex], person: StaffIndex, date: NaiveDate) -> Vec<Reach> {
    let hours = problem.person(person).hours.on(date);
    let Some(open) = requests.first().and_then(|&one| open_wall(problem, one, date)) else { return Vec::new() };
    let spare = spare_minutes(problem, person);
    let (earliest, latest) = ((open.start - spare).max(0), (open.end + spare).min(DAY));
    let Some(works) = span(hours) else {
        let hours = WallRange { start: earliest, end: latest };
        return vec![(Lever::DayOff { person, date, hours }, 1, 1)];
    };
    let mut all = Vec::new();
    if works.start > earliest && beyond(hours, Side::Early, 1).is_some() {
        all.push((Lever::Shift { person, date, side: Side::Early }, problem.grid, works.start - earliest));
    }
    if works.end < latest && beyond(hours, Side::Late, 1).is_some() {
        all.push((Lever::Shift { person, date, side: Side::Late }, problem.grid, latest - works.end));
    }
    if !breaks(hours).is_empty() {
        all.push((Lever::Breaks { person, date }, 1, 1));
    }
    all
}

/// The opening hours of a request's date on the wall clock.
fn open_wall(problem: &Problem, request: RequestIndex, date: NaiveDate) -> Option<WallRange> {
    match &problem.site(problem.request(request).site).opening_hours {
        Some(hours) => span(hours.on(date)),
        None => Some(WallRange { start: 0, end: DAY }),
    }
}

fn openings(
    problem: &Problem,
    requests: &[RequestIndex],
    able: &BTreeSet<StaffIndex>,
    dates: &[NaiveDate],
) -> Vec<Reach> {
    let Some(site) = requests.first().map(|&one| problem.request(one).site) else { return Vec::new() };
    let Some(hours) = &problem.site(site).opening_hours else { return Vec::new() };
    let nobody = able.is_empty().then_some(None);
    let mut all = Vec::new();
    for &date in dates {
        let works = |one: &&StaffIndex| !problem.person(**one).hours.on(date).is_empty();
        for person in able.iter().filter(works).map(|&one| Some(one)).chain(nobody) {
            for side in [Side::Early, Side::Late] {
                let most = beyond(hours.on(date), side, LONGEST_OPENING).map_or(0, |one| one.end - one.start);
                if most > 0 {
                    all.push((Lever::Opening { site, person, date, side }, problem.grid, most));
                }
            }
        }
    }
    all
}

/// People and resources that are inactive or blocked.
fn presences(problem: &Problem, requests: &[RequestIndex], able: &BTreeSet<StaffIndex>) -> Vec<Reach> {
    let away = able.iter().filter(|&&one| {
        let person = problem.person(one);
        !person.active || !person.blocks.is_empty()
    });
    let mut all: Vec<Lever> = away.map(|&person| Lever::Person { person }).collect();
    let shut = named(problem, requests).into_iter().filter(|&one| {
        let resource = problem.resource(one);
        let is_first = alike(problem, one).first() == Some(&one);
        is_first && (!resource.active || !resource.blocks.is_empty())
    });
    all.extend(shut.map(|resource| Lever::Usable { resource }));
    all.into_iter().map(|lever| (lever, 1, 1)).collect()
}

/// The resources of their sites that the services name.
fn named(problem: &Problem, requests: &[RequestIndex]) -> BTreeSet<ResourceIndex> {
    let of_request = |&request: &RequestIndex| {
        let site = problem.request(request).site;
        let any_of = problem.service_of(request).requirements.iter().flat_map(|one| one.any_of.iter().copied());
        any_of.filter(move |&one| problem.resource(one).site == site)
    };
    requests.iter().flat_map(of_request).collect()
}

/// One resource for each pool, or for each that is in none.
fn likes(problem: &Problem, requests: &[RequestIndex]) -> Vec<ResourceIndex> {
    let mut seen = BTreeSet::new();
    let mut likes: Vec<ResourceIndex> = named(problem, requests).into_iter().collect();
    likes.retain(|&one| {
        let resource = problem.resource(one);
        let pools = if resource.pools.is_empty() { vec![resource.id.clone()] } else { resource.pools.clone() };
        seen.insert(pools)
    });
    likes
}
