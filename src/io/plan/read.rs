//! A plan file as a plan of the domain.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Timelike};

use crate::domain::{Booking, Fault, Faults, Minute, Problem, RequestIndex, ResourceIndex, StaffIndex};
use crate::io::gate::{Shape, shaped};
use crate::io::schema::plan_schema;
use crate::io::wire::plan as wire;
use crate::plan::{Claims, Plan, PlannedBooking, Score, Unassigned};

static PLAN: LazyLock<Shape> = LazyLock::new(|| Shape::of(plan_schema()));

/// What a plan file says.
#[derive(Clone, Debug)]
pub struct PlanReading {
    /// The plan; empty where the status says that there is none.
    pub plan: Plan,
    /// What the file says about it.
    pub claims: Claims,
    /// The frozen time it was made for; give it to [`Problem::freeze_until`] before the check.
    pub frozen_until: Option<Minute>,
    /// SHA-256 of the file of the problem that it answers.
    pub sha256: String,
}

/// Reads a plan for `problem`.
///
/// # Errors
///
/// All faults of the file, in its order: text that is no plan file, ids that the problem does not have, times without
/// an offset, with seconds, or outside the years 1970 to 2200. Whether the plan keeps the rules is another question,
/// for [`crate::plan::check_file`].
pub fn read_plan(problem: &Problem, text: &[u8]) -> Result<PlanReading, Faults> {
    let file: wire::Plan = shaped(text, &PLAN)?;
    let mut reader = Reader::new(problem);
    let frozen_until = file.freeze_until.as_ref().and_then(|time| reader.minute("$.freezeUntil", time));
    let numbered = file.bookings.iter().enumerate();
    let bookings = numbered.filter_map(|(position, one)| reader.booking(&format!("$.bookings[{position}]"), one));
    let mut bookings: Vec<PlannedBooking> = bookings.collect();
    let numbered = file.unassigned.iter().enumerate();
    let unassigned = numbered.filter_map(|(position, one)| reader.left_out(&format!("$.unassigned[{position}]"), one));
    let mut unassigned: Vec<Unassigned> = unassigned.collect();
    if !reader.faults.is_empty() {
        return Err(Faults(reader.faults));
    }
    bookings.sort_by_key(|one| (one.booking.start, one.request));
    unassigned.sort_by_key(|one| one.request);
    let (plan, claims) = (Plan { bookings, unassigned }, claims(&file));
    Ok(PlanReading { plan, claims, frozen_until, sha256: file.problem.sha256 })
}

fn claims(file: &wire::Plan) -> Claims {
    Claims {
        status: file.status.into(),
        score: file.score,
        terms: file.terms.map(Score::from),
        bound: file.bound,
        gap: file.gap,
    }
}

/// The ids of a problem, and the faults met so far.
struct Reader<'a> {
    requests: HashMap<&'a str, RequestIndex>,
    staff: HashMap<&'a str, StaffIndex>,
    resources: HashMap<&'a str, ResourceIndex>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self {
            requests: positions(problem.requests.iter().map(|request| request.id.as_str())),
            staff: positions(problem.staff.iter().map(|person| person.id.as_str())),
            resources: positions(problem.resources.iter().map(|resource| resource.id.as_str())),
            faults: Vec::new(),
        }
    }

    fn booking(&mut self, path: &str, booking: &wire::Booking) -> Option<PlannedBooking> {
        let request = self.request(path, &booking.request);
        let start = self.minute(&format!("{path}.start"), &booking.start);
        let end = self.minute(&format!("{path}.end"), &booking.end);
        let staff = each(
            &booking.staff,
            &self.staff,
            &format!("{path}.staff"),
            ("unknownStaff", "staff member"),
            &mut self.faults,
        );
        let path = format!("{path}.resources");
        let resources =
            each(&booking.resources, &self.resources, &path, ("unknownResource", "resource"), &mut self.faults);
        Some(PlannedBooking { request: request?, booking: Booking { start: start?, staff, resources }, end: end? })
    }

    fn left_out(&mut self, path: &str, left_out: &wire::Unassigned) -> Option<Unassigned> {
        let request = self.request(path, &left_out.request)?;
        Some(Unassigned { request, reason: left_out.reason.into() })
    }

    fn request(&mut self, path: &str, id: &str) -> Option<RequestIndex> {
        let known = self.requests.get(id).copied();
        if known.is_none() {
            self.faults.push(unknown(format!("{path}.request"), "unknownRequest", "request", id));
        }
        known
    }

    fn minute(&mut self, path: &str, text: &str) -> Option<Minute> {
        let minute = minute(text);
        if minute.is_none() {
            self.faults.push(Fault {
                path: path.into(),
                code: "malformedTime",
                cause: format!("{text:?} is not a time with an offset, in whole minutes of the years 1970 to 2200"),
                action: "write it like 2026-11-23T10:00:00+01:00".into(),
            });
        }
        minute
    }
}

fn positions<'a, Index: From<usize>>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, Index> {
    ids.enumerate().map(|(position, id)| (id, position.into())).collect()
}

/// The indices of the ids that are known; a fault for each of the others.
fn each<Index: Copy>(
    ids: &[String],
    known: &HashMap<&str, Index>,
    path: &str,
    (code, noun): (&'static str, &str),
    faults: &mut Vec<Fault>,
) -> Vec<Index> {
    let missing = ids.iter().enumerate().filter(|(_, id)| !known.contains_key(id.as_str()));
    faults.extend(missing.map(|(position, id)| unknown(format!("{path}[{position}]"), code, noun, id)));
    ids.iter().filter_map(|id| known.get(id.as_str()).copied()).collect()
}

fn unknown(path: String, code: &'static str, noun: &str, id: &str) -> Fault {
    Fault {
        path,
        code,
        cause: format!("the problem has no {noun} {id:?}"),
        action: "correct the id, or read the plan with the problem that it was made for".into(),
    }
}

fn minute(text: &str) -> Option<Minute> {
    let without_seconds = || DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%#z").ok();
    let time = DateTime::parse_from_rfc3339(text).ok().or_else(without_seconds)?;
    let whole = time.second() == 0 && time.nanosecond() == 0;
    (whole && (1970..=2200).contains(&time.to_utc().year())).then(|| time.timestamp().div_euclid(60))
}

#[cfg(test)]
mod tests {
    use super::minute;

    #[test]
    fn a_time_has_an_offset_and_whole_minutes() {
        assert_eq!(minute("1970-01-02T01:00:00+01:00"), Some(1440));
        assert_eq!(minute("1970-01-01T00:05Z"), Some(5));
        assert_eq!(minute("1970-01-01T00:05:00Z"), Some(5));
        assert_eq!(minute("1970-01-01T00:05+00:00"), Some(5));
        for wrong in ["", "10:00", "2026-11-23T10:00:00", "2026-11-23T10:00:30+01:00", "2026-02-30T10:00:00+01:00"] {
            assert_eq!(minute(wrong), None, "{wrong}");
        }
        assert_eq!(minute("9999-01-01T00:00:00Z"), None);
    }
}
