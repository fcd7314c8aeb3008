//! The calendar: a row for each person and each resource, each booking on the rows of both.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::calendar::{Zone, dates};
use crate::domain::{HOUR, Interval, Minute, Problem, ResourceIndex, SiteIndex, StaffIndex};
use crate::io::wording::money;
use crate::report::{Entry, Overview, Scope};

use super::words::status;

/// A page with more bookings would be slow to open; the report asks for a shorter period then.
const MOST: usize = 20_000;

/// The bookings of the period, or only their number where there are too many.
#[derive(Debug, Serialize)]
pub(super) struct Calendar {
    /// First date.
    from: String,
    /// Last date, included.
    to: String,
    /// First hour of the day in which anything is booked, and the hour after the last.
    hours: (Minute, Minute),
    /// The people, then the resources.
    rows: Vec<Line>,
    count: usize,
    entries: Option<Vec<Booked>>,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    /// Id of the site.
    site: String,
    person: bool,
    active: bool,
}

#[derive(Debug, Serialize)]
struct Booked {
    id: String,
    service: String,
    /// On the clock of the site: `Mon 23 Nov, 10:00–10:45`.
    time: String,
    price: String,
    status: &'static str,
    people: Vec<String>,
    resources: Vec<String>,
    /// Where it lies: row, days after the first date, and from which to which minute of that day.
    pieces: Vec<(usize, i64, Minute, Minute)>,
}

/// The rows that the people and resources in scope have.
struct Rows {
    of_person: Vec<Option<usize>>,
    of_resource: Vec<Option<usize>>,
    lines: Vec<Line>,
}

impl Calendar {
    pub(super) fn new(problem: &Problem, overview: &Overview) -> Self {
        let (query, entries) = (&overview.query, &overview.calendar);
        let rows = Rows::new(problem, overview);
        let entries: Option<Vec<Booked>> = (entries.len() <= MOST)
            .then(|| entries.iter().map(|entry| rows.booked(problem, query.from, entry)).collect());
        Self {
            from: query.from.to_string(),
            to: query.to.to_string(),
            hours: hours(entries.iter().flatten()),
            rows: rows.lines,
            count: overview.calendar.len(),
            entries,
        }
    }
}

impl Rows {
    fn new(problem: &Problem, overview: &Overview) -> Self {
        let scope = Scope::new(problem, &overview.query);
        let mut rows = Self { of_person: Vec::new(), of_resource: Vec::new(), lines: Vec::new() };
        for (position, person) in problem.staff.iter().enumerate() {
            let shown = scope.of_person(StaffIndex::from(position)).is_some();
            let line = shown.then(|| rows.line(problem, person.site, &person.name, person.active, true));
            rows.of_person.push(line);
        }
        for (position, resource) in problem.resources.iter().enumerate() {
            let index = ResourceIndex::from(position);
            let active = overview.query.is_active(problem, index);
            let shown = scope.of_resource(index).is_some();
            let line = shown.then(|| rows.line(problem, resource.site, &resource.name, active, false));
            rows.of_resource.push(line);
        }
        rows
    }

    fn line(&mut self, problem: &Problem, site: SiteIndex, name: &str, active: bool, person: bool) -> usize {
        self.lines.push(Line { name: name.to_owned(), site: problem.site(site).id.clone(), person, active });
        self.lines.len() - 1
    }

    fn booked(&self, problem: &Problem, from: NaiveDate, entry: &Entry) -> Booked {
        let request = problem.request(entry.request);
        let on = |row: Option<usize>, site: SiteIndex, times: &[Interval]| {
            let zone = problem.site(site).zone;
            let pieces = times.iter().flat_map(move |&time| by_date(zone, from, time));
            let placed: Option<Vec<_>> =
                row.map(|row| pieces.map(move |(day, start, end)| (row, day, start, end)).collect());
            placed.unwrap_or_default()
        };
        let people = entry
            .staff
            .iter()
            .flat_map(|(index, times)| on(self.of_person[index.position()], problem.person(*index).site, times));
        let things = entry
            .resources
            .iter()
            .flat_map(|(index, times)| on(self.of_resource[index.position()], problem.resource(*index).site, times));
        Booked {
            id: request.id.clone(),
            service: problem.service_of(entry.request).name.clone(),
            time: time(problem.zone_of(entry.request), entry.interval),
            price: money(request.price, &problem.currency),
            status: status(request.status),
            people: entry.staff.iter().map(|(index, _)| problem.person(*index).name.clone()).collect(),
            resources: entry.resources.iter().map(|(index, _)| problem.resource(*index).name.clone()).collect(),
            pieces: people.chain(things).collect(),
        }
    }
}

/// The parts of a time on each date: days after the first, and minutes of the wall clock.
fn by_date(zone: Zone, from: NaiveDate, time: Interval) -> impl Iterator<Item = (i64, Minute, Minute)> {
    let days = dates(zone.date(time.start), zone.date(time.end - 1));
    days.filter_map(move |date| {
        let part = zone.day(date).intersect(time)?;
        let start = zone.minute_of_day(part.start);
        // Where the clock goes back within it, the wall shows an end before the start.
        let end = (zone.minute_of_day(part.end - 1) + 1).max(start + 1);
        Some(((date - from).num_days(), start, end))
    })
}

fn time(zone: Zone, interval: Interval) -> String {
    let (start, end) = (zone.at(interval.start), zone.at(interval.end));
    format!("{}–{}", start.format("%a %-d %b, %H:%M"), end.format("%H:%M"))
}

/// The hours that all bookings lie in; nine to five without any.
fn hours<'a>(entries: impl Iterator<Item = &'a Booked> + Clone) -> (Minute, Minute) {
    let pieces = entries.flat_map(|entry| &entry.pieces);
    let first = pieces.clone().map(|(_, _, start, _)| start / HOUR).min();
    let last = pieces.map(|(_, _, _, end)| (end + HOUR - 1) / HOUR).max();
    (first.unwrap_or(9), last.unwrap_or(17))
}
