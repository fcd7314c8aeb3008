//! Reading inputs and writing results; `-` is the standard stream.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Manner;
use super::failure::Failure;
use crate::io::wire::problem::Problem;
use crate::io::{PlanReading, Reading, read_plan, read_problem};

/// The bytes of a file, or of stdin for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let result = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    result.map_err(|error| Failure::Read { path: path.to_path_buf(), error })
}

/// Only one input can be stdin.
pub(super) fn one_stream(paths: &[&Path]) -> Result<(), Failure> {
    match paths.iter().filter(|path| **path == Path::new("-")).count() {
        0 | 1 => Ok(()),
        _ => Err(Failure::Usage("stdin can be read only once; name a file for the other input".into())),
    }
}

/// A problem file, admitted; its warnings are said.
pub(super) fn problem(path: &Path, manner: Manner) -> Result<Reading, Failure> {
    let reading = admitted(path)?;
    for warning in &reading.warnings {
        manner.say(&format!("warning: {warning}"));
    }
    Ok(reading)
}

/// A problem file, admitted, and as it is written; its warnings are said.
pub(super) fn problem_and_file(path: &Path, manner: Manner) -> Result<(Reading, Problem), Failure> {
    let text = read(path)?;
    let reading = read_problem(&text).map_err(|faults| Failure::Faults { file: path.display().to_string(), faults })?;
    for warning in &reading.warnings {
        manner.say(&format!("warning: {warning}"));
    }
    Ok((reading, serde_json::from_slice(&text)?))
}

/// A problem file, admitted, in silence.
pub(super) fn admitted(path: &Path) -> Result<Reading, Failure> {
    read_problem(&read(path)?).map_err(|faults| Failure::Faults { file: path.display().to_string(), faults })
}

/// A plan file for a problem; says so if it was made for another text of the problem.
pub(super) fn plan(path: &Path, problem: &Reading, manner: Manner) -> Result<PlanReading, Failure> {
    let reading = read_plan(&problem.problem, &read(path)?)
        .map_err(|faults| Failure::Faults { file: path.display().to_string(), faults })?;
    if reading.sha256 != problem.sha256 {
        manner.say(&format!("warning: {} was made for another version of the problem file", path.display()));
    }
    Ok(reading)
}

/// Where a result goes; opened before the work, so that a wrong path fails at once.
#[derive(Debug)]
pub(super) enum Output {
    /// stdout.
    Stream,
    /// A new file that takes the place of the target when it is whole.
    Replace(NamedTempFile, PathBuf),
    /// A device or pipe, written as it is.
    Direct(File),
}

impl Output {
    /// Opens the place for a result.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        match path {
            None => Ok(Self::Stream),
            Some(path) if path == Path::new("-") => Ok(Self::Stream),
            Some(path) => Self::file(path).map_err(|error| Failure::Open { path: path.to_path_buf(), error }),
        }
    }

    /// Refuses a terminal for a result that is no text; `example` is a name for the file.
    pub(super) fn takes_bytes(&self, example: &str) -> Result<(), Failure> {
        if matches!(self, Self::Stream) && io::stdout().is_terminal() {
            return Err(Failure::Usage(format!("a terminal cannot show this format; name a file with -o {example}")));
        }
        Ok(())
    }

    fn file(path: &Path) -> io::Result<Self> {
        // A link is followed: what it points to is replaced, not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        match fs::metadata(&target) {
            Ok(known) if known.is_dir() => return Err(io::Error::other("it is a folder")),
            Ok(known) if !known.is_file() => return File::options().write(true).open(&target).map(Self::Direct),
            Ok(known) if known.permissions().readonly() => return Err(io::Error::other("it is read-only")),
            _ => {}
        }
        let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(io::Error::other(format!("there is no folder {}", folder.display())));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".slotwright-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        Ok(Self::Replace(builder.tempfile_in(folder)?, target))
    }

    /// Writes the whole result, or nothing.
    pub(super) fn write(self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stream => {
                let mut stdout = io::stdout().lock();
                stdout.write_all(bytes)?;
                stdout.flush()
            }
            Self::Replace(mut file, path) => {
                file.write_all(bytes)?;
                file.as_file().sync_all()?;
                file.persist(path).map(drop).map_err(|error| error.error)
            }
            Self::Direct(mut file) => file.write_all(bytes),
        }
    }

    /// Writes a result that must not be lost: where that fails, it is kept in the folder for temporary files.
    pub(super) fn write_or_keep(self, bytes: &[u8], name: &str) -> Result<(), Failure> {
        let Err(error) = self.write(bytes) else { return Ok(()) };
        let kept = tempfile::Builder::new().prefix("slotwright-").suffix(name).tempfile().and_then(|mut file| {
            file.write_all(bytes)?;
            file.into_temp_path().keep().map_err(|error| error.error)
        });
        match kept {
            Ok(path) => {
                let explained = format!("{error}; it is kept in {}", path.display());
                Err(Failure::Write(io::Error::other(explained)))
            }
            Err(_) => Err(Failure::Write(error)),
        }
    }
}

/// Writes lines of text to stdout, without colours where it is no terminal.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}

/// Writes a value as JSON to stdout.
pub(super) fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    print(&format!("{}\n", serde_json::to_string_pretty(value)?))
}
