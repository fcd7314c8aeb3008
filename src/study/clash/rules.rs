//! The rules around mandatory requests, and the problem without them.

use std::collections::BTreeSet;

use crate::domain::calendar::{Hours, WallRange};
use crate::domain::{
    DAY, IntervalSet, Pin, Problem, RequestIndex, Resource, ResourceIndex, SiteIndex, Staff, StaffIndex,
};
use crate::study::change::{add_unit, alike};
use crate::study::explain::visit_of;

/// A rule that the problem's file states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A request must be booked, and with it its visit.
    Mandatory(RequestIndex),
    /// It lies within its windows.
    Window(RequestIndex),
    /// It keeps what is pinned.
    Pin(RequestIndex),
    /// Only some people may serve it.
    AllowedStaff(RequestIndex),
    /// It may use only some resources.
    AllowedResources(RequestIndex),
    /// Its client is in one place at a time.
    Client(RequestIndex),
    /// A booking stands as it is.
    Standing(RequestIndex),
    /// Somebody works only on shift.
    Shift(StaffIndex),
    /// Somebody is absent.
    Absence(StaffIndex),
    /// Somebody is inactive.
    InactiveStaff(StaffIndex),
    /// Somebody serves one client at a time: there is nobody else like them.
    Person(StaffIndex),
    /// There are no more units like this one.
    Capacity(ResourceIndex),
    /// A resource can be used only in its own hours.
    ResourceHours(ResourceIndex),
    /// A resource is under maintenance.
    Maintenance(ResourceIndex),
    /// A resource is inactive.
    InactiveResource(ResourceIndex),
    /// A site is open only in its hours.
    Opening(SiteIndex),
}

/// The rules that may play a part in a clash of these requests, in the order in which they are first done without: what
/// stays is told in the words of the requests where that is possible.
pub fn rules(problem: &Problem, clashing: &[RequestIndex]) -> Vec<Rule> {
    let concerned: BTreeSet<RequestIndex> = clashing.iter().flat_map(|&one| visit_of(problem, one)).collect();
    let sites: BTreeSet<SiteIndex> = concerned.iter().map(|&one| problem.request(one).site).collect();
    let mut rules: Vec<Rule> = sites
        .iter()
        .filter(|&&site| problem.site(site).opening_hours.is_some())
        .map(|&site| Rule::Opening(site))
        .collect();
    rules.extend(people(problem, &concerned));
    rules.extend(resources(problem, &concerned));
    rules.extend(standing(problem, &concerned));
    rules.extend(concerned.iter().flat_map(|&request| of_request(problem, request)));
    rules.extend(clashing.iter().map(|&one| Rule::Mandatory(one)));
    rules
}

fn people(problem: &Problem, concerned: &BTreeSet<RequestIndex>) -> Vec<Rule> {
    let can = |person: &Staff| {
        let serves = |&one: &RequestIndex| {
            person.site == problem.request(one).site && person.services.contains(&problem.request(one).service)
        };
        concerned.iter().any(serves)
    };
    let able = problem.staff.iter().enumerate().filter(|(_, person)| can(person));
    able.flat_map(|(position, person)| {
        let index = StaffIndex::from(position);
        let inactive = (!person.active).then_some(Rule::InactiveStaff(index));
        let absence = (!person.blocks.is_empty()).then_some(Rule::Absence(index));
        [inactive, absence, Some(Rule::Shift(index)), Some(Rule::Person(index))].into_iter().flatten()
    })
    .collect()
}

fn resources(problem: &Problem, concerned: &BTreeSet<RequestIndex>) -> Vec<Rule> {
    let sites: BTreeSet<SiteIndex> = concerned.iter().map(|&one| problem.request(one).site).collect();
    let needed = concerned.iter().flat_map(|&one| &problem.service_of(one).requirements).flat_map(|one| &one.any_of);
    let needed: BTreeSet<ResourceIndex> =
        needed.copied().filter(|&one| sites.contains(&problem.resource(one).site)).collect();
    let mut seen = BTreeSet::new();
    let mut rules = Vec::new();
    for &index in &needed {
        let resource = problem.resource(index);
        if alike(problem, index).first() == Some(&index) {
            rules.extend((!resource.active).then_some(Rule::InactiveResource(index)));
            rules.extend((!resource.blocks.is_empty()).then_some(Rule::Maintenance(index)));
            rules.extend(resource.hours.is_some().then_some(Rule::ResourceHours(index)));
        }
        let alike = if resource.pools.is_empty() { vec![resource.id.clone()] } else { resource.pools.clone() };
        rules.extend(seen.insert((resource.site, alike)).then_some(Rule::Capacity(index)));
    }
    rules
}

/// Live bookings that stand by a pin, not by history or a freeze.
fn standing(problem: &Problem, concerned: &BTreeSet<RequestIndex>) -> Vec<Rule> {
    let sites: BTreeSet<SiteIndex> = concerned.iter().map(|&one| problem.request(one).site).collect();
    let near = |request: RequestIndex, start| {
        let occupied = problem.occupied(request, start);
        let windows = concerned.iter().flat_map(|&one| &problem.request(one).windows);
        windows.into_iter().any(|window| window.overlaps(occupied))
    };
    let pinned = problem.standing_bookings().filter(|(index, booking)| {
        let asked = problem.request(*index);
        let is_frozen = problem.frozen_until.is_some_and(|until| booking.start < until);
        let alone = !is_in_visit(problem, *index);
        asked.status.is_live() && !is_frozen && alone && sites.contains(&asked.site) && near(*index, booking.start)
    });
    pinned.map(|(index, _)| Rule::Standing(index)).collect()
}

fn is_in_visit(problem: &Problem, request: RequestIndex) -> bool {
    problem.visits.iter().any(|visit| visit.requests.contains(&request))
}

fn of_request(problem: &Problem, request: RequestIndex) -> Vec<Rule> {
    let asked = problem.request(request);
    let shares = |client| {
        let others = problem.indexed_requests().filter(|(other, one)| {
            *other != request && one.client == Some(client) && one.status != crate::domain::Status::Cancelled
        });
        !is_in_visit(problem, request) && others.count() > 0
    };
    let is_narrow = asked.windows != [problem.horizon_at(asked.site)];
    let all = [
        asked.client.is_some_and(shares).then_some(Rule::Client(request)),
        asked.allowed_resources.is_some().then_some(Rule::AllowedResources(request)),
        asked.allowed_staff.is_some().then_some(Rule::AllowedStaff(request)),
        (asked.pin != Pin::None).then_some(Rule::Pin(request)),
        is_narrow.then_some(Rule::Window(request)),
    ];
    all.into_iter().flatten().collect()
}

/// How many copies are enough to be as many as one could wish: one for each use.
pub(super) fn plenty(problem: &Problem) -> usize {
    let open = problem.indexed_requests().filter(|(_, one)| one.is_open() || one.standing().is_some());
    let uses = open.map(|(index, _)| {
        let service = problem.service_of(index);
        let units: u32 = service.requirements.iter().map(|one| one.units).sum();
        service.staff_count.max(units) as usize
    });
    uses.sum::<usize>().clamp(1, 100)
}

/// The problem without some of the rules. What is added is added last, so that it is like what it is added to has become.
pub fn without(problem: &Problem, rules: &[&Rule]) -> Problem {
    let mut rest = problem.clone();
    let plenty = plenty(problem);
    let (copies, others): (Vec<&Rule>, Vec<&Rule>) =
        rules.iter().copied().partition(|rule| matches!(rule, Rule::Person(_) | Rule::Capacity(_)));
    others.into_iter().for_each(|rule| lift(&mut rest, rule));
    for rule in copies {
        match rule {
            Rule::Person(index) => {
                let copy = Staff { blocks: IntervalSet::new(), active: true, ..rest.person(*index).clone() };
                rest.staff.extend(std::iter::repeat_n(copy, plenty));
            }
            Rule::Capacity(index) => (0..plenty).for_each(|_| add_unit(&mut rest, *index)),
            _ => {}
        }
    }
    rest
}

fn lift(problem: &mut Problem, rule: &Rule) {
    match *rule {
        Rule::Mandatory(index) => {
            for one in visit_of(problem, index) {
                problem.requests[one.position()].mandatory = false;
            }
        }
        Rule::Window(index) => {
            let horizon = problem.horizon_at(problem.request(index).site);
            problem.requests[index.position()].windows = vec![horizon];
        }
        Rule::Pin(index) | Rule::Standing(index) => problem.requests[index.position()].pin = Pin::None,
        Rule::AllowedStaff(index) => problem.requests[index.position()].allowed_staff = None,
        Rule::AllowedResources(index) => problem.requests[index.position()].allowed_resources = None,
        Rule::Client(index) => problem.requests[index.position()].client = None,
        Rule::Shift(index) => problem.staff[index.position()].hours = always(),
        Rule::Absence(index) => problem.staff[index.position()].blocks = IntervalSet::new(),
        Rule::InactiveStaff(index) => problem.staff[index.position()].active = true,
        Rule::ResourceHours(index) => units(problem, index, |unit| unit.hours = Some(always())),
        Rule::Maintenance(index) => units(problem, index, |unit| unit.blocks = IntervalSet::new()),
        Rule::InactiveResource(index) => units(problem, index, |unit| unit.active = true),
        Rule::Opening(index) => problem.sites[index.position()].opening_hours = Some(always()),
        Rule::Person(_) | Rule::Capacity(_) => {}
    }
}

/// Changes all units that the file declares together.
fn units(problem: &mut Problem, index: ResourceIndex, change: impl Fn(&mut Resource)) {
    for unit in alike(problem, index) {
        change(&mut problem.resources[unit.position()]);
    }
}

/// Day and night.
fn always() -> Hours {
    Hours { weekly: std::array::from_fn(|_| vec![WallRange { start: 0, end: DAY }]), ..Hours::default() }
}
