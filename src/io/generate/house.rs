//! What is there before anybody asks: the dates, the services and the people.

use crate::domain::{DAY, Interval};

use super::calendar::Calendar;
use super::dice::{Dice, Stream};
use super::services::{self, Offer};
use super::spec::Spec;
use super::staff::{self, Person};

/// The business that requests are made to.
#[derive(Debug)]
pub(super) struct House<'spec> {
    pub(super) spec: &'spec Spec,
    pub(super) calendar: Calendar,
    pub(super) offers: Vec<Offer>,
    /// By site.
    pub(super) people: Vec<Person>,
}

impl<'spec> House<'spec> {
    pub(super) fn new(spec: &'spec Spec) -> Self {
        let calendar = Calendar::new(spec);
        let offers = services::offers(spec);
        let people = staff::people(spec, &calendar, &offers, &mut Dice::new(spec.seed, Stream::Staff));
        Self { spec, calendar, offers, people }
    }

    /// The people of the site, with their positions.
    fn people_at(&self, site: usize) -> impl Iterator<Item = (usize, &Person)> {
        // The people of a site stand together.
        self.people.iter().enumerate().skip(site * self.spec.staff).take(self.spec.staff)
    }

    /// Those of them who can do the service at that position.
    pub(super) fn able(&self, site: usize, offer: usize) -> impl Iterator<Item = (usize, &Person)> {
        self.people_at(site).filter(move |(_, person)| person.skills.binary_search(&offer).is_ok())
    }

    /// Whether enough of them work long enough on that date, one without the other.
    pub(super) fn offered_on(&self, site: usize, offer: usize, day: i64) -> bool {
        let (Some(open), Some(service)) = (self.calendar.opening(day), self.offers.get(offer)) else { return false };
        let needed = service.setup + service.minutes + service.cleanup;
        let fits = |person: &Person| person.shifts.clip(open).iter().any(|shift| shift.minutes() >= needed);
        let able = self.able(site, offer).filter(|(_, person)| fits(person)).count();
        open.minutes() >= needed && able >= service.people
    }

    /// Minutes that the people of the site work on these dates.
    pub(super) fn staff_minutes(&self, site: usize, days: std::ops::Range<i64>) -> i64 {
        let span = Interval::new(days.start * DAY, days.end * DAY);
        self.people_at(site).map(|(_, person)| person.shifts.clip(span).minutes()).sum()
    }

    /// Step of windows and wishes: a quarter of an hour, or the grid where that is coarser.
    pub(super) fn step(&self) -> i64 {
        (15 + self.spec.grid_minutes - 1) / self.spec.grid_minutes * self.spec.grid_minutes
    }
}
