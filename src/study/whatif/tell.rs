//! What is known of one case, told the others for which it holds.

use super::aim::Aim;
use super::answer::Answer;
use super::case::Case;
use super::known::Known;
use super::order::{carried, is_within};

/// Plans go up, to the cases with more capacity, and bounds go down, by the argument of [`super::order`]. The best value of
/// every aim rises with capacity: those beside the score are scores by another policy, the same for both. For minutes only the
/// bound is told: that plan is not kept.
pub(super) fn tell(cases: &[Case], answers: &mut [Answer]) {
    let pairs: Vec<(usize, usize)> = (0..cases.len())
        .flat_map(|small| (0..cases.len()).map(move |large| (small, large)))
        .filter(|&(small, large)| small != large && is_within(&cases[small].problem, &cases[large].problem))
        .collect();
    // The relation is transitive, so each pair needs to be looked at only once: what reaches a case from a third one comes
    // to it from that one as well.
    let before = answers.to_vec();
    for (small, large) in pairs {
        raise(&cases[small], &before[small], &cases[large], &mut answers[large]);
        lower(&before[large], &mut answers[small]);
    }
}

/// The plan of the small one is a plan of the large one.
fn raise(small: &Case, from: &Answer, large: &Case, to: &mut Answer) {
    let reached = |known: Known| Known { least: known.least, most: None };
    to.served = to.served.and(reached(from.served));
    to.revenue = to.revenue.and(reached(from.revenue));
    let is_better = from.score().least > to.score().least;
    let plan = from.plan.as_ref().filter(|_| is_better && to.is_finished);
    if let Some((plan, score)) = plan.and_then(|(plan, _)| carried(&small.problem, plan, &large.problem)) {
        to.take(&large.problem, plan, score);
    }
}

/// A bound on the large one is a bound on the small one.
fn lower(from: &Answer, to: &mut Answer) {
    let bound = |aim: Aim| Known { least: None, most: from.known(aim).most };
    to.served = to.served.and(bound(Aim::Served));
    to.revenue = to.revenue.and(bound(Aim::Revenue));
    if to.is_finished {
        to.bound = to.score().and(bound(Aim::Score)).most;
    }
}
