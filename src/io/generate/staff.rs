//! The people: what they can do, and when they work.

use std::ops::Range;

use crate::domain::{DAY, HOUR, Interval, IntervalSet};
use crate::io::wire::problem::{Exceptions, Staff, WeeklyHours};

use super::calendar::Calendar;
use super::dice::Dice;
use super::services::Offer;
use super::spec::Spec;

/// A person with what the generator must know about them.
#[derive(Debug)]
pub(super) struct Person {
    /// Id in the file.
    pub(super) id: String,
    /// Position of their site.
    pub(super) site: usize,
    part_time: bool,
    /// Positions of the services they can do, in order.
    pub(super) skills: Vec<usize>,
    /// When they work, on the calendar's axis.
    pub(super) shifts: IntervalSet,
}

/// Share of the people who work four hours a day.
const PART_TIME: f64 = 0.1;
const PART_TIME_MINUTES: i64 = 4 * HOUR;
const FULL_TIME_MINUTES: [i64; 4] = [7 * HOUR, 8 * HOUR, 9 * HOUR, 9 * HOUR];
const LUNCH_MINUTES: i64 = 30;

/// From this length of the horizon on people have days off.
const DAYS_WITHOUT_DAY_OFF: usize = 5;

/// The people of all sites. Their past shifts are drawn after all else, so that they change nothing else.
pub(super) fn people(spec: &Spec, calendar: &Calendar, offers: &[Offer], dice: &mut Dice) -> Vec<Person> {
    let places = (0..spec.sites).flat_map(|site| std::iter::repeat_n(site, spec.staff));
    let drawn = places.enumerate().map(|(position, site)| {
        let part_time = dice.chance(PART_TIME);
        Person {
            id: format!("p{}", position + 1),
            site,
            part_time,
            skills: skills(spec.skills, offers, dice),
            shifts: shifts(spec, calendar, calendar.horizon(), part_time, dice),
        }
    });
    let mut people: Vec<Person> = drawn.collect();
    for person in &mut people {
        let past = shifts(spec, calendar, calendar.history(), person.part_time, dice);
        person.shifts = person.shifts.union(&past);
    }
    people
}

/// The person as the file has them: their hours differ from day to day, so each date has its own.
pub(super) fn wire(person: &Person, position: usize, calendar: &Calendar, offers: &[Offer]) -> Staff {
    let mut exceptions = Exceptions::new();
    for shift in person.shifts.iter() {
        let date = calendar.date(shift.start.div_euclid(DAY)).to_string();
        exceptions.entry(date).or_default().push(Calendar::hours_text(shift));
    }
    let skills = person.skills.iter().filter_map(|&skill| offers.get(skill));
    Staff {
        id: person.id.clone(),
        name: name(position),
        site: super::site_id(person.site),
        services: skills.map(|offer| offer.id.to_owned()).collect(),
        weekly_hours: Some(WeeklyHours::default()),
        exceptions: Some(exceptions),
        ..Staff::default()
    }
}

/// A share of the services, and at least one; self-service is nobody's.
fn skills(share: f64, offers: &[Offer], dice: &mut Dice) -> Vec<usize> {
    let staffed: Vec<usize> =
        offers.iter().enumerate().filter(|(_, offer)| offer.people > 0).map(|(position, _)| position).collect();
    let mut skills = staffed.clone();
    skills.retain(|_| dice.chance(share));
    if skills.is_empty() { dice.pick(&staffed).into_iter().collect() } else { skills }
}

fn shifts(spec: &Spec, calendar: &Calendar, days: Range<i64>, part_time: bool, dice: &mut Dice) -> IntervalSet {
    let mut shifts = Vec::new();
    let mut day_off = None;
    for day in days {
        let week = calendar.week(day);
        let (_, weekday) = *day_off.insert(match day_off {
            Some((drawn, weekday)) if drawn == week => (week, weekday),
            _ => (week, dice.stepped(0, 5, 1)),
        });
        let off = spec.days > DAYS_WITHOUT_DAY_OFF && calendar.weekday(day) == weekday;
        if let Some(open) = calendar.opening(day).filter(|_| !off) {
            shifts.extend(shift(open, part_time, dice));
        }
    }
    shifts.into_iter().collect()
}

/// A shift within the opening hours, from a full hour, with a lunch break in the long ones.
fn shift(open: Interval, part_time: bool, dice: &mut Dice) -> Vec<Interval> {
    let wanted = if part_time { PART_TIME_MINUTES } else { dice.pick(&FULL_TIME_MINUTES).unwrap_or(PART_TIME_MINUTES) };
    let length = wanted.min(open.minutes());
    let start = dice.stepped(open.start, open.end - length, HOUR);
    let end = start + length;
    if length < 6 * HOUR {
        return vec![Interval::new(start, end)];
    }
    let lunch = dice.stepped(start + length / 2 - HOUR, start + length / 2 + HOUR / 2, 30);
    vec![Interval::new(start, lunch), Interval::new(lunch + LUNCH_MINUTES, end)]
}

/// Different for all positions: the two lists of 16 and 10 come round together after 80, then one moves on.
pub(super) fn name(position: usize) -> String {
    let first = FIRST_NAMES.get(position % FIRST_NAMES.len()).copied().unwrap_or_default();
    let last = LAST_NAMES.get((position + position / 80) % LAST_NAMES.len()).copied().unwrap_or_default();
    let round = position / (FIRST_NAMES.len() * LAST_NAMES.len());
    if round == 0 { format!("{first} {last}") } else { format!("{first} {last} {}", round + 1) }
}

const FIRST_NAMES: [&str; 16] = [
    "Anna", "Bence", "Csilla", "Dóra", "Eszter", "Fanni", "Gábor", "Hanna", "Ildikó", "Judit", "Kata", "László",
    "Márta", "Nóra", "Orsolya", "Péter",
];

const LAST_NAMES: [&str; 10] =
    ["Kovács", "Nagy", "Szabó", "Tóth", "Varga", "Horváth", "Kiss", "Molnár", "Németh", "Farkas"];
