//! The back ends agree on every small problem.

use slotwright::engine::{BackendName, Options};

use crate::support::small::small;
use crate::support::solve::solve_checked;

/// Holds a back end to the statuses, bounds and scores that HiGHS finds.
fn proves_what_highs_proves(backend: BackendName) {
    for (seed, problem) in (0..150).filter_map(|seed| Some((seed, small(seed)?))) {
        let answer = |backend| {
            let outcome = solve_checked(&problem, &Options { backend, ..Options::default() });
            (outcome.status, outcome.bound, outcome.plan.map(|(_, score)| score.total()))
        };
        assert_eq!(answer(backend), answer(BackendName::Highs), "seed {seed}");
    }
}

#[test]
fn microlp_proves_what_highs_proves() {
    proves_what_highs_proves(BackendName::Microlp);
}

#[cfg(feature = "cbc")]
#[test]
fn cbc_proves_what_highs_proves() {
    proves_what_highs_proves(BackendName::Cbc);
}
