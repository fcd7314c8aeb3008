//! Places in a JSON value: JSON Pointers as the schema's validator gives them, JSONPath as people read it.

use serde_json::Value;

/// One step down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The steps of a JSON Pointer within `value`.
pub(super) fn steps(pointer: &str, value: &Value) -> Vec<Step> {
    let mut here = Some(value);
    let mut steps = Vec::new();
    for part in pointer.split('/').skip(1) {
        let name = part.replace("~1", "/").replace("~0", "~");
        let step = match (here, name.parse()) {
            (Some(Value::Array(_)), Ok(index)) => Step::Index(index),
            _ => Step::Key(name),
        };
        here = here.and_then(|value| child(value, &step));
        steps.push(step);
    }
    steps
}

fn child<'a>(value: &'a Value, step: &Step) -> Option<&'a Value> {
    match step {
        Step::Key(name) => value.get(name),
        Step::Index(index) => value.get(index),
    }
}

/// The value at the end of the steps, to be changed.
pub(super) fn find_mut<'a>(value: &'a mut Value, steps: &[Step]) -> Option<&'a mut Value> {
    steps.iter().try_fold(value, |here, step| match step {
        Step::Key(name) => here.get_mut(name),
        Step::Index(index) => here.get_mut(index),
    })
}

/// The steps as JSONPath: `$.staff[0].exceptions['2026-11-25'][0]`.
pub(super) fn path_text(steps: &[Step]) -> String {
    let mut text = "$".to_owned();
    for step in steps {
        match step {
            Step::Index(index) => text.push_str(&format!("[{index}]")),
            Step::Key(name) => text.push_str(&field(name)),
        }
    }
    text
}

/// A field as a step of a JSONPath: `.name`, or `['2026-11-25']` where it is no plain word.
pub(super) fn field(name: &str) -> String {
    let plain = name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_')
        && name.starts_with(|first: char| !first.is_ascii_digit());
    if plain { format!(".{name}") } else { format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'")) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pointers_become_paths() {
        let value = json!({"staff": [{"exceptions": {"2026-11-25": [1], "a/b": {"0": 2}}}]});
        let path = |pointer| path_text(&steps(pointer, &value));
        assert_eq!(path("/staff/0/exceptions/2026-11-25/0"), "$.staff[0].exceptions['2026-11-25'][0]");
        assert_eq!(path("/staff/0/exceptions/a~1b/0"), "$.staff[0].exceptions['a/b']['0']");
        assert_eq!(path(""), "$");
    }
}
