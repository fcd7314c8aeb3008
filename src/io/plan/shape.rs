//! What keeps a text from being a plan file at all: no JSON, missing or unknown fields, wrong types.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, paths::LocationSegment};
use serde_json::Value;

use crate::domain::{Fault, Faults};
use crate::io::wire::plan::{Plan, schema};

/// The file as its wire type. The schema is asked only for what went wrong: reading alone would name one fault.
pub(super) fn wire_plan(text: &[u8]) -> Result<Plan, Faults> {
    match serde_json::from_slice::<Plan>(text) {
        Ok(plan) if plan.schema_version == 1 => Ok(plan),
        Ok(_) => Err(Faults(schema_faults(text))),
        Err(error) => {
            let faults = schema_faults(text);
            Err(Faults(if faults.is_empty() { vec![not_json(&error)] } else { faults }))
        }
    }
}

fn schema_faults(text: &[u8]) -> Vec<Fault> {
    let Ok(value) = serde_json::from_slice::<Value>(text) else { return Vec::new() };
    let Ok(validator) = jsonschema::validator_for(schema().as_value()) else { return Vec::new() };
    validator.iter_errors(&value).flat_map(|error| shape_faults(&error)).collect()
}

/// Syntax errors, and what no schema sees: a name that occurs twice.
fn not_json(error: &serde_json::Error) -> Fault {
    Fault {
        path: "$".into(),
        code: "json",
        cause: format!("the text cannot be read: {error}"),
        action: "write one JSON object, each of its names once".into(),
    }
}

fn shape_faults(error: &ValidationError<'_>) -> Vec<Fault> {
    let path = json_path(error);
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let fault = |name: &String| Fault {
                path: format!("{path}.{name}"),
                code: "unknownField",
                cause: format!("there is no field {name} here"),
                action: "remove it, or correct its spelling".into(),
            };
            unexpected.iter().map(fault).collect()
        }
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            let cause = format!("the field {name} is missing");
            vec![Fault { path, code: "missingField", cause, action: "add it".into() }]
        }
        _ => {
            let action = "correct the value; the schema of the plan file says what may stand here".into();
            vec![Fault { path, code: "wrongValue", cause: error.to_string(), action }]
        }
    }
}

/// `$.bookings[3].staff[0]`.
fn json_path(error: &ValidationError<'_>) -> String {
    let mut path = String::from("$");
    for segment in error.instance_path() {
        path += &match segment {
            LocationSegment::Property(name) => format!(".{name}"),
            LocationSegment::Index(position) => format!("[{position}]"),
        };
    }
    path
}
