//! An instance: a problem with the name that tables give it.

use crate::domain::{Faults, Problem};
use crate::io::read_problem;

/// A problem to be solved by every engine.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Name in tables.
    pub name: String,
    /// The instances that it is counted with.
    pub group: String,
    /// SHA-256 of the bytes of the problem file.
    pub sha256: String,
    /// The problem.
    pub problem: Problem,
}

impl Instance {
    /// The instance of a problem file; without a group of its own it belongs to the name up to the last `-`.
    ///
    /// # Errors
    ///
    /// Every fault of the file.
    pub fn read(name: &str, group: Option<&str>, text: &[u8]) -> Result<Self, Faults> {
        let reading = read_problem(text)?;
        let family = name.rsplit_once('-').map_or(name, |(family, _)| family);
        let group = group.unwrap_or(family).to_owned();
        Ok(Self { name: name.to_owned(), group, sha256: reading.sha256, problem: reading.problem })
    }

    /// How many requests are to be planned or stand.
    pub fn requests(&self) -> u64 {
        self.problem.requests.iter().filter(|request| request.status.is_live()).count() as u64
    }
}
