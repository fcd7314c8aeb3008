//! Folders of tables on the disk: read, and made.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::failure::Failure;
use crate::io::generate::tables::Shelf;
use crate::io::tables::{Error, Folder};

/// A folder of tables on the disk.
#[derive(Debug)]
pub(super) struct TablesFolder(PathBuf);

impl TablesFolder {
    pub(super) fn new(path: &Path) -> Self {
        Self(path.to_path_buf())
    }

    /// What went wrong with its tables, for people.
    pub(super) fn failure(&self, error: Error) -> Failure {
        match error {
            Error::Faults(faults) => Failure::Faults { file: self.0.display().to_string(), faults },
            Error::Read { path, error } => Failure::Read { path: self.0.join(path), error },
        }
    }
}

/// Does some work on so many threads, on one for each core without a number.
pub(super) fn in_threads<T: Send>(threads: Option<u16>, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or_default().into()).build();
    Ok(pool.map_err(io::Error::other)?.install(work))
}

impl Folder for TablesFolder {
    type File = File;

    fn paths(&self) -> io::Result<Vec<String>> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            if entry.path().is_dir() {
                let inner = fs::read_dir(entry.path())?.filter_map(|inner| inner.ok()?.file_name().into_string().ok());
                paths.extend(inner.map(|file| format!("{name}/{file}")));
            } else {
                paths.push(name);
            }
        }
        Ok(paths)
    }

    fn open(&self, path: &str) -> io::Result<File> {
        File::open(self.0.join(path))
    }
}

/// A new folder of tables: made beside its place, and put there when it is whole.
#[derive(Debug)]
pub(super) struct NewTables {
    made: TempDir,
    place: PathBuf,
}

impl NewTables {
    /// Opens the place, which must be free or an empty folder.
    pub(super) fn open(place: &Path) -> Result<Self, Failure> {
        let failed = |error| Failure::Open { path: place.to_path_buf(), error };
        let is_taken =
            fs::symlink_metadata(place).is_ok() && !fs::read_dir(place).is_ok_and(|mut inner| inner.next().is_none());
        if is_taken {
            return Err(failed(io::Error::other("there is something already; name a new folder")));
        }
        let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let made = tempfile::Builder::new().prefix(".slotwright-").tempdir_in(parent).map_err(failed)?;
        Ok(Self { made, place: place.to_path_buf() })
    }

    /// Puts the folder into its place.
    pub(super) fn keep(self) -> Result<(), Failure> {
        if self.place.is_dir() {
            fs::remove_dir(&self.place)?;
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(self.made.path(), fs::Permissions::from_mode(0o755))?;
        }
        fs::rename(self.made.path(), &self.place)?;
        // What was moved away is not to be removed.
        let _ = self.made.keep();
        Ok(())
    }
}

impl Shelf for NewTables {
    type File = BufWriter<File>;

    fn create(&self, path: &str) -> io::Result<Self::File> {
        let path = self.made.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(self.made.path()))?;
        File::create(path).map(BufWriter::new)
    }
}
