//! What shows why a request is left out: who could serve it, when they work, what is free and for how long.

use crate::domain::{Interval, IntervalSet, Problem, RequestIndex, ResourceIndex, StaffIndex};
use crate::model::availability::{Availability, at_least};
use crate::model::candidate::{OpenRequest, open_request};
use crate::model::visit::narrow;
use crate::plan::{Plan, Reason};
use crate::study::change::{clock, day, listed, people, person, resource};

/// People and resources that are told one by one.
const TOLD: usize = 6;

/// Why requests cannot be booked together even if nothing else is; `None` where they can, or where it is not known.
pub(super) fn obstacle(problem: &Problem, wanted: &[RequestIndex]) -> Option<Reason> {
    let availability = Availability::of(problem);
    let mut open: Vec<OpenRequest> = wanted.iter().map(|&one| open_request(problem, &availability, one)).collect();
    let alone = open.iter().find_map(|one| one.obstacle);
    open.sort_by_key(|one| one.request);
    narrow(problem, &mut open);
    alone.or_else(|| open.iter().find_map(|one| one.obstacle))
}

/// What there is to see about a request beside a plan.
pub(super) fn evidence(problem: &Problem, plan: &Plan, request: RequestIndex) -> Vec<String> {
    let mut told = vec![asked(problem, request)];
    told.extend(staffing(problem, plan, request));
    told.extend(equipment(problem, plan, request));
    told
}

/// What it takes, and when it may be.
fn asked(problem: &Problem, request: RequestIndex) -> String {
    let (service, zone) = (problem.service_of(request), problem.zone_of(request));
    let around = match service.setup + service.cleanup {
        0 => String::new(),
        minutes => format!(" and {minutes} before and after"),
    };
    let windows = problem.request(request).windows.iter().take(TOLD);
    let windows = windows.map(|one| format!("{} {}", day(zone.date(one.start)), clock(zone, *one)));
    format!("it takes {} minutes{around}, within {}", service.duration, listed(&windows.collect::<Vec<_>>()))
}

/// Its windows with room for setup and cleanup.
fn around(problem: &Problem, request: RequestIndex) -> IntervalSet {
    let service = problem.service_of(request);
    let windows = problem.request(request).windows.iter();
    windows.map(|one| Interval::new(one.start - service.setup, one.end + service.cleanup)).collect()
}

/// Who could serve it, when they work and when the plan leaves them free.
fn staffing(problem: &Problem, plan: &Plan, request: RequestIndex) -> Vec<String> {
    let (asked, service) = (problem.request(request), problem.service_of(request));
    if service.staff_count == 0 {
        return Vec::new();
    }
    let able = (0..problem.staff.len()).map(StaffIndex::from).filter(|&one| {
        let member = problem.person(one);
        member.site == asked.site && member.services.contains(&asked.service)
    });
    let may = |one: &StaffIndex| asked.allowed_staff.as_ref().is_none_or(|allowed| allowed.contains(one));
    let (allowed, others): (Vec<StaffIndex>, Vec<StaffIndex>) = able.partition(may);
    let mut told: Vec<String> = allowed.iter().take(TOLD).map(|&one| hours_of(problem, plan, request, one)).collect();
    if allowed.len() > TOLD {
        told.push(format!("{} more people may serve it", allowed.len() - TOLD));
    }
    match (allowed.is_empty(), others.is_empty()) {
        (true, true) => told.push(format!("nobody at {} can do {}", problem.site(asked.site).name, service.name)),
        (_, false) => told.push(format!("{} can do it, but may not serve this request", people(problem, &others))),
        _ => {}
    }
    told
}

fn hours_of(problem: &Problem, plan: &Plan, request: RequestIndex, one: StaffIndex) -> String {
    let (zone, within) = (problem.zone_of(request), around(problem, request));
    let whom = person(problem, one);
    if !problem.person(one).active {
        return format!("{whom} can do it, but is inactive");
    }
    let works = problem.shifts(one, problem.horizon_span()).intersect(&within);
    if works.is_empty() {
        return format!("{whom} can do it, but does not work then");
    }
    let taken: IntervalSet = standing_and_planned(problem, plan)
        .filter(|(_, booking)| booking.staff.contains(&one))
        .flat_map(|(other, booking)| problem.staff_busy(other, booking.start))
        .collect();
    format!("{whom} works {}; {}", texts(zone, &works), longest(zone, &works.subtract(&taken)))
}

/// For each requirement, which units there are, and how long enough of them are free together.
fn equipment(problem: &Problem, plan: &Plan, request: RequestIndex) -> Vec<String> {
    let (asked, zone, within) = (problem.request(request), problem.zone_of(request), around(problem, request));
    let told = problem.service_of(request).requirements.iter().map(|requirement| {
        let units: Vec<ResourceIndex> = requirement
            .any_of
            .iter()
            .copied()
            .filter(|&one| {
                let unit = problem.resource(one);
                let may = asked.allowed_resources.as_ref().is_none_or(|allowed| allowed.contains(&one));
                unit.site == asked.site && unit.active && may
            })
            .collect();
        let free: Vec<IntervalSet> = units.iter().map(|&one| free(problem, plan, one).intersect(&within)).collect();
        let together = at_least(free.iter().flat_map(IntervalSet::iter), requirement.units as usize);
        let names: Vec<String> = units.iter().take(TOLD).map(|&one| resource(problem, one)).collect();
        let more = if units.len() > TOLD { format!(" and {} more", units.len() - TOLD) } else { String::new() };
        let names = if names.is_empty() { "none is there".to_owned() } else { format!("{}{more}", listed(&names)) };
        let needs = format!("it needs {} of {}", requirement.units, requirement.names.join(" or "));
        format!("{needs} ({names}); {}", longest(zone, &together))
    });
    told.collect()
}

/// When a resource has a free place beside the plan.
fn free(problem: &Problem, plan: &Plan, unit: ResourceIndex) -> IntervalSet {
    let uses = standing_and_planned(problem, plan)
        .filter(|(_, booking)| booking.resources.contains(&unit))
        .flat_map(|(other, booking)| problem.resources_busy(other, booking.start));
    let full = at_least(uses, problem.resource(unit).places() as usize);
    problem.usable(unit, problem.horizon_span()).subtract(&full)
}

/// History and what the plan books.
fn standing_and_planned<'a>(
    problem: &'a Problem,
    plan: &'a Plan,
) -> impl Iterator<Item = (RequestIndex, &'a crate::domain::Booking)> {
    let history = problem.standing_bookings().filter(|(one, _)| !problem.request(*one).status.is_live());
    history.chain(plan.bookings.iter().map(|one| (one.request, &one.booking)))
}

fn texts(zone: crate::domain::calendar::Zone, set: &IntervalSet) -> String {
    let all = set.iter().take(TOLD).map(|one| format!("{} {}", day(zone.date(one.start)), clock(zone, one)));
    listed(&all.collect::<Vec<_>>())
}

fn longest(zone: crate::domain::calendar::Zone, free: &IntervalSet) -> String {
    let longest = free.iter().max_by_key(|one| (one.minutes(), std::cmp::Reverse(one.start)));
    longest.map_or("never free then".to_owned(), |one| {
        let minutes = one.minutes();
        format!("free for at most {minutes} minutes at a time, {} {}", day(zone.date(one.start)), clock(zone, one))
    })
}
