//! Levers: one thing that can be moved by an amount.

use chrono::NaiveDate;

use super::hours::{beyond, breaks, extend, span, spare_minutes};
use super::unit::{add_unit, alike};
use super::windows::{add_day, days_between, widen};
use crate::domain::calendar::WallRange;
use crate::domain::{DAY, IntervalSet, Pin, Problem, RequestIndex, ResourceIndex, SiteIndex, Staff, StaffIndex};

/// Which end of some hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The beginning.
    Early,
    /// The end.
    Late,
}

/// What can be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lever {
    /// The windows of these requests, by minutes, within the opening hours of their dates.
    Window {
        /// A request, or those of a visit.
        requests: Vec<RequestIndex>,
        /// Whether they may start earlier or end later.
        side: Side,
    },
    /// Another date for these requests.
    Day {
        /// A request, or those of a visit.
        requests: Vec<RequestIndex>,
        /// The date.
        date: NaiveDate,
    },
    /// Another person may serve a request, or anybody who can.
    Staff {
        /// Which request.
        request: RequestIndex,
        /// Who; anybody who can, where it is nobody in particular.
        person: Option<StaffIndex>,
    },
    /// Any resources that its service names may be used.
    Resources {
        /// Which request.
        request: RequestIndex,
    },
    /// What is pinned of its booking is given up.
    Pin {
        /// Which request.
        request: RequestIndex,
    },
    /// A shift, by minutes.
    Shift {
        /// Whose.
        person: StaffIndex,
        /// When.
        date: NaiveDate,
        /// Whether it begins earlier or ends later.
        side: Side,
    },
    /// A shift goes on through its breaks.
    Breaks {
        /// Whose.
        person: StaffIndex,
        /// When.
        date: NaiveDate,
    },
    /// The site is open longer, by minutes, and somebody stays.
    Opening {
        /// Which site.
        site: SiteIndex,
        /// Who stays; nobody for a self-service.
        person: Option<StaffIndex>,
        /// When.
        date: NaiveDate,
        /// Whether it opens earlier or closes later.
        side: Side,
    },
    /// Somebody comes in on a day off.
    DayOff {
        /// Who.
        person: StaffIndex,
        /// When.
        date: NaiveDate,
        /// From when to when.
        hours: WallRange,
    },
    /// Somebody is there in spite of their absences, and active.
    Person {
        /// Who.
        person: StaffIndex,
    },
    /// A resource can be used in spite of its maintenance, and is active.
    Usable {
        /// Which.
        resource: ResourceIndex,
    },
    /// More units.
    Unit {
        /// What they are like.
        like: ResourceIndex,
    },
    /// More people.
    Hire {
        /// Whom they are like.
        like: StaffIndex,
    },
    /// Mandatory requests may be left out.
    Optional {
        /// A request, or those of a visit.
        requests: Vec<RequestIndex>,
    },
}

/// The sorts of levers: of each the cheapest is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A wider window.
    Window,
    /// Another day.
    Day,
    /// Another person allowed.
    Staff,
    /// Other resources allowed.
    Resources,
    /// A pin given up.
    Pin,
    /// A longer shift.
    Shift,
    /// Longer opening hours.
    Opening,
    /// A person there in spite of a day off, an absence or being inactive.
    Presence,
    /// A resource usable in spite of maintenance or being inactive.
    Usable,
    /// One more unit.
    Unit,
    /// One more person.
    Hire,
    /// A mandatory request left out.
    Optional,
}

impl Kind {
    /// Whether the client is asked, not the house.
    pub fn asks_the_client(self) -> bool {
        matches!(self, Self::Window | Self::Day | Self::Staff | Self::Resources | Self::Pin)
    }
}

impl Lever {
    /// Its sort.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Window { .. } => Kind::Window,
            Self::Day { .. } => Kind::Day,
            Self::Staff { .. } => Kind::Staff,
            Self::Resources { .. } => Kind::Resources,
            Self::Pin { .. } => Kind::Pin,
            Self::Shift { .. } | Self::Breaks { .. } => Kind::Shift,
            Self::Opening { .. } => Kind::Opening,
            Self::DayOff { .. } | Self::Person { .. } => Kind::Presence,
            Self::Usable { .. } => Kind::Usable,
            Self::Unit { .. } => Kind::Unit,
            Self::Hire { .. } => Kind::Hire,
            Self::Optional { .. } => Kind::Optional,
        }
    }

    /// What an amount of it asks of people; see the table of the module.
    pub fn effort(&self, problem: &Problem, amount: i64) -> i64 {
        match self {
            Self::Window { .. } => amount,
            Self::Day { requests, date } => 240 * days_between(problem, requests, *date).max(1),
            Self::Staff { person: Some(_), .. } | Self::Resources { .. } => 30,
            Self::Staff { person: None, .. } | Self::Pin { .. } => 60,
            Self::Shift { .. } => 2 * amount,
            Self::Breaks { person, date } => {
                2 * breaks(problem.person(*person).hours.on(*date)).iter().map(|one| one.end - one.start).sum::<i64>()
            }
            Self::Opening { site, person, date, side } => {
                let stays = person.and_then(|person| self.stay(problem, *site, person, *date, *side, amount));
                3 * amount + stays.map_or(0, |one| 2 * (one.end - one.start))
            }
            Self::DayOff { hours, .. } => 120 + 2 * (hours.end - hours.start),
            Self::Person { .. } | Self::Usable { .. } => 600,
            Self::Optional { .. } => 2_000,
            Self::Unit { .. } => 5_000 * amount,
            Self::Hire { .. } => 10_000 * amount,
        }
    }

    /// Moves it by the amount: minutes, units or people; what has no measure knows one amount, 1.
    pub fn apply(&self, problem: &mut Problem, amount: i64) {
        match self {
            Self::Window { requests, side } => {
                for &request in requests {
                    widen(problem, request, *side, amount);
                }
            }
            Self::Day { requests, date } => requests.iter().for_each(|&one| add_day(problem, one, *date)),
            Self::Staff { request, person } => {
                let allowed = &mut problem.requests[request.position()].allowed_staff;
                match (allowed, person) {
                    (Some(allowed), Some(person)) => {
                        allowed.push(*person);
                        allowed.sort_unstable();
                        allowed.dedup();
                    }
                    (allowed, _) => *allowed = None,
                }
            }
            Self::Resources { request } => problem.requests[request.position()].allowed_resources = None,
            Self::Pin { request } => problem.requests[request.position()].pin = Pin::None,
            Self::Shift { person, date, side } => {
                if let Some(range) = beyond(problem.person(*person).hours.on(*date), *side, amount) {
                    extend(&mut problem.staff[person.position()].hours, *date, range);
                }
            }
            Self::Breaks { person, date } => {
                let hours = &mut problem.staff[person.position()].hours;
                for gap in breaks(hours.on(*date)) {
                    extend(hours, *date, gap);
                }
            }
            Self::Opening { .. } => self.open(problem, amount),
            Self::DayOff { person, date, hours } => {
                extend(&mut problem.staff[person.position()].hours, *date, *hours);
            }
            Self::Person { person } => {
                let person = &mut problem.staff[person.position()];
                (person.active, person.blocks) = (true, IntervalSet::new());
            }
            Self::Usable { resource } => {
                for unit in alike(problem, *resource) {
                    let unit = &mut problem.resources[unit.position()];
                    (unit.active, unit.blocks) = (true, IntervalSet::new());
                }
            }
            Self::Unit { like } => (0..amount).for_each(|_| add_unit(problem, *like)),
            Self::Hire { like } => {
                let like = problem.person(*like);
                let copy = Staff { blocks: IntervalSet::new(), active: true, ..like.clone() };
                (0..amount).for_each(|_| problem.staff.push(copy.clone()));
            }
            Self::Optional { requests } => {
                requests.iter().for_each(|request| problem.requests[request.position()].mandatory = false);
            }
        }
    }

    /// Opens the site longer, and has the person stay.
    fn open(&self, problem: &mut Problem, amount: i64) {
        let Self::Opening { site, person, date, side } = self else { return };
        let stays = person.and_then(|person| Some((person, self.stay(problem, *site, person, *date, *side, amount)?)));
        if let Some(range) = self.opens(problem, amount)
            && let Some(hours) = &mut problem.sites[site.position()].opening_hours
        {
            extend(hours, *date, range);
        }
        if let Some((person, range)) = stays {
            extend(&mut problem.staff[person.position()].hours, *date, range);
        }
    }

    /// The hours that come to the site's.
    pub(super) fn opens(&self, problem: &Problem, amount: i64) -> Option<WallRange> {
        let Self::Opening { site, date, side, .. } = self else { return None };
        beyond(problem.site(*site).opening_hours.as_ref()?.on(*date), *side, amount)
    }

    /// The hours that come to a person's if the site opens longer, with time to set up or clean.
    pub(super) fn stay(
        &self,
        problem: &Problem,
        site: SiteIndex,
        person: StaffIndex,
        date: NaiveDate,
        side: Side,
        amount: i64,
    ) -> Option<WallRange> {
        let open = span(problem.site(site).opening_hours.as_ref()?.on(date))?;
        let works = span(problem.person(person).hours.on(date))?;
        let spare = spare_minutes(problem, person);
        let range = match side {
            Side::Early => WallRange { start: (open.start - amount - spare).max(0), end: works.start },
            Side::Late => WallRange { start: works.end, end: (open.end + amount + spare).min(DAY) },
        };
        (range.start < range.end).then_some(range)
    }
}
