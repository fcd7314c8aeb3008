//! Who works when: drawn anew, the same each time, for shifts and for appointments.

use crate::domain::{HOUR, Interval};

use super::Chain;
use crate::io::generate::dice::{Dice, Stream};

/// Share of the people who are off on a date on which sites are open.
const OFF: f64 = 1.0 / 6.0;

/// Lengths of shifts.
const LENGTHS: [i64; 5] = [4 * HOUR, 7 * HOUR, 8 * HOUR, 9 * HOUR, 9 * HOUR];

/// The shifts of a month, day by day.
pub(super) struct Rota<'chain> {
    chain: &'chain Chain<'chain>,
    dice: Dice,
}

impl<'chain> Rota<'chain> {
    pub(super) fn new(chain: &'chain Chain<'chain>, month: usize) -> Self {
        Self { chain, dice: Dice::part(chain.of.spec.seed, Stream::Rota, month as u64) }
    }

    /// The shift of each person on the next day, in minutes of UTC; to be asked for every day of the month, in order.
    pub(super) fn on(&mut self, day: i64) -> Vec<Option<Interval>> {
        let Some(open) = self.chain.calendar.opening(day) else { return vec![None; self.chain.people()] };
        let later = self.chain.utc(day);
        let dice = &mut self.dice;
        let mut shift = || {
            let length = dice.pick(&LENGTHS).unwrap_or(HOUR).min(open.minutes());
            let start = dice.stepped(open.start, open.end - length, HOUR) + later;
            (!dice.chance(OFF)).then_some(Interval::new(start, start + length))
        };
        (0..self.chain.people()).map(|_| shift()).collect()
    }
}

impl Chain<'_> {
    /// What turns minutes on the calendar's axis into minutes of UTC on that day. Nobody works when clocks change.
    pub(super) fn utc(&self, day: i64) -> i64 {
        let noon = self.calendar.date(day).and_time(chrono::NaiveTime::MIN) + chrono::Duration::hours(12);
        match self.zone.resolve(noon) {
            crate::domain::calendar::WallTime::Once(minute)
            | crate::domain::calendar::WallTime::Skipped(minute)
            | crate::domain::calendar::WallTime::Doubled(minute, _) => minute - 12 * HOUR - day * crate::domain::DAY,
        }
    }
}
