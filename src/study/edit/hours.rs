//! Longer hours.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::WallRange;
use crate::domain::{DAY, Fault, Interval, IntervalSet};
use crate::io::gate::{Code, hours_range, parse_date};
use crate::io::wire::edit::LongerHours;
use crate::io::wire::problem::{Exceptions, Problem, WeeklyHours};

use super::fault;
use super::place::{Place, place};

/// As long as hours across midnight may last; longer ones are cut in two.
const LONGEST_NIGHT: i64 = DAY / 2;

/// Adds hours to those that there are.
pub(super) fn extend(problem: &mut Problem, longer: &LongerHours) -> Result<(), Vec<Fault>> {
    let range = hours_range(&longer.hours).ok_or_else(|| {
        let cause = format!("`{}` is not a pair of times of day, the first one earlier", longer.hours);
        fault(Code::MalformedHours, ".hours", cause, "write it as 18:00-20:00; the end may be 24:00")
    })?;
    let dates = dates(longer)?;
    let place = place(problem, &longer.of, ".of")?;
    let (mut weekly, mut exceptions) = hours_of(problem, place);
    let is_without = weekly.days().iter().all(|(_, texts)| texts.is_empty());
    let works_on_dates = matches!(place, Place::Staff(_)) && exceptions.values().any(|texts| !texts.is_empty());
    if is_without && !works_on_dates && (!matches!(place, Place::Staff(_)) || is_every_day(longer)) {
        return Err(nothing_to_extend(place, &longer.of));
    }
    extend_dates(&weekly, &mut exceptions, &dates, range);
    extend_weeks(&mut weekly, &mut exceptions, longer, range);
    store(problem, place, weekly, exceptions);
    Ok(())
}

/// The dates of the edit, or a fault for each that is none.
fn dates(longer: &LongerHours) -> Result<BTreeSet<NaiveDate>, Vec<Fault>> {
    let read: Vec<Result<NaiveDate, Vec<Fault>>> = longer
        .dates
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let cause = format!("`{text}` is not a date");
            let malformed = || fault(Code::MalformedDate, &format!(".dates[{at}]"), cause, "write it as 2026-11-23");
            parse_date(text).ok_or_else(malformed)
        })
        .collect();
    let faults: Vec<Fault> = read.iter().filter_map(|one| one.as_ref().err()).flatten().cloned().collect();
    if faults.is_empty() { Ok(read.into_iter().flatten().collect()) } else { Err(faults) }
}

fn is_every_day(longer: &LongerHours) -> bool {
    longer.dates.is_empty() && longer.weekdays.is_empty()
}

/// A site or resource without hours is free at all times, a person never works.
fn nothing_to_extend(place: Place, id: &str) -> Vec<Fault> {
    let (code, cause, action) = match place {
        Place::Staff(_) => (Code::StaffWithoutHours, "has no hours that could be longer", "name dates or weekdays"),
        _ => (Code::SiteWithoutHours, "has no hours that restrict it", "leave the edit out"),
    };
    fault(code, ".of", format!("`{id}` {cause}"), action)
}

/// The hours that hold for the place; a resource without its own has those of its site.
fn hours_of(problem: &Problem, place: Place) -> (WeeklyHours, Exceptions) {
    let (weekly, exceptions) = match place {
        Place::Site(at) => (&problem.sites[at].opening_hours, &problem.sites[at].exceptions),
        Place::Staff(at) => (&problem.staff[at].weekly_hours, &problem.staff[at].exceptions),
        Place::Resource(at) if problem.resources[at].weekly_hours.is_some() => {
            (&problem.resources[at].weekly_hours, &problem.resources[at].exceptions)
        }
        Place::Resource(at) => return followed(problem, at),
    };
    (weekly.clone().unwrap_or_default(), exceptions.clone().unwrap_or_default())
}

/// The hours of the resource's site, with the exceptions of both, its own first.
fn followed(problem: &Problem, position: usize) -> (WeeklyHours, Exceptions) {
    let resource = &problem.resources[position];
    let site = problem.sites.iter().find(|site| site.id == resource.site);
    let mut exceptions = site.and_then(|site| site.exceptions.clone()).unwrap_or_default();
    exceptions.extend(resource.exceptions.clone().unwrap_or_default());
    (site.and_then(|site| site.opening_hours.clone()).unwrap_or_default(), exceptions)
}

/// A date that has no hours of its own begins from those of its weekday.
fn extend_dates(weekly: &WeeklyHours, exceptions: &mut Exceptions, dates: &BTreeSet<NaiveDate>, range: WallRange) {
    for date in dates {
        let usual = || weekly.days()[weekday(*date)].1.to_vec();
        let texts = exceptions.entry(date.format("%Y-%m-%d").to_string()).or_insert_with(usual);
        *texts = joined(texts, range);
    }
}

/// Weekdays, and the exceptions that fall on them; a date that is closed stays closed.
fn extend_weeks(weekly: &mut WeeklyHours, exceptions: &mut Exceptions, longer: &LongerHours, range: WallRange) {
    let named: BTreeSet<usize> = longer.weekdays.iter().map(|day| *day as usize).collect();
    let every = is_every_day(longer);
    for (position, texts) in lists(weekly).into_iter().enumerate() {
        if named.contains(&position) || every && !texts.is_empty() {
            *texts = joined(texts, range);
        }
    }
    let own: BTreeSet<&String> = longer.dates.iter().collect();
    let meant = |date: &String| parse_date(date).is_some_and(|date| every || named.contains(&weekday(date)));
    for (_, texts) in
        exceptions.iter_mut().filter(|(date, texts)| !texts.is_empty() && meant(date) && !own.contains(date))
    {
        *texts = joined(texts, range);
    }
}

fn weekday(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

fn lists(weekly: &mut WeeklyHours) -> [&mut Vec<String>; 7] {
    let WeeklyHours { mon, tue, wed, thu, fri, sat, sun } = weekly;
    [mon, tue, wed, thu, fri, sat, sun]
}

/// The union of the hours and the range, as texts.
fn joined(texts: &[String], range: WallRange) -> Vec<String> {
    let ranges = texts.iter().filter_map(|text| hours_range(text)).chain([range]);
    let union: IntervalSet = ranges.map(|one| Interval::new(one.start, one.end)).collect();
    union.iter().flat_map(in_nights).map(|one| format!("{}-{}", clock(one.start), clock_end(one.end))).collect()
}

/// Hours across midnight that last too long to be written as one, as two.
fn in_nights(hours: Interval) -> Vec<Interval> {
    let cut = hours.end - LONGEST_NIGHT;
    if hours.end > DAY && hours.start < cut {
        vec![Interval::new(hours.start, cut), Interval::new(cut, hours.end)]
    } else {
        vec![hours]
    }
}

fn clock(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn clock_end(minute: i64) -> String {
    clock(if minute > DAY { minute - DAY } else { minute })
}

fn store(problem: &mut Problem, place: Place, weekly: WeeklyHours, exceptions: BTreeMap<String, Vec<String>>) {
    let exceptions = Some(exceptions).filter(|dates| !dates.is_empty());
    let (to_weekly, to_exceptions) = match place {
        Place::Site(at) => {
            let site = &mut problem.sites[at];
            (&mut site.opening_hours, &mut site.exceptions)
        }
        Place::Staff(at) => {
            let person = &mut problem.staff[at];
            (&mut person.weekly_hours, &mut person.exceptions)
        }
        Place::Resource(at) => {
            let resource = &mut problem.resources[at];
            (&mut resource.weekly_hours, &mut resource.exceptions)
        }
    };
    (*to_weekly, *to_exceptions) = (Some(weekly), exceptions);
}
