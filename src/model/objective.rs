//! The objective: the points of one candidate, so that the points of the chosen ones add up to the score.
//!
//! It mirrors [`crate::plan::score`] and shares no code with it: the engine compares the two on every plan. A request
//! that gives up its booking costs `drop`; here that is a constant of the whole, and every candidate of the request
//! wins it back. Resource moves are points of a [`super::choice::Choice`], days of staff and resources have variables.

use chrono::{NaiveDateTime, Timelike};

use crate::domain::{Minute, Problem, RequestIndex, StaffIndex, Worth};

/// The worth of a request, with the parts of it that its candidates may lose.
#[derive(Clone, Copy, Debug)]
pub struct Stakes {
    /// Points of a booking without any deduction.
    pub worth: i64,
    /// Points lost when the request is left out, positive.
    pub drop: i64,
    /// Points lost with other resources than the existing booking's, positive.
    pub move_resource: i64,
}

/// What there is to win and lose with a request.
pub fn stakes(problem: &Problem, request: RequestIndex) -> Stakes {
    let (asked, policy) = (problem.request(request), problem.policy);
    let unit = match policy.worth {
        Worth::Revenue => asked.price.max(1),
        Worth::Minutes => 100 * problem.service(asked.service).duration,
        Worth::Count => 10_000,
    };
    let worth = unit * asked.priority;
    let if_booked = |weight| if asked.booking.is_some() { per_mille(worth, weight) } else { 0 };
    Stakes { worth, drop: if_booked(policy.drop), move_resource: if_booked(policy.move_resource) }
}

/// The points of serving `request` at `start` with `staff`, before resources and days; the drop is won back.
pub fn points(problem: &Problem, request: RequestIndex, stakes: Stakes, start: Minute, staff: &[StaffIndex]) -> i64 {
    stakes.worth + stakes.drop
        - deviation(problem, request, stakes.worth, start)
        - people(problem, request, stakes.worth, staff)
}

/// What the start costs: distance from the preferred time and date, and from the existing booking.
pub fn deviation(problem: &Problem, request: RequestIndex, worth: i64, start: Minute) -> i64 {
    let (asked, policy, zone) = (problem.request(request), problem.policy, problem.zone_of(request));
    let mut cost = 0;
    if let Some(preferred) = asked.preferred_start {
        // Each look at a clock takes a search in the history of its zone.
        let (start, preferred) = (zone.at(start).naive_local(), zone.at(preferred).naive_local());
        let minute = |wall: NaiveDateTime| Minute::from(wall.hour() * 60 + wall.minute());
        let minutes = (minute(start) - minute(preferred)).abs();
        let days = start.date().signed_duration_since(preferred.date()).num_days().abs();
        cost += fraction(worth, policy.start_deviation_per_hour * minutes, 60_000);
        cost += fraction(worth, policy.day_deviation * days, 1000);
    }
    if asked.booking.as_ref().is_some_and(|booking| booking.start != start) {
        cost += per_mille(worth, policy.move_time);
    }
    cost
}

/// What the people cost: none of the preferred, or others than the existing booking's.
pub fn people(problem: &Problem, request: RequestIndex, worth: i64, staff: &[StaffIndex]) -> i64 {
    let (asked, policy) = (problem.request(request), problem.policy);
    let mut cost = 0;
    if let Some(preferred) = &asked.preferred_staff
        && staff.iter().all(|person| !preferred.contains(person))
    {
        cost += per_mille(worth, policy.staff_preference);
    }
    if asked.booking.as_ref().is_some_and(|booking| booking.staff != staff) {
        cost += per_mille(worth, policy.move_staff);
    }
    cost
}

fn per_mille(worth: i64, weight: i64) -> i64 {
    fraction(worth, weight, 1000)
}

/// `worth × weight div per`, through 128 bits; the gate keeps the result far below 2⁵³.
fn fraction(worth: i64, weight: i64, per: i64) -> i64 {
    let points = i128::from(worth) * i128::from(weight) / i128::from(per);
    i64::try_from(points).unwrap_or(i64::MAX)
}
