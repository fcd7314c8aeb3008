//! A small salon with a plan that keeps every rule.
//!
//! The site `buda` is open Monday to Friday, 09:00–18:00; `anna` and `bela` work there then, with a break of Anna's
//! from 12:00 to 13:00, and `cili` works in `pest`. Starts are on a grid of 15 minutes.
//!
//! | request | service | Monday, 2026-11-23 | people | resources |
//! |---|---|---|---|---|
//! | `r1` | massage: 60 minutes, then 15 of cleanup | 10:00 | anna | room-1 |
//! | `r2` | ipl: 30 minutes | 11:15 | anna | room-1, ipl-1 |
//! | `r3` | duo: 60 minutes, two people, two rooms | 13:00 | anna, bela | room-1, room-2 |
//! | `r4` | massage | left out | | |
//! | `past` | massage, completed | 09:00 | bela | room-2 |
//! | `off` | massage, cancelled | 10:00 | anna | room-1 |

#![expect(clippy::unwrap_used, reason = "a test that cannot build its problem has failed")]

use chrono::{NaiveDate, NaiveDateTime};
use slotwright::domain::calendar::{Hours, WallRange, WallTime, Zone};
use slotwright::domain::{
    Booking, Busy, Horizon, Interval, IntervalSet, Kind, Minute, Phase, Pin, Policy, Problem, Request, RequestIndex,
    Requirement, Resource, ResourceIndex, Service, Site, SiteIndex, Staff, StaffIndex, Status, Visit, VisitStaff,
};
use slotwright::plan::{Plan, PlannedBooking, Reason, Rule, Unassigned, check};

/// A problem and a plan for it, named by ids.
#[derive(Clone)]
pub(crate) struct Salon {
    pub(crate) problem: Problem,
    pub(crate) plan: Plan,
}

pub(crate) fn budapest() -> Zone {
    Zone::named("Europe/Budapest").unwrap()
}

/// The minute of a wall time in Budapest: `2026-11-23 10:00`; the first of two.
pub(crate) fn at(text: &str) -> Minute {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    match budapest().resolve(wall) {
        WallTime::Once(minute) | WallTime::Skipped(minute) | WallTime::Doubled(minute, _) => minute,
    }
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Hours from Monday to Friday.
pub(crate) fn weekdays(ranges: &[(Minute, Minute)]) -> Hours {
    let day: Vec<WallRange> =
        ranges.iter().map(|&(start, end)| WallRange { start: start * 60, end: end * 60 }).collect();
    let weekly = std::array::from_fn(|weekday| if weekday < 5 { day.clone() } else { Vec::new() });
    Hours { weekly, ..Hours::default() }
}

fn site(id: &str) -> Site {
    Site { id: id.into(), name: id.into(), zone: budapest(), opening_hours: Some(weekdays(&[(9, 18)])) }
}

fn person(id: &str, name: &str, site: usize, hours: Hours) -> Staff {
    let services = (0..4).map(Into::into).collect();
    let (id, name) = (id.into(), name.into());
    Staff { id, name, site: site.into(), services, hours, blocks: IntervalSet::new(), active: true }
}

fn resource(id: &str, site: usize, pools: &[&str]) -> Resource {
    Resource {
        id: id.into(),
        name: id.into(),
        kind: Kind::Room,
        site: site.into(),
        pools: pools.iter().map(ToString::to_string).collect(),
        capacity: 1,
        multi_use: false,
        active: true,
        hours: None,
        blocks: IntervalSet::new(),
    }
}

pub(crate) fn requirement(name: &str, any_of: &[usize], units: u32) -> Requirement {
    Requirement { names: vec![name.into()], any_of: any_of.iter().map(|&position| position.into()).collect(), units }
}

fn service(id: &str, duration: Minute, price: i64, staff_count: u32, requirements: Vec<Requirement>) -> Service {
    let phases = vec![Phase::busy(duration)];
    Service {
        id: id.into(),
        name: id.into(),
        duration,
        price,
        setup: 0,
        cleanup: 0,
        staff_count,
        requirements,
        outside_opening_hours: false,
        busy: Busy::of(0, &phases, 0),
        phases,
    }
}

/// The service with other minutes of setup and cleanup.
pub(crate) fn between(setup: Minute, cleanup: Minute, service: Service) -> Service {
    Service { setup, cleanup, busy: Busy::of(setup, &service.phases, cleanup), ..service }
}

/// A problem without requests.
fn empty() -> Problem {
    // Room 9 is of the pool as well, but in pest.
    let pool = requirement("massage-room", &[0, 1, 2], 1);
    let massage = service("massage", 60, 10_000, 1, vec![pool.clone()]);
    Problem {
        name: "salon".into(),
        currency: "HUF".into(),
        horizon: Horizon { start: date("2026-11-23"), end: date("2026-11-30") },
        grid: 15,
        sites: vec![site("buda"), site("pest")],
        staff: vec![
            person("anna", "Anna Kovács", 0, weekdays(&[(9, 12), (13, 18)])),
            person("bela", "Béla", 0, weekdays(&[(9, 18)])),
            person("cili", "cili", 1, weekdays(&[(9, 18)])),
        ],
        resources: vec![
            resource("room-1", 0, &["massage-room"]),
            resource("room-2", 0, &["massage-room"]),
            resource("room-9", 1, &["massage-room"]),
            resource("ipl-1", 0, &[]),
            Resource { capacity: 4, multi_use: true, ..resource("studio", 0, &[]) },
        ],
        services: vec![
            between(0, 15, massage),
            service("ipl", 30, 1_500_000, 1, vec![pool, requirement("ipl-1", &[3], 1)]),
            service("duo", 60, 30_000, 2, vec![requirement("massage-room", &[0, 1, 2], 2)]),
            service("class", 60, 2_000, 0, vec![requirement("studio", &[4], 1)]),
        ],
        clients: Vec::new(),
        requests: Vec::new(),
        visits: Vec::new(),
        policy: Policy::default(),
        frozen_until: None,
    }
}

impl Salon {
    /// The salon with its requests and its plan.
    pub(crate) fn new() -> Self {
        let mut salon = Self { problem: empty(), plan: Plan::default() };
        for (id, service) in [("r1", "massage"), ("r2", "ipl"), ("r3", "duo"), ("r4", "massage")] {
            salon.ask(id, service);
        }
        salon.give("past", "massage", Status::Completed, Pin::None, "2026-11-23 09:00", &["bela"], &["room-2"]);
        salon.give("off", "massage", Status::Cancelled, Pin::None, "2026-11-23 10:00", &["anna"], &["room-1"]);
        salon.book("r1", "2026-11-23 10:00", &["anna"], &["room-1"]);
        salon.book("r2", "2026-11-23 11:15", &["anna"], &["room-1", "ipl-1"]);
        salon.book("r3", "2026-11-23 13:00", &["anna", "bela"], &["room-1", "room-2"]);
        salon.leave_out("r4");
        salon
    }

    /// The salon without requests.
    pub(crate) fn quiet() -> Self {
        Self { problem: empty(), plan: Plan::default() }
    }

    /// A new request for any time of the horizon.
    pub(crate) fn ask(&mut self, id: &str, service: &str) -> &mut Request {
        let service = self.problem.services.iter().position(|one| one.id == service).unwrap();
        self.problem.requests.push(Request {
            id: id.into(),
            client: None,
            service: service.into(),
            site: SiteIndex::from(0),
            windows: vec![Interval::new(at("2026-11-23 00:00"), at("2026-11-30 00:00"))],
            preferred_start: None,
            preferred_staff: None,
            allowed_staff: None,
            allowed_resources: None,
            priority: 1,
            price: self.problem.services[service].price,
            mandatory: false,
            status: Status::Requested,
            booking: None,
            pin: Pin::None,
            created_at: None,
        });
        self.problem.requests.last_mut().unwrap()
    }

    /// A new request that has a booking.
    #[expect(clippy::too_many_arguments, reason = "read like a row of a table")]
    pub(crate) fn give(
        &mut self,
        id: &str,
        service: &str,
        status: Status,
        pin: Pin,
        start: &str,
        staff: &[&str],
        resources: &[&str],
    ) {
        let booking = self.booking(start, staff, resources);
        let request = self.ask(id, service);
        (request.status, request.pin, request.booking) = (status, pin, Some(booking));
    }

    /// Binds requests to a visit.
    pub(crate) fn bind(&mut self, ids: &[&str], max_wait: Minute, staff: VisitStaff) {
        let (id, requests) = (format!("v{}", self.problem.visits.len()), ids.iter().map(|id| self.index(id)).collect());
        self.problem.visits.push(Visit { id, requests, max_wait, staff });
    }

    /// Adds a booking to the plan.
    pub(crate) fn book(&mut self, id: &str, start: &str, staff: &[&str], resources: &[&str]) {
        let (request, booking) = (self.index(id), self.booking(start, staff, resources));
        let end = booking.start + self.problem.service_of(request).duration;
        self.plan.bookings.push(PlannedBooking { request, booking, end });
    }

    /// Changes what the plan books for a request.
    pub(crate) fn rebook(&mut self, id: &str, start: &str, staff: &[&str], resources: &[&str]) {
        self.cancel(id);
        self.book(id, start, staff, resources);
    }

    /// Takes a booking out of the plan.
    pub(crate) fn cancel(&mut self, id: &str) {
        let request = self.index(id);
        self.plan.bookings.retain(|planned| planned.request != request);
    }

    pub(crate) fn leave_out(&mut self, id: &str) {
        let request = self.index(id);
        self.plan.unassigned.push(Unassigned { request, reason: Reason::Displaced });
    }

    pub(crate) fn booking(&self, start: &str, staff: &[&str], resources: &[&str]) -> Booking {
        let staff = staff.iter().map(|id| self.staff(id)).collect();
        Booking { start: at(start), staff, resources: resources.iter().map(|id| self.resource(id)).collect() }
    }

    pub(crate) fn request(&mut self, id: &str) -> &mut Request {
        let position = self.index(id).position();
        &mut self.problem.requests[position]
    }

    pub(crate) fn index(&self, id: &str) -> RequestIndex {
        self.problem.requests.iter().position(|one| one.id == id).unwrap().into()
    }

    pub(crate) fn staff(&self, id: &str) -> StaffIndex {
        self.problem.staff.iter().position(|one| one.id == id).unwrap().into()
    }

    pub(crate) fn resource(&self, id: &str) -> ResourceIndex {
        self.problem.resources.iter().position(|one| one.id == id).unwrap().into()
    }

    /// The rules that the plan breaks.
    pub(crate) fn broken(&self) -> Vec<Rule> {
        check(&self.problem, &self.plan).into_iter().map(|violation| violation.rule).collect()
    }
}
