//! Edits: a problem file with some things changed.
//!
//! An edit changes what the user wrote, in the user's words, not the problem of the domain: the result goes through the
//! one gate ([`crate::io::gate::admit`]) as every file does, and whatever the gate knows of files holds for it. What the
//! edits mean is told in docs/FORMAT.md.

mod block;
pub(in crate::study) mod demand;
mod hours;
mod more;
mod patch;
mod place;
mod remove;

use std::sync::LazyLock;

use schemars::schema_for;

use crate::domain::{Fault, Faults};
use crate::io::gate::{Code, Shape, admit_shaped, shaped_value};
use crate::io::wire::edit::Edit;
use crate::io::wire::problem::Problem;

static EDIT: LazyLock<Shape> = LazyLock::new(|| Shape::of(schema_for!(Edit).to_value()));

/// The problem with the edits made, in their order. It has no fault that the gate knows.
///
/// `problem` is a file that passed the gate.
///
/// # Errors
///
/// All faults at once, each with the path of its edit: `$.edits[2].addResource.like`. What the gate finds wrong with the
/// result is a fault of the edit after which it is wrong.
pub fn edited(problem: &Problem, edits: &[Edit]) -> Result<Problem, Faults> {
    let mut result = problem.clone();
    let mut faults = Vec::new();
    for (position, edit) in edits.iter().enumerate() {
        let made = in_shape(edit).and_then(|()| made(&mut result, edit).map_err(|found| prefixed(found, edit)));
        faults.extend(made.err().into_iter().flatten().map(|fault| placed(fault, position)));
    }
    if faults.is_empty() && admit_shaped(&result).is_err() {
        faults = blamed(problem, edits);
    }
    if faults.is_empty() { Ok(result) } else { Err(Faults(faults)) }
}

/// Ranges and fields; an edit that was put together in code has not been held against the schema.
fn in_shape(edit: &Edit) -> Result<(), Vec<Fault>> {
    let value = serde_json::to_value(edit).unwrap_or_default();
    shaped_value::<Edit>(value, &EDIT).map(drop).map_err(|faults| faults.0)
}

/// Makes one edit, or none of it; the paths of faults begin in the edit.
fn made(problem: &mut Problem, edit: &Edit) -> Result<(), Vec<Fault>> {
    match edit {
        Edit::AddResource(more) => more::add_resource(problem, more),
        Edit::AddStaff(more) => more::add_staff(problem, more),
        Edit::Remove(named) => remove::remove(problem, &named.id),
        Edit::ExtendHours(longer) => hours::extend(problem, longer),
        Edit::Block(absence) => block::block(problem, absence),
        Edit::ScaleDemand(demand) => demand::scale(problem, demand),
        Edit::SetPolicy(fields) => patch::set_policy(problem, fields),
        Edit::Set(patch) => patch::set(problem, patch),
    }
}

/// The edits after which the gate refuses the problem; such an edit is left out before the next is made.
fn blamed(problem: &Problem, edits: &[Edit]) -> Vec<Fault> {
    let mut sound = problem.clone();
    let mut faults = Vec::new();
    for (position, edit) in edits.iter().enumerate() {
        let mut next = sound.clone();
        // It has been made without a fault before.
        let _ = made(&mut next, edit);
        match admit_shaped(&next) {
            Ok(_) => sound = next,
            Err(found) => faults.extend(found.0.into_iter().map(|fault| of_result(fault, edit, position))),
        }
    }
    faults
}

/// A fault of the problem that an edit has led to.
fn of_result(fault: Fault, edit: &Edit, position: usize) -> Fault {
    let cause = format!("with it, {} of the problem is wrong: {}", fault.path, fault.cause);
    Fault { path: format!("$.edits[{position}].{}", edit.name()), cause, ..fault }
}

/// The fault with its path from the edit's name on.
fn prefixed(faults: Vec<Fault>, edit: &Edit) -> Vec<Fault> {
    let with_name = |fault: Fault| Fault { path: format!("$.{}{}", edit.name(), fault.path), ..fault };
    faults.into_iter().map(with_name).collect()
}

fn placed(fault: Fault, position: usize) -> Fault {
    let within = fault.path.strip_prefix('$').unwrap_or(&fault.path);
    Fault { path: format!("$.edits[{position}]{within}"), ..fault }
}

/// A fault of one field of an edit: `path` is `.like`.
fn fault(code: Code, path: &str, cause: impl Into<String>, action: impl Into<String>) -> Vec<Fault> {
    vec![Fault { path: path.to_owned(), code: code.name(), cause: cause.into(), action: action.into() }]
}
