//! The score: what a plan is worth, in integer points, so that a proof can be exact and anyone can recompute it.
//!
//! ```text
//! worth(r) = priority × W      W: revenue → price in hundredths, at least 1 · minutes → duration × 100 · count → 10 000
//! score    = Σ booked r   worth(r)
//!                       − worth(r) × startDeviationPerHour × |time of day − preferred time of day| div 60 000
//!                       − worth(r) × dayDeviation × |date − preferred date| div 1000
//!                       − worth(r) × staffPreference div 1000     none of the preferred people serves it
//!                       − worth(r) × moveTime div 1000            the start differs from the existing booking's
//!                       − worth(r) × moveStaff div 1000           the people differ
//!                       − worth(r) × moveResource div 1000        the resources differ
//!          − Σ left out r that had a booking   worth(r) × drop div 1000
//!          − staffDay × (people, dates) with a booking − resourceDay × (resources, dates) with a booking
//! ```
//!
//! Times of day and dates are local to the request's site, the date of a booking is that of its start. A standing
//! booking of a live request counts as any other; history and cancelled requests add nothing. People and resources are
//! compared as sets. Points stay at the ends of 64 bits rather than wrap: the gate lets no problem in whose plans
//! come near them, but a plan file may name any time.

use std::collections::BTreeSet;

use crate::domain::{Booking, Problem, RequestIndex, Worth};

use super::{Plan, PlannedBooking, same_members};

/// The terms of a score; penalties are negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Worth of what is booked.
    pub served: i64,
    /// Away from the preferred time of day.
    pub start_deviation: i64,
    /// Away from the preferred date.
    pub day_deviation: i64,
    /// Without any of the preferred people.
    pub staff_preference: i64,
    /// Bookings that start elsewhere than they did.
    pub move_time: i64,
    /// Bookings with other people than they had.
    pub move_staff: i64,
    /// Bookings with other resources than they had.
    pub move_resource: i64,
    /// Bookings that were given up.
    pub drop: i64,
    /// People and dates with a booking.
    pub staff_day: i64,
    /// Resources and dates with a booking.
    pub resource_day: i64,
}

impl Score {
    /// The terms with their names in files, in a fixed order.
    pub fn terms(&self) -> [(&'static str, i64); 10] {
        [
            ("served", self.served),
            ("startDeviation", self.start_deviation),
            ("dayDeviation", self.day_deviation),
            ("staffPreference", self.staff_preference),
            ("moveTime", self.move_time),
            ("moveStaff", self.move_staff),
            ("moveResource", self.move_resource),
            ("drop", self.drop),
            ("staffDay", self.staff_day),
            ("resourceDay", self.resource_day),
        ]
    }

    /// The sum of the terms.
    pub fn total(&self) -> i64 {
        self.terms().iter().fold(0, |sum, (_, points)| sum.saturating_add(*points))
    }
}

/// The score of a plan, term by term.
pub fn score(problem: &Problem, plan: &Plan) -> Score {
    let mut score = Score::default();
    let booked: Vec<&PlannedBooking> =
        plan.bookings.iter().filter(|planned| problem.request(planned.request).status.is_live()).collect();
    for planned in &booked {
        add_booking(problem, planned.request, &planned.booking, &mut score);
    }
    for left_out in plan.unassigned.iter().map(|left_out| left_out.request) {
        let asked = problem.request(left_out);
        if asked.status.is_live() && asked.booking.is_some() {
            deduct(&mut score.drop, worth(problem, left_out), problem.policy.drop, 1, 1000);
        }
    }
    add_days(problem, &booked, &mut score);
    score
}

/// What booking a request is worth before any deduction.
fn worth(problem: &Problem, request: RequestIndex) -> i64 {
    let asked = problem.request(request);
    let unit = match problem.policy.worth {
        Worth::Revenue => asked.price.max(1),
        Worth::Minutes => problem.service(asked.service).duration.saturating_mul(100),
        Worth::Count => 10_000,
    };
    asked.priority.saturating_mul(unit)
}

/// Takes `worth × weight × amount div per` off a term. The product may pass 64 bits before the division brings it back.
fn deduct(term: &mut i64, worth: i64, weight: i64, amount: i64, per: i64) {
    let product = i128::from(worth).saturating_mul(i128::from(weight)).saturating_mul(i128::from(amount));
    *term = term.saturating_sub(i64::try_from(product / i128::from(per)).unwrap_or(i64::MAX));
}

fn add_booking(problem: &Problem, request: RequestIndex, booking: &Booking, score: &mut Score) {
    let (asked, policy, zone) = (problem.request(request), problem.policy, problem.zone_of(request));
    let worth = worth(problem, request);
    score.served = score.served.saturating_add(worth);
    if let Some(preferred) = asked.preferred_start {
        let minutes = (zone.minute_of_day(booking.start) - zone.minute_of_day(preferred)).abs();
        let days = (zone.date(booking.start) - zone.date(preferred)).num_days().abs();
        deduct(&mut score.start_deviation, worth, policy.start_deviation_per_hour, minutes, 60_000);
        deduct(&mut score.day_deviation, worth, policy.day_deviation, days, 1000);
    }
    if asked.preferred_staff.as_ref().is_some_and(|wanted| !booking.staff.iter().any(|one| wanted.contains(one))) {
        deduct(&mut score.staff_preference, worth, policy.staff_preference, 1, 1000);
    }
    let Some(had) = &asked.booking else { return };
    if had.start != booking.start {
        deduct(&mut score.move_time, worth, policy.move_time, 1, 1000);
    }
    if !same_members(&had.staff, &booking.staff) {
        deduct(&mut score.move_staff, worth, policy.move_staff, 1, 1000);
    }
    if !same_members(&had.resources, &booking.resources) {
        deduct(&mut score.move_resource, worth, policy.move_resource, 1, 1000);
    }
}

fn add_days(problem: &Problem, booked: &[&PlannedBooking], score: &mut Score) {
    let (mut staff_days, mut resource_days) = (BTreeSet::new(), BTreeSet::new());
    for planned in booked {
        let date = problem.zone_of(planned.request).date(planned.booking.start);
        staff_days.extend(planned.booking.staff.iter().map(|&one| (one, date)));
        resource_days.extend(planned.booking.resources.iter().map(|&one| (one, date)));
    }
    score.staff_day = -problem.policy.staff_day.saturating_mul(staff_days.len() as i64);
    score.resource_day = -problem.policy.resource_day.saturating_mul(resource_days.len() as i64);
}
