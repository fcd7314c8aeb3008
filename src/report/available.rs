//! What is available: the basis, limited by each resource's own hours and blocks.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::domain::{Interval, IntervalSet, Minute, Problem, Resource, ResourceIndex, Site, StaffIndex};

use super::query::{Basis, Query};
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
pub(super) struct Offers {
    sets: Vec<IntervalSet>,
    of_resource: Vec<usize>,
}

impl Offers {
    /// What the basis of the query offers in the period of each site, whatever the filter by site.
    pub(super) fn of(problem: &Problem, query: &Query, shifts: &[IntervalSet]) -> Self {
        match query.basis {
            Basis::Staff | Basis::Eligible => staffed(problem, query, shifts),
            Basis::Opening => open(problem, query),
        }
    }

    /// When the basis offers the resource, before its own hours and blocks.
    pub(super) fn to(&self, resource: ResourceIndex) -> &IntervalSet {
        &self.sets[self.of_resource[resource.position()]]
    }
}

/// For each person when they work within the period of their site, whatever the filters.
pub(super) fn shifts(problem: &Problem, query: &Query) -> Vec<IntervalSet> {
    let people: Vec<StaffIndex> = (0..problem.staff.len()).map(StaffIndex::from).collect();
    let within = |&index: &StaffIndex| problem.shifts(index, query.period(problem, problem.person(index).site));
    people.par_iter().map(within).collect()
}

/// The available time of each resource on the basis of the query; nothing out of scope.
pub(super) fn available(problem: &Problem, query: &Query, scope: &Scope, shifts: &[IntervalSet]) -> Vec<Available> {
    let offers = Offers::of(problem, query, shifts);
    let limited = |position: usize| {
        let offer = offers.to(position.into());
        match scope.of_resource(position.into()) {
            Some(period) => limit(problem, position.into(), period, offer),
            None => Available::default(),
        }
    };
    (0..problem.resources.len()).into_par_iter().map(limited).collect()
}

/// The part of `offer` that a resource's own hours and blocks leave, if it has any.
pub(super) fn own(problem: &Problem, resource: &Resource, period: Interval, offer: &IntervalSet) -> IntervalSet {
    let zone = problem.site(resource.site).zone;
    match &resource.hours {
        Some(hours) => offer.intersect(&hours.within(zone, period)).subtract(&resource.blocks),
        None => offer.subtract(&resource.blocks),
    }
}

fn limit(problem: &Problem, index: ResourceIndex, period: Interval, offer: &IntervalSet) -> Available {
    let resource = problem.resource(index);
    let offered = offer.minutes();
    let left = own(problem, resource, period, offer).minutes();
    Available { minutes: left * Minute::from(resource.places()), limited: left < offered }
}

/// Whether any date of a site has opening hours.
pub(super) fn opens(site: &Site) -> bool {
    site.opening_hours.as_ref().is_some_and(|hours| !hours.is_empty())
}

/// Unions of shifts. Resources with the same people share one.
fn staffed(problem: &Problem, query: &Query, shifts: &[IntervalSet]) -> Offers {
    let at_site = people_of_sites(problem, query);
    let mut crews: Vec<Vec<StaffIndex>> = Vec::new();
    let mut known: BTreeMap<Vec<StaffIndex>, usize> = BTreeMap::new();
    let mut of_resource = Vec::with_capacity(problem.resources.len());
    for (position, resource) in problem.resources.iter().enumerate() {
        let counts = |person: &StaffIndex| query.basis == Basis::Staff || can_use(problem, *person, position.into());
        let crew = at_site[resource.site.position()].iter().copied().filter(counts).collect();
        let set = known.entry(crew).or_insert_with_key(|crew| {
            crews.push(crew.clone());
            crews.len() - 1
        });
        of_resource.push(*set);
    }
    let union = |crew: &Vec<StaffIndex>| crew.iter().flat_map(|person| shifts[person.position()].iter()).collect();
    Offers { sets: crews.par_iter().map(union).collect(), of_resource }
}

/// Opening hours, exceptions honoured; nothing where a site has none.
fn open(problem: &Problem, query: &Query) -> Offers {
    let opening = |position: usize| {
        let site = &problem.sites[position];
        let hours = site.opening_hours.as_ref();
        hours.map(|hours| hours.within(site.zone, query.period(problem, position.into()))).unwrap_or_default()
    };
    Offers {
        sets: (0..problem.sites.len()).into_par_iter().map(opening).collect(),
        of_resource: problem.resources.iter().map(|resource| resource.site.position()).collect(),
    }
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
    let services = problem.person(person).services.iter();
    let mut requirements = services.flat_map(|&service| &problem.service(service).requirements);
    requirements.any(|requirement| requirement.any_of.binary_search(&resource).is_ok())
}
