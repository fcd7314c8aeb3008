//! The analysis: what goes beyond booked over available, each part only if asked for.

use super::ceiling::Ceiling;
use super::measures::Measures;
use super::reconciliation::Reconciliation;
use super::waterfall::Waterfalls;

/// What was asked for beside the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Where the hours went; see [`super::waterfalls`].
    pub waterfalls: Option<Waterfalls>,
    /// What could be reached; see [`super::Question`].
    pub ceilings: Vec<Ceiling>,
    /// Differences between rows of the two reports; see [`super::reconcile`].
    pub reconciliations: Vec<Reconciliation>,
    /// More about each row; see [`super::measures`](fn@super::measures).
    pub measures: Option<Measures>,
}
