//! A trace: how score and bound came to what they are.

use std::sync::{Mutex, PoisonError};

use crate::engine::{Listener, Progress};
use crate::io::wire::bench::Moment;

/// Keeps the changes of score and bound that it hears of, at most one a millisecond.
#[derive(Debug, Default)]
pub(super) struct Trace(Mutex<Vec<Moment>>);

impl Listener for Trace {
    fn hear(&self, progress: &Progress) {
        let seconds = rounded(progress.elapsed.as_secs_f64());
        add(
            &mut self.0.lock().unwrap_or_else(PoisonError::into_inner),
            Moment { seconds, score: progress.score, bound: Some(progress.bound) },
        );
    }
}

impl Trace {
    /// The changes, with the state at the end as the last.
    pub(super) fn ended(self, end: Moment) -> Vec<Moment> {
        let mut moments = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        if moments.last().is_none_or(|last| (last.score, last.bound) != (end.score, end.bound)) {
            moments.push(end);
        }
        moments
    }
}

/// In whole milliseconds.
pub(super) fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

/// Threads tell of their news side by side and may overtake each other: score and bound only get better.
fn add(moments: &mut Vec<Moment>, heard: Moment) {
    let Some(last) = moments.last_mut() else { return moments.push(heard) };
    let seconds = heard.seconds.max(last.seconds);
    let better = Moment { seconds, score: heard.score.max(last.score), bound: heard.bound.min(last.bound) };
    if (better.score, better.bound) == (last.score, last.bound) {
        return;
    }
    if last.seconds == seconds {
        *last = better;
    } else {
        moments.push(better);
    }
}

/// When the first plan was there.
pub(super) fn first_plan(trace: &[Moment]) -> Option<f64> {
    trace.iter().find(|moment| moment.score.is_some()).map(|moment| moment.seconds)
}

/// When a relative gap was proved.
pub(super) fn proved(trace: &[Moment], gap: f64) -> Option<f64> {
    trace.iter().find(|moment| moment.gap().is_some_and(|known| known <= gap)).map(|moment| moment.seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(seconds: f64, score: impl Into<Option<i64>>, bound: i64) -> Moment {
        Moment { seconds, score: score.into(), bound: Some(bound) }
    }

    #[test]
    fn changes_are_kept_and_what_comes_late_is_not() {
        let mut trace = Vec::new();
        for heard in [
            moment(0.001, None, 1200),
            moment(0.001, 900, 1200),
            moment(0.5, 900, 1200),
            moment(1.0, 990, 1100),
            moment(0.9, 950, 1150),
            moment(2.0, 990, 999),
        ] {
            add(&mut trace, heard);
        }
        assert_eq!(trace, [moment(0.001, 900, 1200), moment(1.0, 990, 1100), moment(2.0, 990, 999)]);
        assert_eq!((first_plan(&trace), proved(&trace, 0.01), proved(&trace, 0.001)), (Some(0.001), Some(2.0), None));
    }

    #[test]
    fn the_end_is_the_last_moment() {
        let trace = || Trace(Mutex::new(vec![moment(1.0, 5, 6)]));
        assert_eq!(trace().ended(moment(2.0, 5, 6)), [moment(1.0, 5, 6)]);
        assert_eq!(trace().ended(moment(2.0, 5, 5)), [moment(1.0, 5, 6), moment(2.0, 5, 5)]);
    }
}
