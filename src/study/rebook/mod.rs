//! A booking changed by hand: to another room, another person, another time; a pin with an immediate answer.
//!
//! The changed booking is held as it was asked for, and the answer is the first of these that there is:
//!
//! 1. *Not*, where it breaks a rule even if no other open booking were there: the rule, in words.
//! 2. *Fine*, where it breaks none beside the bookings as they are. Both take milliseconds and no solve.
//! 3. Fine with moves, the least visible kind that will do: other resources, then other people as well, then other times as
//!    well; nobody loses their booking. Each is a solve in which the kinds before were proved, or thought, not to do.
//! 4. Possible if other bookings are given up: which.
//!
//! Within a kind the policy decides, so that what moves costs least.

mod file;
mod level;

pub use file::file;

use crate::domain::{Booking, Pin, Problem, RequestIndex};
use crate::engine::{Error, Interrupt, Limits, Options, Silent, solve};
use crate::plan::{Change, Outcome, Plan, PlannedBooking, Rule, Status, Unassigned, Violation, changes, check};
use crate::study::calendar::as_it_stands;
use crate::study::recommend::Upheaval;
use level::{LEVELS, Level};

/// What became of a change by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing else has to move.
    Fine,
    /// Other bookings move, and all are kept.
    Moves,
    /// Other bookings are given up.
    GivesUp,
    /// There is no plan with it: proved.
    Impossible,
    /// A limit ended the search before a plan was found.
    Open,
}

/// The answer to a change by hand.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What became of it.
    pub verdict: Verdict,
    /// The changed booking, in the plan or not.
    pub booking: Booking,
    /// What stands in its way: the rules that it breaks as the plan is.
    pub reasons: Vec<Violation>,
    /// The plan with it, where there is one.
    pub plan: Option<Plan>,
    /// What changes of other requests.
    pub changes: Vec<Change>,
}

impl Answer {
    /// How visible the changes of others are.
    pub fn upheaval(&self) -> Upheaval {
        Upheaval::of(&self.changes)
    }
}

/// Answers a change by hand: `request`, which is open and has a booking in the calendar, is to have `booking` instead. The
/// bookings of the calendar break no rule.
///
/// # Errors
///
/// If the machine fails: see [`Error`].
pub fn rebook(
    calendar: &Problem,
    request: RequestIndex,
    booking: Booking,
    options: &Options,
    interrupt: &Interrupt,
) -> Result<Answer, Error> {
    let wanted = changed(calendar, request, &booking);
    let answer =
        |verdict, reasons| Answer { verdict, booking: booking.clone(), reasons, plan: None, changes: Vec::new() };
    let alone = against(&wanted, &standing_with(&wanted, request), request);
    if !alone.is_empty() {
        return Ok(answer(Verdict::Impossible, alone));
    }
    let plan = as_it_stands(&wanted);
    let reasons = against(&wanted, &plan, request);
    if reasons.is_empty() {
        return Ok(Answer { plan: Some(plan), ..answer(Verdict::Fine, reasons) });
    }
    let limits = Limits::of(options, interrupt);
    for (tried, level) in LEVELS.iter().enumerate() {
        let outcome = try_level(&wanted, request, *level, LEVELS.len() - tried, options, &limits)?;
        match outcome.status {
            Status::Infeasible if *level == Level::All => return Ok(answer(Verdict::Impossible, reasons)),
            status if status.has_plan() => {
                let plan = outcome.plan.map(|(plan, _)| whole(calendar, plan)).unwrap_or_default();
                let mut changes = changes(calendar, &plan);
                changes.retain(|change| change.request != request);
                let verdict =
                    if Upheaval::of(&changes) == Upheaval::Dropped { Verdict::GivesUp } else { Verdict::Moves };
                return Ok(Answer { plan: Some(plan), changes, ..answer(verdict, reasons) });
            }
            _ => {}
        }
    }
    Ok(answer(Verdict::Open, reasons))
}

/// What of the booking the change pins: whatever differs from the one before, or all of it if several things do.
pub fn pin(before: &Booking, after: &Booking) -> Pin {
    match (before.start != after.start, before.staff != after.staff, before.resources != after.resources) {
        (true, false, false) => Pin::Time,
        (false, true, false) => Pin::Staff,
        (false, false, true) => Pin::Resource,
        (false, false, false) => Pin::None,
        _ => Pin::All,
    }
}

/// The calendar with the changed booking, still open, so that rules hold for it. Resources chosen by hand stand in place of
/// the requirements.
fn changed(calendar: &Problem, request: RequestIndex, booking: &Booking) -> Problem {
    let mut wanted = calendar.clone();
    let asked = &mut wanted.requests[request.position()];
    let has_other_resources = asked.booking.as_ref().is_some_and(|before| before.resources != booking.resources);
    let is_by_hand = has_other_resources || asked.pin == Pin::Resource;
    asked.pin = if is_by_hand { Pin::Resource } else { Pin::None };
    asked.booking = Some(booking.clone());
    wanted
}

/// The plan of what stands and the changed booking, and nothing else.
fn standing_with(wanted: &Problem, request: RequestIndex) -> Plan {
    let mut plan = as_it_stands(wanted);
    let stays = |planned: &PlannedBooking| planned.request == request || !wanted.request(planned.request).is_open();
    let (kept, gone): (Vec<_>, Vec<_>) = plan.bookings.into_iter().partition(stays);
    plan.bookings = kept;
    let reason = crate::plan::Reason::Undecided;
    plan.unassigned.extend(gone.into_iter().map(|planned| Unassigned { request: planned.request, reason }));
    plan.unassigned.sort_by_key(|left_out| left_out.request);
    plan
}

/// The rules that the plan breaks with the request; that others have to be there as well is not its fault.
fn against(wanted: &Problem, plan: &Plan, request: RequestIndex) -> Vec<Violation> {
    let mut violations = check(wanted, plan);
    let of_others = [Rule::Mandatory, Rule::VisitIncomplete];
    violations.retain(|one| one.requests.contains(&request) && !of_others.contains(&one.rule));
    violations
}

/// A solve with the changed booking held, and others free as far as the level lets them; the levels left share the time.
fn try_level(
    wanted: &Problem,
    request: RequestIndex,
    level: Level,
    left: usize,
    options: &Options,
    limits: &Limits,
) -> Result<Outcome, Error> {
    let mut problem = level.of(wanted, request);
    problem.requests[request.position()].pin = Pin::All;
    let time_limit = limits.left().map(|time| time / u32::try_from(left).unwrap_or(1));
    solve(&problem, &Options { time_limit, ..options.clone() }, &limits.interrupt, &Silent)
}

/// The plan with those who wait, as the calendar has them.
fn whole(calendar: &Problem, mut plan: Plan) -> Plan {
    let is_there = |plan: &Plan, request| {
        plan.bookings.iter().any(|planned| planned.request == request)
            || plan.unassigned.iter().any(|left_out| left_out.request == request)
    };
    for left_out in as_it_stands(calendar).unassigned {
        if !is_there(&plan, left_out.request) {
            plan.unassigned.push(left_out);
        }
    }
    plan.unassigned.sort_by_key(|left_out| left_out.request);
    plan
}
