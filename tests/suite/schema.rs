//! The stored schemas are those of the types.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files must fail")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::{env, fs};

use slotwright::io::schema::SCHEMAS;

fn file(name: &str) -> String {
    format!("{name}.schema.json")
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema")
}

#[test]
fn stored_schemas_are_fresh() {
    for (name, generate) in SCHEMAS {
        let fresh = serde_json::to_string_pretty(&generate()).unwrap() + "\n";
        let path = folder().join(file(name));
        if env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&path, &fresh).unwrap();
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == fresh, "schema/{} is stale: run `UPDATE_SCHEMA=1 cargo test --release schema`", file(name));
    }
}

#[test]
fn no_schema_is_stored_that_nothing_generates() {
    let stored = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let generated: BTreeSet<String> = SCHEMAS.iter().map(|(name, _)| file(name)).collect();
    for name in stored {
        assert!(generated.contains(&name), "schema/{name} is not in the list of schemas");
    }
}

#[test]
fn schemas_are_schemas() {
    for (name, generate) in SCHEMAS {
        let schema = generate();
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
        assert_eq!(schema["$id"], file(name));
        assert!(jsonschema::validator_for(&schema).is_ok(), "{name}");
    }
}
