//! What is available: the basis, limited by each resource's own hours and blocks.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::domain::{Interval, IntervalSet, Minute, Problem, Resource, ResourceIndex, Site, StaffIndex};

use super::query::{Basis, Query};
use super::roster::Shifts;
use super::scope::Scope;

/// The available time of one resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Available {
    /// Minutes times places.
    pub(super) minutes: Minute,
    /// Whether own hours or blocks took some of what the basis offered.
    pub(super) limited: bool,
}

/// What the basis offers: sets of minutes that resources share, and for each resource the position of its set.
pub(super) struct Offers<'a> {
    sets: Cow<'a, [IntervalSet]>,
    of_resource: Vec<usize>,
}

impl<'a> Offers<'a> {
    /// What the basis of the query offers in the period of each site, whatever the filter by site.
    pub(super) fn of(problem: &Problem, query: &Query, shifts: &'a Shifts) -> Self {
        match query.basis {
            Basis::Staff => staffed(problem, shifts),
            Basis::Eligible => able(problem, query, shifts),
            Basis::Opening => open(problem, query),
        }
    }

    /// When the basis offers the resource, before its own hours and blocks.
    pub(super) fn to(&self, resource: ResourceIndex) -> &IntervalSet {
        &self.sets[self.of_resource[resource.position()]]
    }
}

/// The available time of each resource on the basis of the query; nothing out of scope.
pub(super) fn available(problem: &Problem, query: &Query, scope: &Scope, shifts: &Shifts) -> Vec<Available> {
    let offers = Offers::of(problem, query, shifts);
    let minutes: Vec<Minute> = offers.sets.par_iter().map(IntervalSet::minutes).collect();
    let limited = |position: usize| {
        let offered = minutes[offers.of_resource[position]];
        match scope.of_resource(position.into()) {
            Some(period) => limit(problem, position.into(), period, offers.to(position.into()), offered),
            None => Available::default(),
        }
    };
    (0..problem.resources.len()).into_par_iter().map(limited).collect()
}

/// The times in which each resource is available on the basis of the query: the minutes of [`available`], one by one, but
/// not times places.
pub(super) fn times(problem: &Problem, query: &Query, scope: &Scope, shifts: &Shifts) -> Vec<IntervalSet> {
    let offers = Offers::of(problem, query, shifts);
    let left = |position: usize| {
        let (index, offer) = (ResourceIndex::from(position), offers.to(position.into()));
        scope.of_resource(index).map(|period| own(problem, problem.resource(index), period, offer)).unwrap_or_default()
    };
    (0..problem.resources.len()).into_par_iter().map(left).collect()
}

/// The part of `offer` that a resource's own hours and blocks leave, if it has any.
pub(super) fn own(problem: &Problem, resource: &Resource, period: Interval, offer: &IntervalSet) -> IntervalSet {
    let zone = problem.site(resource.site).zone;
    match &resource.hours {
        Some(hours) => offer.intersect(&hours.within(zone, period)).subtract(&resource.blocks),
        None => offer.subtract(&resource.blocks),
    }
}

/// The available time of a resource where `offer`, so many minutes, is what the basis offers.
fn limit(problem: &Problem, index: ResourceIndex, period: Interval, offer: &IntervalSet, offered: Minute) -> Available {
    let resource = problem.resource(index);
    let follows = resource.hours.is_none() && resource.blocks.is_empty();
    let left = if follows { offered } else { own(problem, resource, period, offer).minutes() };
    Available { minutes: left * Minute::from(resource.places()), limited: left < offered }
}

/// Whether any date of a site has opening hours.
pub(super) fn opens(site: &Site) -> bool {
    site.opening_hours.as_ref().is_some_and(|hours| !hours.is_empty())
}

/// The union of the shifts at each site.
fn staffed<'a>(problem: &Problem, shifts: &'a Shifts) -> Offers<'a> {
    Offers { sets: Cow::Borrowed(&shifts.sites), of_resource: sites_of_resources(problem) }
}

/// Unions of shifts of those who can use a resource. Resources with the same people share one.
fn able(problem: &Problem, query: &Query, shifts: &Shifts) -> Offers<'static> {
    let at_site = people_of_sites(problem, query);
    let mut crews: Vec<Vec<StaffIndex>> = Vec::new();
    let mut known: BTreeMap<Vec<StaffIndex>, usize> = BTreeMap::new();
    let mut of_resource = Vec::with_capacity(problem.resources.len());
    for (position, resource) in problem.resources.iter().enumerate() {
        let counts = |person: &StaffIndex| can_use(problem, *person, position.into());
        let crew = at_site[resource.site.position()].iter().copied().filter(counts).collect();
        let set = known.entry(crew).or_insert_with_key(|crew| {
            crews.push(crew.clone());
            crews.len() - 1
        });
        of_resource.push(*set);
    }
    let union =
        |crew: &Vec<StaffIndex>| crew.iter().flat_map(|person| shifts.people[person.position()].iter()).collect();
    Offers { sets: crews.par_iter().map(union).collect::<Vec<_>>().into(), of_resource }
}

/// Opening hours, exceptions honoured; nothing where a site has none.
fn open(problem: &Problem, query: &Query) -> Offers<'static> {
    let opening = |position: usize| {
        let site = &problem.sites[position];
        let hours = site.opening_hours.as_ref();
        hours.map(|hours| hours.within(site.zone, query.period(problem, position.into()))).unwrap_or_default()
    };
    Offers {
        sets: (0..problem.sites.len()).into_par_iter().map(opening).collect::<Vec<_>>().into(),
        of_resource: sites_of_resources(problem),
    }
}

fn sites_of_resources(problem: &Problem) -> Vec<usize> {
    problem.resources.iter().map(|resource| resource.site.position()).collect()
}

/// For each site the people whose shifts count.
fn people_of_sites(problem: &Problem, query: &Query) -> Vec<Vec<StaffIndex>> {
    let mut people = vec![Vec::new(); problem.sites.len()];
    for (position, person) in problem.staff.iter().enumerate() {
        let index = StaffIndex::from(position);
        if query.staff.is_none_or(|only| only == index) {
            people[person.site.position()].push(index);
        }
    }
    people
}

/// Whether one of the person's services has a requirement that the resource can meet.
fn can_use(problem: &Problem, person: StaffIndex, resource: ResourceIndex) -> bool {
    problem.person(person).services.iter().any(|&service| problem.service(service).can_use(resource))
}
