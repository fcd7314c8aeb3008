//! A violation: a rule that a plan breaks, with who, what and when.

use std::fmt;

use crate::domain::{Interval, RequestIndex, ResourceIndex, StaffIndex};

use super::Rule;

/// A broken rule. Violations sort by their requests, then by rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The requests concerned, in order; none where the plan as a whole is.
    pub requests: Vec<RequestIndex>,
    /// Which rule.
    pub rule: Rule,
    /// The person concerned, if one is.
    pub staff: Option<StaffIndex>,
    /// The resource concerned, if one is.
    pub resource: Option<ResourceIndex>,
    /// When.
    pub at: Option<Interval>,
    /// A sentence without its full stop: who, what, when.
    pub detail: String,
}

impl Violation {
    /// A broken rule with its sentence.
    pub(in crate::plan) fn new(rule: Rule, detail: String) -> Self {
        Self { requests: Vec::new(), rule, staff: None, resource: None, at: None, detail }
    }

    /// The same, of these requests.
    pub(in crate::plan) fn of(self, requests: &[RequestIndex]) -> Self {
        Self { requests: requests.to_vec(), ..self }
    }

    /// The same, by this person.
    pub(in crate::plan) fn by(self, staff: StaffIndex) -> Self {
        Self { staff: Some(staff), ..self }
    }

    /// The same, with this resource.
    pub(in crate::plan) fn with(self, resource: ResourceIndex) -> Self {
        Self { resource: Some(resource), ..self }
    }

    /// The same, at this time.
    pub(in crate::plan) fn at(self, interval: Interval) -> Self {
        Self { at: Some(interval), ..self }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} [{}]", self.detail, self.rule.code())
    }
}
