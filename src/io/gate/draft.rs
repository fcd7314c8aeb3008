//! The file with its look-ups: what the rules read, and what the problem is made from.

use std::collections::HashMap;

use crate::domain::calendar::Zone;
use crate::domain::{Horizon, Interval, Minute};
use crate::io::wire::problem::{Block, Problem, Request, Service};

use super::horizon;
use super::hours::HoursText;
use super::path::field;
use super::stock::Stock;
use super::times::{BadTime, Trouble, minute};

/// Ids and the positions of what they name; of two with one id, the first.
pub(super) type Positions<'a> = HashMap<&'a str, usize>;

/// A problem file, some of it maybe faulty: what cannot be read is `None` here.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) file: &'a Problem,
    pub(super) horizon: Option<Horizon>,
    pub(super) sites: Positions<'a>,
    pub(super) zones: Vec<Option<Zone>>,
    pub(super) staff: Positions<'a>,
    pub(super) services: Positions<'a>,
    pub(super) requests: Positions<'a>,
    pub(super) stock: Stock<'a>,
    pub(super) bad_times: Vec<BadTime>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(file: &'a Problem) -> Self {
        let mut draft = Self {
            file,
            horizon: horizon::read(&file.horizon),
            sites: positions(file.sites.iter().map(|site| site.id.as_str())),
            zones: file.sites.iter().map(|site| Zone::named(&site.time_zone)).collect(),
            staff: positions(file.staff.iter().map(|person| person.id.as_str())),
            services: positions(file.services.iter().map(|service| service.id.as_str())),
            requests: positions(file.requests.iter().map(|request| request.id.as_str())),
            stock: Stock::new(&file.resources),
            bad_times: Vec::new(),
        };
        draft.bad_times = draft.find_bad_times();
        draft
    }

    /// The clock of the site with that id.
    pub(super) fn zone(&self, site: &str) -> Option<Zone> {
        *self.zones.get(*self.sites.get(site)?)?
    }

    /// The service with that id.
    pub(super) fn service(&self, id: &str) -> Option<&'a Service> {
        self.file.services.get(*self.services.get(id)?)
    }

    /// The horizon on the clock of the site with that id.
    pub(super) fn horizon_at(&self, site: &str) -> Option<Interval> {
        let horizon = self.horizon?;
        Some(self.zone(site)?.days(horizon.start, horizon.end))
    }

    /// The time `text` of a request, if it can be read.
    pub(super) fn time_of(&self, request: &Request, text: &str) -> Option<Minute> {
        minute(text, self.zone(&request.site)).ok()
    }

    /// The windows that the file gives for a request, each if it can be read.
    pub(super) fn windows(&self, request: &Request) -> impl Iterator<Item = Option<Interval>> {
        let zone = self.zone(&request.site);
        let read = move |text: &str| minute(text, zone).ok();
        let windows = request.windows.iter().flatten();
        windows.map(move |window| Some(Interval::new(read(&window.earliest_start)?, read(&window.latest_end)?)))
    }

    /// Every list of blocks: path of its owner, the list, its zone.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (String, &'a [Block], Option<Zone>)> {
        let people = self.file.staff.iter().enumerate();
        let people = people.map(|(at, person)| (format!("$.staff[{at}]"), person.blocks.as_slice(), &person.site));
        let resources = self.file.resources.iter().enumerate();
        let resources = resources.map(|(at, one)| (format!("$.resources[{at}]"), one.blocks.as_slice(), &one.site));
        people.chain(resources).map(|(path, blocks, site)| (path, blocks, self.zone(site)))
    }

    /// The hours of every site, person and resource.
    pub(super) fn hours(&self) -> Vec<HoursText<'a>> {
        let file = self.file;
        let sites = file.sites.iter().enumerate().map(|(at, site)| HoursText {
            owner: format!("$.sites[{at}]"),
            name: "openingHours",
            weekly: site.opening_hours.as_ref(),
            exceptions: site.exceptions.as_ref(),
        });
        let people = file.staff.iter().enumerate().map(|(at, person)| HoursText {
            owner: format!("$.staff[{at}]"),
            name: "weeklyHours",
            weekly: person.weekly_hours.as_ref(),
            exceptions: person.exceptions.as_ref(),
        });
        let resources = file.resources.iter().enumerate().map(|(at, resource)| HoursText {
            owner: format!("$.resources[{at}]"),
            name: "weeklyHours",
            weekly: resource.weekly_hours.as_ref(),
            exceptions: resource.exceptions.as_ref(),
        });
        sites.chain(people).chain(resources).collect()
    }

    /// Every date of the file with its path.
    pub(super) fn dates(&self) -> Vec<(String, &'a str)> {
        let horizon = &self.file.horizon;
        let mut dates = vec![
            ("$.horizon.start".to_owned(), horizon.start.as_str()),
            ("$.horizon.end".to_owned(), horizon.end.as_str()),
        ];
        for hours in self.hours() {
            let names = hours.exceptions.into_iter().flatten().map(|(date, _)| date.as_str());
            dates.extend(names.map(|date| (format!("{}.exceptions{}", hours.owner, field(date)), date)));
        }
        dates
    }

    fn find_bad_times(&self) -> Vec<BadTime> {
        let mut bad = Vec::new();
        let mut check = |text: &str, zone: Option<Zone>, path: &dyn Fn() -> String| {
            if let Err(trouble) = minute(text, zone)
                && trouble != Trouble::NoZone
            {
                bad.push(BadTime { path: path(), text: text.to_owned(), zone, trouble });
            }
        };
        for (owner, blocks, zone) in self.blocks() {
            for (at, block) in blocks.iter().enumerate() {
                check(&block.start, zone, &|| format!("{owner}.blocks[{at}].start"));
                check(&block.end, zone, &|| format!("{owner}.blocks[{at}].end"));
            }
        }
        for (position, request) in self.file.requests.iter().enumerate() {
            let zone = self.zone(&request.site);
            for (at, window) in request.windows.iter().flatten().enumerate() {
                let path = |name: &str| format!("$.requests[{position}].windows[{at}].{name}");
                check(&window.earliest_start, zone, &|| path("earliestStart"));
                check(&window.latest_end, zone, &|| path("latestEnd"));
            }
            if let Some(start) = &request.preferred_start {
                check(start, zone, &|| format!("$.requests[{position}].preferredStart"));
            }
            if let Some(time) = &request.created_at {
                check(time, zone, &|| format!("$.requests[{position}].createdAt"));
            }
            if let Some(booking) = &request.booking {
                check(&booking.start, zone, &|| format!("$.requests[{position}].booking.start"));
            }
        }
        bad
    }
}

fn positions<'a>(ids: impl Iterator<Item = &'a str>) -> Positions<'a> {
    let mut positions = Positions::new();
    for (position, id) in ids.enumerate() {
        positions.entry(id).or_insert(position);
    }
    positions
}
