//! The steps of a probe: what stands, and what may move.

use super::Means;
use super::probe::{Case, Freedom, fits, near};
use crate::domain::Problem;
use crate::plan::Plan;

/// The work of a solve in which little moves, about a fifth of a second.
const LITTLE: u64 = 200_000;

/// Neighbourhoods of a request that are tried.
const MOST_TRIED: usize = 8;

/// How far a probe goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ladder {
    /// Every other booking stands.
    Standing,
    /// Resources may change, which no client sees, and then the bookings around the request.
    Moves,
    /// Everything may change.
    All,
}

/// A plan that books what is wanted at no loss to the others: the one that changes least.
pub(super) fn climb(problem: &Problem, case: Case<'_>, ladder: Ladder, means: &Means) -> Option<Plan> {
    let little = Means { work: Some(means.work.unwrap_or(u64::MAX).min(LITTLE)), ..means.clone() };
    let standing = || fits(problem, case, &Freedom::Nothing, means);
    let resources = || fits(problem, case, &Freedom::Resources, &little);
    let around =
        || near(problem, case).iter().take(MOST_TRIED).find_map(|freedom| fits(problem, case, freedom, &little));
    let found = standing();
    let found = found.or_else(|| if ladder >= Ladder::Moves { resources().or_else(around) } else { None });
    found.or_else(|| if ladder >= Ladder::All { fits(problem, case, &Freedom::All, means) } else { None })
}
