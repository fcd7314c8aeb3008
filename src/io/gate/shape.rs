//! The shape of a file: fields, types and ranges as the schema has them; and the repair of what is out of shape.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, JsonTypeSet, ValidationError, Validator};
use serde_json::{Map, Value};

use super::code::Code;
use super::findings::Findings;
use super::nearest::advice;
use super::path::{Step, find_mut, path_text, steps};

/// The shape that a file must have.
#[derive(Debug)]
pub(crate) struct Shape {
    schema: Value,
    /// `None` would be a bug of the schema, which the tests would tell; the deserialiser then still finds shape faults.
    validator: Option<Validator>,
}

/// A value out of shape, and how the rest is made readable.
struct Misfit {
    code: Code,
    steps: Vec<Step>,
    cause: String,
    action: String,
    repair: Repair,
}

/// What is done about a value out of shape.
enum Repair {
    /// A missing field has its default.
    Nothing,
    /// The field is taken out; in a list, so that positions stay, an empty value of the right type comes in.
    TakeOut(Option<JsonType>),
}

impl Shape {
    /// The shape that a JSON Schema describes.
    pub(crate) fn of(schema: Value) -> Self {
        let validator = jsonschema::validator_for(&schema).ok();
        Self { schema, validator }
    }

    /// Tells every fault of the shape and takes out what has one, so that the rest can be read.
    pub(super) fn mend(&self, value: &mut Value, findings: &mut Findings) {
        let mut misfits = Vec::new();
        for error in self.validator.iter().flat_map(|validator| validator.iter_errors(value)) {
            self.collect(&error, value, &mut misfits);
        }
        let mut repaired = Vec::with_capacity(misfits.len());
        for misfit in misfits {
            let path = path_text(&misfit.steps);
            findings.add(misfit.code, path.clone(), misfit.cause, misfit.action);
            repaired.push(path);
            if let Repair::TakeOut(kind) = misfit.repair {
                take_out(value, &misfit.steps, kind);
            }
        }
        // Only now: two faults of one value are both told.
        for path in repaired {
            findings.repaired.add(path);
        }
    }

    /// The misfits behind an error of the validator: one for each unknown field, and those of the alternative that
    /// is not `null`.
    fn collect(&self, error: &ValidationError<'_>, root: &Value, misfits: &mut Vec<Misfit>) {
        let here = || steps(error.instance_path().as_str(), root);
        match error.kind() {
            Kind::AnyOf { context } => {
                let meant = context.iter().find(|errors| !errors.iter().any(wants_null));
                meant.into_iter().flatten().for_each(|inner| self.collect(inner, root, misfits));
            }
            Kind::AdditionalProperties { unexpected } => {
                let known = self.known_fields(error.schema_path().as_str());
                misfits.extend(unexpected.iter().map(|name| unknown_field(here(), name, &known)));
            }
            Kind::OneOfNotValid { context } if error.instance().is_object() => {
                self.collect_variant(error, context, root, misfits);
            }
            Kind::Required { property } => {
                misfits.push(missing_field(here(), property.as_str().unwrap_or_default()));
            }
            kind => {
                let known = self.known_words(error.schema_path().as_str());
                misfits.push(value_misfit(kind, here(), error.instance(), &known));
            }
        }
    }

    /// The misfits of an object whose one field says which alternative it is.
    fn collect_variant(
        &self,
        error: &ValidationError<'_>,
        context: &[Vec<ValidationError<'static>>],
        root: &Value,
        misfits: &mut Vec<Misfit>,
    ) {
        let here = || steps(error.instance_path().as_str(), root);
        let alternatives = self.schema.pointer(error.schema_path().as_str()).and_then(Value::as_array);
        let names = alternatives.into_iter().flatten().map(|one| one.pointer("/required/0").and_then(Value::as_str));
        let names: Vec<&str> = names.map(Option::unwrap_or_default).collect();
        let given: Vec<&String> = error.instance().as_object().into_iter().flat_map(Map::keys).collect();
        match given.as_slice() {
            [name] => match names.iter().position(|known| known == name).and_then(|at| context.get(at)) {
                Some(errors) => errors.iter().for_each(|inner| self.collect(inner, root, misfits)),
                None => misfits.push(unknown_field(here(), name, &names)),
            },
            _ => misfits.push(not_one_field(here(), &given, &names)),
        }
    }

    /// The names of the fields beside the schema's `additionalProperties`.
    fn known_fields(&self, schema_path: &str) -> Vec<&str> {
        let object = schema_path.rsplit_once('/').map_or("", |(above, _)| above);
        let fields = self.schema.pointer(&format!("{object}/properties")).and_then(Value::as_object);
        fields.into_iter().flat_map(Map::keys).map(String::as_str).collect()
    }

    /// The words of an enumeration; none where there is no enumeration.
    fn known_words(&self, schema_path: &str) -> Vec<&str> {
        let choices = self.schema.pointer(schema_path).and_then(Value::as_array);
        choices.into_iter().flatten().filter_map(|choice| choice.get("const")?.as_str()).collect()
    }
}

fn take_out(value: &mut Value, steps: &[Step], kind: Option<JsonType>) {
    let empty = if kind == Some(JsonType::String) { Value::from("") } else { Value::Object(Map::new()) };
    match steps.split_last() {
        Some((Step::Key(name), above)) => {
            if let Some(Value::Object(fields)) = find_mut(value, above) {
                fields.remove(name);
            }
        }
        _ => {
            if let Some(place) = find_mut(value, steps) {
                *place = empty;
            }
        }
    }
}

fn wants_null(error: &ValidationError<'_>) -> bool {
    matches!(error.kind(), Kind::Type { kind: TypeKind::Single(JsonType::Null) })
}

fn unknown_field(mut steps: Vec<Step>, name: &str, known: &[&str]) -> Misfit {
    steps.push(Step::Key(name.to_owned()));
    Misfit {
        code: Code::UnknownField,
        steps,
        cause: format!("there is no field `{name}` here"),
        action: advice(name, known.iter().copied()),
        repair: Repair::TakeOut(None),
    }
}

fn not_one_field(steps: Vec<Step>, given: &[&String], known: &[&str]) -> Misfit {
    Misfit {
        code: Code::WrongType,
        steps,
        cause: format!("an object with {} fields stands where one with a single field belongs", given.len()),
        action: advice("", known.iter().copied()),
        repair: Repair::TakeOut(None),
    }
}

fn missing_field(mut steps: Vec<Step>, name: &str) -> Misfit {
    steps.push(Step::Key(name.to_owned()));
    Misfit {
        code: Code::MissingField,
        steps,
        cause: format!("the field `{name}` is missing"),
        action: format!("add `{name}`"),
        repair: Repair::Nothing,
    }
}

fn value_misfit(kind: &Kind, steps: Vec<Step>, value: &Value, known_words: &[&str]) -> Misfit {
    let (code, cause, action) = match kind {
        Kind::Minimum { .. } | Kind::Maximum { .. } if steps == [Step::Key("schemaVersion".to_owned())] => {
            let cause = format!("the file has format version {value}, which is not known here");
            (Code::WrongVersion, cause, "write the file in version 1, or use a newer release".to_owned())
        }
        Kind::Minimum { limit } => (
            Code::OutOfRange,
            format!("{value} is less than {}", plain(limit)),
            format!("write {} or more", plain(limit)),
        ),
        Kind::Maximum { limit } => (
            Code::OutOfRange,
            format!("{value} is more than {}", plain(limit)),
            format!("write {} or less", plain(limit)),
        ),
        Kind::OneOfNotValid { .. } if value.is_string() => {
            let word = value.as_str().unwrap_or_default();
            let action = advice(word, known_words.iter().copied());
            (Code::UnknownValue, format!("the word `{}` has no meaning here", shortened(word)), action)
        }
        Kind::OneOfNotValid { .. } => wrong_type(value, "text"),
        Kind::Type { kind: TypeKind::Single(wanted) } => wrong_type(value, noun(*wanted)),
        Kind::Type { kind: TypeKind::Multiple(wanted) } => wrong_type(value, &nouns(*wanted)),
        other => {
            (Code::WrongType, format!("the value breaks `{}` of the schema", other.keyword()), "correct it".to_owned())
        }
    };
    let repair = match kind {
        Kind::Type { kind: TypeKind::Single(wanted) } => Repair::TakeOut(Some(*wanted)),
        _ => Repair::TakeOut(None),
    };
    Misfit { code, steps, cause, action, repair }
}

/// A limit as people write it: 0 for 0.0.
fn plain(limit: &Value) -> String {
    limit.as_f64().map_or_else(|| limit.to_string(), |number| number.to_string())
}

fn wrong_type(value: &Value, wanted: &str) -> (Code, String, String) {
    let found = match value {
        Value::Null => "null".to_owned(),
        Value::Bool(word) => format!("the truth value {word}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text \"{}\"", shortened(text)),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    (Code::WrongType, format!("{found} stands where {wanted} belongs"), format!("write {wanted}"))
}

fn nouns(wanted: JsonTypeSet) -> String {
    wanted.iter().filter(|kind| *kind != JsonType::Null).map(noun).collect::<Vec<_>>().join(" or ")
}

fn noun(wanted: JsonType) -> &'static str {
    match wanted {
        JsonType::Null => "null",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "text",
        JsonType::Array => "a list",
        JsonType::Object => "an object",
    }
}

/// As much of a text as fits into a sentence.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
