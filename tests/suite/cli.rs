//! The program as people use it: arguments, streams, exit codes, files, signals, words.

#![expect(clippy::unwrap_used, reason = "a program or a file that is not there must fail the test")]

mod advice;
mod bench;
mod exits;
mod explain;
mod inputs;
mod outputs;
mod replan;
mod signals;
mod streams;
mod whatif;
mod words;

use std::path::Path;

use tempfile::TempDir;

/// A small problem with a plan beside it.
const PROBLEM: &str = "fixtures/tiny.two-rooms.problem.json";

/// The plan of it.
const PLAN: &str = "fixtures/tiny.two-rooms.plan.json";

/// Ten faults.
const TEN_FAULTS: &str = "fixtures/invalid/ten-faults.problem.json";

/// A folder of its own for a test.
fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The path of a file in a folder, as an argument.
fn within(folder: &TempDir, name: &str) -> String {
    text(&folder.path().join(name))
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// The names in a folder, in order.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

/// A JSON file with one change to it.
fn edited(file: &str, edit: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let mut value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    edit(&mut value);
    serde_json::to_vec_pretty(&value).unwrap()
}
