//! Many small problems side by side.

#![expect(clippy::unwrap_used, reason = "a thread that fails must fail the test")]

use std::ops::Range;
use std::thread;

/// The seeds of a normal run; `SLOTWRIGHT_SEEDS=from..to` asks for others.
pub(crate) fn seeds(normal: Range<u64>) -> Range<u64> {
    let asked = std::env::var("SLOTWRIGHT_SEEDS").ok();
    let range = asked.as_deref().and_then(|text| text.split_once(".."));
    range.and_then(|(from, to)| Some(from.parse().ok()?..to.parse().ok()?)).unwrap_or(normal)
}

/// What comes of the seeds, on threads of their own: a thread of a rayon pool that waits for another pool, as a solve
/// makes one, begins other seeds meanwhile, one on top of the other.
pub(crate) fn on_all_cores<T: Send>(seeds: Range<u64>, judge: fn(u64) -> Option<T>) -> Vec<T> {
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
