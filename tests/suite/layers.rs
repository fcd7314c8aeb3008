//! The import rules of the layers, by reading the source as text.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the source must fail")]

use std::fs;
use std::path::{Path, PathBuf};

/// What each layer may name of the crate besides itself.
const MAY_IMPORT: [(&str, &[&str]); 9] = [
    ("domain", &[]),
    ("plan", &["domain"]),
    ("model", &["domain", "plan"]),
    ("engine", &["domain", "plan", "model"]),
    ("report", &["domain", "plan"]),
    ("io", &["domain", "plan", "report"]),
    ("bench", &["domain", "plan", "engine", "io"]),
    ("study", &["domain", "plan", "model", "engine", "report", "io"]),
    ("cli", &["domain", "plan", "engine", "report", "io", "bench", "study"]),
];

/// What only some files may name: the text, the files by the beginning of their path, why.
const RESERVED: [(&str, &[&str], &str); 18] = [
    ("good_lp::", &["model/", "engine/"], "only the model and the engine know of programmes"),
    ("highs::", &["engine/backend/"], "only the back ends name HiGHS"),
    ("highs_sys::", &["engine/backend/highs"], "only the back ends name HiGHS"),
    (
        "rand::",
        &["io/generate/", "engine/", "report/confidence"],
        "only the generator, the engine and the bootstrap throw dice",
    ),
    ("rand_chacha::", &["io/generate/"], "only the generator throws dice"),
    ("rand_pcg::", &["engine/", "report/confidence"], "only the engine and the bootstrap throw fast dice"),
    ("parquet::", &["io/tables/", "io/generate/tables/"], "only tables are Parquet"),
    ("arrow_array::", &["io/tables/", "io/generate/tables/"], "only tables are Parquet"),
    ("plotters::", &["bench/chart/"], "only the charts draw"),
    ("rust_xlsxwriter::", &["io/report/xlsx/"], "only the workbook knows of workbooks"),
    ("Utc::now", &["cli/"], "only the edges look at the clock"),
    ("Local::now", &["cli/"], "only the edges look at the clock"),
    ("std::fs", &["cli/"], "only the edges open files"),
    ("File::open", &["cli/"], "only the edges open files"),
    ("print!(", &["cli/"], "the library never prints"),
    ("println!(", &["cli/"], "the library never prints"),
    ("eprintln!(", &["cli/"], "the library never prints"),
    ("dbg!(", &[], "it is for debugging"),
];

/// Below the files there is no file format.
const SERDE: [&str; 3] = ["serde::", "serde_json", "schemars"];

/// A file may not be longer.
const LINES: usize = 400;

/// A source file: its path from `src`, and its text without comments.
struct Source {
    path: String,
    code: String,
    lines: usize,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        let code = text.lines().map(without_comment).collect::<Vec<_>>().join("\n");
        Self { path: path.into(), code, lines: text.lines().count() }
    }

    /// The folder right below `src`; none for `lib.rs` and `main.rs`.
    fn layer(&self) -> Option<&str> {
        self.path.split_once('/').map(|(layer, _)| layer)
    }
}

/// The line up to its comment; a `//` in a text is none.
fn without_comment(line: &str) -> &str {
    let comment = line.match_indices("//").find(|(at, _)| line[..*at].matches('"').count().is_multiple_of(2));
    comment.map_or(line, |(at, _)| &line[..at])
}

/// Every file below `src`.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push(Source::new(&name, &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(sources.len() > 100, "only {} files were found", sources.len());
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}

/// The modules right below the crate that a file names: `crate::plan`, `crate::{domain, plan::score}`, and paths of
/// `super` that climb to the crate.
fn imported(source: &Source) -> Vec<String> {
    let mut paths = from_start(&source.code, "crate::");
    // A file in `a/b.rs` is the module `a::b`, one in `a/mod.rs` is `a`: that many `super` lead to the crate.
    let depth = source.path.trim_end_matches("/mod.rs").split('/').count();
    let climb = "super::".repeat(depth);
    paths.extend(from_start(&source.code, &climb).into_iter().filter(|_| depth > 0));
    paths.iter().flat_map(|path| first_names(path)).collect()
}

/// What follows each place of the beginning of a path.
fn from_start<'a>(code: &'a str, beginning: &str) -> Vec<&'a str> {
    let goes_on = |at: usize| code[..at].ends_with(|c: char| is_of_name(c) || c == ':' || c == '$');
    let places = code.match_indices(beginning).filter(|(at, _)| !goes_on(*at));
    places.map(|(at, _)| &code[at + beginning.len()..]).collect()
}

/// Whether the code has these words, not as a part of longer ones.
fn names(code: &str, words: &str) -> bool {
    let is_whole = |at: usize| {
        let open_end = words.ends_with(is_of_name) && code[at + words.len()..].starts_with(is_of_name);
        !open_end && !code[..at].ends_with(is_of_name)
    };
    code.match_indices(words).any(|(at, _)| is_whole(at))
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The first name of a path, or of each path in braces.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| is_of_name(*c)).collect::<String>();
    let Some(list) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut names, mut start) = (1, Vec::new(), 0);
    for (at, character) in list.char_indices() {
        depth += i32::from(character == '{') - i32::from(character == '}');
        if depth == 0 || depth == 1 && character == ',' {
            names.push(name(list[start..at].trim_start()));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// What a file does that its layer may not do.
fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let path = &source.path;
    if let Some(layer) = source.layer() {
        let allowed = MAY_IMPORT.iter().find(|(name, _)| *name == layer).map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else { return vec![format!("{path}: {layer} is no layer")] };
        let wrong = imported(source).into_iter().filter(|name| name != layer && !allowed.contains(&name.as_str()));
        faults.extend(wrong.map(|name| format!("{path}: {layer} may not import {name}")));
        if !["io", "bench", "study", "cli"].contains(&layer) {
            let named = SERDE.iter().filter(|word| names(&source.code, word));
            faults.extend(named.map(|word| format!("{path}: {word} belongs into io")));
        }
        if layer == "domain" && ["Utc", "Local"].iter().any(|word| names(&source.code, word)) {
            faults.push(format!("{path}: the domain has no clock"));
        }
    }
    for (word, homes, why) in RESERVED {
        let at_home = homes.iter().any(|home| path.starts_with(home));
        if !at_home && names(&source.code, word) {
            faults.push(format!("{path}: {word} is not for this file: {why}"));
        }
    }
    if source.lines > LINES {
        faults.push(format!("{path}: {} lines are more than {LINES}", source.lines));
    }
    faults
}

/// Whether the file has unsafe code; an attribute about `unsafe_code` is none.
fn is_unsafe(source: &Source) -> bool {
    names(&source.code, "unsafe")
}

#[test]
fn imports_point_down_only() {
    let faults: Vec<String> = sources().iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_layer_is_there_and_imports_something() {
    let sources = sources();
    for (layer, allowed) in MAY_IMPORT {
        let files: Vec<&Source> = sources.iter().filter(|source| source.layer() == Some(layer)).collect();
        assert!(!files.is_empty(), "{layer} has no files");
        let names: Vec<String> = files.iter().flat_map(|source| imported(source)).collect();
        for needed in allowed {
            assert!(names.iter().any(|name| name == needed), "{layer} may import {needed} and does not need it");
        }
    }
}

#[test]
fn one_file_has_unsafe_code() {
    let sources = sources();
    let unsafe_files: Vec<&str> = sources.iter().filter(|one| is_unsafe(one)).map(|one| one.path.as_str()).collect();
    assert_eq!(unsafe_files, ["engine/backend/highs_callback.rs"]);
}

#[test]
fn only_the_back_ends_for_highs_use_its_crates() {
    let uses = |source: &Source| ["use highs::", "use highs_sys::"].iter().any(|word| source.code.contains(word));
    let sources = sources();
    let files: Vec<&str> = sources.iter().filter(|one| uses(one)).map(|one| one.path.as_str()).collect();
    assert_eq!(files, ["engine/backend/highs.rs", "engine/backend/highs_callback.rs", "engine/backend/highs_lp.rs"]);
}

#[test]
fn wrong_imports_are_caught() {
    let of = |path: &str, text: &str| faults(&Source::new(path, text));
    for (path, text) in [
        ("domain/site.rs", "use crate::plan::Plan;"),
        ("plan/check/mod.rs", "use crate::model::Model;"),
        ("plan/score.rs", "fn f() { crate::engine::solve(); }"),
        ("model/mod.rs", "use crate::{domain::Problem, engine::{Options, solve}};"),
        ("model/families/pool.rs", "use crate::{\n    plan::{Plan, score},\n    engine,\n};"),
        ("report/rows.rs", "use super::super::model::Model;"),
        ("report/mod.rs", "pub use super::io::faults_json;"),
        ("io/plan/write.rs", "use crate::engine::Options;"),
        ("io/plan/write.rs", "use super::super::super::cli::main;"),
        ("engine/solve.rs", "use crate::io::plan_file;"),
        ("web/mod.rs", "use crate::domain::Problem;"),
        ("plan/mod.rs", "use good_lp::Variable;"),
        ("engine/solve.rs", "use highs::Model;"),
        ("domain/site.rs", "#[derive(serde::Serialize)]"),
        ("domain/time.rs", "use chrono::{DateTime, Utc};"),
        ("report/period.rs", "let today = chrono::Utc::now();"),
        ("io/plan/read.rs", "let text = std::fs::read(path);"),
        ("engine/solve.rs", "println!(\"{score}\");"),
    ] {
        assert_eq!(of(path, text).len(), 1, "{path}: {text}: {:?}", of(path, text));
    }
    assert_eq!(of("plan/long.rs", &"\n".repeat(LINES + 1)).len(), 1);
    assert!(is_unsafe(&Source::new("plan/mod.rs", "unsafe { f() }")));
}

#[test]
fn right_imports_are_let_through() {
    for (path, text) in [
        ("plan/score.rs", "use crate::domain::{Problem, RequestIndex};\nuse super::Plan;"),
        ("plan/check/time.rs", "use super::super::{Plan, wording};"),
        ("domain/policy.rs", "//! See `crate::plan`.\nlet address = \"https://example.org\"; // crate::engine"),
        ("engine/compact.rs", "use crate::{domain::Problem, model::Model, plan};"),
        ("lib.rs", "pub mod cli;"),
    ] {
        assert_eq!(faults(&Source::new(path, text)), Vec::<String>::new(), "{path}: {text}");
    }
    assert!(!is_unsafe(&Source::new("engine/mod.rs", "#[expect(unsafe_code, reason = \"\")]")));
}
