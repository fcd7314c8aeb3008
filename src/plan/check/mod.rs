//! The checker: the specification of a plan, written from the domain alone.
//!
//! It shares no code with any model or solver. A standing booking (history, pinned whole, frozen) is held to one
//! rule, to be as it is; each other booking is judged alone by every concern, then all of them together:
//!
//! | file | concern |
//! |---|---|
//! | `listing` | each live request once, nothing else, mandatory requests booked |
//! | `standing` | what stands is as it was, nothing new in the frozen time |
//! | `time` | duration, grid, windows, opening hours |
//! | `staff` | how many, able, of the site, allowed |
//! | `resources`, `matching` | of the site, allowed, exactly what the requirements ask for |
//! | `pins` | what the request must keep of its booking |
//! | `availability` (beside this folder) | shifts, usable hours, inactive people and resources |
//! | `overlap` (beside this folder) | people, resources and clients taken twice |
//! | `whole` | the open requests of a visit all booked, or none |
//! | `visits` (beside this folder) | order, wait, date and people of a visit |
//! | `claims` | what a plan file says about its plan |

mod claims;
mod listing;
mod matching;
mod pins;
mod resources;
mod staff;
mod standing;
mod time;
mod whole;

pub use claims::{Claims, check_claims, check_file};

use crate::domain::{Booking, Interval, Problem, Request, RequestIndex, Service};

use super::{Plan, PlannedBooking, Rule, Violation, availability, overlap, visits, wording};

/// A new booking, with what the rules about it speak of.
struct Case<'a> {
    problem: &'a Problem,
    request: RequestIndex,
    asked: &'a Request,
    service: &'a Service,
    planned: &'a PlannedBooking,
    appointment: Interval,
}

/// The concerns that judge a booking alone.
const ALONE: [fn(&Case<'_>) -> Vec<Violation>; 6] =
    [standing::thaw, time::check, staff::check, resources::check, pins::check, available];

/// Every rule that the plan breaks, by request, then by rule; none for a plan that may be carried out.
pub fn check(problem: &Problem, plan: &Plan) -> Vec<Violation> {
    let mut violations = listing::check(problem, plan);
    violations.extend(standing::check(problem, plan));
    let cases = new_bookings(problem, plan);
    violations.extend(cases.iter().flat_map(|case| ALONE.iter().flat_map(move |concern| concern(case))));
    violations.extend(clashes(problem, &cases));
    violations.extend(whole::check(problem, &cases));
    violations.sort_unstable();
    violations
}

/// The bookings of open requests: the first of each, where a plan repeats itself.
fn new_bookings<'a>(problem: &'a Problem, plan: &'a Plan) -> Vec<Case<'a>> {
    let mut seen = vec![false; problem.requests.len()];
    let known = plan.bookings.iter().filter(|planned| listing::is_known(problem, planned));
    let open = known.filter(|planned| problem.request(planned.request).is_open());
    let first = open.filter(|planned| !std::mem::replace(&mut seen[planned.request.position()], true));
    first.map(|planned| Case::new(problem, planned)).collect()
}

fn available(case: &Case<'_>) -> Vec<Violation> {
    availability::unavailable(case.problem, case.request, &case.planned.booking)
}

/// Overlaps, and visits that do not go together, in which something new takes part.
fn clashes(problem: &Problem, cases: &[Case<'_>]) -> Vec<Violation> {
    let new = cases.iter().map(|case| (case.request, &case.planned.booking));
    let all: Vec<(RequestIndex, &Booking)> = problem.standing_bookings().chain(new).collect();
    let mut found = overlap::overlaps(problem, &all);
    found.extend(visits::mismatches(problem, &all));
    found.retain(|violation| violation.requests.iter().any(|&request| problem.request(request).is_open()));
    found
}

impl<'a> Case<'a> {
    fn new(problem: &'a Problem, planned: &'a PlannedBooking) -> Self {
        let request = planned.request;
        Self {
            problem,
            request,
            asked: problem.request(request),
            service: problem.service_of(request),
            planned,
            appointment: problem.appointment(request, planned.booking.start),
        }
    }

    /// A violation by this booking; `what` goes on after "request r1".
    fn breaks(&self, rule: Rule, what: &str) -> Violation {
        let detail = format!("{} {what}", wording::requests(self.problem, &[self.request]));
        Violation::new(rule, detail).of(&[self.request]).at(self.appointment)
    }

    /// When the appointment is, in words.
    fn when(&self) -> String {
        wording::span(self.problem.zone_of(self.request), self.appointment)
    }
}
