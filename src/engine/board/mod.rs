//! The board: a part on a grid of slots, as the decomposed engine plays it.
//!
//! The same candidates as those of the [`Formulation`], sorted for speed. A [`StaffDay`] is a person on a date, a
//! [`SharedLane`] what people have in common: a class of units or a client. A [`Job`] is a request; an [`Offer`] is a
//! team that can serve it with the slots at which that may begin; a [`Footprint`] is what it then takes on the shared
//! lanes. A [`Placement`] chooses an offer, a slot and a footprint, so that candidates are all (offer, slot, footprint)
//! with a free start in both.

pub mod bits;
mod build;
pub mod grid;
mod together;
mod translate;
mod value;

use std::ops::Range;

use crate::domain::{StaffIndex, VisitStaff};
use crate::model::class::ClassIndex;
use crate::model::formulation::{Formulation, Lane};
use crate::model::part::Subproblem;

pub use grid::{Grid, Slot};

/// Position of a request in its part.
pub type JobIndex = usize;
/// Position of a staff-day.
pub type DayIndex = usize;
/// Position of a shared lane.
pub type LaneIndex = usize;
/// Position of an offer.
pub type OfferIndex = usize;

/// Slots relative to the origin of a placement.
pub type Offsets = Range<usize>;

/// A person on a date; on several dates where candidates cross midnight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffDay {
    /// Who.
    pub person: StaffIndex,
    /// From the first to the last slot that a candidate of the person covers.
    pub slots: Range<Slot>,
    /// What it costs to begin an appointment on each date, with the slots of that date; only where it costs anything.
    pub costs: Vec<(Range<Slot>, i64)>,
    /// The offers in which the person takes part.
    pub offers: Vec<OfferIndex>,
}

/// Time that the teams of several staff-days compete for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedLane {
    /// A class or a client.
    pub lane: Lane,
    /// Units or places, by slot.
    pub capacity: Vec<u32>,
    /// Dates on which the use of a unit costs points.
    pub days: Vec<LaneDay>,
}

/// A date on which the use of units of a class costs points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneDay {
    /// The slots of the date.
    pub slots: Range<Slot>,
    /// Points for each unit in use.
    pub cost: i64,
    /// What one unit can hold at once.
    pub places: u32,
    /// How many units there are.
    pub units: u32,
    /// Whether there is one unit, which is in use if an appointment that takes it starts on the date; otherwise as many
    /// are in use as are taken at once at the busiest slot.
    pub by_start: bool,
}

/// Time taken on a shared lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Whose time.
    pub lane: LaneIndex,
    /// Which time.
    pub offsets: Offsets,
    /// How many units or places.
    pub amount: u32,
}

/// A way to meet the needs of a job from shared lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footprint {
    /// What it takes.
    pub uses: Vec<Use>,
    /// How many units of which classes that is.
    pub amounts: Vec<(ClassIndex, u32)>,
    /// What it adds to the score: nothing, or minus the price of moved resources.
    pub points: i64,
    /// The origins at which the board without any placement has room for it, as a bit set over all slots.
    pub origins: Vec<u64>,
}

/// A request of the part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Whether it must be placed.
    pub mandatory: bool,
    /// When its people are busy.
    pub busy: Vec<Offsets>,
    /// The appointment itself.
    pub appointment: Offsets,
    /// From the origin to the last slot that anybody or anything is taken.
    pub length: usize,
    /// The ways to meet its needs.
    pub footprints: Vec<Footprint>,
    /// Its offers.
    pub offers: Range<OfferIndex>,
}

/// A team that can serve a job, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is served.
    pub job: JobIndex,
    /// By whom, in order; nobody for self-service.
    pub team: Box<[DayIndex]>,
    /// The origin that the first of the points is for.
    pub first: Slot,
    /// By origin, what the placement adds to the score before its footprint and days; [`BARRED`] where it is none.
    pub points: Vec<i64>,
}

/// The points of what cannot be booked.
pub const BARRED: i64 = i64::MIN;

/// How a job is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placement {
    /// By whom.
    pub offer: OfferIndex,
    /// From which slot on.
    pub origin: Slot,
    /// With what: position among the footprints of the job.
    pub footprint: usize,
}

/// The placements of all jobs, by position; `None` is left out.
pub type Assignment = Vec<Option<Placement>>;

/// Jobs of one client on one date, one after the other; all are placed or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// In their order; each appointment begins when the one before has ended, or later.
    pub jobs: Vec<JobIndex>,
    /// Between each and the next: the most slots from the end of the appointment to the start of the next. `None` where
    /// a standing booking lies between the two and binds them instead.
    pub waits: Vec<Option<usize>>,
    /// The slots of each date: all appointments start on the same.
    pub dates: Vec<Range<Slot>>,
    /// Who may serve.
    pub staff: VisitStaff,
}

/// A part on its grid.
#[derive(Debug)]
pub struct Board<'a> {
    /// What it was made from.
    pub formulation: Formulation<'a>,
    /// The slots.
    pub grid: Grid,
    /// The requests of the part, in its order.
    pub jobs: Vec<Job>,
    /// In the order of person, then time.
    pub days: Vec<StaffDay>,
    /// Classes, then clients.
    pub lanes: Vec<SharedLane>,
    /// In the order of job, then team.
    pub offers: Vec<Offer>,
    /// Jobs that are placed together or not at all.
    pub visits: Vec<Visit>,
    /// What is added to the score when nothing is placed: existing bookings given up.
    pub base: i64,
}

impl Offer {
    /// The points of an origin, if it can be booked.
    pub fn points_at(&self, origin: Slot) -> Option<i64> {
        let points = *self.points.get(origin.checked_sub(self.first)?)?;
        (points != BARRED).then_some(points)
    }

    /// The origins that can be booked, with their points.
    pub fn origins(&self) -> impl Iterator<Item = (Slot, i64)> + '_ {
        let listed = self.points.iter().enumerate().filter(|(_, points)| **points != BARRED);
        listed.map(|(at, &points)| (self.first + at, points))
    }
}

impl Job {
    /// Whether it occupies one person once, without a hole: then it can be a part of a path through a staff-day.
    pub fn is_simple(&self, offer: &Offer) -> bool {
        offer.team.len() == 1 && self.busy.len() == 1
    }
}

impl StaffDay {
    /// The words of a bit set over all slots that hold its slots.
    pub fn words(&self) -> Range<usize> {
        self.slots.start / 64..self.slots.end.div_ceil(64)
    }

    /// What it costs to begin the date of a slot.
    pub fn cost(&self, start: Slot) -> i64 {
        self.costs.iter().find(|(slots, _)| slots.contains(&start)).map_or(0, |(_, cost)| *cost)
    }
}

impl<'a> Board<'a> {
    /// Lays a part out.
    pub fn of(subproblem: Subproblem<'a>) -> Self {
        build::board(Formulation::of(subproblem))
    }

    /// The part.
    pub fn subproblem(&self) -> Subproblem<'a> {
        let Formulation { problem, availability, part, .. } = self.formulation;
        Subproblem { problem, availability, part }
    }

    /// The job of a placement.
    pub fn job(&self, placement: Placement) -> &Job {
        &self.jobs[self.offers[placement.offer].job]
    }

    /// The slot in which the appointment of a placement starts.
    pub fn start_slot(&self, placement: Placement) -> Slot {
        placement.origin + self.job(placement).appointment.start
    }

    /// When the people of a placement are busy.
    pub fn busy(&self, placement: Placement) -> impl Iterator<Item = Range<Slot>> + use<'_, 'a> {
        let busy = self.job(placement).busy.iter();
        busy.map(move |busy| placement.origin + busy.start..placement.origin + busy.end)
    }

    /// What a placement takes of which lanes, and when.
    pub fn uses(&self, placement: Placement) -> impl Iterator<Item = (LaneIndex, Range<Slot>, u32)> + use<'_, 'a> {
        let uses = self.job(placement).footprints[placement.footprint].uses.iter();
        uses.map(move |one| {
            let slots = placement.origin + one.offsets.start..placement.origin + one.offsets.end;
            (one.lane, slots, one.amount)
        })
    }

    /// What a placement adds to the score before days.
    pub fn points(&self, placement: Placement) -> Option<i64> {
        let offer = &self.offers[placement.offer];
        let footprint = self.jobs[offer.job].footprints.get(placement.footprint)?;
        let fits = bits::is_set(&footprint.origins, placement.origin);
        offer.points_at(placement.origin).filter(|_| fits).map(|points| points + footprint.points)
    }
}
