//! The validated problem: everything that a plan must respect.

use chrono::NaiveDate;

use super::calendar::Zone;
use super::index::{RequestIndex, ResourceIndex, ServiceIndex, SiteIndex, StaffIndex};
use super::interval_set::IntervalSet;
use super::policy::Policy;
use super::request::{Booking, Pin, Request, Status};
use super::resource::Resource;
use super::service::Service;
use super::site::Site;
use super::staff::Staff;
use super::time::{DAY, Interval, Minute};
use super::visit::Visit;

/// The dates that are planned, from `start` up to, but without, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// First date.
    pub start: NaiveDate,
    /// First date after.
    pub end: NaiveDate,
}

/// Appointment requests, staff and resources that passed the gate ([`crate::io::gate`]): every index points
/// into its list, every number is in its range, every time is absolute.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Name for people.
    pub name: String,
    /// Three-letter code.
    pub currency: String,
    /// The dates that are planned.
    pub horizon: Horizon,
    /// Starts are multiples of this many minutes after local midnight.
    pub grid: Minute,
    /// The places.
    pub sites: Vec<Site>,
    /// The people.
    pub staff: Vec<Staff>,
    /// The resources, one for each physical unit.
    pub resources: Vec<Resource>,
    /// The kinds of appointments.
    pub services: Vec<Service>,
    /// The ids of the clients.
    pub clients: Vec<String>,
    /// The asked-for appointments.
    pub requests: Vec<Request>,
    /// Requests that are booked together or not at all.
    pub visits: Vec<Visit>,
    /// What a plan is worth.
    pub policy: Policy,
    /// Nothing that is not standing starts before this. See [`Problem::freeze_until`].
    pub frozen_until: Option<Minute>,
}

impl Problem {
    /// The site at that position.
    pub fn site(&self, index: SiteIndex) -> &Site {
        &self.sites[index.position()]
    }

    /// The person at that position.
    pub fn person(&self, index: StaffIndex) -> &Staff {
        &self.staff[index.position()]
    }

    /// The resource at that position.
    pub fn resource(&self, index: ResourceIndex) -> &Resource {
        &self.resources[index.position()]
    }

    /// The service at that position.
    pub fn service(&self, index: ServiceIndex) -> &Service {
        &self.services[index.position()]
    }

    /// The request at that position.
    pub fn request(&self, index: RequestIndex) -> &Request {
        &self.requests[index.position()]
    }

    /// All requests with their positions.
    pub fn indexed_requests(&self) -> impl Iterator<Item = (RequestIndex, &Request)> {
        self.requests.iter().enumerate().map(|(position, request)| (position.into(), request))
    }

    /// The bookings that no plan may touch, with their requests.
    pub fn standing_bookings(&self) -> impl Iterator<Item = (RequestIndex, &Booking)> {
        self.indexed_requests().filter_map(|(index, request)| Some((index, request.standing()?)))
    }

    /// The requests of a visit that are not cancelled, in order: a plan decides about each, or it stands.
    pub fn members<'a>(&'a self, visit: &'a Visit) -> impl Iterator<Item = RequestIndex> + 'a {
        visit.requests.iter().copied().filter(|&one| self.request(one).status != Status::Cancelled)
    }

    /// The service that a request asks for.
    pub fn service_of(&self, request: RequestIndex) -> &Service {
        self.service(self.request(request).service)
    }

    /// The wall clock that a request lives by.
    pub fn zone_of(&self, request: RequestIndex) -> Zone {
        self.site(self.request(request).site).zone
    }

    /// From start to end, as the client sees it.
    pub fn appointment(&self, request: RequestIndex, start: Minute) -> Interval {
        Interval::new(start, start + self.service_of(request).duration)
    }

    /// The appointment with its setup and cleanup: its people and resources are taken for no other time, but in some of
    /// its phases they may be free.
    pub fn occupied(&self, request: RequestIndex, start: Minute) -> Interval {
        let service = self.service_of(request);
        Interval::new(start - service.setup, start + service.duration + service.cleanup)
    }

    /// When the people of a booking are taken.
    pub fn staff_busy(&self, request: RequestIndex, start: Minute) -> impl Iterator<Item = Interval> + '_ {
        self.service_of(request).busy.staff.shifted(start)
    }

    /// When the resources of a booking are taken.
    pub fn resources_busy(&self, request: RequestIndex, start: Minute) -> impl Iterator<Item = Interval> + '_ {
        self.service_of(request).busy.resources.shifted(start)
    }

    /// When the client of a booking is taken.
    pub fn client_busy(&self, request: RequestIndex, start: Minute) -> impl Iterator<Item = Interval> + '_ {
        self.service_of(request).busy.client.shifted(start)
    }

    /// The horizon on a site's clock.
    pub fn horizon_at(&self, site: SiteIndex) -> Interval {
        self.site(site).zone.days(self.horizon.start, self.horizon.end)
    }

    /// The horizon on every site's clock, with three days to spare on both sides: clocks differ by up to 14 hours
    /// from UTC, setup and cleanup last up to 24 hours each, and a booking that runs past the end as long again.
    pub fn horizon_span(&self) -> Interval {
        let horizon = Zone::UTC.days(self.horizon.start, self.horizon.end);
        Interval::new(horizon.start - 3 * DAY, horizon.end + 3 * DAY)
    }

    /// When somebody works within `span`: rostered hours without absences, none for an inactive person.
    pub fn shifts(&self, index: StaffIndex, span: Interval) -> IntervalSet {
        let person = self.person(index);
        if !person.active {
            return IntervalSet::new();
        }
        person.hours.within(self.site(person.site).zone, span).subtract(&person.blocks)
    }

    /// When a site is open within `span`; all of it where the site has no opening hours.
    pub fn opening(&self, index: SiteIndex, span: Interval) -> IntervalSet {
        let site = self.site(index);
        match &site.opening_hours {
            Some(hours) => hours.within(site.zone, span),
            None => span.into(),
        }
    }

    /// When a resource can be used within `span`: its own hours, or its site's, without its maintenance.
    pub fn usable(&self, index: ResourceIndex, span: Interval) -> IntervalSet {
        let resource = self.resource(index);
        let open = match &resource.hours {
            Some(hours) => hours.within(self.site(resource.site).zone, span),
            None => self.opening(resource.site, span),
        };
        open.subtract(&resource.blocks)
    }

    /// The problem in which bookings that start before `minute` stand, and nothing else starts before it.
    #[must_use]
    pub fn freeze_until(mut self, minute: Minute) -> Self {
        for request in &mut self.requests {
            let frozen = request.booking.as_ref().is_some_and(|booking| booking.start < minute);
            if frozen && request.status.is_live() {
                request.pin = Pin::All;
            }
        }
        self.frozen_until = Some(minute);
        self
    }
}
