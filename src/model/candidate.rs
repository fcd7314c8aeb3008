//! Candidates: each way in which a request can be booked if it were alone.

use chrono::NaiveDate;

use super::availability::Availability;
use super::need::{Need, choose, needs};
use super::objective::{self, Stakes};
use crate::domain::calendar::dates;
use crate::domain::{Interval, IntervalSet, Minute, Pin, Problem, Request, RequestIndex, StaffIndex};
use crate::plan::Reason;

/// A request with a start and the people who serve it; at least one choice of resources is free then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Start of the appointment.
    pub start: Minute,
    /// The people, in order.
    pub staff: Box<[StaffIndex]>,
    /// What it adds to the score, before resources and days.
    pub points: i64,
}

/// An open request with all its candidates.
#[derive(Clone, Debug)]
pub struct OpenRequest {
    /// Which request.
    pub request: RequestIndex,
    /// What there is to win and lose with it.
    pub stakes: Stakes,
    /// The resources it needs.
    pub needs: Vec<Need>,
    /// In the order of start, then people.
    pub candidates: Vec<Candidate>,
    /// Why there are none, where there are none.
    pub obstacle: Option<Reason>,
}

/// Lists the candidates of an open request.
pub fn open_request(problem: &Problem, availability: &Availability, request: RequestIndex) -> OpenRequest {
    let stakes = objective::stakes(problem, request);
    let needs = needs(problem, request);
    let teams = Teams::of(problem, request);
    let busy = &problem.service_of(request).busy;
    let (mut candidates, mut seen) = (Vec::new(), Seen::default());
    for start in starts(problem, availability, request) {
        let teams = teams.free(availability, &busy.staff, start);
        let is_free = |one| availability.resource(one).covers_shifted(&busy.resources, start);
        let equipped = choose(&needs, is_free, &[]).is_some();
        seen.note(!teams.is_empty(), equipped);
        if equipped {
            candidates.extend(teams.into_iter().map(|staff| Candidate {
                start,
                points: objective::points(problem, request, stakes, start, &staff),
                staff,
            }));
        }
    }
    let obstacle = candidates.is_empty().then(|| seen.obstacle());
    OpenRequest { request, stakes, needs, candidates, obstacle }
}

/// The starts that the grid, the windows, the opening hours, a pin, a freeze and the client's standing bookings allow.
fn starts(problem: &Problem, availability: &Availability, request: RequestIndex) -> Vec<Minute> {
    let asked = problem.request(request);
    let mut starts: Vec<Minute> = match (&asked.booking, asked.pin) {
        (Some(booking), Pin::Time) => vec![booking.start],
        (booking, _) => {
            let on_grid = asked.windows.iter().flat_map(|window| grid_starts(problem, asked, *window));
            on_grid.chain(booking.as_ref().map(|booking| booking.start)).collect()
        }
    };
    starts.sort_unstable();
    starts.dedup();
    let anytime = problem.service(asked.service).outside_opening_hours;
    starts.retain(|&start| {
        let appointment = problem.appointment(request, start);
        let in_window = asked.windows.iter().any(|window| window.contains(appointment));
        let open = anytime || availability.opening(asked.site).covers(appointment);
        let frozen = problem.frozen_until.is_some_and(|frozen| start < frozen);
        let meets = |client| {
            let taken = availability.client_taken(client);
            problem.client_busy(request, start).any(|busy| taken.overlaps(busy))
        };
        let client_free = asked.client.is_none_or(|client| !meets(client));
        in_window && open && !frozen && client_free
    });
    starts
}

/// Multiples of the grid after each local midnight, within the window.
fn grid_starts(problem: &Problem, asked: &Request, window: Interval) -> impl Iterator<Item = Minute> {
    let zone = problem.site(asked.site).zone;
    let (first, last): (NaiveDate, NaiveDate) = (zone.date(window.start), zone.date(window.end - 1));
    dates(first, last).flat_map(move |date| {
        let day = zone.day(date);
        let steps = ((window.start - day.start).max(0) + problem.grid - 1) / problem.grid;
        (day.start + steps * problem.grid..window.end.min(day.end)).step_by(problem.grid as usize)
    })
}

/// The sets of people who may serve a request, whenever they are free.
enum Teams {
    /// Any so many of these.
    AnyOf(Vec<StaffIndex>, usize),
    /// Exactly these.
    Fixed(Vec<StaffIndex>),
    /// Nobody can.
    Nobody,
}

impl Teams {
    fn of(problem: &Problem, request: RequestIndex) -> Self {
        let asked = problem.request(request);
        let count = problem.service(asked.service).staff_count as usize;
        let able = |person: StaffIndex| {
            let member = problem.person(person);
            let allowed = asked.allowed_staff.as_ref().is_none_or(|allowed| allowed.contains(&person));
            member.active && member.site == asked.site && member.services.contains(&asked.service) && allowed
        };
        match (&asked.booking, asked.pin) {
            (Some(booking), Pin::Staff)
                if booking.staff.len() == count && booking.staff.iter().all(|&one| able(one)) =>
            {
                Self::Fixed(booking.staff.clone())
            }
            (Some(_), Pin::Staff) => Self::Nobody,
            _ => Self::AnyOf((0..problem.staff.len()).map(StaffIndex::from).filter(|&one| able(one)).collect(), count),
        }
    }

    /// The sets of people who are all free whenever a booking with that start takes them.
    fn free(&self, availability: &Availability, busy: &IntervalSet, start: Minute) -> Vec<Box<[StaffIndex]>> {
        let is_free = |person: &StaffIndex| availability.staff(*person).covers_shifted(busy, start);
        match self {
            Self::Nobody => Vec::new(),
            Self::Fixed(people) if people.iter().all(is_free) => vec![people.clone().into()],
            Self::Fixed(_) => Vec::new(),
            Self::AnyOf(people, count) => {
                let free: Vec<StaffIndex> = people.iter().copied().filter(is_free).collect();
                let mut teams = Vec::new();
                combinations(&free, *count, &mut Vec::new(), &mut teams);
                teams
            }
        }
    }
}

/// All sets of `count` of the people, in lexicographic order.
fn combinations(people: &[StaffIndex], count: usize, team: &mut Vec<StaffIndex>, teams: &mut Vec<Box<[StaffIndex]>>) {
    if count == 0 {
        teams.push(team.clone().into());
        return;
    }
    for (position, &person) in people.iter().enumerate() {
        if people.len() - position < count {
            break;
        }
        team.push(person);
        combinations(&people[position + 1..], count - 1, team, teams);
        team.pop();
    }
}

/// What was free at some start, to tell why there is no candidate.
#[derive(Default)]
struct Seen {
    start: bool,
    staff: bool,
    resources: bool,
}

impl Seen {
    fn note(&mut self, staff: bool, resources: bool) {
        self.start = true;
        self.staff |= staff;
        self.resources |= resources;
    }

    fn obstacle(&self) -> Reason {
        match (self.start, self.staff, self.resources) {
            (false, _, _) => Reason::NoStart,
            (_, false, _) => Reason::NoStaff,
            (_, _, false) => Reason::NoResource,
            _ => Reason::NoCommonStart,
        }
    }
}
