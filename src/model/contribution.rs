//! What bookings of a part add to the score of the plan.

use std::collections::{BTreeMap, BTreeSet};

use super::objective::{Stakes, points};
use super::part::Subproblem;
use crate::domain::RequestIndex;
use crate::plan::PlannedBooking;

/// What bookings of a part add to the score of the plan: their points, less the bookings given up and the days begun.
pub fn contribution(subproblem: Subproblem<'_>, bookings: &[PlannedBooking]) -> i64 {
    let Subproblem { problem, availability, part } = subproblem;
    let stakes: BTreeMap<RequestIndex, Stakes> = part.requests.iter().map(|open| (open.request, open.stakes)).collect();
    let (mut total, mut staff_days, mut resource_days) = (0, BTreeSet::new(), BTreeSet::new());
    for planned in bookings {
        let (request, booking) = (planned.request, &planned.booking);
        let Some(&at_stake) = stakes.get(&request) else { continue };
        let moved = problem.request(request).booking.as_ref().is_some_and(|had| had.resources != booking.resources);
        total += points(problem, request, at_stake, booking.start, &booking.staff);
        total -= if moved { at_stake.move_resource } else { 0 };
        let date = problem.zone_of(request).date(booking.start);
        staff_days.extend(booking.staff.iter().map(|&person| (person, date)));
        resource_days.extend(booking.resources.iter().map(|&resource| (resource, date)));
    }
    staff_days.retain(|&day| !availability.is_staff_day_paid(day));
    resource_days.retain(|&day| !availability.is_resource_day_paid(day));
    total -= problem.policy.staff_day * staff_days.len() as i64;
    total -= problem.policy.resource_day * resource_days.len() as i64;
    total - part.requests.iter().map(|open| open.stakes.drop).sum::<i64>()
}
