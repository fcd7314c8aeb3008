//! The gate: from a problem file to the validated [`Problem`], or to every fault of the file at once.
//!
//! 1. The text becomes a JSON value ([`malformedJson`](Code::MalformedJson) ends here).
//! 2. The value is held against the JSON Schema. What has the wrong shape is told and taken out.
//! 3. The rules below read what is left. A rule that meets a value taken out keeps silent about it.
//! 4. Without a fault, the file becomes the problem; what is only remarkable goes along as warnings.
//!
//! The stories of the codes, for people, are in `docs/FAULTS.md`.

mod addition;
mod blocks;
mod bookings;
mod build;
mod code;
mod draft;
mod findings;
mod horizon;
mod hours;
mod ids;
mod json;
mod limits;
mod matching;
mod money;
mod nearest;
mod path;
mod policy;
mod references;
mod requests;
mod resources;
mod services;
mod shape;
mod sites;
mod staff;
mod stock;
mod times;
mod visits;
mod windows;

pub use addition::read_request;
pub use code::{Code, Severity};
pub(crate) use hours::range as hours_range;
pub(in crate::io) use money::cents;
pub(crate) use nearest::advice;
pub(crate) use shape::Shape;
pub(crate) use times::date as parse_date;
pub use times::parse_time;
pub(in crate::io) use times::utc_minute;

use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::{Fault, Faults, Problem};

use super::schema::problem_schema;
use super::wire::problem as wire;
use draft::Draft;
use findings::Findings;

static PROBLEM: LazyLock<Shape> = LazyLock::new(|| Shape::of(problem_schema()));

/// A rule: it reads the draft and adds what breaks it.
type Rule = fn(&Draft<'_>, &mut Findings);

/// Every rule about the meaning of a file. Those that build on others come after them.
const RULES: &[Rule] = &[
    // Names
    ids::empty_id,
    ids::duplicate_id,
    references::unknown_site,
    references::unknown_service,
    references::unknown_staff,
    references::unknown_resource,
    visits::unknown_request,
    references::other_site,
    references::duplicate_reference,
    // Time
    sites::unknown_zone,
    times::malformed_date,
    times::malformed_time,
    times::year_out_of_range,
    times::time_skipped,
    times::time_doubled,
    horizon::horizon_empty,
    horizon::horizon_too_long,
    hours::malformed_hours,
    hours::hours_empty,
    hours::hours_backwards,
    hours::hours_overlap,
    blocks::block_backwards,
    // Services
    services::empty_requirement,
    services::requirement_unmet,
    services::phases_mismatch,
    // Requests
    windows::window_backwards,
    windows::window_too_short,
    windows::window_outside_horizon,
    bookings::booking_missing,
    bookings::booking_outside_horizon,
    // Visits
    visits::visit_too_small,
    visits::visit_shared,
    visits::visit_mixed,
    visits::visit_staff_count,
    // Policy
    policy::score_too_large,
    // Warnings
    sites::site_without_hours,
    staff::staff_without_hours,
    resources::capacity_ignored,
    services::service_without_units,
    requests::nobody_can_serve,
    windows::window_clipped,
    requests::mandatory_cancelled,
    bookings::unmet_hand_made,
];

/// A problem that passed the gate.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The problem.
    pub problem: Problem,
    /// What does not stop it but may not be meant, in the order of the file.
    pub warnings: Vec<Fault>,
    /// The file as it was written, for edits of it.
    pub file: wire::Problem,
    /// SHA-256 of the text, in hexadecimal digits.
    pub sha256: String,
}

/// Reads the text of a problem file.
///
/// # Errors
///
/// Every fault of the file, in the order of the file.
pub fn read_problem(text: &[u8]) -> Result<Reading, Faults> {
    let mut findings = Findings::default();
    let Some(value) = json::parse(text, &mut findings) else { return Err(Faults(findings.faults)) };
    let (problem, warnings, file) = judge(value, findings)?;
    Ok(Reading { problem, warnings, file, sha256: fingerprint(text) })
}

/// SHA-256 in hexadecimal digits.
fn fingerprint(text: &[u8]) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Admits a file that was put together in code, with its warnings.
///
/// # Errors
///
/// Every fault, in the order of the file, with paths as if it had been written.
pub fn admit(file: &wire::Problem) -> Result<(Problem, Vec<Fault>), Faults> {
    let mut findings = Findings::default();
    // A price that is no number would be written as null, which stands for none.
    for (position, _) in
        file.requests.iter().enumerate().filter(|(_, one)| one.price.is_some_and(|price| !price.is_finite()))
    {
        let path = format!("$.requests[{position}].price");
        findings.add(Code::OutOfRange, path, "the price is not a finite number", "write the price, or none");
    }
    match serde_json::to_value(file) {
        Ok(value) => judge(value, findings).map(|(problem, warnings, _)| (problem, warnings)),
        Err(error) => Err(unreadable(findings, &error)),
    }
}

/// Admits a file that was put together in code and has the right shape: the rules alone.
///
/// # Errors
///
/// Every fault, in the order of the file.
pub(crate) fn admit_shaped(file: &wire::Problem) -> Result<Problem, Faults> {
    let mut findings = Findings::default();
    let problem = judge_meaning(file, &mut findings);
    findings.sort();
    problem.filter(|_| findings.faults.is_empty()).ok_or(Faults(findings.faults))
}

/// Shape, rules, problem.
fn judge(mut value: Value, mut findings: Findings) -> Result<(Problem, Vec<Fault>, wire::Problem), Faults> {
    PROBLEM.mend(&mut value, &mut findings);
    let file: wire::Problem = match serde_json::from_value(value) {
        Ok(file) => file,
        Err(error) => return Err(unreadable(findings, &error)),
    };
    limits::too_many(&file, &mut findings);
    // Too much would only be slow to judge.
    let is_too_much = findings.faults.iter().any(|fault| fault.code == Code::TooMany.name());
    let problem = if is_too_much { None } else { judge_meaning(&file, &mut findings) };
    findings.sort();
    match problem {
        Some(problem) if findings.faults.is_empty() => Ok((problem, findings.warnings, file)),
        _ => Err(Faults(findings.faults)),
    }
}

fn judge_meaning(file: &wire::Problem, findings: &mut Findings) -> Option<Problem> {
    let draft = Draft::new(file);
    for rule in RULES {
        rule(&draft, findings);
    }
    if findings.faults.is_empty() { build::problem(&draft) } else { None }
}

/// A file of another shape than the problem's, read as its type.
///
/// # Errors
///
/// Every fault of the shape, in the order of the file.
pub(crate) fn shaped<T: DeserializeOwned>(text: &[u8], shape: &Shape) -> Result<T, Faults> {
    let mut findings = Findings::default();
    let Some(value) = json::parse(text, &mut findings) else { return Err(Faults(findings.faults)) };
    judge_shape(value, shape, findings)
}

/// A value of another shape than the problem's, as its type.
///
/// # Errors
///
/// Every fault of the shape, with paths from `$`.
pub(crate) fn shaped_value<T: DeserializeOwned>(value: Value, shape: &Shape) -> Result<T, Faults> {
    judge_shape(value, shape, Findings::default())
}

fn judge_shape<T: DeserializeOwned>(mut value: Value, shape: &Shape, mut findings: Findings) -> Result<T, Faults> {
    shape.mend(&mut value, &mut findings);
    findings.sort();
    if findings.faults.is_empty() {
        serde_json::from_value(value).map_err(|error| unreadable(findings, &error))
    } else {
        Err(Faults(findings.faults))
    }
}

/// What the schema let through and the reader of the types does not know.
fn unreadable(mut findings: Findings, error: &serde_json::Error) -> Faults {
    findings.add(Code::WrongType, "$".to_owned(), error.to_string(), "correct the value");
    Faults(findings.faults)
}
