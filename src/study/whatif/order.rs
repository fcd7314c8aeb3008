//! More capacity never scores worse.
//!
//! Let S and L be problems with the same requests, visits, policy, grid and horizon, where L has everybody and everything that S
//! has, at the same site, active if it was, for at least the same time, able to do at least the same services, and where each
//! requirement, each list of allowed people and of allowed resources names at least the same. Then every plan of S, with the
//! same ids, is a plan of L with the same score:
//!
//! - Each rule of the checker that a booking keeps or breaks alone asks whether its time lies in windows, opening hours, shifts
//!   and usable hours, and whether its people and resources are among those able, active, allowed and required. Windows
//!   and starts are the same, all the others are supersets.
//! - The rules that bookings keep together (nobody and nothing is taken beyond its places, a client is in one place, a visit
//!   keeps its order) speak of the bookings and of the places of each person, resource and client. Places are not fewer.
//! - Each term of the score is a function of bookings, requests and policy alone ([`crate::plan::score`]).
//!
//! So best(S) ≤ best(L): a plan of S counts for L, and a bound on L is a bound on S. The same holds with another policy, as
//! long as both have the same. [`carried`] makes no use of the proof: it asks the checker once more.

use std::collections::HashMap;

use crate::domain::{
    Booking, Interval, IntervalSet, Problem, Request, RequestIndex, ResourceIndex, Service, SiteIndex, StaffIndex,
};
use crate::plan::{Plan, PlannedBooking, Reason, Score, Unassigned, check, score};

/// Where the people and resources of one problem are in another, by their ids.
struct Places {
    staff: Vec<StaffIndex>,
    resources: Vec<ResourceIndex>,
}

impl Places {
    /// `None` if somebody or something is missing.
    fn of(small: &Problem, large: &Problem) -> Option<Self> {
        let staff: HashMap<&str, usize> =
            large.staff.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
        let resources: HashMap<&str, usize> =
            large.resources.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
        let person = |id: &str| staff.get(id).map(|&at| StaffIndex::from(at));
        let resource = |id: &str| resources.get(id).map(|&at| ResourceIndex::from(at));
        Some(Self {
            staff: small.staff.iter().map(|one| person(&one.id)).collect::<Option<_>>()?,
            resources: small.resources.iter().map(|one| resource(&one.id)).collect::<Option<_>>()?,
        })
    }

    fn people(&self, indices: &[StaffIndex]) -> Vec<StaffIndex> {
        let mut there: Vec<StaffIndex> = indices.iter().map(|one| self.staff[one.position()]).collect();
        there.sort_unstable();
        there
    }

    fn things(&self, indices: &[ResourceIndex]) -> Vec<ResourceIndex> {
        let mut there: Vec<ResourceIndex> = indices.iter().map(|one| self.resources[one.position()]).collect();
        there.sort_unstable();
        there
    }

    fn booking(&self, booking: &Booking) -> Booking {
        Booking { start: booking.start, staff: self.people(&booking.staff), resources: self.things(&booking.resources) }
    }
}

/// Whether every plan of `small` is a plan of `large` with the same score, by the argument above.
pub fn is_within(small: &Problem, large: &Problem) -> bool {
    let Some(places) = Places::of(small, large) else { return false };
    let span = small.horizon_span();
    small.policy == large.policy
        && small.grid == large.grid
        && small.horizon == large.horizon
        && small.frozen_until == large.frozen_until
        && small.visits == large.visits
        && small.clients == large.clients
        && sites_are_within(small, large, span)
        && pairwise(&small.services, &large.services, |one, other| service_is_within(one, other, &places))
        && pairwise(&small.requests, &large.requests, |one, other| request_is_within(one, other, &places))
        && staff_is_within(small, large, &places, span)
        && resources_are_within(small, large, &places, span)
}

fn pairwise<T>(small: &[T], large: &[T], holds: impl Fn(&T, &T) -> bool) -> bool {
    small.len() == large.len() && small.iter().zip(large).all(|(one, other)| holds(one, other))
}

fn covers(large: &IntervalSet, small: &IntervalSet) -> bool {
    small.subtract(large).is_empty()
}

fn sites_are_within(small: &Problem, large: &Problem, span: Interval) -> bool {
    pairwise(&small.sites, &large.sites, |one, other| one.id == other.id && one.zone == other.zone)
        && (0..small.sites.len())
            .map(SiteIndex::from)
            .all(|site| covers(&large.opening(site, span), &small.opening(site, span)))
}

fn service_is_within(one: &Service, other: &Service, places: &Places) -> bool {
    let same = one.id == other.id
        && (one.duration, one.setup, one.cleanup) == (other.duration, other.setup, other.cleanup)
        && (one.price, one.staff_count) == (other.price, other.staff_count)
        && one.phases == other.phases
        && (other.outside_opening_hours || !one.outside_opening_hours);
    same && pairwise(&one.requirements, &other.requirements, |less, more| {
        less.units == more.units && places.things(&less.any_of).iter().all(|index| more.any_of.contains(index))
    })
}

fn request_is_within(one: &Request, other: &Request, places: &Places) -> bool {
    one.id == other.id
        && (one.client, one.service, one.site) == (other.client, other.service, other.site)
        && one.windows == other.windows
        && one.preferred_start == other.preferred_start
        && one.preferred_staff.as_deref().map(|people| places.people(people))
            == other.preferred_staff.clone().map(sorted)
        && allows(one.allowed_staff.as_deref().map(|people| places.people(people)), other.allowed_staff.as_deref())
        && allows(
            one.allowed_resources.as_deref().map(|things| places.things(things)),
            other.allowed_resources.as_deref(),
        )
        && (one.priority, one.price, one.mandatory) == (other.priority, other.price, other.mandatory)
        && (one.status, one.pin) == (other.status, other.pin)
        && one.booking.as_ref().map(|booking| places.booking(booking)) == other.booking.as_ref().map(in_order)
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list
}

fn in_order(booking: &Booking) -> Booking {
    Booking { start: booking.start, staff: sorted(booking.staff.clone()), resources: sorted(booking.resources.clone()) }
}

/// Whether a list allows all that another allows; no list allows everything.
fn allows<T: PartialEq>(few: Option<Vec<T>>, many: Option<&[T]>) -> bool {
    match (few, many) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(few), Some(many)) => few.iter().all(|one| many.contains(one)),
    }
}

fn staff_is_within(small: &Problem, large: &Problem, places: &Places, span: Interval) -> bool {
    small.staff.iter().zip(&places.staff).enumerate().all(|(position, (one, &there))| {
        let other = large.person(there);
        // The services of both problems are the same, in the same order.
        one.site == other.site
            && (other.active || !one.active)
            && one.services.is_subset(&other.services)
            && covers(&large.shifts(there, span), &small.shifts(position.into(), span))
    })
}

fn resources_are_within(small: &Problem, large: &Problem, places: &Places, span: Interval) -> bool {
    small.resources.iter().zip(&places.resources).enumerate().all(|(position, (one, &there))| {
        let other = large.resource(there);
        one.site == other.site
            && (other.active || !one.active)
            && one.places() <= other.places()
            && covers(&large.usable(there, span), &small.usable(position.into(), span))
    })
}

/// The plan of `small` as a plan of `large`, with its score there, if the checker finds no fault with it.
pub fn carried(small: &Problem, plan: &Plan, large: &Problem) -> Option<(Plan, Score)> {
    let places = Places::of(small, large)?;
    let moved = |one: &PlannedBooking| PlannedBooking { booking: places.booking(&one.booking), ..one.clone() };
    let mut bookings: Vec<PlannedBooking> = plan.bookings.iter().map(moved).collect();
    // Standing bookings are part of every plan as they are written in the problem.
    let stands = |request: RequestIndex| large.request(request).standing().cloned();
    bookings.iter_mut().for_each(|one| one.booking = stands(one.request).unwrap_or_else(|| one.booking.clone()));
    // That no plan serves them was proved of the small problem.
    let open = |one: &Unassigned| Unassigned { reason: Reason::Undecided, ..*one };
    let plan = Plan { bookings, unassigned: plan.unassigned.iter().map(open).collect() };
    check(large, &plan).is_empty().then(|| {
        let score = score(large, &plan);
        (plan, score)
    })
}
