//! Phases: when within an appointment its people, its resources and its client are busy.

use super::interval_set::IntervalSet;
use super::time::{Interval, Minute};

/// A part of an appointment, and who is taken in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its length, at least 1.
    pub minutes: Minute,
    /// Whether the people who serve are taken.
    pub staff: bool,
    /// Whether the resources are taken.
    pub resources: bool,
    /// Whether the client is.
    pub client: bool,
}

impl Phase {
    /// A phase in which everybody and everything is taken.
    pub fn busy(minutes: Minute) -> Self {
        Self { minutes, staff: true, resources: true, client: true }
    }
}

/// When those concerned are taken, in minutes from the start of the appointment: mostly one interval each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// The people, setup and cleanup included.
    pub staff: IntervalSet,
    /// The resources, setup and cleanup included.
    pub resources: IntervalSet,
    /// The client.
    pub client: IntervalSet,
}

impl Busy {
    /// Phases in order, with the minutes of setup before them and of cleanup after them.
    pub fn of(setup: Minute, phases: &[Phase], cleanup: Minute) -> Self {
        let duration = phases.iter().map(|phase| phase.minutes).sum();
        let around = [Interval::new(-setup, 0), Interval::new(duration, duration + cleanup)];
        let in_phases = |is_busy: fn(&Phase) -> bool| {
            let mut start = 0;
            let all = phases.iter().map(move |phase| {
                start += phase.minutes;
                (phase, Interval::new(start - phase.minutes, start))
            });
            all.filter(move |(phase, _)| is_busy(phase)).map(|(_, interval)| interval)
        };
        Self {
            staff: in_phases(|phase| phase.staff).chain(around).collect(),
            resources: in_phases(|phase| phase.resources).chain(around).collect(),
            client: in_phases(|phase| phase.client).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intervals(set: &IntervalSet) -> Vec<(Minute, Minute)> {
        set.iter().map(|one| (one.start, one.end)).collect()
    }

    /// 5 minutes of setup; colour is put on for 40, works for 30, is washed out for 20 and checked for 10; 5 of cleanup.
    #[test]
    fn adjacent_busy_phases_merge_and_the_hole_stays() {
        let works = Phase { staff: false, resources: false, ..Phase::busy(30) };
        let checked = Phase { client: false, ..Phase::busy(10) };
        let busy = Busy::of(5, &[Phase::busy(40), works, Phase::busy(20), checked], 5);
        assert_eq!(intervals(&busy.staff), [(-5, 40), (70, 105)]);
        assert_eq!(busy.resources, busy.staff);
        assert_eq!(intervals(&busy.client), [(0, 90)]);
    }

    #[test]
    fn setup_and_cleanup_take_people_even_where_no_phase_does() {
        let alone = Phase { staff: false, resources: false, ..Phase::busy(60) };
        assert_eq!(intervals(&Busy::of(10, &[alone], 15).staff), [(-10, 0), (60, 75)]);
        assert!(Busy::of(0, &[alone], 0).resources.is_empty());
    }
}
