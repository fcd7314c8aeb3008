//! Other fields: merge patches (RFC 7396) of the policy or of one thing.

use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::domain::Fault;
use crate::io::gate::{Code, Shape, advice, shaped_value};
use crate::io::wire::edit::Patch;
use crate::io::wire::problem::Problem;

use super::fault;

/// The fields given in place of those of the policy.
pub(super) fn set_policy(problem: &mut Problem, fields: &Map<String, Value>) -> Result<(), Vec<Fault>> {
    patch(&mut problem.policy, fields, "")
}

/// The fields given in place of those of one site, person, resource, service or request.
pub(super) fn set(problem: &mut Problem, set: &Patch) -> Result<(), Vec<Fault>> {
    let Patch { request, service, staff, resource, site, to } = set;
    let named = [request, service, staff, resource, site].into_iter().flatten().count();
    if named != 1 {
        let cause = format!("{named} of `request`, `service`, `staff`, `resource` and `site` are given");
        return Err(fault(Code::MissingField, "", cause, "name the one that is meant"));
    }
    if let Some(id) = request {
        set_one(&mut problem.requests, |one| &one.id, id, to, ("request", Code::UnknownRequest))?;
    }
    if let Some(id) = service {
        set_one(&mut problem.services, |one| &one.id, id, to, ("service", Code::UnknownService))?;
    }
    if let Some(id) = staff {
        set_one(&mut problem.staff, |one| &one.id, id, to, ("staff", Code::UnknownStaff))?;
    }
    if let Some(id) = resource {
        set_one(&mut problem.resources, |one| &one.id, id, to, ("resource", Code::UnknownResource))?;
    }
    if let Some(id) = site {
        set_one(&mut problem.sites, |one| &one.id, id, to, ("site", Code::UnknownSite))?;
    }
    Ok(())
}

/// How an id that nothing has is told: the field, the code.
type Unknown = (&'static str, Code);

/// Patches the element with that id.
fn set_one<T: Serialize + DeserializeOwned + JsonSchema>(
    all: &mut [T],
    id_of: impl Fn(&T) -> &String,
    id: &str,
    to: &Map<String, Value>,
    (field, code): Unknown,
) -> Result<(), Vec<Fault>> {
    match all.iter().position(|one| id_of(one) == id) {
        Some(position) => patch(&mut all[position], to, ".to"),
        None => {
            let cause = format!("there is no {field} with the id `{id}`");
            let action = advice(id, all.iter().map(|one| id_of(one).as_str()));
            Err(fault(code, &format!(".{field}"), cause, action))
        }
    }
}

/// The value with the fields merged into it, if that has the shape of its type; faults are placed behind `path`.
fn patch<T: Serialize + DeserializeOwned + JsonSchema>(
    target: &mut T,
    to: &Map<String, Value>,
    path: &str,
) -> Result<(), Vec<Fault>> {
    let mut value = serde_json::to_value(&*target).unwrap_or_default();
    merge(&mut value, &Value::Object(to.clone()));
    let shape = Shape::of(schema_for!(T).to_value());
    let place = |fault: Fault| Fault { path: format!("{path}{}", fault.path.trim_start_matches('$')), ..fault };
    *target = shaped_value(value, &shape).map_err(|faults| faults.0.into_iter().map(place).collect::<Vec<_>>())?;
    Ok(())
}

/// RFC 7396: objects are merged field by field, `null` takes a field out, anything else replaces.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(fields) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    for (name, value) in fields {
        let Some(object) = target.as_object_mut() else { return };
        if value.is_null() {
            object.remove(name);
        } else {
            merge(object.entry(name.clone()).or_insert(Value::Null), value);
        }
    }
}
