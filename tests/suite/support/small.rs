//! Tiny random problems with every feature of the domain: the same seed, the same problem.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use slotwright::domain::Problem;
use slotwright::domain::calendar::Zone;
use slotwright::io::gate::admit;
use slotwright::io::wire::problem as wire;

/// The problem of a seed; `None` for the few that the gate turns away.
pub(crate) fn small(seed: u64) -> Option<Problem> {
    small_but(seed, |_| {})
}

/// The problem of a seed after a change of its file.
pub(crate) fn small_but(seed: u64, change: impl Fn(&mut wire::Problem)) -> Option<Problem> {
    let mut draw = Draw { dice: ChaCha8Rng::seed_from_u64(seed), night: false, first: NaiveDate::MIN, days: 1 };
    let mut file = draw.problem();
    change(&mut file);
    let (problem, _) = admit(&file).ok()?;
    if draw.chance(0.1) {
        let zone = problem.sites[0].zone;
        let minute = zone.midnight(problem.horizon.start) + draw.among(&[9, 10, 23]) * 60;
        return Some(problem.freeze_until(minute));
    }
    Some(problem)
}

struct Draw {
    dice: ChaCha8Rng,
    /// Whether the business is one of the night.
    night: bool,
    first: NaiveDate,
    days: u64,
}

impl Draw {
    fn chance(&mut self, share: f64) -> bool {
        self.dice.random_bool(share)
    }

    fn among<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.dice.random_range(0..list.len())]
    }

    fn up_to(&mut self, most: usize) -> usize {
        self.dice.random_range(0..=most)
    }

    /// A part of the list, each with the chance of `share`.
    fn some(&mut self, list: &[String], share: f64) -> Vec<String> {
        list.iter().filter(|_| self.chance(share)).cloned().collect()
    }

    fn problem(&mut self) -> wire::Problem {
        self.night = self.chance(0.3);
        self.first = self.among(&["2026-11-23", "2026-11-23", "2026-10-24", "2026-03-28"]).parse().unwrap_or_default();
        // A night needs the date after.
        self.days = if self.night { 2 } else { self.among(&[1, 1, 2]) };
        let sites = 1 + usize::from(self.chance(0.25));
        let sites: Vec<wire::Site> = (0..sites).map(|position| self.site(position)).collect();
        let site_ids: Vec<String> = sites.iter().map(|site| site.id.clone()).collect();
        let services: Vec<String> = (0..1 + self.up_to(2)).map(|number| format!("v{number}")).collect();
        let staff: Vec<wire::Staff> =
            (0..1 + self.up_to(2)).map(|number| self.person(number, &site_ids, &services)).collect();
        let resources = self.resources(&site_ids);
        let services = services.into_iter().map(|id| self.service(id, &resources)).collect::<Vec<_>>();
        let count = 1 + self.up_to(5);
        let mut file = wire::Problem {
            schema_version: 1,
            name: "small".into(),
            currency: "EUR".into(),
            horizon: wire::Horizon {
                start: self.first.to_string(),
                end: (self.first + chrono::Days::new(self.days)).to_string(),
            },
            grid_minutes: self.among(&[30, 60, 60]),
            sites,
            staff,
            resources,
            services,
            requests: Vec::new(),
            visits: Vec::new(),
            policy: self.policy(),
        };
        file.requests = (0..count).map(|number| self.request(number, &file)).collect();
        file.services.iter_mut().for_each(|service| service.phases = self.phases(service.duration_minutes));
        if self.chance(0.4) {
            self.bind(&mut file);
        }
        file
    }

    fn site(&mut self, position: usize) -> wire::Site {
        let zone = if position == 0 { "Europe/Budapest" } else { self.among(&["Europe/London", "Asia/Kathmandu"]) };
        let hours = if self.night { "20:00-04:00" } else { "08:00-14:00" };
        wire::Site {
            id: format!("s{position}"),
            name: "Site".into(),
            time_zone: zone.into(),
            opening_hours: self.chance(0.7).then(|| week(&[hours])),
            exceptions: self.exceptions(),
        }
    }

    fn exceptions(&mut self) -> Option<wire::Exceptions> {
        let hours = if self.night { "21:00-01:00" } else { "09:00-11:00" };
        let hours = if self.chance(0.7) { vec![hours.to_owned()] } else { Vec::new() };
        self.chance(0.12).then(|| BTreeMap::from([(self.first.to_string(), hours)]))
    }

    /// An hour of the business, as an absolute time.
    fn moment(&mut self) -> i64 {
        let hour = if self.night { self.among(&[20, 21, 22, 23, 24, 25]) } else { self.among(&[7, 8, 9, 10, 11, 12]) };
        let last = if self.night && self.chance(0.8) { 0 } else { self.days as usize - 1 };
        let day = self.up_to(last) as i64;
        let half = if self.chance(0.15) { 30 } else { 0 };
        Zone::UTC.midnight(self.first) + (day * 24 + hour) * 60 + half
    }

    fn blocks(&mut self) -> Vec<wire::Block> {
        let start = self.moment();
        let block = wire::Block { start: text(start), end: text(start + self.among(&[30, 60, 120])) };
        if self.chance(0.2) { vec![block] } else { Vec::new() }
    }

    fn shifts(&mut self) -> wire::WeeklyHours {
        let day: [&[&str]; 4] = [&["08:00-13:00"], &["08:00-10:30", "11:00-14:00"], &["09:00-12:00"], &["00:00-24:00"]];
        let night: [&[&str]; 4] =
            [&["20:00-02:00"], &["20:00-22:30", "23:00-03:00"], &["22:00-01:00"], &["00:00-24:00"]];
        week(if self.night { self.among(&night) } else { self.among(&day) })
    }

    fn person(&mut self, number: usize, sites: &[String], services: &[String]) -> wire::Staff {
        wire::Staff {
            id: format!("p{number}"),
            name: "Person".into(),
            site: if number < 2 { sites[0].clone() } else { sites[sites.len() - 1].clone() },
            services: self.some(services, 0.8),
            weekly_hours: Some(self.shifts()),
            exceptions: self.exceptions(),
            blocks: self.blocks(),
            active: self.chance(0.93),
        }
    }

    /// A pool of up to three, one machine that may be of the pool as well, a room for two, and a room at the other site.
    fn resources(&mut self, sites: &[String]) -> Vec<wire::Resource> {
        let mut resources = Vec::new();
        for number in 0..1 + self.up_to(2) {
            resources.push(self.resource(&format!("room-{number}"), &sites[0], Some("room")));
        }
        let pool = self.chance(0.3).then_some("room");
        resources.push(self.resource("machine", &sites[0], pool));
        let capacity = self.among(&[2, 2, 3]);
        let hall_pool = self.chance(0.2).then_some("room");
        resources.push(wire::Resource { capacity, multi_use: true, ..self.resource("hall", &sites[0], hall_pool) });
        if sites.len() > 1 {
            resources.push(self.resource("far", &sites[1], Some("room")));
        }
        resources
    }

    fn resource(&mut self, id: &str, site: &str, pool: Option<&str>) -> wire::Resource {
        wire::Resource {
            id: id.into(),
            name: "Resource".into(),
            site: site.into(),
            pool: pool.map(Into::into),
            active: self.chance(0.95),
            weekly_hours: self.chance(0.15).then(|| self.shifts()),
            exceptions: None,
            blocks: self.blocks(),
            ..wire::Resource::default()
        }
    }

    fn service(&mut self, id: String, resources: &[wire::Resource]) -> wire::Service {
        let rooms = resources.iter().filter(|one| one.pool.as_deref() == Some("room") && one.site == "s0").count();
        let room = |units: usize| wire::Requirement { any_of: vec!["room".into()], units: units as i64 };
        let mixed = wire::Requirement { any_of: vec!["room-0".into(), "machine".into()], units: 1 };
        let hall = wire::Requirement { any_of: vec!["hall".into()], units: 1 };
        let requires = match self.up_to(6) {
            0 => vec![],
            1 => vec![room(1), mixed],
            2 => vec![room(rooms.min(2))],
            3 => vec![hall],
            4 => vec![mixed],
            _ => vec![room(1)],
        };
        wire::Service {
            id,
            name: "Service".into(),
            duration_minutes: self.among(&[30, 60, 60, 90, 120]),
            price: self.among(&[0.0, 20.0, 35.5, 60.0, 80.0]),
            setup_minutes: self.among(&[0, 0, 0, 0, 0, 0, 15, 60, 60, 600]),
            cleanup_minutes: self.among(&[0, 0, 0, 0, 15, 30, 30, 1440]),
            staff_count: self.among(&[0, 1, 1, 1, 1, 2]),
            requires,
            outside_opening_hours: self.chance(0.2),
            phases: Vec::new(),
        }
    }

    /// Makes a visit, sometimes two, of requests at one site, and mostly gives them time for it.
    fn bind(&mut self, file: &mut wire::Problem) {
        use wire::VisitStaff::{Any, Different, Same};
        let mut free: Vec<usize> = (0..file.requests.len()).collect();
        for number in 0..self.among(&[1, 1, 2]) {
            let Some(&first) = free.first() else { return };
            let (site, client) = (file.requests[first].site.clone(), file.requests[first].client.clone());
            let (mut members, mut rest): (Vec<usize>, Vec<usize>) =
                free.into_iter().partition(|&one| file.requests[one].site == site);
            rest.extend(members.drain(members.len().min(self.among(&[2, 2, 2, 3]))..));
            free = rest;
            if members.len() < 2 {
                continue;
            }
            if self.chance(0.5) {
                members.reverse();
            }
            let roomy = self.chance(0.8);
            for &member in &members {
                let request = &mut file.requests[member];
                request.client = client.clone();
                request.windows = request.windows.take().filter(|_| !roomy);
            }
            file.visits.push(wire::Visit {
                id: format!("v{number}"),
                requests: members.iter().map(|&one| file.requests[one].id.clone()).collect(),
                max_wait_minutes: self.among(&[0, 0, 30, 60, 300]),
                staff: self.among(&[Any, Any, Same, Different]),
            });
        }
    }

    /// Mostly none; otherwise up to four, in some of which people, resources or client are free.
    fn phases(&mut self, duration: i64) -> Vec<wire::Phase> {
        if self.chance(0.7) {
            return Vec::new();
        }
        let mut phases = Vec::new();
        let mut left = duration;
        while left > 0 {
            let minutes = if phases.len() == 3 { left } else { self.among(&[15, 30, 30, 60]).min(left) };
            let who = [wire::Busy::Staff, wire::Busy::Resources, wire::Busy::Client];
            let busy = who.into_iter().filter(|_| self.chance(0.65)).collect();
            phases.push(wire::Phase { minutes, busy });
            left -= minutes;
        }
        phases
    }

    fn policy(&mut self) -> wire::Policy {
        use wire::Worth::{Count, Minutes, Revenue};
        wire::Policy {
            worth: self.among(&[Revenue, Minutes, Count]),
            start_deviation_per_hour: self.among(&[0, 60, 77, 900]),
            day_deviation: self.among(&[0, 50, 400]),
            staff_preference: self.among(&[0, 100, 1200]),
            move_time: self.among(&[0, 500, 333]),
            move_staff: self.among(&[0, 200]),
            move_resource: self.among(&[0, 10, 300]),
            drop: self.among(&[0, 1000, 2500]),
            staff_day: self.among(&[0, 0, 500, 5000]),
            resource_day: self.among(&[0, 0, 300, 1500, 4000]),
        }
    }

    fn request(&mut self, number: usize, file: &wire::Problem) -> wire::Request {
        use wire::{Pin, Status};
        let site =
            if self.chance(0.8) { file.sites[0].id.clone() } else { file.sites[file.sites.len() - 1].id.clone() };
        let service = &file.services[self.up_to(file.services.len() - 1)];
        let people: Vec<String> = file.staff.iter().filter(|one| one.site == site).map(|one| one.id.clone()).collect();
        let units: Vec<String> =
            file.resources.iter().filter(|one| one.site == site).map(|one| one.id.clone()).collect();
        let has_booking = self.chance(0.4);
        let booking = has_booking.then(|| self.booking(service, &people, &units));
        let pins = [Pin::None, Pin::None, Pin::Time, Pin::Staff, Pin::Resource, Pin::All];
        wire::Request {
            id: format!("r{number}"),
            client: self.chance(0.4).then(|| format!("c{}", self.up_to(1))),
            service: service.id.clone(),
            site,
            windows: self.windows(service.duration_minutes),
            preferred_start: self.chance(0.5).then(|| text(self.moment())),
            preferred_staff: self.chance(0.3).then(|| self.some(&people, 0.5)),
            allowed_staff: self.chance(0.15).then(|| self.some(&people, 0.7)),
            allowed_resources: self.chance(0.15).then(|| self.some(&units, 0.7)),
            priority: self.among(&[1, 1, 2, 5]),
            price: self.chance(0.2).then_some(50.0),
            mandatory: self.chance(0.12),
            status: match (has_booking, self.up_to(9)) {
                (true, 0) => self.among(&[Status::Arrived, Status::Completed, Status::NoShow]),
                (true, 1) => Status::Cancelled,
                (true, _) => Status::Confirmed,
                (false, number) => self.among(&[Status::Requested, Status::Tentative][..1 + number % 2]),
            },
            pin: if has_booking { self.among(&pins) } else { Pin::None },
            created_at: None,
            booking,
        }
    }

    fn windows(&mut self, duration: i64) -> Option<Vec<wire::Window>> {
        let count = self.among(&[0, 1, 1, 1, 2]);
        let windows = (0..count).map(|_| {
            let start = self.moment();
            let end = start + duration + self.among(&[0, 60, 120, 180]);
            wire::Window { earliest_start: text(start), latest_end: text(end) }
        });
        let windows: Vec<wire::Window> = windows.collect();
        (count > 0).then_some(windows)
    }

    /// Mostly what the service takes, sometimes anything: calendars hold what hands have put there.
    fn booking(&mut self, service: &wire::Service, people: &[String], units: &[String]) -> wire::Booking {
        let wanted: i64 = service.requires.iter().map(|one| one.units).sum();
        let staff = if self.chance(0.8) { self.pick(people, service.staff_count) } else { self.some(people, 0.5) };
        let resources = if self.chance(0.8) { self.pick(units, wanted) } else { self.some(units, 0.3) };
        let odd = if self.chance(0.2) { 15 } else { 0 };
        wire::Booking { start: text(self.moment() + odd), staff, resources }
    }

    fn pick(&mut self, list: &[String], count: i64) -> Vec<String> {
        let mut rest = list.to_vec();
        let count = rest.len().min(count as usize);
        (0..count).map(|_| rest.remove(self.up_to(rest.len() - 1))).collect()
    }
}

fn text(minute: i64) -> String {
    DateTime::from_timestamp(minute * 60, 0).unwrap_or_default().format("%Y-%m-%dT%H:%MZ").to_string()
}

fn week(ranges: &[&str]) -> wire::WeeklyHours {
    let day: Vec<String> = ranges.iter().map(ToString::to_string).collect();
    let [mon, tue, wed, thu, fri, sat, sun] = std::array::from_fn(|_| day.clone());
    wire::WeeklyHours { mon, tue, wed, thu, fri, sat, sun }
}
