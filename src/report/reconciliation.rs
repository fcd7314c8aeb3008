//! The reconciliation: why the Team report has another percentage for a person than the Resources report for a machine.
//!
//! The way leads from the person's booked over rostered to the machine's booked over available, one cause at a time: first
//! what is booked, then what it is measured against. Each step goes on from where the one before has arrived, so the
//! differences add up exactly; another order of the causes would share out the same difference in another way.

use crate::domain::calendar::dates;
use crate::domain::{Minute, Problem, ResourceIndex, StaffIndex};
use crate::plan::Plan;

use super::appointments::Appointment;
use super::available::{self, Offers};
use super::bookings::bookings;
use super::fallback::{self, FALLBACK_DAY};
use super::query::Query;
use super::roster::Shifts;
use super::scope::Scope;

/// Why two percentages differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The person also does services that cannot use the machine.
    OtherServices,
    /// The person did services that can use it without it: with another unit, or with none.
    WithoutIt,
    /// In appointments of the person with the machine, one of the two is taken while the other is not.
    Phases,
    /// Other people used it.
    OtherPeople,
    /// It was used without anybody: self-service.
    SelfService,
    /// It is measured against what the basis offers, the person against their own roster.
    Basis,
    /// Its own hours and blocks take some of what the basis offers.
    OwnHours,
    /// It has places for several bookings at once.
    Places,
}

impl Cause {
    /// Every cause, in the order of the steps.
    pub const ALL: [Self; 8] = [
        Self::OtherServices,
        Self::WithoutIt,
        Self::Phases,
        Self::OtherPeople,
        Self::SelfService,
        Self::Basis,
        Self::OwnHours,
        Self::Places,
    ];

    /// Stable name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::OtherServices => "otherServices",
            Self::WithoutIt => "withoutIt",
            Self::Phases => "phases",
            Self::OtherPeople => "otherPeople",
            Self::SelfService => "selfService",
            Self::Basis => "basis",
            Self::OwnHours => "ownHours",
            Self::Places => "places",
        }
    }
}

/// Booked minutes over available minutes, both at least 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Above.
    pub booked: Minute,
    /// Below.
    pub available: Minute,
}

impl Share {
    /// The quotient; `None` where nothing is available.
    pub fn utilisation(self) -> Option<f64> {
        (self.available > 0).then(|| self.booked as f64 / self.available as f64)
    }

    /// The quotient in hundredths of a per cent, rounded half up; `None` where nothing is available.
    pub fn hundredths(self) -> Option<i64> {
        let (booked, available) = (i128::from(self.booked), i128::from(self.available));
        let rounded = (available > 0).then(|| (20_000 * booked + available) / (2 * available))?;
        i64::try_from(rounded).ok()
    }
}

/// A cause, and where the percentage is once it is taken into account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Why it changes.
    pub cause: Cause,
    /// What it was before.
    pub before: Share,
    /// What it is then.
    pub after: Share,
}

impl Step {
    /// By how many hundredths of a percentage point it changes: the difference of the rounded shares, so that the
    /// steps add up to the difference of the rounded percentages.
    pub fn hundredths(&self) -> Option<i64> {
        Some(self.after.hundredths()? - self.before.hundredths()?)
    }
}

/// The steps from a person to a machine: one for each cause in order, those that change nothing too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// Whose row of the Team report.
    pub staff: StaffIndex,
    /// Which row of the Resources report.
    pub resource: ResourceIndex,
    /// As the Team report has it.
    pub person: Share,
    /// As the Resources report has it.
    pub machine: Share,
    /// From the one to the other.
    pub steps: Vec<Step>,
}

/// Minutes booked, by what tells the two reports apart.
#[derive(Clone, Copy, Debug, Default)]
struct Minutes {
    /// Of the person, in all.
    person: Minute,
    /// Of the person, in services that cannot use the machine.
    other_services: Minute,
    /// Of the person, in services that can use it, but were done without it.
    without: Minute,
    /// Of the machine, in appointments of the person.
    together: Minute,
    /// Of the machine, in appointments of other people.
    others: Minute,
    /// Of the machine, in appointments of nobody.
    alone: Minute,
}

/// Breaks the difference of two rows down, on the basis and with the switches of the query; without its filter by
/// person, which would leave nothing to compare.
pub fn reconcile(
    problem: &Problem,
    plan: Option<&Plan>,
    query: &Query,
    staff: StaffIndex,
    resource: ResourceIndex,
) -> Reconciliation {
    let query = &Query { staff: None, ..query.clone() };
    let scope = Scope::new(problem, query);
    let mut minutes = Minutes::default();
    for (request, booking) in bookings(problem, plan) {
        // The service that was asked for says so, whatever was used.
        let can_use = problem.service_of(request).can_use(resource);
        minutes.add(&Appointment::new(problem, request, booking), can_use, &scope, staff, resource);
    }
    let [rostered, offered, usable, places] = available_minutes(problem, query, &scope, staff, resource);
    let Minutes { person, other_services, without, together, others, alone } = minutes;
    let booked = [
        person - other_services,
        person - other_services - without,
        together,
        together + others,
        together + others + alone,
    ];
    let all = together + others + alone;
    let on_the_roster = booked.map(|booked| Share { booked, available: rostered });
    let measured = [offered, usable, usable * places].map(|available| Share { booked: all, available });
    let person = Share { booked: person, available: rostered };
    let (mut before, mut steps) = (person, Vec::with_capacity(Cause::ALL.len()));
    for (cause, after) in Cause::ALL.into_iter().zip(on_the_roster.into_iter().chain(measured)) {
        steps.push(Step { cause, before, after });
        before = after;
    }
    Reconciliation { staff, resource, person, machine: before, steps }
}

impl Minutes {
    fn add(&mut self, of: &Appointment<'_>, can_use: bool, scope: &Scope, staff: StaffIndex, resource: ResourceIndex) {
        let Some(booked) = scope.booked(of) else { return };
        let (has_person, has_machine) = (of.staff.contains(&staff), of.resources.contains(&resource));
        if has_person {
            let minutes = scope.on_person(staff, booked, of);
            self.person += minutes;
            match (has_machine, can_use) {
                (true, _) => {}
                (false, true) => self.without += minutes,
                (false, false) => self.other_services += minutes,
            }
        }
        if has_machine {
            let minutes = scope.on_resource(resource, booked, of);
            match (has_person, of.staff.is_empty()) {
                (true, _) => self.together += minutes,
                (false, false) => self.others += minutes,
                (false, true) => self.alone += minutes,
            }
        }
    }
}

/// Minutes that the person is rostered for, that the basis offers the machine, that its own hours and blocks leave of
/// them, and the places by which the report multiplies these.
fn available_minutes(
    problem: &Problem,
    query: &Query,
    scope: &Scope,
    staff: StaffIndex,
    index: ResourceIndex,
) -> [Minute; 4] {
    let shifts = Shifts::of_problem(problem, query);
    let rostered = scope.of_person(staff).map_or(0, |_| shifts.people[staff.position()].minutes());
    let resource = problem.resource(index);
    let places = Minute::from(resource.places());
    let Some(period) = scope.of_resource(index) else { return [rostered, 0, 0, places] };
    if fallback::applies(problem, &shifts) {
        let offered = dates(query.from, query.to).count() as Minute * FALLBACK_DAY;
        let available = fallback::available(problem, query, scope)[index.position()];
        return [rostered, offered, available.minutes / places, places];
    }
    let offers = Offers::of(problem, query, &shifts);
    let offer = offers.to(index);
    [rostered, offer.minutes(), available::own(problem, resource, period, offer).minutes(), places]
}
