//! `completions`: what a shell needs to complete the command line.

use clap::Args;
use clap_complete::Shell;

use crate::cli::failure::Failure;
use crate::cli::{Exit, command, files};

/// Print the completions of a shell: `slotwright completions bash`
#[derive(Debug, Args)]
pub(in crate::cli) struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    pub(in crate::cli) fn run(self) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "slotwright", &mut script);
        files::print(&String::from_utf8_lossy(&script)).map(|()| Exit::Done)
    }
}
