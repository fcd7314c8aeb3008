//! The JSON Schemas of the files, generated from their wire types.

use schemars::schema_for;
use serde_json::Value;

use super::wire::{bench, explanation, plan, problem, rebooking, recommendation, report, study, whatif};

/// A schema: the name of the file that it describes, and what generates it. It is kept in `schema/NAME.schema.json`.
pub type Schema = (&'static str, fn() -> Value);

/// Every schema of the project.
pub const SCHEMAS: [Schema; 9] = [
    ("problem", problem_schema),
    ("plan", plan_schema),
    ("report", report_schema),
    ("study", study_schema),
    ("whatif", whatif_schema),
    ("explanation", explanation_schema),
    ("recommendation", recommendation_schema),
    ("rebooking", rebooking_schema),
    ("bench", bench_schema),
];

/// The schema of the problem file.
pub fn problem_schema() -> Value {
    identified("problem.schema.json", schema_for!(problem::Problem).to_value())
}

/// The schema of the plan file.
pub fn plan_schema() -> Value {
    identified("plan.schema.json", schema_for!(plan::Plan).to_value())
}

/// The schema of the report as JSON.
pub fn report_schema() -> Value {
    identified("report.schema.json", schema_for!(report::Report).to_value())
}

/// The schema of the recommendation as JSON.
pub fn recommendation_schema() -> Value {
    identified("recommendation.schema.json", schema_for!(recommendation::Recommendation).to_value())
}

/// The schema of the answer to a booking changed by hand.
pub fn rebooking_schema() -> Value {
    identified("rebooking.schema.json", schema_for!(rebooking::Rebooking).to_value())
}

/// The schema of the benchmark's result file.
pub fn bench_schema() -> Value {
    identified("bench.schema.json", schema_for!(bench::Results).to_value())
}

/// The schema of the study file.
pub fn study_schema() -> Value {
    identified("study.schema.json", schema_for!(study::Study).to_value())
}

/// The schema of the results of a study.
pub fn whatif_schema() -> Value {
    identified("whatif.schema.json", schema_for!(whatif::WhatIf).to_value())
}

/// The schema of what `explain` answers.
pub fn explanation_schema() -> Value {
    identified("explanation.schema.json", schema_for!(explanation::Explanations).to_value())
}

/// The schema with its own address, which is relative: it works wherever the files lie side by side.
fn identified(name: &str, mut schema: Value) -> Value {
    drop_defaults_of_required(&mut schema);
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("$id".to_owned(), Value::from(name));
    }
    schema
}

/// The types have a default for every field; one that a file must give has none for the reader of the schema.
fn drop_defaults_of_required(schema: &mut Value) {
    let Some(fields) = schema.as_object_mut() else { return };
    let required = fields.get("required").cloned().unwrap_or_default();
    for name in required.as_array().into_iter().flatten().filter_map(Value::as_str) {
        let property = fields.get_mut("properties").and_then(|all| all.get_mut(name)).and_then(Value::as_object_mut);
        if let Some(property) = property {
            property.shift_remove("default");
        }
    }
    for definition in
        fields.get_mut("$defs").and_then(Value::as_object_mut).into_iter().flat_map(|all| all.values_mut())
    {
        drop_defaults_of_required(definition);
    }
}
