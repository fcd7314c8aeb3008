//! Cases: the problem as it is, and each scenario as a problem of its own.

use std::collections::BTreeSet;

use crate::domain::{Fault, Faults, Problem};
use crate::io::gate::{Code, admit};
use crate::io::wire::edit::Edit;
use crate::io::wire::problem as wire;
use crate::io::wire::study::{Scenario, Study};
use crate::study::edit::edited;

use super::grid;

/// The name of the problem without edits.
pub const BASELINE: &str = "as it is";

/// A problem to solve for a study.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name in the study.
    pub name: String,
    /// What was changed.
    pub edits: Vec<Edit>,
    /// Its numbers on the axes of the grid, where it is of one.
    pub cell: Option<Vec<i64>>,
    /// What came out.
    pub problem: Problem,
}

/// The problem as it is, then the scenarios, then the cells of the grid that are not the problem as it is.
///
/// `file` is a problem that passed the gate.
///
/// # Errors
///
/// All faults of the study at once, with their paths in it.
pub fn cases(file: &wire::Problem, study: &Study) -> Result<Vec<Case>, Faults> {
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    let baseline = case(file, BASELINE.to_owned(), Vec::new(), None, "$");
    keep(baseline, &mut cases, &mut faults);
    let mut names = BTreeSet::from([BASELINE]);
    for (position, Scenario { name, edits }) in study.scenarios.iter().enumerate() {
        let path = format!("$.scenarios[{position}]");
        faults.extend(name_fault(name, &path, !names.insert(name)));
        keep(case(file, name.clone(), edits.clone(), None, &path), &mut cases, &mut faults);
    }
    if let Some(grid) = &study.grid {
        match grid::cells(file, grid) {
            Ok(cells) => {
                for cell in cells {
                    if cell.edits.is_empty() {
                        cases.iter_mut().take(1).for_each(|baseline| baseline.cell = Some(cell.counts.clone()));
                    } else {
                        keep(case(file, cell.name, cell.edits, Some(cell.counts), "$.grid"), &mut cases, &mut faults);
                    }
                }
            }
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(cases) } else { Err(Faults(faults)) }
}

fn keep(made: Result<Case, Faults>, cases: &mut Vec<Case>, faults: &mut Vec<Fault>) {
    match made {
        Ok(case) => cases.push(case),
        Err(found) => faults.extend(found.0),
    }
}

/// The problem with the edits, its faults placed behind `path`.
fn case(
    file: &wire::Problem,
    name: String,
    edits: Vec<Edit>,
    cell: Option<Vec<i64>>,
    path: &str,
) -> Result<Case, Faults> {
    let place = |fault: Fault| Fault { path: fault.path.replacen('$', path, 1), ..fault };
    let placed = |faults: Faults| Faults(faults.0.into_iter().map(place).collect());
    let (problem, _) = edited(file, &edits).and_then(|file| admit(&file)).map_err(placed)?;
    Ok(Case { name, edits, cell, problem })
}

fn name_fault(name: &str, path: &str, is_double: bool) -> Option<Fault> {
    let fault = |code: Code, cause: String| Fault {
        path: format!("{path}.name"),
        code: code.name(),
        cause,
        action: "give the scenario a name of its own".into(),
    };
    if name.trim().is_empty() {
        return Some(fault(Code::EmptyId, "the name is empty".into()));
    }
    is_double.then(|| fault(Code::DuplicateId, format!("`{name}` is already the name of another")))
}
