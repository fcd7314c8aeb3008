//! The value of an hour: for each pool, person and service, by weekday and hour, from the prices of the relaxation.
//!
//! [`crate::engine::marginals`] reads them off prices, which are estimates; [`Solves`] confirms those that are worth most by
//! whole solves.

mod confirm;
mod csv;
mod html;
mod json;
mod subject;
mod table;
mod trial;
mod words;

use crate::domain::{Interval, Problem, RequestIndex, SiteIndex, StaffIndex};
use crate::engine::{Error, Limits, Marginals, marginals};
use crate::report::Clock;

pub use confirm::{Confirmed, Error as TrialError, Solves, Verdict};
pub use subject::{Kind, Subject};
pub use trial::{Trial, trials};

/// What there is to tell of the value of hours.
#[derive(Clone, Copy, Debug)]
pub struct Report<'r> {
    /// The problem.
    pub problem: &'r Problem,
    /// What its hours are worth by prices.
    pub values: &'r Values,
    /// What solves say of those that are worth most.
    pub confirmed: &'r [Confirmed],
}

/// Hours of a week.
const WEEK: usize = 7 * 24;

/// What an hour of the week is worth, over all dates of the horizon with that weekday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hour {
    /// In points of the score, never negative.
    pub points: i64,
    /// Of a person: whether they are at work in it on one of the dates, so that the value is what they bring, not what
    /// they would.
    pub is_there: bool,
}

/// The hours of a pool, a person or a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whose.
    pub subject: Subject,
    /// By place in the week: 24 for each weekday, Monday first. `None` where the house is closed, nobody can serve the
    /// service, or no unit of the pool is free, so that it has no price.
    pub week: Vec<Option<Hour>>,
}

/// What the hours of a problem are worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// No plan scores more; with one more unit, or one more hour of a person, none more than this and the value together.
    pub eased: i64,
    /// No plan scores more; with one more client none more than this and the value, with a person away for an hour none
    /// more than this less the value.
    pub pressed: i64,
    /// Pools, people, services.
    pub rows: Vec<Row>,
    /// The requests that compete with each other, directly or through others.
    pub groups: Vec<Vec<RequestIndex>>,
}

/// What the hours of a problem are worth at the prices of its relaxation.
///
/// # Errors
///
/// Only if the machine fails.
pub fn values(problem: &Problem, threads: usize, limits: &Limits) -> Result<Values, Error> {
    let clocks: Vec<Clock> = (0..problem.sites.len()).map(|site| clock(problem, site.into())).collect();
    let stretches: Vec<Vec<Interval>> =
        clocks.iter().map(|clock| clock.pieces().iter().map(|(hour, _)| *hour).collect()).collect();
    let found = marginals(problem, &stretches, threads, limits)?;
    let row = |subject: Subject| {
        let clock = &clocks[subject.site(problem).position()];
        let mut week: Vec<Option<Exact>> = vec![None; WEEK];
        for (stretch, &(hour, place)) in clock.pieces().iter().enumerate() {
            let Some(points) = points(problem, &found, &subject, stretch, hour) else { continue };
            let exact = week[place].get_or_insert_default();
            exact.points += points;
            exact.is_there |= is_there(problem, &subject, hour);
        }
        Row { subject, week: week.into_iter().map(|hour| hour.map(Exact::rounded)).collect() }
    };
    let mut rows: Vec<Row> = Subject::all(problem).into_iter().map(row).collect();
    rows.retain(|row| row.week.iter().any(Option::is_some));
    Ok(Values { eased: found.eased, pressed: found.pressed, rows, groups: found.groups })
}

/// The hours of the horizon at a site.
fn clock(problem: &Problem, site: SiteIndex) -> Clock {
    Clock::by_hour(problem.site(site).zone, problem.horizon_at(site))
}

/// Points before they are rounded.
#[derive(Clone, Copy, Debug, Default)]
struct Exact {
    points: f64,
    is_there: bool,
}

impl Exact {
    fn rounded(self) -> Hour {
        Hour { points: self.points.max(0.0).round() as i64, is_there: self.is_there }
    }
}

/// What a stretch is worth; of the units of a pool the cheapest counts, which the clients of the others could use as well.
fn points(problem: &Problem, found: &Marginals, subject: &Subject, stretch: usize, hour: Interval) -> Option<f64> {
    match subject {
        Subject::Pool(_, units) => {
            units.iter().filter_map(|&unit| found.units.get(&(unit, stretch)).copied()).reduce(f64::min)
        }
        Subject::Person(person) => {
            let (key, is_there) = ((*person, stretch), works(problem, *person, hour));
            let known = if is_there { &found.there } else { &found.off };
            known.get(&key).copied().or(is_there.then_some(0.0))
        }
        Subject::Service(service, site) => found.clients.get(&(*service, *site, stretch)).copied(),
    }
}

fn is_there(problem: &Problem, subject: &Subject, hour: Interval) -> bool {
    matches!(subject, Subject::Person(person) if works(problem, *person, hour))
}

fn works(problem: &Problem, person: StaffIndex, hour: Interval) -> bool {
    !problem.shifts(person, hour).is_empty()
}
