//! Why a command could not do what it was asked to do.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use super::Manner;
use super::terminal::{BOLD, RED};
use crate::domain::Faults;
use crate::io::wording::counted;
use crate::{engine, io as files};

/// One sentence for the person who can act on it, and an exit code.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A file with faults.
    #[error("{file} has {}\n{faults}", counted(.faults.0.len() as u64, "fault", "faults"))]
    Faults {
        /// Which file.
        file: String,
        /// What is wrong with it.
        faults: Faults,
    },
    /// A file that cannot be read.
    #[error("cannot read {path}: {error}", path = .path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A place that cannot be written to, found out before the work.
    #[error("cannot write to {path}: {error}", path = .path.display())]
    Open {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// A flag that does not fit the input.
    #[error("{0}")]
    Usage(String),
    /// A result that could not be written.
    #[error("cannot write the result: {0}")]
    Write(#[from] io::Error),
    /// The engine.
    #[error("{0}")]
    Engine(#[from] engine::Error),
    /// A result that could not be put into JSON.
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// Says it, and gives the exit code.
    pub(super) fn tell(&self, manner: Manner) -> ExitCode {
        match self {
            // Whoever reads our output has seen enough.
            Self::Write(error) if error.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Self::Faults { faults, .. } if manner.json => {
                let text = files::faults_json(&faults.0, &[]);
                let _ = writeln!(io::stdout(), "{text}");
            }
            _ => {
                let _ = writeln!(anstream::stderr(), "{RED}{BOLD}error{BOLD:#}{RED:#}: {self}");
            }
        }
        ExitCode::from(match self {
            Self::Write(_) | Self::Engine(_) | Self::Json(_) => 1,
            Self::Faults { .. } | Self::Read { .. } | Self::Open { .. } | Self::Usage(_) => 2,
        })
    }
}
