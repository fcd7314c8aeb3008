//! The documents cannot go stale: their commands run, the files that they name exist.

#![expect(clippy::unwrap_used, reason = "a document that is not there must fail the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Folders whose files documents name.
const FOLDERS: [&str; 7] = ["src/", "tests/", "fixtures/", "benches/", "docs/", "schema/", "scripts/"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// A command of a document, and the exit code that it announces.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    line: String,
    code: i32,
}

/// The `slotwright` commands in the blocks for a shell; in a `console` block they follow a `$`.
fn examples(text: &str) -> Vec<Example> {
    let mut language = None;
    let mut examples = Vec::new();
    for line in joined(text) {
        if let Some(fence) = line.trim_start().strip_prefix("```") {
            language = if language.is_some() { None } else { Some(fence.trim().to_owned()) };
            continue;
        }
        let command = match language.as_deref() {
            Some("sh") => line.trim(),
            Some("console") => line.trim().strip_prefix('$').unwrap_or_default().trim(),
            _ => continue,
        };
        if command.split(['|', ';', '&']).any(|part| part.trim_start().starts_with("slotwright ")) {
            examples.push(example(command));
        }
    }
    examples
}

/// The lines, those that end with a backslash together with the next.
fn joined(text: &str) -> Vec<String> {
    text.replace("\\\n", " ").lines().map(str::to_owned).collect()
}

/// `slotwright check … # exit 3`.
fn example(command: &str) -> Example {
    let (line, comment) = command.split_once(" #").unwrap_or((command, ""));
    let code =
        comment.trim().strip_prefix("exit ").and_then(|rest| rest.split([',', ':', ' ', '.']).next()?.parse().ok());
    Example { line: line.trim().into(), code: code.unwrap_or(0) }
}

/// A folder with the fixtures and schemas, in which examples may write.
fn playground() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["fixtures", "fixtures/invalid", "schema", "docs"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        let files = fs::read_dir(root().join(name)).unwrap().map(|entry| entry.unwrap().path());
        for file in files.filter(|path| path.is_file()) {
            fs::copy(&file, folder.path().join(name).join(file.file_name().unwrap())).unwrap();
        }
    }
    fs::create_dir(folder.path().join("target")).unwrap();
    folder
}

/// Runs a line in the folder with the built program on the path.
fn run(example: &Example, folder: &Path) {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_slotwright"));
    let path = std::env::join_paths(
        [program.parent().unwrap().to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", &example.line]).current_dir(folder).env("PATH", path.unwrap()).stdin(Stdio::null());
    let output = shell.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    // What is proved in seconds by itself may not be on a machine that is busy with other tests: 4 is a plan within the limit.
    let is_cut = example.code == 0 && code == Some(4);
    assert!(code == Some(example.code) || is_cut, "{}: {code:?}\n{said}", example.line);
}

/// The documents whose commands are run, one after the other in one folder: a later line may read what an earlier wrote.
#[test]
#[cfg(unix)]
fn the_commands_of_the_readme_run() {
    let examples = examples(&document("README.md"));
    assert!(!examples.is_empty(), "README.md has no command in a block ```sh or ```console");
    let folder = playground();
    for example in &examples {
        run(example, folder.path());
    }
}

/// The paths in backticks that begin with a folder of the project; `fixtures/tiny.*` and `CODE` are patterns.
fn named_paths(text: &str) -> BTreeSet<String> {
    // A fence has three backticks, which would turn inside and outside round.
    let text = text.replace("```", "");
    let spans = text.split('`').skip(1).step_by(2).filter(|span| !span.contains(char::is_whitespace));
    let paths = spans.filter(|span| FOLDERS.iter().any(|folder| span.starts_with(folder)));
    let is_plain = |path: &&str| {
        !path.contains(['*', '{', '<', '…']) && !["CODE", "NAME", "TOPIC"].iter().any(|word| path.contains(word))
    };
    paths.filter(is_plain).map(|path| path.trim_end_matches('/').to_owned()).collect()
}

#[test]
fn every_named_file_exists() {
    let at_root = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // The one names files that its reader is to make, the other files of the past.
    let is_map = |name: &String| name.ends_with(".md") && !["CONTRIBUTING.md", "CHANGELOG.md"].contains(&name.as_str());
    let mut documents: Vec<String> = at_root.filter(is_map).collect();
    documents.extend(["fixtures/README.md".into(), "docs/FAULTS.md".into()]);
    for name in documents {
        let named = named_paths(&document(&name));
        let missing: Vec<&str> = named.iter().map(String::as_str).filter(|path| !root().join(path).exists()).collect();
        assert!(missing.is_empty(), "{name} names what is not there: {}", missing.join(", "));
    }
}

#[test]
fn the_code_map_names_files() {
    let named = named_paths(&document("ARCHITECTURE.md"));
    assert!(named.iter().filter(|path| path.ends_with(".rs")).count() > 10, "ARCHITECTURE.md names {named:?}");
}

#[test]
fn the_reader_of_documents_finds_commands_and_paths() {
    let text = "Run `src/main.rs`, not `src/*.rs` or `src/CODE.rs`; see `tests/`.\n```sh\nslotwright solve a \\\n  -o b # exit 3: infeasible\nls\ncat p | slotwright check -\n```\n```json\nslotwright x\n```\n```console\n$ slotwright help\nslotwright says\n```\n";
    let expected = [("slotwright solve a    -o b", 3), ("cat p | slotwright check -", 0), ("slotwright help", 0)];
    assert_eq!(examples(text), expected.map(|(line, code)| Example { line: line.into(), code }));
    assert_eq!(named_paths(text), ["src/main.rs", "tests"].map(String::from).into());
}
