//! The least change that is enough, by probes.
//!
//! More of a lever never makes a problem worse, so the least amount of one is found by bisection. Where no lever alone is
//! enough, all of them together are tried; from those that are enough, one after the other is taken back, the dearest
//! first, as long as the rest is enough (a deletion filter): what stays is needed, each for itself. Then each amount is
//! lowered as far as the others allow.

use super::lever::{Kind, Lever};
use super::list::Reach;
use crate::domain::Problem;

/// A change that is enough, with what a probe has shown it by.
#[derive(Clone, Debug)]
pub struct Enough<W> {
    /// What is moved, and by how much.
    pub moved: Vec<(Lever, i64)>,
    /// What it asks of people.
    pub effort: i64,
    /// What the probe has found.
    pub witness: W,
}

/// Says whether a changed problem is changed enough, by a witness.
pub type Probe<'p, W> = &'p dyn Fn(&Problem) -> Option<W>;

/// The problem with levers moved: opening hours first, for windows grow within them.
pub fn changed(problem: &Problem, moved: &[(Lever, i64)]) -> Problem {
    let mut changed = problem.clone();
    let (first, then): (Vec<_>, Vec<_>) = moved.iter().partition(|(lever, _)| lever.kind() == Kind::Opening);
    first.into_iter().chain(then).for_each(|(lever, amount)| lever.apply(&mut changed, *amount));
    changed
}

/// What levers moved ask of people together.
pub fn effort(problem: &Problem, moved: &[(Lever, i64)]) -> i64 {
    moved.iter().map(|(lever, amount)| lever.effort(problem, *amount)).sum()
}

/// The least amount of one lever that is enough and asks for less than `below`.
pub fn least<W>(problem: &Problem, reach: &Reach, below: i64, probe: Probe<'_, W>) -> Option<Enough<W>> {
    let affordable = |amount: &i64| reach.0.effort(problem, *amount) < below;
    let amounts: Vec<i64> = amounts(reach).into_iter().take_while(affordable).collect();
    shrunk(problem, &[], &reach.0, &amounts, probe)
}

/// A change by several levers, none of which can be done without; the dearest are done without first.
pub fn combined<W>(problem: &Problem, reaches: &[Reach], probe: Probe<'_, W>) -> Option<Enough<W>> {
    let mut moved: Vec<(Lever, i64)> = reaches.iter().map(|(lever, _, most)| (lever.clone(), *most)).collect();
    let mut found = Enough { effort: effort(problem, &moved), witness: probe(&changed(problem, &moved))?, moved };
    moved = found.moved.clone();
    moved.sort_by_key(|(lever, amount)| std::cmp::Reverse(lever.effort(problem, *amount)));
    for one in moved {
        let rest: Vec<(Lever, i64)> = found.moved.iter().filter(|other| **other != one).cloned().collect();
        if let Some(witness) = probe(&changed(problem, &rest)) {
            found = Enough { effort: effort(problem, &rest), moved: rest, witness };
        }
    }
    for (lever, step, most) in reaches {
        let rest: Vec<(Lever, i64)> = found.moved.iter().filter(|(other, _)| other != lever).cloned().collect();
        let is_used = rest.len() < found.moved.len();
        let reach = (lever.clone(), *step, *most);
        found = is_used.then(|| shrunk(problem, &rest, lever, &amounts(&reach), probe)).flatten().unwrap_or(found);
    }
    Some(found)
}

/// Multiples of the step, up to the most.
fn amounts((_, step, most): &Reach) -> Vec<i64> {
    let step = (*step).max(1);
    (1..=(most + step - 1) / step).map(|steps| (steps * step).min(*most)).collect()
}

/// The least of the rising amounts that is enough beside what is moved already.
fn shrunk<W>(
    problem: &Problem,
    rest: &[(Lever, i64)],
    lever: &Lever,
    amounts: &[i64],
    probe: Probe<'_, W>,
) -> Option<Enough<W>> {
    let with = |amount: i64| [rest, &[(lever.clone(), amount)]].concat();
    let probed = |amount: i64| {
        let moved = with(amount);
        let witness = probe(&changed(problem, &moved))?;
        Some(Enough { effort: effort(problem, &moved), moved, witness })
    };
    let mut best = probed(*amounts.last()?)?;
    let (mut low, mut high) = (0, amounts.len() - 1);
    while low < high {
        let middle = low.midpoint(high);
        match probed(amounts[middle]) {
            Some(found) => (best, high) = (found, middle),
            None => low = middle + 1,
        }
    }
    Some(best)
}
