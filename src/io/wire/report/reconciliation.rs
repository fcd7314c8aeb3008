//! The reconciliation of the two reports in the report file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{domain, report};

/// Why a person and a machine have different percentages, cause by cause.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reconciliation {
    /// Id of the person.
    pub staff: String,
    /// Id of the resource.
    pub resource: String,
    /// As the Team report has it.
    pub person: Share,
    /// As the Resources report has it.
    pub machine: Share,
    /// From the one to the other, in hundredths; null where one of them is undefined.
    pub percentage_points: Option<f64>,
    /// One for each cause; their percentage points add up.
    pub steps: Vec<Step>,
}

/// Booked over available.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Share {
    /// Above.
    pub booked_minutes: i64,
    /// Below.
    pub available_minutes: i64,
    /// The quotient; null where nothing is available.
    pub utilisation: Option<f64>,
}

/// A cause, and where the percentage is once it is taken into account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// `otherServices`, `withoutIt`, `phases`, `otherPeople`, `selfService`, `basis`, `ownHours` or `places`.
    pub cause: String,
    /// By how much it changes the percentage; null where it is undefined.
    pub percentage_points: Option<f64>,
    /// What it is then.
    pub after: Share,
}

impl Reconciliation {
    pub(super) fn new(problem: &domain::Problem, one: &report::Reconciliation) -> Self {
        let step = |step: &report::Step| Step {
            cause: step.cause.name().to_owned(),
            percentage_points: step.hundredths().map(points),
            after: step.after.into(),
        };
        let all = one.person.hundredths().zip(one.machine.hundredths());
        Self {
            staff: problem.person(one.staff).id.clone(),
            resource: problem.resource(one.resource).id.clone(),
            person: one.person.into(),
            machine: one.machine.into(),
            percentage_points: all.map(|(person, machine)| points(machine - person)),
            steps: one.steps.iter().map(step).collect(),
        }
    }
}

impl From<report::Share> for Share {
    fn from(share: report::Share) -> Self {
        Self { booked_minutes: share.booked, available_minutes: share.available, utilisation: share.utilisation() }
    }
}

/// Hundredths of percentage points as percentage points.
fn points(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}
