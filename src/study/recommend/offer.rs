//! What is offered: a start with its price and what has to move for it.

use crate::domain::{Booking, Minute};
use crate::plan::{Aspect, Change};

/// Between which points a value lies; unknown sides are `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At least.
    pub lower: Option<i64>,
    /// At most.
    pub upper: Option<i64>,
}

impl Bounds {
    /// The value, where it is known.
    pub fn exact(self) -> Option<i64> {
        self.lower.filter(|_| self.lower == self.upper)
    }

    /// The bounds of `amount` less the value.
    #[must_use]
    pub fn taken_from(self, amount: i64) -> Self {
        Self { lower: self.upper.map(|upper| amount - upper), upper: self.lower.map(|lower| amount - lower) }
    }
}

/// What of other bookings changes, the least visible first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Upheaval {
    /// Nothing.
    None,
    /// Resources only: nobody notices.
    Resources,
    /// Somebody is served by other people at the same time.
    Staff,
    /// Somebody is served at another time.
    Time,
    /// Somebody loses their booking.
    Dropped,
}

impl Upheaval {
    /// The most visible of these changes; a booking for a request that waited disturbs nobody.
    pub fn of(changes: &[Change]) -> Self {
        let each = changes.iter().flat_map(Change::aspects).map(|aspect| match aspect {
            Aspect::Booked => Self::None,
            Aspect::Resources => Self::Resources,
            Aspect::Staff => Self::Staff,
            Aspect::Time => Self::Time,
            Aspect::Dropped => Self::Dropped,
        });
        each.max().unwrap_or(Self::None)
    }

    /// Stable code for files.
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Resources => "resources",
            Self::Staff => "staff",
            Self::Time => "time",
            Self::Dropped => "dropped",
        }
    }
}

/// A start for the new request, with the plan behind it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// When, by whom and with what.
    pub booking: Booking,
    /// End of the appointment.
    pub end: Minute,
    /// What the request is worth before any deduction.
    pub worth: i64,
    /// The best score without the request less the best with it at this start.
    pub opportunity_cost: Bounds,
    /// The same where no other booking moves, if it fits so.
    pub unmoved_cost: Option<Bounds>,
    /// What changes of other requests in the plan behind it.
    pub changes: Vec<Change>,
}

impl Offer {
    /// What all others, and the wishes of the client, give up for it; never negative.
    pub fn slot_price(&self) -> Bounds {
        let add = |points: Option<i64>| points.map(|points| (points + self.worth).max(0));
        Bounds { lower: Some(add(self.opportunity_cost.lower).unwrap_or(0)), upper: add(self.opportunity_cost.upper) }
    }

    /// How visible its moves are.
    pub fn upheaval(&self) -> Upheaval {
        Upheaval::of(&self.changes)
    }
}
