//! The engine finds the best plan of every small problem, and says so: against trying everything.

#![expect(clippy::unwrap_used, reason = "a thread that fails must fail the test")]

use std::thread;

use slotwright::engine::Options;
use slotwright::plan::Status;

use crate::support::brute::{Best, brute};
use crate::support::small::small;
use crate::support::solve::solve_checked;

/// Seeds of the normal run; `SLOTWRIGHT_SEEDS=from..to` asks for others.
fn seeds() -> std::ops::Range<u64> {
    let asked = std::env::var("SLOTWRIGHT_SEEDS").ok();
    let range = asked.as_deref().and_then(|text| text.split_once(".."));
    range.and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?)).unwrap_or(0..600)
}

/// What comes of the seeds, on threads of their own: a thread of a rayon pool that waits for another pool, as a solve
/// makes one, begins other seeds meanwhile, one on top of the other.
fn on_all_cores<T: Send>(seeds: std::ops::Range<u64>, judge: fn(u64) -> Option<T>) -> Vec<T> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = |core: usize| seeds.clone().skip(core).step_by(cores).filter_map(judge).collect::<Vec<T>>();
    thread::scope(|scope| {
        let running: Vec<_> = (0..cores)
            .map(|core| {
                scope.spawn({
                    let share = &share;
                    move || share(core)
                })
            })
            .collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    })
}

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
    let answers = on_all_cores(seeds(), agrees);
    let wrong: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().err()).collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), answers.len());
    let infeasible = answers.iter().filter(|answer| **answer == Ok(Best::Infeasible)).count();
    assert!(
        answers.len() * 3 > seeds().count() * 2 && infeasible * 50 > answers.len(),
        "{} {infeasible}",
        answers.len()
    );
}
