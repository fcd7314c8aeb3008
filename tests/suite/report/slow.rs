//! The report counted the slow way: each minute of the period is looked at, and nothing else is known.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use slotwright::domain::calendar::{Hours, Zone};
use slotwright::domain::{
    Booking, Cents, DAY, IntervalSet, Minute, Problem, Request, ResourceIndex, SiteIndex, StaffIndex, Status,
};
use slotwright::report::{Basis, Query, Usage};

/// A site's clock, minute by minute, from three days before the period to three days after.
pub(super) struct Clock {
    first: Minute,
    wall: Vec<NaiveDateTime>,
    /// The latest reading up to each minute.
    reached: Vec<NaiveDateTime>,
    /// The earliest reading from each minute on.
    to_come: Vec<NaiveDateTime>,
}

impl Clock {
    fn new(zone: Zone, from: NaiveDate, to: NaiveDate) -> Self {
        let (first, last) = (zone.midnight(from) - 3 * DAY, zone.midnight(to) + 4 * DAY);
        let wall: Vec<NaiveDateTime> = (first..last).map(|minute| zone.at(minute).naive_local()).collect();
        let mut reached = wall.clone();
        (1..wall.len()).for_each(|minute| reached[minute] = reached[minute].max(reached[minute - 1]));
        let mut to_come = wall.clone();
        (0..wall.len() - 1).rev().for_each(|minute| to_come[minute] = to_come[minute].min(to_come[minute + 1]));
        Self { first, wall, reached, to_come }
    }

    /// The minutes whose local date lies in the period.
    pub(super) fn period(&self, query: &Query) -> Vec<Minute> {
        let inside = |wall: &NaiveDateTime| (query.from..=query.to).contains(&wall.date());
        (self.first..).zip(&self.wall).filter(|(_, wall)| inside(wall)).map(|(minute, _)| minute).collect()
    }

    /// Whether hours hold at a minute: begun at their first opening, lasting until their last closing.
    pub(super) fn open(&self, hours: &Hours, minute: Minute) -> bool {
        let at = (minute - self.first) as usize;
        let today = self.wall[at].date();
        [today - Days::new(2), today - Days::new(1), today, today + Days::new(1)].into_iter().any(|date| {
            let weekday = &hours.weekly[date.weekday().num_days_from_monday() as usize];
            hours.exceptions.get(&date).unwrap_or(weekday).iter().any(|range| {
                let reading = |wall| date.and_hms_opt(0, 0, 0).unwrap() + chrono::Duration::minutes(wall);
                let (opening, closing) = (reading(range.start), reading(range.end));
                self.reached[at] >= opening && (self.wall[at] < closing || self.to_come[at + 1] <= closing)
            })
        })
    }
}

/// What a resource or person was used for, counted the slow way.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Counted {
    appointments: u64,
    booked: Minute,
    available: Minute,
    revenue: Cents,
}

impl From<Usage> for Counted {
    fn from(Usage { appointments, booked, available, revenue }: Usage) -> Self {
        Self { appointments, booked, available, revenue }
    }
}

/// A report counted the slow way: each minute of the period is looked at.
pub(super) struct Slow<'a> {
    problem: &'a Problem,
    query: &'a Query,
    clocks: Vec<Clock>,
}

impl<'a> Slow<'a> {
    pub(super) fn new(problem: &'a Problem, query: &'a Query) -> Self {
        let clocks = problem.sites.iter().map(|site| Clock::new(site.zone, query.from, query.to)).collect();
        Self { problem, query, clocks }
    }

    pub(super) fn clock(&self, site: SiteIndex) -> &Clock {
        &self.clocks[site.position()]
    }

    pub(super) fn people(&self) -> impl Iterator<Item = StaffIndex> {
        (0..self.problem.staff.len()).map(StaffIndex::from)
    }

    pub(super) fn resources(&self) -> impl Iterator<Item = ResourceIndex> {
        (0..self.problem.resources.len()).map(ResourceIndex::from)
    }

    /// Whether the filter lets through what is at a site.
    pub(super) fn in_scope(&self, site: SiteIndex) -> bool {
        self.query.site.is_none_or(|only| only == site)
    }

    fn works(&self, person: StaffIndex, minute: Minute) -> bool {
        let staff = self.problem.person(person);
        staff.active && self.clock(staff.site).open(&staff.hours, minute) && !inside(&staff.blocks, minute)
    }

    /// Whether nobody works in the whole period and no site has opening hours, whatever the filters.
    pub(super) fn is_fallback(&self) -> bool {
        let scheduled = self.people().any(|person| {
            let mut period = self.clock(self.problem.person(person).site).period(self.query).into_iter();
            period.any(|minute| self.works(person, minute))
        });
        !scheduled && self.problem.sites.iter().all(|site| site.opening_hours.is_none())
    }

    /// Whether own hours and blocks leave the minute.
    fn usable(&self, resource: ResourceIndex, minute: Minute) -> bool {
        let resource = self.problem.resource(resource);
        let clock = self.clock(resource.site);
        resource.hours.as_ref().is_none_or(|hours| clock.open(hours, minute)) && !inside(&resource.blocks, minute)
    }

    /// Whether the basis offers the minute.
    pub(super) fn offered(&self, resource: ResourceIndex, minute: Minute) -> bool {
        let site = self.problem.resource(resource).site;
        let able = |person: StaffIndex| {
            self.problem.person(person).services.iter().any(|&service| {
                let requirements = &self.problem.service(service).requirements;
                requirements.iter().any(|requirement| requirement.any_of.contains(&resource))
            })
        };
        match self.query.basis {
            Basis::Opening => {
                let hours = self.problem.site(site).opening_hours.as_ref();
                hours.is_some_and(|hours| self.clock(site).open(hours, minute))
            }
            basis => self.people().any(|person| {
                self.problem.person(person).site == site
                    && self.query.staff.is_none_or(|only| only == person)
                    && (basis == Basis::Staff || able(person))
                    && self.works(person, minute)
            }),
        }
    }

    /// The minutes available among some, and whether own hours and blocks took any of them.
    pub(super) fn available(&self, resource: ResourceIndex, minutes: &[Minute]) -> (Minute, bool) {
        let zone = self.problem.site(self.problem.resource(resource).site).zone;
        let usable = |minute: &&Minute| self.usable(resource, **minute);
        let (left, limited) = if self.is_fallback() {
            let days: BTreeSet<NaiveDate> = minutes.iter().map(|&minute| zone.date(minute)).collect();
            let on = |&day: &NaiveDate| {
                minutes.iter().filter(|&&minute| zone.date(minute) == day).filter(usable).count().min(600)
            };
            (days.iter().map(on).sum(), days.iter().any(|day| on(day) < 600))
        } else {
            let offered: Vec<Minute> =
                minutes.iter().copied().filter(|&minute| self.offered(resource, minute)).collect();
            let left = offered.iter().filter(usable).count();
            (left, left < offered.len())
        };
        (left as Minute * Minute::from(self.problem.resource(resource).places()), limited)
    }

    /// The appointments that count, whatever the period.
    fn appointments(&self) -> impl Iterator<Item = &Request> {
        self.problem.requests.iter().filter(|request| {
            let staff = &request.booking.as_ref().unwrap().staff;
            request.status != Status::Cancelled
                && (self.query.count_no_show || request.status != Status::NoShow)
                && self.query.staff.is_none_or(|only| staff.contains(&only))
        })
    }

    /// How many of the minutes an appointment takes people or, otherwise, resources.
    fn taken(&self, request: &Request, people: bool, minutes: &[Minute]) -> usize {
        let (start, service) = (request.booking.as_ref().unwrap().start, self.problem.service(request.service));
        let (setup, cleanup) = if self.query.occupied { (service.setup, service.cleanup) } else { (0, 0) };
        let phase_of = |minute: Minute| {
            let mut left = minute - start;
            service.phases.iter().find(|phase| {
                left -= phase.minutes;
                left < 0
            })
        };
        let busy = |&&minute: &&Minute| {
            let inside = (start..start + service.duration).contains(&minute);
            let free = phase_of(minute).filter(|_| inside);
            let free = free.is_some_and(|phase| if people { !phase.staff } else { !phase.resources });
            (start - setup..start + service.duration + cleanup).contains(&minute) && !free
        };
        minutes.iter().filter(busy).count()
    }

    /// The appointments that `uses` and that take some of the minutes.
    fn booked(&self, people: bool, minutes: &[Minute], uses: impl Fn(&Booking) -> bool) -> Counted {
        let mut counted = Counted::default();
        for request in self.appointments().filter(|request| uses(request.booking.as_ref().unwrap())) {
            let taken = self.taken(request, people, minutes);
            if taken > 0 {
                counted.appointments += 1;
                counted.booked += taken as Minute;
                counted.revenue += request.price;
            }
        }
        counted
    }

    /// A resource on some minutes of its site's clock.
    pub(super) fn resource(&self, resource: ResourceIndex, minutes: &[Minute]) -> Counted {
        let booked = self.booked(false, minutes, |booking| booking.resources.contains(&resource));
        Counted { available: self.available(resource, minutes).0, ..booked }
    }

    /// The minutes of the period on a site's clock, or those of one of its dates.
    pub(super) fn minutes(&self, site: SiteIndex, only: Option<NaiveDate>) -> Vec<Minute> {
        let zone = self.problem.site(site).zone;
        let mut minutes = self.clock(site).period(self.query);
        minutes.retain(|&minute| only.is_none_or(|date| zone.date(minute) == date));
        minutes
    }

    /// A person on some minutes of their site's clock.
    pub(super) fn person(&self, person: StaffIndex, minutes: &[Minute]) -> Counted {
        let booked = self.booked(true, minutes, |booking| booking.staff.contains(&person));
        let rostered = minutes.iter().filter(|&&minute| self.works(person, minute)).count();
        Counted { available: rostered as Minute, ..booked }
    }

    /// The totals, or those of one date: minutes of each resource, but appointments and prices once.
    pub(super) fn total(&self, only: Option<NaiveDate>) -> Counted {
        let mut total = Counted::default();
        let mut seen = BTreeSet::new();
        for resource in self.resources().filter(|&one| self.in_scope(self.problem.resource(one).site)) {
            let period = self.minutes(self.problem.resource(resource).site, only);
            let counted = self.resource(resource, &period);
            (total.booked, total.available) = (total.booked + counted.booked, total.available + counted.available);
            for request in self.appointments() {
                let uses = request.booking.as_ref().unwrap().resources.contains(&resource);
                if uses && self.taken(request, false, &period) > 0 && seen.insert(&request.id) {
                    (total.appointments, total.revenue) = (total.appointments + 1, total.revenue + request.price);
                }
            }
        }
        total
    }
}

fn inside(set: &IntervalSet, minute: Minute) -> bool {
    set.iter().any(|one| (one.start..one.end).contains(&minute))
}
