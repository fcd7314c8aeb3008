//! Why a plan leaves requests out, and the cheapest change that would let each in; every word of it shown by a solve.
//!
//! A change is enough if a plan of the changed problem books the request and the bookings of all others score at least
//! what they score in the plan (`probe`). It is searched on the problem of the domain, first with everything else fixed,
//! then with moves, and verified at last on the edited file: the edits, the gate, a solve, the checker.

mod evidence;
mod ladder;
mod probe;
mod setting;
mod write;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::change::search::{Enough, changed, combined, least};
use super::change::{Reach, edits, levers};
use crate::domain::{Problem, RequestIndex};
use crate::engine::Limits;
use crate::io::wire::explanation as wire;
use crate::plan::{Plan, Reason, Status, score};

use ladder::{Ladder, climb};
pub use probe::visit_of;
use probe::{Case, Freedom, forced, near, plan_of};
pub use setting::Setting;

/// The share of the time of a request in which it is booked by force, to see what that displaces.
const FORCE: f64 = 0.25;

/// The share of what is left in which a change is searched; the rest is for showing it.
const SEARCH: f64 = 0.85;

/// The share of the search in which others may move.
const MOVES: f64 = 0.6;

/// How long to look, and with what.
#[derive(Clone, Debug)]
pub struct Means {
    /// When to stop.
    pub limits: Limits,
    /// Threads to use.
    pub threads: usize,
    /// For every random choice.
    pub seed: u64,
    /// The work that each solve may take, in the units of the engine.
    pub work: Option<u64>,
}

impl Means {
    /// The same with a share of the time that is left.
    pub(super) fn share(&self, share: f64) -> Self {
        Self { limits: self.limits.with_share(share), ..self.clone() }
    }
}

/// Explains each of these requests, which the plan leaves out; `plan` keeps every rule of the setting's problem.
///
/// Requests are looked at side by side, each in its share of the time.
pub fn explain(setting: &Setting, plan: &Plan, requests: &[RequestIndex], means: &Means) -> Vec<wire::Explanation> {
    let workers = means.threads.min(requests.len()).max(1);
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let position = next.fetch_add(1, Ordering::Relaxed);
                    let Some(&request) = requests.get(position) else { break };
                    let share = workers as f64 / (requests.len() - position).max(workers) as f64;
                    let means = Means { threads: (means.threads / workers).max(1), ..means.share(share) };
                    let one = explain_one(setting, plan, request, &means);
                    if let Ok(mut found) = found.lock() {
                        found.push((position, one));
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_default();
    found.sort_by_key(|(position, _)| *position);
    found.into_iter().map(|(_, one)| one).collect()
}

/// A change that is enough, found on the problem of the domain.
type Found = Enough<Plan>;

fn explain_one(setting: &Setting, plan: &Plan, request: RequestIndex, means: &Means) -> wire::Explanation {
    let problem = &setting.problem;
    let mut wanted = visit_of(problem, request);
    wanted.sort_unstable_by_key(|&one| (one != request, one));
    let case = Case { plan, wanted: &wanted };
    let obstacle = evidence::obstacle(problem, &wanted);
    let price = if obstacle.is_none() { price(problem, case, &means.share(FORCE)) } else { None };
    let search = means.share(SEARCH);
    let mut found = Vec::new();
    if obstacle.is_none() && price.as_ref().is_none_or(|price| price.at_least.is_some_and(|least| least <= 0)) {
        let is_hopeful = price.as_ref().is_some_and(|price| price.at_most.is_some_and(|points| points <= 0));
        let ladder = if is_hopeful { Ladder::All } else { Ladder::Moves };
        let unchanged = climb(problem, case, ladder, &search);
        found.extend(unchanged.map(|witness| Found { moved: Vec::new(), effort: 0, witness }));
    }
    let mut complete = !search.limits.are_reached();
    if found.is_empty() {
        (found, complete) = changes(problem, case, &search);
    }
    let verified = found.iter().filter_map(|one| verified(setting, case, one, means)).collect();
    let cause = cause(obstacle, price.as_ref(), &found);
    write::explanation(problem, case, cause, price, verified, complete && !means.limits.are_reached())
}

fn cause(obstacle: Option<Reason>, price: Option<&wire::Price>, found: &[Found]) -> wire::Cause {
    let is_proved = price.is_some_and(|price| price.at_least.is_none_or(|least| least > 0));
    let is_better = price.is_some_and(|price| price.at_most.is_some_and(|points| points <= 0));
    match obstacle {
        Some(Reason::NoStart) => wire::Cause::NoStart,
        Some(Reason::NoStaff) => wire::Cause::NoStaff,
        Some(Reason::NoResource) => wire::Cause::NoResource,
        Some(Reason::NoCommonStart) => wire::Cause::NoCommonStart,
        Some(_) => wire::Cause::NoVisit,
        None if is_proved => wire::Cause::Displaced,
        None if is_better || found.iter().any(|one| one.moved.is_empty()) => wire::Cause::Fits,
        None => wire::Cause::Undecided,
    }
}

/// What the best plan with the request gives up: first around it, then anywhere, with a bound.
fn price(problem: &Problem, case: Case<'_>, means: &Means) -> Option<wire::Price> {
    let now = score(problem, case.plan).total();
    let around = near(problem, case).into_iter().next();
    let mut best: Option<Plan> = None;
    let mut bound = None;
    for (freedom, share) in around.map(|one| (one, 0.3)).into_iter().chain([(Freedom::All, 1.0)]) {
        let Some(outcome) = forced(problem, case, &freedom, &means.share(share)) else { continue };
        if freedom == Freedom::All && outcome.status == Status::Infeasible {
            return Some(write::impossible(problem, case, &outcome.clash));
        }
        if freedom == Freedom::All {
            bound = outcome.bound;
        }
        let plan = plan_of(problem, outcome);
        let points = |plan: &Option<Plan>| plan.as_ref().map(|plan| score(problem, plan).total());
        if points(&plan) > points(&best) {
            best = plan;
        }
    }
    Some(write::price(problem, case, now, bound?, best.as_ref()))
}

/// The cheapest change of each kind, and one by several levers where that is cheaper still or none is enough alone.
/// With them comes whether the search ended by itself.
fn changes(problem: &Problem, case: Case<'_>, means: &Means) -> (Vec<Found>, bool) {
    let mut reaches = levers(problem, case.wanted);
    reaches.sort_by_key(|(lever, step, _)| lever.effort(problem, *step));
    let mut found = cheapest(problem, case, &reaches, Ladder::Standing, means, Vec::new());
    several(problem, case, &reaches, Ladder::Standing, means, &mut found);
    // What the house can do without asking the client.
    if found.iter().all(|one| one.moved.iter().any(|(lever, _)| lever.kind().asks_the_client())) {
        let of_house: Vec<Reach> =
            reaches.iter().filter(|(lever, ..)| !lever.kind().asks_the_client()).cloned().collect();
        let probe = |changed: &Problem| climb(changed, case, Ladder::Standing, means);
        found.extend(combined(problem, &of_house, &probe));
    }
    let moves = means.share(MOVES);
    found = cheapest(problem, case, &reaches, Ladder::Moves, &moves, found);
    if found.is_empty() {
        several(problem, case, &reaches, Ladder::Moves, means, &mut found);
    }
    found.sort_by_key(|one| one.effort);
    (found, !moves.limits.are_reached() && !means.limits.are_reached())
}

/// A change by several levers, each of them cheaper than what is known.
fn several(
    problem: &Problem,
    case: Case<'_>,
    reaches: &[Reach],
    ladder: Ladder,
    means: &Means,
    found: &mut Vec<Found>,
) {
    let known = found.iter().map(|one| one.effort).min().unwrap_or(i64::MAX);
    let is_cheaper = |(lever, _, most): &&Reach| lever.effort(problem, *most) < known;
    let cheaper: Vec<Reach> = reaches.iter().filter(is_cheaper).cloned().collect();
    let probe = |changed: &Problem| climb(changed, case, ladder, means);
    found.extend(combined(problem, &cheaper, &probe).filter(|one| one.effort < known));
}

/// Improves on the cheapest change of each kind. With moves only what would be the cheapest of all is looked for.
fn cheapest(
    problem: &Problem,
    case: Case<'_>,
    reaches: &[Reach],
    ladder: Ladder,
    means: &Means,
    mut found: Vec<Found>,
) -> Vec<Found> {
    for reach in reaches {
        let kind = reach.0.kind();
        let of_kind = |one: &Found| one.moved.len() == 1 && one.moved.iter().all(|(lever, _)| lever.kind() == kind);
        let rivals = found.iter().filter(|one| ladder == Ladder::Moves || of_kind(one));
        let below = rivals.map(|one| one.effort).min().unwrap_or(i64::MAX);
        let probe = |changed: &Problem| climb(changed, case, ladder, means);
        if let Some(one) = least(problem, reach, below, &probe) {
            found.retain(|other| !of_kind(other));
            found.push(one);
        }
    }
    found
}

/// The change as edits of the file, shown once more on the edited file.
fn verified(setting: &Setting, case: Case<'_>, found: &Found, means: &Means) -> Option<wire::Change> {
    let problem = &setting.problem;
    if found.moved.is_empty() {
        return Some(write::change(problem, problem, case, found, Vec::new(), &found.witness));
    }
    let made = edits(problem, &changed(problem, &found.moved), &found.moved);
    let edited = setting.edited(&made)?;
    let plan = edited.plan(problem, case.plan)?;
    let wanted = edited.requests(problem, case.wanted)?;
    let case = Case { plan: &plan, wanted: &wanted };
    let shown = climb(&edited.problem, case, Ladder::Moves, means)?;
    Some(write::change(problem, &edited.problem, case, found, made, &shown))
}
