//! The engine finds the best plan of every small problem, and says so: against trying everything.

#![expect(clippy::unwrap_used, reason = "an outcome without a plan must fail the test")]

use std::ops::Range;

use slotwright::engine::Options;
use slotwright::io::wire::problem::Worth;
use slotwright::plan::Status;

use crate::support::brute::{Best, brute};
use crate::support::seeds::{on_all_cores, seeds};
use crate::support::small::{small, small_but};
use crate::support::solve::solve_checked;

/// Seeds of the normal run.
const SEEDS: Range<u64> = 0..600;

/// Whether engine and trier agree; `None` where there is nothing to compare.
fn agrees(seed: u64) -> Option<Result<Best, String>> {
    let problem = small(seed)?;
    let best = brute(&problem);
    let options = Options { threads: Some(1), ..Options::default() };
    let outcome = match std::panic::catch_unwind(|| solve_checked(&problem, &options)) {
        Ok(outcome) => outcome,
        Err(_) => return Some(Err(format!("seed {seed}: the solve does not pass its check"))),
    };
    let found = outcome.plan.as_ref().map(|(_, score)| score.total());
    let as_proved = match (&best, outcome.status) {
        (Best::TooLarge, _) => return None,
        (Best::Score(points), Status::Optimal) => found == Some(*points),
        (Best::Infeasible, Status::Infeasible) => true,
        _ => false,
    };
    Some(if as_proved { Ok(best) } else { Err(format!("seed {seed}: {best:?}, but {:?} {found:?}", outcome.status)) })
}

#[test]
fn the_engine_finds_what_trying_everything_finds() {
    let answers = on_all_cores(seeds(SEEDS), agrees);
    let wrong: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), answers.len());
    let infeasible = answers.iter().filter(|answer| **answer == Ok(Best::Infeasible)).count();
    assert!(
        answers.len() * 3 > seeds(SEEDS).count() * 2 && infeasible * 50 > answers.len(),
        "{} {infeasible}",
        answers.len()
    );
}

/// Prices and weights up to the ends of what the gate lets in: points then pass what fixed tolerances can tell apart.
#[test]
fn the_bound_holds_for_the_largest_scores() {
    let (mut compared, mut proved) = (0, 0);
    for seed in 0..250 {
        let large = small_but(seed, |file| {
            let factor = [1e3, 1e5, 4e7][seed as usize % 3];
            file.services.iter_mut().for_each(|service| service.price = (service.price * factor).min(1e9) + 0.01);
            file.requests.iter_mut().for_each(|request| request.priority *= [1, 30, 200][seed as usize / 3 % 3]);
            file.policy.worth = Worth::Revenue;
            file.policy.staff_day *= 100_003;
        });
        let Some((problem, Best::Score(best))) = large.map(|problem| (problem.clone(), brute(&problem))) else {
            continue;
        };
        let outcome = solve_checked(&problem, &Options::default());
        let (bound, found) = (outcome.bound.unwrap(), outcome.plan.unwrap().1.total());
        assert!(found <= best && best <= bound, "seed {seed}: {found}, at best {best}, bound {bound}");
        let worth: i64 = problem.requests.iter().map(|request| request.price * request.priority).sum();
        assert!(bound - found <= 1 + worth / 1_000_000_000, "seed {seed}: from {found} to {bound}");
        compared += 1;
        proved += usize::from(outcome.status == Status::Optimal);
    }
    assert!(compared > 100 && proved * 2 > compared, "{proved} of {compared} proved");
}
