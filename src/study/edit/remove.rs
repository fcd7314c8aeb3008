//! Somebody leaves, a room is given up.

use crate::domain::Fault;
use crate::io::gate::Code;
use crate::io::wire::problem::Problem;

use super::fault;
use super::place::{Place, place};

/// The person or resource takes no new booking; the bookings that it has must move, at the price of the policy.
pub(super) fn remove(problem: &mut Problem, id: &str) -> Result<(), Vec<Fault>> {
    match place(problem, id, ".id")? {
        Place::Staff(position) => problem.staff[position].active = false,
        Place::Resource(position) => problem.resources[position].active = false,
        Place::Site(_) => {
            let cause = format!("`{id}` is a site");
            return Err(fault(Code::UnknownResource, ".id", cause, "name a person or a resource"));
        }
    }
    Ok(())
}
