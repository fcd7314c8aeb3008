//! Instances by their names on the command line: problem files, descriptions for the generator, foreign formats.

use std::path::Path;

use clap::{Args, FromArgMatches};

use super::super::generate::Description;
use super::super::import::smptsp_problem;
use crate::bench::Instance;
use crate::cli::failure::Failure;
use crate::cli::files;

/// What a description for the generator begins with.
const GENERATE: &str = "generate:";

/// Reads or makes up an instance.
pub(super) fn instance(name: &str) -> Result<Instance, Failure> {
    let path = Path::new(name);
    if let Some(description) = name.strip_prefix(GENERATE) {
        return read(description, Some(&without_seed(description)), generated(description)?.as_bytes(), name);
    }
    let stem = path.file_name().map_or(name.into(), |file| file.to_string_lossy());
    if let Some(stem) = stem.strip_suffix(".dat") {
        return read(stem, Some("smptsp"), smptsp_problem(path)?.as_bytes(), name);
    }
    let stem = stem.strip_suffix(".json").unwrap_or(&stem);
    read(stem.strip_suffix(".problem").unwrap_or(stem), None, &files::read(path)?, name)
}

fn read(name: &str, group: Option<&str>, text: &[u8], file: &str) -> Result<Instance, Failure> {
    Instance::read(name, group, text).map_err(|faults| Failure::Faults { file: file.to_owned(), faults })
}

/// `staff=8,days=6,turnover` has the flags of `generate --staff 8 --days 6 --turnover`.
fn generated(description: &str) -> Result<String, Failure> {
    let words = description.split(',').filter(|word| !word.is_empty()).map(|word| format!("--{}", word.trim()));
    let command = Description::augment_args(clap::Command::new("generate").no_binary_name(true));
    let matches = command.try_get_matches_from(words).and_then(|matches| Description::from_arg_matches(&matches));
    let usage = |error: clap::Error| {
        let text = error.to_string();
        let cause = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        Failure::Usage(format!("{GENERATE}{description}: {cause}; the words are those of `slotwright generate --help`"))
    };
    matches.map_err(usage)?.problem()
}

/// Descriptions that differ in their seed alone are a group.
fn without_seed(description: &str) -> String {
    let words: Vec<&str> = description.split(',').filter(|word| !word.starts_with("seed=")).collect();
    words.join(",")
}
