//! Usage: booked against available, and how good that is.

use crate::domain::{Cents, HOUR, Minute};

use super::booked::Tally;

/// From this utilisation on the colour is green.
const GREEN: f64 = 0.60;

/// Below this utilisation the colour is red: the owner may consider moving bookings or subletting.
const RED: f64 = 0.20;

/// What was booked of what was available.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// How many appointments share a minute with the period.
    pub appointments: u64,
    /// Their minutes inside the period.
    pub booked: Minute,
    /// Minutes available in the period, times places.
    pub available: Minute,
    /// Their full prices.
    pub revenue: Cents,
}

impl Usage {
    pub(super) fn new(Tally { appointments, booked, revenue }: Tally, available: Minute) -> Self {
        Self { appointments, booked, available, revenue }
    }

    /// Booked over available: `None` where nothing is available, above 1 where more was booked.
    pub fn utilisation(&self) -> Option<f64> {
        (self.available > 0).then(|| self.booked as f64 / self.available as f64)
    }

    /// Revenue for each available hour, rounded half up; `None` where nothing is available.
    pub fn revenue_per_available_hour(&self) -> Option<Cents> {
        let (revenue, available) = (i128::from(self.revenue), i128::from(self.available));
        let rounded =
            (available > 0).then(|| (2 * revenue * i128::from(HOUR) + available).div_euclid(2 * available))?;
        Cents::try_from(rounded).ok()
    }

    /// The colour of the utilisation.
    pub fn level(&self) -> Option<Level> {
        self.utilisation().map(Level::of)
    }

    /// Whether more was booked than was available, and anything was.
    pub fn is_overbooked(&self) -> bool {
        self.available > 0 && self.booked > self.available
    }
}

/// How good a utilisation is: green from 60 %, red below 20 %, yellow between. Above 100 % it stays green; the
/// report flags it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Below 20 %.
    Red,
    /// From 20 %.
    Yellow,
    /// From 60 %.
    Green,
}

impl Level {
    /// The level of a utilisation.
    pub fn of(utilisation: f64) -> Self {
        match utilisation {
            good if good >= GREEN => Self::Green,
            bad if bad < RED => Self::Red,
            _ => Self::Yellow,
        }
    }

    /// The lowest utilisation of the level.
    pub fn least(self) -> f64 {
        match self {
            Self::Red => 0.0,
            Self::Yellow => RED,
            Self::Green => GREEN,
        }
    }

    /// The colour as a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Green => "green",
        }
    }
}
