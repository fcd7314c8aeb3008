//! Candidates: each way in which a request can be booked if it were alone.

use std::sync::Arc;

use chrono::NaiveDate;

use super::availability::{Availability, at_least};
use super::need::{Need, choose, needs};
use super::objective::{self, Stakes};
use crate::domain::calendar::dates;
use crate::domain::{Interval, IntervalSet, Minute, Pin, Problem, Request, RequestIndex, ResourceIndex, StaffIndex};
use crate::plan::Reason;

/// A request with a start and the people who serve it; at least one choice of resources is free then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Start of the appointment.
    pub start: Minute,
    /// The people, in order; candidates of the same people share them.
    pub staff: Arc<[StaffIndex]>,
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
    let busy = &problem.service_of(request).busy;
    let starts = starts(problem, availability, request);
    let span =
        starts.first().zip(starts.last()).map_or(Interval::new(0, 0), |(&from, &to)| Interval::new(from, to + 1));
    let teams = teams(problem, availability, request, stakes.worth, span);
    let equipped = equipped(availability, &needs, &busy.resources, &starts, span);
    let mut ahead: Vec<_> = teams.iter().map(|team| team.free.iter().peekable()).collect();
    let mut candidates = Vec::new();
    for &start in starts.iter().filter(|&&start| equipped.contains(start)) {
        let served = stakes.worth + stakes.drop - objective::deviation(problem, request, stakes.worth, start);
        for (team, ahead) in teams.iter().zip(&mut ahead) {
            // Starts rise, so what has ended before one is of no use to those that follow.
            while ahead.next_if(|first| first.end <= start).is_some() {}
            if ahead.peek().is_some_and(|first| first.start <= start) {
                candidates.push(Candidate { start, staff: team.staff.clone(), points: served - team.cost });
            }
        }
    }
    let obstacle = candidates.is_empty().then(|| {
        let is_staffed = starts.iter().any(|&start| teams.iter().any(|team| team.free.contains(start)));
        let is_equipped = starts.iter().any(|&start| equipped.contains(start));
        match (starts.is_empty(), is_staffed, is_equipped) {
            (true, _, _) => Reason::NoStart,
            (_, false, _) => Reason::NoStaff,
            (_, _, false) => Reason::NoResource,
            _ => Reason::NoCommonStart,
        }
    });
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

/// Whether no resource is wanted by two needs: then each need can be looked at alone.
fn are_apart(needs: &[Need]) -> bool {
    let mut wanted: Vec<ResourceIndex> = needs.iter().flat_map(|need| &need.any_of).copied().collect();
    wanted.sort_unstable();
    wanted.windows(2).all(|pair| pair[0] != pair[1])
}

/// When in `span` the free resources meet the needs of a booking that starts then; of its minutes only `starts` matter.
fn equipped(
    availability: &Availability,
    needs: &[Need],
    busy: &IntervalSet,
    starts: &[Minute],
    span: Interval,
) -> IntervalSet {
    if are_apart(needs) {
        let room = |&unit: &ResourceIndex| availability.resource(unit).room_for(busy, span);
        let met = |need: &Need| {
            let rooms: Vec<IntervalSet> = need.any_of.iter().map(room).collect();
            at_least(rooms.iter().flat_map(IntervalSet::iter), need.units)
        };
        return needs.iter().fold(span.into(), |all: IntervalSet, need| all.intersect(&met(need)));
    }
    let is_met =
        |start: Minute| choose(needs, |unit| availability.resource(unit).covers_shifted(busy, start), &[]).is_some();
    starts.iter().filter(|&&start| is_met(start)).map(|&start| Interval::new(start, start + 1)).collect()
}

/// People who may serve a request.
struct Team {
    staff: Arc<[StaffIndex]>,
    /// What they cost.
    cost: i64,
    /// When all of them are free for a booking that starts then.
    free: IntervalSet,
}

/// The sets of people who may serve a request, in lexicographic order.
fn teams(
    problem: &Problem,
    availability: &Availability,
    request: RequestIndex,
    worth: i64,
    span: Interval,
) -> Vec<Team> {
    let asked = problem.request(request);
    let count = problem.service(asked.service).staff_count as usize;
    let able = |person: StaffIndex| {
        let member = problem.person(person);
        let allowed = asked.allowed_staff.as_ref().is_none_or(|allowed| allowed.contains(&person));
        member.active && member.site == asked.site && member.services.contains(&asked.service) && allowed
    };
    let mut teams = Vec::new();
    match (&asked.booking, asked.pin) {
        (Some(booking), Pin::Staff) => {
            if booking.staff.len() == count && booking.staff.iter().all(|&one| able(one)) {
                teams.push(booking.staff.clone().into());
            }
        }
        _ => {
            let people: Vec<StaffIndex> =
                availability.staff_at(asked.site).iter().copied().filter(|&one| able(one)).collect();
            combinations(&people, count, &mut Vec::new(), &mut teams);
        }
    }
    let busy = &problem.service_of(request).busy.staff;
    let with_cost = |staff: Arc<[StaffIndex]>| {
        let cost = objective::people(problem, request, worth, &staff);
        let rooms = staff.iter().map(|&person| availability.staff(person).room_for(busy, span));
        let free = rooms.fold(span.into(), |all: IntervalSet, room| all.intersect(&room));
        Team { staff, cost, free }
    };
    teams.into_iter().map(with_cost).collect()
}

/// All sets of `count` of the people, in lexicographic order.
fn combinations(people: &[StaffIndex], count: usize, team: &mut Vec<StaffIndex>, teams: &mut Vec<Arc<[StaffIndex]>>) {
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
