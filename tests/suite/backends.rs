//! The back ends agree on every small problem.

use slotwright::engine::{BackendName, Options};

use crate::support::small::small;
use crate::support::solve::solve_checked;

#[test]
fn microlp_proves_what_highs_proves() {
    for (seed, problem) in (0..150).filter_map(|seed| Some((seed, small(seed)?))) {
        let answer = |backend| {
            let outcome = solve_checked(&problem, &Options { backend, ..Options::default() });
            (outcome.status, outcome.bound, outcome.plan.map(|(_, score)| score.total()))
        };
        assert_eq!(answer(BackendName::Microlp), answer(BackendName::Highs), "seed {seed}");
    }
}
