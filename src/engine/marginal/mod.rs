//! What one more hour, or one less, is worth: read off the prices of the relaxation.
//!
//! Every set of prices proves a bound L (FORMULATION.md § 14), of the problem and of any problem that differs in what a row
//! has room for or in which candidates there are. So the difference of two bounds at the *same* prices says how far the
//! bound moves at most when there is more, and at least when there is less:
//!
//! ```text
//! one more unit in an hour      Σ π(t) over the slots t of the hour
//! a person there in an hour     V(there) − V(not there) + Σ μ(t), V the longest path of the staff-day
//! one more client               points − π − μ of the best placement, less what its people do best instead
//! ```
//!
//! Where several sets of prices prove the same bound, they disagree about the value: with one room and two clients for the
//! same hour, its price may be what either of them brings. Prices *eased* by a little less demand say what more is worth
//! (the client who was refused), prices *pressed* by a little more demand what less costs (the client who was served):
//! the two ends of the range, where the range is small (FORMULATION.md § 22).
//!
//! These are prices of a linear programme, estimates, and no promise: a plan is whole, and may gain less.

mod part;
mod tariff;
mod teams;
mod wide;

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::parts::Parts;
use super::solve::untouched;
use super::{Error, Limits};
use crate::domain::{Interval, Problem, RequestIndex, ResourceIndex, ServiceIndex, SiteIndex, StaffIndex};
use crate::model::availability::Availability;
use part::Ground;
use wide::Wide;

/// What stretches of time are worth, in points of the score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marginals {
    /// No plan scores more, by the eased prices; with one more unit, or one more stretch of a person, no plan scores more
    /// than this and the value together.
    pub eased: i64,
    /// No plan scores more, by the pressed prices: with one more client no plan scores more than this and the value, with
    /// a person away none more than this less the value.
    pub pressed: i64,
    /// By person and position of the stretch: what it brings that they are there.
    pub there: BTreeMap<(StaffIndex, usize), f64>,
    /// By person and position of the stretch: what it would bring if they were there in all of it.
    pub off: BTreeMap<(StaffIndex, usize), f64>,
    /// By resource and position of the stretch: what one more unit like it would bring. Add up: what it would bring in
    /// several stretches is at most the sum. Only where the unit itself is free whenever its hours have it in the stretch.
    pub units: BTreeMap<(ResourceIndex, usize), f64>,
    /// By service, site and position of the stretch: what one more client who comes then, and only then, would bring; only
    /// where somebody can serve them.
    pub clients: BTreeMap<(ServiceIndex, SiteIndex, usize), f64>,
    /// The requests that compete with each other once everybody might be there at any hour: what is changed where no
    /// window of a group lies does not concern it. Requests without a candidate are in none.
    pub groups: Vec<Vec<RequestIndex>>,
}

/// What stretches of time are worth, by site: in order, none overlapping another. A limit ends it early, with prices that
/// are worse, not wrong.
///
/// # Errors
///
/// Only if the machine fails.
pub fn marginals(
    problem: &Problem,
    stretches: &[Vec<Interval>],
    threads: usize,
    limits: &Limits,
) -> Result<Marginals, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    Ok(pool.install(|| of_parts(problem, stretches, limits)))
}

fn of_parts(problem: &Problem, stretches: &[Vec<Interval>], limits: &Limits) -> Marginals {
    let (wide, truth) = (Wide::of(problem), Availability::of(problem));
    let parts = Parts::of(&wide.problem);
    let ground = Ground { wide: &wide, truth: &truth, stretches };
    let found: Vec<Marginals> = (0..parts.len())
        .into_par_iter()
        .map(|part| parts.with(part, |subproblem| part::of_part(subproblem, ground, limits)))
        .collect();
    let hopeless = parts.hopeless.iter().filter(|left_out| wide.sample(left_out.request).is_none());
    let base = untouched(problem, &hopeless.copied().collect::<Vec<_>>());
    let mut all = Marginals { eased: base, pressed: base, ..Marginals::default() };
    for part in found {
        all.eased += part.eased;
        all.pressed += part.pressed;
        add(&mut all.there, part.there);
        add(&mut all.off, part.off);
        add(&mut all.units, part.units);
        add(&mut all.clients, part.clients);
        all.groups.extend(part.groups);
    }
    all
}

/// Adds up what parts say of the same; dates that nothing joins are in several parts.
fn add<K: Ord>(all: &mut BTreeMap<K, f64>, part: BTreeMap<K, f64>) {
    part.into_iter().for_each(|(key, points)| *all.entry(key).or_insert(0.0) += points);
}
