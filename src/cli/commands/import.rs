//! `import`: a problem in a foreign format as a problem file.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::cli::files::{self, Output};
use crate::io::import::smptsp;

/// Turn a problem in another format into a problem file
#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    /// Which format
    #[arg(value_enum)]
    format: Format,
    /// File to read; `-` for stdin
    file: PathBuf,
    /// Write the problem here; `-` for stdout
    #[arg(short, long, value_name = "PROBLEM")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Shift minimisation personnel task scheduling: fixed tasks, qualified workers, fewest workers
    Smptsp,
}

impl Import {
    pub(in crate::cli) fn run(self) -> Result<Exit, Failure> {
        let output = Output::open(self.output.as_deref())?;
        let text = match self.format {
            Format::Smptsp => smptsp_problem(&self.file)?,
        };
        output.write(text.as_bytes())?;
        Ok(Exit::Done)
    }
}

/// The text of the problem file that an instance file stands for.
pub(super) fn smptsp_problem(path: &Path) -> Result<String, Failure> {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let problem = smptsp::read(&files::read(path)?, &name)
        .map_err(|faults| Failure::Faults { file: path.display().to_string(), faults })?;
    Ok(format!("{}\n", serde_json::to_string_pretty(&problem)?))
}
