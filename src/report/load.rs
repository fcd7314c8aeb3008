//! The load: by how many bookings a person or a resource is taken, stretch by stretch.

use crate::domain::{Interval, IntervalSet, Minute};

use super::appointments::Appointment;
use super::scope::Scope;

/// What a minute is taken for, or that it can be taken at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// It is available.
    Available,
    /// An appointment that the report counts.
    Counted,
    /// Setup before such an appointment or cleanup after it, where the report does not count them as booked.
    Around,
    /// An appointment that the report leaves out: of another person than the one it is restricted to, or a no-show.
    LeftOut,
}

/// A stretch of time in which nothing begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) interval: Interval,
    counts: [Minute; 4],
}

impl Stretch {
    /// How many of the sort run at once.
    pub(super) fn count(&self, sort: Sort) -> Minute {
        self.counts[sort as usize]
    }

    /// Whether it is available.
    pub(super) fn is_available(&self) -> bool {
        self.count(Sort::Available) > 0
    }
}

/// What begins and ends, in any order.
#[derive(Clone, Debug, Default)]
pub(super) struct Load(Vec<(Minute, usize, Minute)>);

impl Load {
    /// Adds intervals of a sort.
    pub(super) fn add(&mut self, sort: Sort, intervals: impl IntoIterator<Item = Interval>) {
        for one in intervals.into_iter().filter(|one| !one.is_empty()) {
            self.0.extend([(one.start, sort as usize, 1), (one.end, sort as usize, -1)]);
        }
    }

    /// Adds the minutes of `period` in which an appointment takes a resource.
    pub(super) fn add_on_resource(&mut self, of: &Appointment<'_>, period: Interval, scope: &Scope) {
        self.add_taken(of, of.busy.map(|busy| &busy.resources), period, scope);
    }

    /// Adds the minutes of `period` in which an appointment takes a person.
    pub(super) fn add_on_person(&mut self, of: &Appointment<'_>, period: Interval, scope: &Scope) {
        self.add_taken(of, of.busy.map(|busy| &busy.staff), period, scope);
    }

    fn add_taken(&mut self, of: &Appointment<'_>, busy: Option<&IntervalSet>, period: Interval, scope: &Scope) {
        let Interval { start, end } = of.interval;
        let whole = Interval::new(start - Minute::from(of.setup), end + Minute::from(of.cleanup));
        let taken: IntervalSet = busy.map_or_else(|| whole.into(), |busy| busy.shifted(start).collect());
        let taken = taken.clip(period);
        if scope.lets_through(of) {
            let booked = scope.span(of);
            self.add(Sort::Counted, taken.clip(booked).iter());
            self.add(Sort::Around, taken.subtract(&booked.into()).iter());
        } else {
            self.add(Sort::LeftOut, taken.iter());
        }
    }

    /// The stretches in which something is available or taken, in order.
    pub(super) fn stretches(mut self) -> Vec<Stretch> {
        self.0.sort_unstable();
        let (mut stretches, mut counts, mut since) = (Vec::new(), [0; 4], Minute::MIN);
        for (minute, sort, change) in self.0 {
            if minute > since && counts.iter().any(|&count| count > 0) {
                stretches.push(Stretch { interval: Interval::new(since, minute), counts });
            }
            counts[sort] += change;
            since = minute;
        }
        stretches
    }
}
