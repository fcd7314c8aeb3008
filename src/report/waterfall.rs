//! The waterfall: where the open hours of a resource went.
//!
//! All lines are minutes times places, and all sums hold exactly:
//!
//! ```text
//! open + staffed while closed = not staffed + blocked + setup and cleanup + left out + too short + free + booked
//! available (of the row)      = open + staffed while closed − not staffed − blocked
//! booked (of the row)         = booked + doubled + outside
//! ```
//!
//! A minute that could go on two lines goes on the first of: not staffed, blocked, booked, setup and cleanup, left out.

use crate::domain::{Interval, IntervalSet, Minute, Problem, ResourceIndex};

use super::Report;
use super::appointments::Appointments;
use super::available::{self, Offers};
use super::fallback;
use super::load::{Load, Sort, Stretch};
use super::roster::Shifts;
use super::scope::Scope;

/// Where the hours of a resource, or of all of them, went: minutes times places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waterfall {
    /// The site is open; where it has no opening hours, the basis of the report offers the resource.
    pub open: Minute,
    /// The basis offers it while the site is closed: on the staff basis, somebody is on shift.
    pub staffed_while_closed: Minute,
    /// Open, but the basis does not offer it: on the staff basis, nobody is on shift.
    pub not_staffed: Minute,
    /// Offered, but outside its own hours or in one of its blocks.
    pub blocked: Minute,
    /// Taken for setup or cleanup, where the report does not count these as booked.
    pub setup_and_cleanup: Minute,
    /// Taken by appointments that the filters of the report leave out.
    pub left_out: Minute,
    /// Free, but in gaps into which none of the services that can use it would have fitted.
    pub too_short: Minute,
    /// Free, and long enough for one of the services that can use it.
    pub free: Minute,
    /// Booked while available, at most as often at once as it has places.
    pub booked: Minute,
    /// Booked while available, beyond its places: double bookings.
    pub doubled: Minute,
    /// Booked while it was not available.
    pub outside: Minute,
}

impl Waterfall {
    /// What the parts are parts of: open, and staffed while closed.
    pub fn whole(&self) -> Minute {
        self.open + self.staffed_while_closed
    }

    /// Available as the row of the report has it.
    pub fn available(&self) -> Minute {
        self.whole() - self.not_staffed - self.blocked
    }

    /// Booked as the row of the report has it.
    pub fn booked_in_all(&self) -> Minute {
        self.booked + self.doubled + self.outside
    }

    /// The sums of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            open: self.open + other.open,
            staffed_while_closed: self.staffed_while_closed + other.staffed_while_closed,
            not_staffed: self.not_staffed + other.not_staffed,
            blocked: self.blocked + other.blocked,
            setup_and_cleanup: self.setup_and_cleanup + other.setup_and_cleanup,
            left_out: self.left_out + other.left_out,
            too_short: self.too_short + other.too_short,
            free: self.free + other.free,
            booked: self.booked + other.booked,
            doubled: self.doubled + other.doubled,
            outside: self.outside + other.outside,
        }
    }
}

/// The waterfalls of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waterfalls {
    /// Of every resource in scope, those hidden from the rows too.
    pub total: Waterfall,
    /// Of each resource of the rows, in their order.
    pub rows: Vec<(ResourceIndex, Waterfall)>,
}

/// Where the hours behind a report on `appointments` went.
///
/// `None` where 10 hours a day stand in for hours that nobody configured: they lie at no time of the day, so no gap
/// between bookings can be told.
pub fn waterfalls(problem: &Problem, appointments: &Appointments, report: &Report) -> Option<Waterfalls> {
    let query = &report.query;
    let scope = Scope::new(problem, query);
    let shifts = Shifts::of_problem(problem, query);
    if fallback::applies(problem, &shifts) {
        return None;
    }
    let offers = Offers::of(problem, query, &shifts);
    let loads = loads(problem, appointments, &scope).into_iter().enumerate();
    let of_resource = |(position, load): (usize, Load)| {
        let index = ResourceIndex::from(position);
        let period = scope.of_resource(index)?;
        Some(waterfall(problem, index, period, offers.to(index), load))
    };
    let all: Vec<Option<Waterfall>> = loads.map(of_resource).collect();
    let rows = report.rows.iter().filter_map(|row| Some((row.resource, all[row.resource.position()]?)));
    Some(Waterfalls {
        total: all.iter().flatten().fold(Waterfall::default(), |sum, one| sum.plus(*one)),
        rows: rows.collect(),
    })
}

/// What takes each resource within the period.
fn loads(problem: &Problem, appointments: &Appointments, scope: &Scope) -> Vec<Load> {
    let mut loads = vec![Load::default(); problem.resources.len()];
    for appointment in appointments.iter() {
        for &resource in appointment.resources {
            if let Some(period) = scope.of_resource(resource) {
                loads[resource.position()].add_on_resource(&appointment, period, scope);
            }
        }
    }
    loads
}

fn waterfall(
    problem: &Problem,
    index: ResourceIndex,
    period: Interval,
    offer: &IntervalSet,
    mut load: Load,
) -> Waterfall {
    let resource = problem.resource(index);
    let places = Minute::from(resource.places());
    let site = problem.site(resource.site);
    let open = site.opening_hours.as_ref().map_or_else(|| offer.clone(), |hours| hours.within(site.zone, period));
    let available = available::own(problem, resource, period, offer);
    load.add(Sort::Available, available.iter());
    let stretches = load.stretches();
    let mut waterfall = Waterfall {
        open: open.minutes() * places,
        staffed_while_closed: offer.subtract(&open).minutes() * places,
        not_staffed: open.subtract(offer).minutes() * places,
        blocked: (offer.minutes() - available.minutes()) * places,
        ..Waterfall::default()
    };
    let taken: Vec<Minute> = stretches.iter().map(|stretch| waterfall.add(stretch, places)).collect();
    let most = taken.iter().copied().max().unwrap_or_default();
    let busies = busies(problem, index);
    // One place after the other: the first is free wherever nothing takes the resource, the last wherever any place is.
    for place in 1..=most {
        let full = stretches.iter().zip(&taken).filter(|&(_, &taken)| taken >= place).map(|(one, _)| one.interval);
        waterfall.add_gaps(&available.subtract(&full.collect()), &busies, 1);
    }
    waterfall.add_gaps(&available, &busies, places - most);
    waterfall
}

impl Waterfall {
    /// Adds what is booked in a stretch, and what else takes it; the places that are taken while it is available.
    fn add(&mut self, stretch: &Stretch, places: Minute) -> Minute {
        let minutes = stretch.interval.minutes();
        let counted = stretch.count(Sort::Counted);
        if !stretch.is_available() {
            self.outside += counted * minutes;
            return 0;
        }
        let mut left = places;
        let mut take = |count: Minute| {
            let taken = count.min(left);
            left -= taken;
            taken * minutes
        };
        let booked = take(counted);
        self.booked += booked;
        self.doubled += counted * minutes - booked;
        self.setup_and_cleanup += take(stretch.count(Sort::Around));
        self.left_out += take(stretch.count(Sort::LeftOut));
        places - left
    }

    /// Adds free minutes, those of so many places.
    fn add_gaps(&mut self, free: &IntervalSet, busies: &[&IntervalSet], places: Minute) {
        if places > 0 {
            let usable = usable(free, busies).minutes();
            self.free += usable * places;
            self.too_short += (free.minutes() - usable) * places;
        }
    }
}

/// When, from their start on, the services that can use a resource take it; none twice.
fn busies(problem: &Problem, index: ResourceIndex) -> Vec<&IntervalSet> {
    let mut busies: Vec<&IntervalSet> = Vec::new();
    for service in &problem.services {
        let uses = service.can_use(index);
        let busy = &service.busy.resources;
        if uses && !busy.is_empty() && !busies.contains(&busy) {
            busies.push(busy);
        }
    }
    busies
}

/// The free minutes that one of the services could take. Where no service can use the resource, none is too short.
fn usable(free: &IntervalSet, busies: &[&IntervalSet]) -> IntervalSet {
    if busies.is_empty() {
        return free.clone();
    }
    let hull = |set: &IntervalSet| set.iter().next().zip(set.iter().last()).map(|(one, two)| (one.start, two.end));
    let Some((first, last)) = hull(free) else { return IntervalSet::new() };
    let placements = busies.iter().filter_map(|&busy| {
        let (from, to) = hull(busy)?;
        let starts = free.room_for(busy, Interval::new(first - from, last - to + 1));
        let moved = starts.iter().flat_map(|starts| {
            let (early, late) = (starts.start, starts.end - 1);
            busy.iter().map(move |part| Interval::new(early + part.start, late + part.end))
        });
        Some(moved.collect::<Vec<_>>())
    });
    placements.flatten().collect()
}
