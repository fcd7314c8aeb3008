//! `schema`: the JSON Schema of each file.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::cli::failure::Failure;
use crate::cli::{Exit, files};
use crate::io::SCHEMAS;

/// Print the JSON Schema of a file format
#[derive(Debug, Args)]
pub(in crate::cli) struct Schema {
    /// Which file
    #[arg(value_parser = PossibleValuesParser::new(SCHEMAS.map(|(name, _)| name)))]
    name: String,
}

impl Schema {
    pub(in crate::cli) fn run(self) -> Result<Exit, Failure> {
        let known = SCHEMAS.into_iter().find(|(name, _)| *name == self.name);
        let (_, schema) =
            known.ok_or_else(|| Failure::Usage(format!("there is no schema of the name {}", self.name)))?;
        files::print_json(&schema()).map(|()| Exit::Done)
    }
}
