//! Where tables lie.

use std::io;

use parquet::file::reader::ChunkReader;

/// A folder of tables. Only the edges of the program open files, so they say how.
pub trait Folder: Sync {
    /// A file that is open for reading, whole or in places.
    type File: ChunkReader<T: Send> + 'static;

    /// The paths of all files in the folder and in the folders in it, with `/` between names.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn paths(&self) -> io::Result<Vec<String>>;

    /// Opens a file of its own for each caller: several threads read at once.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn open(&self, path: &str) -> io::Result<Self::File>;
}
