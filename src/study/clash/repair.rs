//! Repairs: the cheapest changes after which all mandatory requests can be booked.

use super::{Verdict, only, verdict};
use crate::domain::{Problem, RequestIndex};
use crate::io::wire::explanation as wire;
use crate::study::change::search::{Enough, changed, combined, least};
use crate::study::change::{Lever, Reach, edits, levers, listed, sentence};
use crate::study::explain::{Means, Setting, visit_of};

/// Repairs of each kind that suffice alone, the cheapest first; or one of several changes, where none does.
pub(super) fn repairs(setting: &Setting, clashing: &[RequestIndex], means: &Means) -> Vec<wire::Change> {
    let problem = &setting.problem;
    let mut reaches = reaches(problem, clashing);
    reaches.sort_by_key(|(lever, step, _)| lever.effort(problem, *step));
    // What does not even help those that clash does not help all: a quick test before the slow one.
    let near = only(problem, clashing);
    let probe = |changed: &Problem| (verdict(changed, means) == Verdict::Feasible).then_some(());
    let nearly = |reach: &Reach| {
        let most = [(reach.0.clone(), reach.2)];
        verdict(&changed(&near, &most), means) == Verdict::Feasible
    };
    let mut found: Vec<Enough<()>> = Vec::new();
    for reach in &reaches {
        let kind = reach.0.kind();
        let of_kind = |one: &Enough<()>| one.moved.iter().all(|(lever, _)| lever.kind() == kind);
        let below = found.iter().filter(|one| of_kind(one)).map(|one| one.effort).min().unwrap_or(i64::MAX);
        if reach.0.effort(problem, reach.1) < below
            && nearly(reach)
            && let Some(one) = least(problem, reach, below, &probe)
        {
            found.retain(|other| !of_kind(other));
            found.push(one);
        }
    }
    // Several small changes may ask for less than a large one, or be needed where there are several clashes.
    let known = found.iter().map(|one| one.effort).min().unwrap_or(i64::MAX);
    let is_cheaper = |(lever, _, most): &Reach| lever.effort(problem, *most) < known;
    let all = if found.is_empty() { everywhere(problem, reaches) } else { reaches };
    let cheaper: Vec<Reach> = all.into_iter().filter(is_cheaper).collect();
    found.extend(combined(problem, &cheaper, &probe).filter(|one| one.effort < known));
    found.sort_by_key(|one| one.effort);
    found.iter().filter_map(|one| verified(setting, one, means)).collect()
}

/// What may be moved for those that clash, and leaving any of them out.
fn reaches(problem: &Problem, clashing: &[RequestIndex]) -> Vec<Reach> {
    let mut all: Vec<Reach> = Vec::new();
    for &one in clashing {
        let requests = visit_of(problem, one);
        let more = levers(problem, &requests).into_iter().chain([(Lever::Optional { requests }, 1, 1)]);
        for reach in more {
            if all.iter().all(|(known, ..)| *known != reach.0) {
                all.push(reach);
            }
        }
    }
    all
}

/// The same with leaving out any other mandatory request: where there are several clashes, each needs its repair.
fn everywhere(problem: &Problem, mut reaches: Vec<Reach>) -> Vec<Reach> {
    let mandatory = problem.indexed_requests().filter(|(_, one)| one.mandatory && one.is_open());
    for (index, _) in mandatory {
        let lever = Lever::Optional { requests: visit_of(problem, index) };
        if reaches.iter().all(|(known, ..)| *known != lever) {
            reaches.push((lever, 1, 1));
        }
    }
    reaches
}

/// The repair as edits, shown by a plan of the edited file.
fn verified(setting: &Setting, found: &Enough<()>, means: &Means) -> Option<wire::Change> {
    let problem = &setting.problem;
    let made = edits(problem, &changed(problem, &found.moved), &found.moved);
    let edited = setting.edited(&made)?;
    let each: Vec<String> = found.moved.iter().map(|(lever, amount)| sentence(problem, lever, *amount)).collect();
    (verdict(&edited.problem, means) == Verdict::Feasible).then(|| wire::Change {
        detail: listed(&each),
        effort: found.effort,
        edits: made,
        bookings: Vec::new(),
        moved: Vec::new(),
        dropped: Vec::new(),
    })
}
