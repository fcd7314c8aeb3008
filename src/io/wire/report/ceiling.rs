//! The ceiling in the report file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Share;
use crate::{domain, report};

/// The best utilisation that the same appointments could reach on some resources, re-arranged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ceiling {
    /// Ids of the resources: those among which some service chooses, or all.
    pub resources: Vec<String>,
    /// What is booked of what is available.
    pub now: Share,
    /// A plan that keeps every rule reaches this; null where none was found.
    pub reachable: Option<Share>,
    /// No plan that keeps every rule exceeds this; null where no bound is known.
    pub bound: Option<Share>,
    /// Requests that use these resources and may be placed.
    pub requests: usize,
    /// How many of them that plan books.
    pub served: usize,
}

impl Ceiling {
    pub(super) fn new(problem: &domain::Problem, ceiling: &report::Ceiling) -> Self {
        Self {
            resources: ceiling.resources.iter().map(|&one| problem.resource(one).id.clone()).collect(),
            now: ceiling.now.into(),
            reachable: ceiling.reachable_share().map(Share::from),
            bound: ceiling.bound_share().map(Share::from),
            requests: ceiling.requests,
            served: ceiling.served,
        }
    }
}
