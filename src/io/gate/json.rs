//! From bytes to a JSON value, with every field that an object gives twice.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::code::Code;
use super::findings::Findings;
use super::path::{Step, path_text};

/// The largest number up to which a float stands for one integer: 2⁵³.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The value that the text stands for, or `None` and a fault. Of fields given twice the last one counts.
pub(super) fn parse(text: &[u8], findings: &mut Findings) -> Option<Value> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let mut walk = Walk::default();
    let value = (&mut walk).deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    let value = value.map_err(|error| findings.add_malformed(&error)).ok()?;
    for mut steps in walk.twice {
        let cause = match steps.first() {
            Some(Step::Key(name)) => format!("`{name}` is given twice"),
            _ => continue,
        };
        steps.reverse();
        findings.add(Code::DuplicateField, path_text(&steps), cause, "keep one of the two");
    }
    Some(value)
}

impl Findings {
    fn add_malformed(&mut self, error: &serde_json::Error) {
        let message = error.to_string();
        let reason = message.split(" at line ").next().unwrap_or_default();
        let cause = format!("the text is not JSON at line {}, column {}: {reason}", error.line(), error.column());
        self.add(Code::MalformedJson, "$".to_owned(), cause, "correct the text there; a JSON editor marks the place");
    }
}

/// The fields that the reader met twice: the steps to each, as far as it has come back up, the last one first.
#[derive(Default)]
struct Walk {
    twice: Vec<Vec<Step>>,
}

impl Walk {
    /// Adds the step above to all that was found since there were `before` findings.
    fn come_up(&mut self, before: usize, step: &Step) {
        for steps in self.twice.iter_mut().skip(before) {
            steps.push(step.clone());
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Walk {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Walk {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    /// `5.0` is the integer 5.
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        let integral = value.fract() == 0.0 && value.abs() < EXACT;
        Ok(if integral { Value::from(value as i64) } else { Value::from(value) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        let mut before = self.twice.len();
        while let Some(item) = sequence.next_element_seed(&mut *self)? {
            self.come_up(before, &Step::Index(items.len()));
            before = self.twice.len();
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let before = self.twice.len();
            let value = map.next_value_seed(&mut *self)?;
            if fields.contains_key(&name) {
                self.twice.push(Vec::new());
            }
            if before < self.twice.len() {
                self.come_up(before, &Step::Key(name.clone()));
            }
            fields.insert(name, value);
        }
        Ok(fields.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(text: &str) -> (Option<Value>, Vec<String>) {
        let mut findings = Findings::default();
        let value = parse(text.as_bytes(), &mut findings);
        (
            value,
            findings.faults.into_iter().map(|fault| format!("{} {} {}", fault.code, fault.path, fault.cause)).collect(),
        )
    }

    #[test]
    fn integral_floats_are_integers() {
        assert_eq!(read("[5.0, 5.5, -3e2]").0, Some(json!([5, 5.5, -300])));
    }

    #[test]
    fn a_field_given_twice_is_told_with_its_path() {
        let (value, faults) = read(r#"{"a": [{"b": 1}, {"b": 1, "b": 2}]}"#);
        assert_eq!(value, Some(json!({"a": [{"b": 1}, {"b": 2}]})));
        assert_eq!(faults, ["duplicateField $.a[1].b `b` is given twice"]);
    }

    #[test]
    fn the_place_of_a_syntax_error_is_told() {
        let (value, faults) = read("{\n  \"a\": ]\n}");
        assert_eq!(value, None);
        assert_eq!(faults, ["malformedJson $ the text is not JSON at line 2, column 8: expected value"]);
    }

    #[test]
    fn deep_nesting_is_a_fault_and_not_a_crash() {
        assert_eq!(read(&"[".repeat(1_000_000)).1.len(), 1);
        assert_eq!(read("{} {}").1.len(), 1);
        assert_eq!(read(r#"{"a": 1, "a": 2, ]"#).1.len(), 1, "a text that is not JSON has no fields");
        assert_eq!(read("").1.len(), 1);
    }
}
