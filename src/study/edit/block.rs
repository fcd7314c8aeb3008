//! Time taken away.

use crate::domain::Fault;
use crate::io::gate::Code;
use crate::io::wire::edit::Absence;
use crate::io::wire::problem::{Block, Problem};

use super::fault;
use super::place::{Place, place};

/// An absence of a person, maintenance of a resource.
pub(super) fn block(problem: &mut Problem, absence: &Absence) -> Result<(), Vec<Fault>> {
    let block = Block { start: absence.start.clone(), end: absence.end.clone() };
    match place(problem, &absence.of, ".of")? {
        Place::Staff(position) => problem.staff[position].blocks.push(block),
        Place::Resource(position) => problem.resources[position].blocks.push(block),
        Place::Site(_) => {
            let cause = format!("`{}` is a site, which has no blocks", absence.of);
            let action = "name a person or a resource, or close the site with the edit `set` and its `exceptions`";
            return Err(fault(Code::UnknownResource, ".of", cause, action));
        }
    }
    Ok(())
}
