//! Faults and warnings as JSON.

use serde::Serialize;

use crate::domain::Fault;

/// The result of a validation.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Validation<'a> {
    schema_version: u32,
    ok: bool,
    faults: Vec<Entry<'a>>,
    warnings: Vec<Entry<'a>>,
}

/// A fault or a warning.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    code: &'a str,
    path: &'a str,
    cause: &'a str,
    action: &'a str,
}

impl<'a> From<&'a Fault> for Entry<'a> {
    fn from(fault: &'a Fault) -> Self {
        Self { code: fault.code, path: &fault.path, cause: &fault.cause, action: &fault.action }
    }
}

/// What is wrong with an input and what to be warned of, as an indented JSON object.
pub fn faults_json(faults: &[Fault], warnings: &[Fault]) -> String {
    let validation = Validation {
        schema_version: 1,
        ok: faults.is_empty(),
        faults: faults.iter().map(Entry::from).collect(),
        warnings: warnings.iter().map(Entry::from).collect(),
    };
    // Text and lists of text always have a JSON form.
    serde_json::to_string_pretty(&validation).unwrap_or_default()
}
