//! The rows of a study while it runs: kept in order, and in the result file after each run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::bench::key;
use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::io::read_results;
use crate::io::wire::bench::{Results, Run};

/// Rows read and made so far.
#[derive(Debug)]
pub(super) struct Rows {
    earlier: Vec<Run>,
    made: BTreeMap<usize, Run>,
    file: Option<PathBuf>,
}

/// The rows of a result file.
pub(super) fn read(path: &Path) -> Result<Vec<Run>, Failure> {
    let results = read_results(&files::read(path)?);
    let results = results.map_err(|faults| Failure::Faults { file: path.display().to_string(), faults })?;
    Ok(results.runs)
}

impl Rows {
    /// Rows of earlier files; all go to `file`.
    pub(super) fn new(earlier: Vec<Run>, file: Option<PathBuf>) -> Self {
        Self { earlier, made: BTreeMap::new(), file }
    }

    /// The rows of earlier files.
    pub(super) fn earlier(&self) -> &[Run] {
        &self.earlier
    }

    /// Adds the row of the run at a position of the study, and writes the file.
    pub(super) fn add(&mut self, position: usize, run: Run) -> Result<(), Failure> {
        self.made.insert(position, run);
        self.save()
    }

    /// Writes the file, if there is one to write.
    pub(super) fn save(&self) -> Result<(), Failure> {
        let Some(path) = self.file.as_deref() else { return Ok(()) };
        let text = serde_json::to_string_pretty(&self.results())? + "\n";
        Output::open(Some(path))?.write_or_keep(text.as_bytes(), ".bench.json")
    }

    /// All rows, those of an instance together; of two of one configuration the later.
    pub(super) fn results(&self) -> Results {
        let all: Vec<&Run> = self.earlier.iter().chain(self.made.values()).collect();
        let mut places = BTreeMap::new();
        for run in &all {
            let place = places.len();
            places.entry(run.instance.as_str()).or_insert(place);
        }
        let latest: BTreeMap<_, usize> =
            all.iter().enumerate().map(|(position, run)| ((key(run), run.version.as_str()), position)).collect();
        let mut positions: Vec<usize> = latest.into_values().collect();
        positions.sort_by_key(|&position| (places.get(all[position].instance.as_str()), position));
        let runs = positions.into_iter().map(|position| all[position].clone()).collect();
        Results { schema_version: 1, runs }
    }
}
