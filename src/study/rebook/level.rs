//! How far other bookings may give way, the least visible first.

use crate::domain::{Pin, Problem, RequestIndex};
use crate::study::calendar::keeping_times;

/// What others may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Their resources.
    Resources,
    /// Their people, too.
    Staff,
    /// Their times, too.
    Time,
    /// Whether they are booked at all.
    All,
}

/// The least visible first.
pub(super) const LEVELS: [Level; 4] = [Level::Resources, Level::Staff, Level::Time, Level::All];

impl Level {
    /// The calendar in which open bookings may give way so far. Those who wait come in only where times may change: before,
    /// they would take what has to be found.
    pub(super) fn of(self, calendar: &Problem, request: RequestIndex) -> Problem {
        let mut problem = match self {
            Self::Resources | Self::Staff => keeping_times(calendar, request),
            Self::Time | Self::All => calendar.clone(),
        };
        for one in problem.requests.iter_mut().filter(|one| one.is_open() && one.booking.is_some()) {
            one.mandatory |= self != Self::All;
            if self == Self::Resources {
                // Whoever keeps their resources as well keeps all.
                one.pin = if one.pin == Pin::Resource { Pin::All } else { Pin::Staff };
            }
        }
        problem
    }
}
