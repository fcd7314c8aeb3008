//! The formulation of a part: columns, and the lanes that they take time on.
//!
//! A *who* column stands for a candidate (request, start, people). Where its request has but one choice of resources
//! at that start, the column takes those as well. Otherwise each choice is a *where* column of its own, and
//! [`super::families::choice`] ties the two together: people plus resources are far fewer columns than people times
//! resources, and the relaxation is the same, since costs never depend on both.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::availability::{Availability, peak};
use super::candidate::OpenRequest;
use super::choice::{Choice, choices};
use super::class::{ClassIndex, Classes};
use super::part::{Part, Subproblem};
use crate::domain::{ClientIndex, Interval, IntervalSet, Minute, Problem, StaffIndex};

/// What can be taken for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// A person.
    Person(StaffIndex),
    /// Units of a class, or places of a multi-use resource.
    Class(ClassIndex),
    /// A client: in one place at a time.
    Client(ClientIndex),
}

/// Time taken on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Take {
    /// Whose time.
    pub lane: Lane,
    /// Which time.
    pub interval: Interval,
    /// How many units or places.
    pub amount: u32,
}

/// What a column decides.
#[derive(Clone, Debug)]
pub enum Decision {
    /// The candidate at this position among those of the request is booked; the choice where there is but one.
    Who {
        /// Position of the candidate.
        candidate: usize,
        /// The only choice of resources.
        choice: Option<Choice>,
    },
    /// The resources at a start where there are several choices.
    Where(Choice),
}

impl Decision {
    /// The units that the column takes; `None` where other columns decide about them.
    pub fn choice(&self) -> Option<&Choice> {
        match self {
            Self::Who { choice, .. } => choice.as_ref(),
            Self::Where(choice) => Some(choice),
        }
    }
}

/// One yes-or-no decision.
#[derive(Clone, Debug)]
pub struct Column {
    /// Position of the request in the part.
    pub request: usize,
    /// Start of the appointment.
    pub start: Minute,
    /// What is decided.
    pub decision: Decision,
    /// The times that it takes; several of a lane where phases leave a gap, and they never overlap.
    pub takes: Vec<Take>,
    /// What it adds to the score.
    pub points: i64,
}

/// Columns, lanes and classes of a part.
#[derive(Debug)]
pub struct Formulation<'a> {
    /// The whole problem.
    pub problem: &'a Problem,
    /// What is free.
    pub availability: &'a Availability,
    /// The part that is formulated.
    pub part: &'a Part,
    /// The classes of its units.
    pub classes: Classes,
    /// In the order of request, start, who before where.
    pub columns: Vec<Column>,
}

impl<'a> Formulation<'a> {
    /// Formulates a part.
    pub fn of(subproblem: Subproblem<'a>) -> Self {
        let Subproblem { problem, availability, part } = subproblem;
        let classes = Classes::of(subproblem);
        let mut columns = Vec::with_capacity(part.size());
        for (position, open) in part.requests.iter().enumerate() {
            let mut known = KnownChoices::new(problem, open, &classes);
            for (first, length) in starts(open) {
                let start = open.candidates[first].start;
                let choices = known.at(start);
                let at = At { problem, open, request: position, start };
                at.add_columns(first..first + length, &choices, &mut columns);
            }
        }
        Self { problem, availability, part, classes, columns }
    }

    /// How much of a lane there is, at the worst moment of `interval`.
    pub fn capacity(&self, lane: Lane, interval: Interval) -> u32 {
        match lane {
            Lane::Person(_) | Lane::Client(_) => 1,
            Lane::Class(index) => {
                let class = &self.classes.list[index];
                if class.multi_use {
                    let unit = class.units[0];
                    let places = self.problem.resource(unit).places();
                    places.saturating_sub(peak(self.availability.standing(unit).iter().copied(), interval))
                } else {
                    class.units.len() as u32
                }
            }
        }
    }
}

/// Runs of candidates with the same start: first position and length.
fn starts(open: &OpenRequest) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut first = 0;
    open.candidates.chunk_by(|one, next| one.start == next.start).map(move |run| {
        first += run.len();
        (first - run.len(), run.len())
    })
}

/// A request at one start.
struct At<'a> {
    problem: &'a Problem,
    open: &'a OpenRequest,
    request: usize,
    start: Minute,
}

impl At<'_> {
    fn add_columns(&self, candidates: std::ops::Range<usize>, choices: &[Choice], columns: &mut Vec<Column>) {
        let only = (choices.len() == 1).then(|| &choices[0]);
        for candidate in candidates {
            let booked = &self.open.candidates[candidate];
            let mut takes: Vec<Take> = booked.staff.iter().flat_map(|&person| self.staff_takes(person)).collect();
            takes.extend(self.client_takes());
            takes.extend(only.iter().flat_map(|choice| self.class_takes(choice)));
            let points = booked.points + only.map_or(0, |choice| choice.points);
            let decision = Decision::Who { candidate, choice: only.cloned() };
            columns.push(Column { request: self.request, start: self.start, decision, takes, points });
        }
        for choice in choices.iter().filter(|_| only.is_none()) {
            let (takes, points) = (self.class_takes(choice).collect(), choice.points);
            let decision = Decision::Where(choice.clone());
            columns.push(Column { request: self.request, start: self.start, decision, takes, points });
        }
    }

    fn staff_takes(&self, person: StaffIndex) -> impl Iterator<Item = Take> {
        let busy = self.problem.staff_busy(self.open.request, self.start);
        busy.map(move |interval| Take { lane: Lane::Person(person), interval, amount: 1 })
    }

    fn class_takes(&self, choice: &Choice) -> impl Iterator<Item = Take> {
        choice.amounts.iter().flat_map(|&(class, amount)| {
            let busy = self.problem.resources_busy(self.open.request, self.start);
            busy.map(move |interval| Take { lane: Lane::Class(class), interval, amount })
        })
    }

    fn client_takes(&self) -> impl Iterator<Item = Take> {
        self.problem.request(self.open.request).client.into_iter().flat_map(|client| {
            let busy = self.problem.client_busy(self.open.request, self.start);
            busy.map(move |interval| Take { lane: Lane::Client(client), interval, amount: 1 })
        })
    }
}

/// The choices of one request, which are the same at most of its starts.
struct KnownChoices<'a> {
    open: &'a OpenRequest,
    classes: &'a Classes,
    wanted: Vec<ClassIndex>,
    /// When a booking takes its resources, from its start on.
    busy: &'a IntervalSet,
    /// What the resources of the existing booking are in classes, where all of them can still be chosen.
    home: Option<Vec<(ClassIndex, u32)>>,
    by_free_classes: HashMap<Vec<ClassIndex>, Arc<[Choice]>>,
}

impl<'a> KnownChoices<'a> {
    fn new(problem: &'a Problem, open: &'a OpenRequest, classes: &'a Classes) -> Self {
        let mut wanted: Vec<ClassIndex> =
            open.needs.iter().flat_map(|need| &need.any_of).filter_map(|&unit| classes.class_of(unit)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let booking = problem.request(open.request).booking.as_ref();
        let home = booking.and_then(|booking| classes.count(&booking.resources));
        let busy = &problem.service_of(open.request).busy.resources;
        Self { open, classes, wanted, busy, home, by_free_classes: HashMap::new() }
    }

    fn at(&mut self, start: Minute) -> Arc<[Choice]> {
        let is_free = |class: &ClassIndex| self.classes.list[*class].free.covers_shifted(self.busy, start);
        let free: Vec<ClassIndex> = self.wanted.iter().copied().filter(is_free).collect();
        if let Some(known) = self.by_free_classes.get(&free) {
            return known.clone();
        }
        let all = choices(&self.open.needs, self.classes, |class| free.contains(&class));
        let listed: Arc<[Choice]> = all.into_iter().map(|amounts| self.priced(amounts)).collect();
        self.by_free_classes.insert(free, listed.clone());
        listed
    }

    fn priced(&self, amounts: Vec<(ClassIndex, u32)>) -> Choice {
        let moved = self.home.as_ref() != Some(&amounts);
        let points = if moved { -self.open.stakes.move_resource } else { 0 };
        Choice { amounts, points }
    }
}

/// The takes of all columns by lane, each with the position of its column.
pub fn takes_by_lane(columns: &[Column]) -> BTreeMap<Lane, Vec<(usize, Take)>> {
    let mut lanes: BTreeMap<Lane, Vec<(usize, Take)>> = BTreeMap::new();
    for (position, column) in columns.iter().enumerate() {
        for &take in &column.takes {
            lanes.entry(take.lane).or_default().push((position, take));
        }
    }
    lanes
}
