//! What hours are asked about: the pools, people and services of a problem.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{Problem, ResourceIndex, ServiceIndex, SiteIndex, StaffIndex};

/// Whose hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The units of a pool at a site, or one that is in none; none of them inactive.
    Pool(SiteIndex, Vec<ResourceIndex>),
    /// A person.
    Person(StaffIndex),
    /// A service where it is offered.
    Service(ServiceIndex, SiteIndex),
}

/// What sort of subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Resources.
    Pool,
    /// People.
    Staff,
    /// Services.
    Service,
}

impl Subject {
    /// Resources by pool, people, then services, each in the order of the file.
    pub fn all(problem: &Problem) -> Vec<Self> {
        let active = |person: &usize| problem.staff[*person].active;
        let people = (0..problem.staff.len()).filter(active).map(|person| Self::Person(person.into()));
        let sites = 0..problem.sites.len();
        let services = (0..problem.services.len())
            .flat_map(|service| sites.clone().map(move |site| Self::Service(service.into(), site.into())));
        pools(problem).into_iter().chain(people).chain(services).collect()
    }

    /// What sort it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Pool(..) => Kind::Pool,
            Self::Person(_) => Kind::Staff,
            Self::Service(..) => Kind::Service,
        }
    }

    /// Where it is.
    pub fn site(&self, problem: &Problem) -> SiteIndex {
        match self {
            Self::Pool(site, _) | Self::Service(_, site) => *site,
            Self::Person(person) => problem.person(*person).site,
        }
    }

    /// The name of the pool, or the id.
    pub fn id<'p>(&self, problem: &'p Problem) -> &'p str {
        match self {
            Self::Pool(_, units) => {
                let unit = problem.resource(units[0]);
                unit.pools.first().map_or(unit.id.as_str(), String::as_str)
            }
            Self::Person(person) => &problem.person(*person).id,
            Self::Service(service, _) => &problem.service(*service).id,
        }
    }

    /// The name for people; that of a pool is its id.
    pub fn name<'p>(&self, problem: &'p Problem) -> &'p str {
        match self {
            Self::Pool(_, units) if problem.resource(units[0]).pools.is_empty() => &problem.resource(units[0]).name,
            Self::Pool(..) => self.id(problem),
            Self::Person(person) => &problem.person(*person).name,
            Self::Service(service, _) => &problem.service(*service).name,
        }
    }
}

/// Active units by site and first pool, in the order of their first units.
fn pools(problem: &Problem) -> Vec<Subject> {
    let mut by_name: BTreeMap<(SiteIndex, &str), Vec<ResourceIndex>> = BTreeMap::new();
    for (position, unit) in problem.resources.iter().enumerate().filter(|(_, unit)| unit.active) {
        let name = unit.pools.first().map_or(unit.id.as_str(), String::as_str);
        by_name.entry((unit.site, name)).or_default().push(position.into());
    }
    let mut pools: Vec<Subject> = by_name.into_iter().map(|((site, _), units)| Subject::Pool(site, units)).collect();
    pools.sort_by_key(|pool| if let Subject::Pool(_, units) = pool { units.first().copied() } else { None });
    pools
}
