//! Why a problem is infeasible: a smallest set of rules that no plan can keep together, and the cheapest repair.
//!
//! The engine names mandatory requests that clash. Around them the rules of the problem are listed (`rules`): what must be
//! booked, windows, pins, shifts, absences, opening hours, units. A deletion filter (Chinneck and Dravnieks 1991) takes one
//! rule after the other away for good where the rest still clashes, by a proof each time (`filter`); without any one of
//! those that stay there is a plan that keeps the others. What nobody can change is no rule here and holds throughout: how
//! long services take and what they need, who can do them, order and waits of visits, and history.
//!
//! A repair (`repair`) makes the whole problem feasible, which is shown by a plan of the edited file.

mod filter;
mod repair;
mod rules;
mod words;

use crate::domain::{Problem, RequestIndex, Status as Life};
use crate::engine::{Options, Silent, solve};
use crate::io::wire::explanation as wire;
use crate::plan::Status;
use crate::study::explain::{Means, Setting, visit_of};

pub use filter::smallest;
pub use rules::{Rule, rules, without};
pub use words::told;

/// The share of the time for the rules; the rest is for repairs.
const RULES: f64 = 0.5;

/// Clashes that are looked for.
const MOST: usize = 8;

/// Whether mandatory requests can all be booked, as far as it was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is a plan.
    Feasible,
    /// There is none, which is proved: these mandatory requests cannot be booked together.
    Infeasible(Vec<RequestIndex>),
    /// A limit ended the search.
    Unknown,
}

/// Why the mandatory requests of an infeasible problem cannot all be booked: one clash after the other, each found where
/// those before it are out of the way. `clashing` are mandatory requests that cannot be booked together, as
/// [`crate::plan::Outcome::clash`] names them.
pub fn clashes(setting: &Setting, clashing: &[RequestIndex], means: &Means) -> Vec<wire::Clash> {
    let (mut rest, mut all) = (setting.problem.clone(), clashing.to_vec());
    let (mut found, mut next) = (Vec::new(), clashing.to_vec());
    let in_time = means.share(RULES);
    while !next.is_empty() && found.len() < MOST {
        let alone = only(&rest, &next);
        let listed = rules(&alone, &next);
        let (kept, smallest) = smallest(&alone, &listed, &in_time);
        let rules = kept.iter().map(|&position| told(&alone, &listed[position])).collect();
        found.push(wire::Clash { rules, smallest, repairs: Vec::new() });
        next.iter().flat_map(|&one| visit_of(&setting.problem, one)).for_each(|one| {
            rest.requests[one.position()].mandatory = false;
        });
        next = match verdict(&rest, &in_time) {
            Verdict::Infeasible(others) => others,
            Verdict::Feasible | Verdict::Unknown => Vec::new(),
        };
        all.extend(&next);
    }
    if let Some(last) = found.last_mut() {
        last.repairs = repair::repairs(setting, &all, means);
    }
    found
}

/// The problem with these mandatory requests, those in visits with them and what stands, and no other.
pub fn only(problem: &Problem, kept: &[RequestIndex]) -> Problem {
    let bound: Vec<RequestIndex> = kept.iter().flat_map(|&one| visit_of(problem, one)).collect();
    let mut only = problem.clone();
    for (index, asked) in problem.indexed_requests() {
        let request = &mut only.requests[index.position()];
        if asked.is_open() && !bound.contains(&index) {
            request.status = Life::Cancelled;
        }
        // What stands is booked anyway; once it need not stand, it may go.
        request.mandatory &= kept.contains(&index);
    }
    only
}

/// Whether there is a plan that books all mandatory requests.
pub fn verdict(problem: &Problem, means: &Means) -> Verdict {
    if means.limits.are_reached() {
        return Verdict::Unknown;
    }
    let mandatory = problem.indexed_requests().filter(|(_, one)| one.mandatory && one.is_open());
    let must: Vec<RequestIndex> = mandatory.map(|(index, _)| index).collect();
    // Whatever is not mandatory can be left out, and then it does not count.
    let bare = only(problem, &must);
    let options = Options {
        time_limit: means.limits.left(),
        work: means.work,
        gap: f64::INFINITY,
        threads: Some(means.threads),
        seed: means.seed,
        ..Options::default()
    };
    match solve(&bare, &options, &means.limits.interrupt, &Silent) {
        Ok(outcome) if outcome.status == Status::Infeasible => Verdict::Infeasible(outcome.clash),
        Ok(outcome) if outcome.status.has_plan() => Verdict::Feasible,
        _ => Verdict::Unknown,
    }
}
