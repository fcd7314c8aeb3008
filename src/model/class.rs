//! Classes of interchangeable units.
//!
//! Units of a class are alike in all that can matter to the part: free at the same times, wanted by the same needs,
//! dear to no request in particular, never needed twice by one booking, and with the same dates already paid for. The model counts how many units of a
//! class are taken; [`super::colouring`] gives the units out afterwards, which always works: intervals of which at most
//! `m` overlap can be coloured with `m` colours. Units that differ stand in classes of their own.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::candidate::OpenRequest;
use super::need::Need;
use super::part::{Part, Subproblem};
use crate::domain::{Interval, IntervalSet, Problem, ResourceIndex};

/// Position of a class in [`Classes`].
pub type ClassIndex = usize;

/// Units of which a request does not care which it gets.
#[derive(Clone, Debug)]
pub struct Class {
    /// The units, in order; a multi-use resource is always alone.
    pub units: Vec<ResourceIndex>,
    /// When each of them is free.
    pub free: IntervalSet,
    /// Whether the only unit takes several bookings at once.
    pub multi_use: bool,
    /// Dates on which standing bookings of the plan use the only unit, or each unit, anyway.
    pub paid_dates: BTreeSet<NaiveDate>,
}

/// All units that the requests of a part may use, sorted into classes.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// In the order of their first units.
    pub list: Vec<Class>,
    /// Whether a date of a unit costs points and a candidate occupies minutes of two dates: then units cannot be counted
    /// date by date.
    pub cross_midnight: bool,
    class_of: BTreeMap<ResourceIndex, ClassIndex>,
}

/// All in which two units may differ.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Traits {
    free: Vec<Interval>,
    wanted_by: Vec<usize>,
    paid_dates: BTreeSet<NaiveDate>,
    /// The unit itself where it must not be mixed with others.
    alone: Option<ResourceIndex>,
}

impl Classes {
    /// Sorts the units that the part's requests may use.
    pub fn of(subproblem: Subproblem<'_>) -> Self {
        let Subproblem { problem, availability, part } = subproblem;
        let span = span(problem, part);
        let needs: Vec<&Need> =
            part.requests.iter().flat_map(|open| &open.needs).collect::<BTreeSet<_>>().into_iter().collect();
        let units: BTreeSet<ResourceIndex> = needs.iter().flat_map(|need| &need.any_of).copied().collect();
        let homes = homes(problem, part);
        let cross_midnight = problem.policy.resource_day > 0 && crosses_midnight(problem, part);
        let torn = torn(problem, part);
        let alone = |unit: ResourceIndex| {
            problem.resource(unit).multi_use || homes.contains(&unit) || torn.contains(&unit) || cross_midnight
        };
        let mut classes = Self { cross_midnight, ..Self::default() };
        let mut by_traits: BTreeMap<Traits, ClassIndex> = BTreeMap::new();
        for unit in units {
            let free = availability.resource(unit).clip(span);
            let traits = Traits {
                free: free.iter().collect(),
                wanted_by: (0..needs.len()).filter(|&need| needs[need].any_of.contains(&unit)).collect(),
                paid_dates: availability.paid_dates(unit),
                alone: alone(unit).then_some(unit),
            };
            let paid_dates = traits.paid_dates.clone();
            let index = *by_traits.entry(traits).or_insert(classes.list.len());
            if index == classes.list.len() {
                let multi_use = problem.resource(unit).multi_use;
                classes.list.push(Class { units: Vec::new(), free, multi_use, paid_dates });
            }
            classes.list[index].units.push(unit);
            classes.class_of.insert(unit, index);
        }
        classes
    }

    /// The class of a unit that some request of the part may use.
    pub fn class_of(&self, unit: ResourceIndex) -> Option<ClassIndex> {
        self.class_of.get(&unit).copied()
    }

    /// The classes that the units belong to with how many of each; `None` if one belongs to none.
    pub fn count(&self, units: &[ResourceIndex]) -> Option<Vec<(ClassIndex, u32)>> {
        let mut amounts = BTreeMap::new();
        for &unit in units {
            *amounts.entry(self.class_of(unit)?).or_insert(0) += 1;
        }
        Some(amounts.into_iter().collect())
    }
}

/// From the first to the last minute that a candidate of the part may occupy.
fn span(problem: &Problem, part: &Part) -> Interval {
    let mut span = Interval::new(i64::MAX, i64::MIN);
    for open in &part.requests {
        for candidate in [open.candidates.first(), open.candidates.last()].into_iter().flatten() {
            let occupied = problem.occupied(open.request, candidate.start);
            span = Interval::new(span.start.min(occupied.start), span.end.max(occupied.end));
        }
    }
    span
}

/// Units that a request would pay for leaving.
fn homes(problem: &Problem, part: &Part) -> BTreeSet<ResourceIndex> {
    let dear = part.requests.iter().filter(|open| open.stakes.move_resource > 0);
    let bookings = dear.filter_map(|open| problem.request(open.request).booking.as_ref());
    bookings.flat_map(|booking| booking.resources.iter().copied()).collect()
}

/// Units that a request may need at times with a gap between, or at no time. Counting does not do for them: it says how
/// many units there are before the gap and after it, not that the same ones are.
fn torn(problem: &Problem, part: &Part) -> BTreeSet<ResourceIndex> {
    let is_torn = |open: &&OpenRequest| problem.service_of(open.request).busy.resources.iter().count() != 1;
    let needs = part.requests.iter().filter(is_torn).flat_map(|open| &open.needs);
    needs.flat_map(|need| need.any_of.iter().copied()).collect()
}

/// Whether a candidate occupies minutes of two local dates.
fn crosses_midnight(problem: &Problem, part: &Part) -> bool {
    part.requests.iter().any(|open| {
        let zone = problem.zone_of(open.request);
        open.candidates.iter().any(|candidate| {
            let occupied = problem.occupied(open.request, candidate.start);
            zone.date(occupied.start) != zone.date(occupied.end - 1)
        })
    })
}
