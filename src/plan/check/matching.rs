//! Which resource meets which requirement: a maximum matching with unit demands.
//!
//! A service that needs a room of the pool {a, b} and the room {a} is met by {a, b} only if b goes to the pool.
//! Requirements are cut into single units; a unit that finds all its resources taken asks their holders to move on
//! (augmenting paths), so that nothing is missed.

use crate::domain::{Requirement, ResourceIndex};

/// What a set of resources leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mismatch {
    /// Positions of requirements, once for each unit that nothing is left for.
    pub(super) unmet: Vec<usize>,
    /// Resources that no requirement needs, or that are listed a second time.
    pub(super) idle: Vec<ResourceIndex>,
}

struct Matching<'a> {
    requirements: &'a [Requirement],
    /// The requirement of each unit.
    units: Vec<usize>,
    given: Vec<ResourceIndex>,
    /// The unit that holds each of the given resources.
    holders: Vec<Option<usize>>,
}

/// Matches as many units as can be; each resource serves one unit at most.
pub(super) fn mismatch(requirements: &[Requirement], given: &[ResourceIndex]) -> Mismatch {
    let (different, repeated) = split_repeated(given);
    let numbered = requirements.iter().enumerate();
    let units = numbered.flat_map(|(position, one)| std::iter::repeat_n(position, one.units as usize)).collect();
    let mut matching = Matching { requirements, units, holders: vec![None; different.len()], given: different };
    let unmet = (0..matching.units.len()).filter(|&unit| !matching.seat(unit, &mut vec![false; given.len()]));
    let unmet: Vec<usize> = unmet.collect();
    let holders = matching.given.iter().zip(&matching.holders);
    let spare = holders.filter(|(_, holder)| holder.is_none()).map(|(&resource, _)| resource);
    Mismatch {
        unmet: unmet.into_iter().map(|unit| matching.units[unit]).collect(),
        idle: spare.chain(repeated).collect(),
    }
}

fn split_repeated(given: &[ResourceIndex]) -> (Vec<ResourceIndex>, Vec<ResourceIndex>) {
    let (mut different, mut repeated) = (Vec::new(), Vec::new());
    for &resource in given {
        if different.contains(&resource) { repeated.push(resource) } else { different.push(resource) }
    }
    (different, repeated)
}

impl Matching<'_> {
    fn seat(&mut self, unit: usize, tried: &mut [bool]) -> bool {
        for position in 0..self.given.len() {
            let fits = self.requirements[self.units[unit]].any_of.contains(&self.given[position]);
            if !fits || std::mem::replace(&mut tried[position], true) {
                continue;
            }
            if self.holders[position].is_none_or(|holder| self.seat(holder, tried)) {
                self.holders[position] = Some(unit);
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requirement(any_of: &[usize], units: u32) -> Requirement {
        Requirement { names: Vec::new(), any_of: resources(any_of), units }
    }

    fn resources(positions: &[usize]) -> Vec<ResourceIndex> {
        positions.iter().map(|&position| position.into()).collect()
    }

    #[test]
    fn a_resource_moves_on_where_only_it_will_do() {
        let overlapping = [requirement(&[0, 1, 2], 2), requirement(&[0], 1), requirement(&[1, 3], 1)];
        assert_eq!(mismatch(&overlapping, &resources(&[0, 1, 2, 3])), Mismatch::default());
    }

    #[test]
    fn no_resource_meets_two_requirements() {
        let both = [requirement(&[0], 1), requirement(&[0], 1)];
        assert_eq!(mismatch(&both, &resources(&[0])), Mismatch { unmet: vec![1], idle: vec![] });
        assert_eq!(mismatch(&both, &resources(&[0, 0])), Mismatch { unmet: vec![1], idle: resources(&[0]) });
    }

    #[test]
    fn what_nothing_needs_is_idle() {
        let pool = [requirement(&[0, 1], 1)];
        assert_eq!(mismatch(&pool, &resources(&[5, 1])), Mismatch { unmet: vec![], idle: resources(&[5]) });
        assert_eq!(mismatch(&[], &resources(&[5])), Mismatch { unmet: vec![], idle: resources(&[5]) });
    }

    /// Every way to hand three different resources out of five to the units, tried one by one.
    #[test]
    fn it_agrees_with_trying_every_order() {
        let families = [
            [requirement(&[0, 1], 1), requirement(&[1, 2], 1), requirement(&[0, 2], 1)],
            [requirement(&[0, 1, 2], 1), requirement(&[0, 1], 1), requirement(&[0], 1)],
            [requirement(&[3, 4], 1), requirement(&[3, 4], 1), requirement(&[3, 4], 1)],
            [requirement(&[4], 1), requirement(&[0, 1, 2, 3, 4], 1), requirement(&[2, 4], 1)],
        ];
        for family in &families {
            for (a, b, c) in (0..125).map(|n| (n / 25, n / 5 % 5, n % 5)).filter(|(a, b, c)| a < b && b < c) {
                let orders = [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]];
                let meets = |order: &[usize; 3]| {
                    family.iter().zip(resources(order)).all(|(requirement, one)| requirement.any_of.contains(&one))
                };
                let found = mismatch(family, &resources(&[a, b, c])) == Mismatch::default();
                assert_eq!(found, orders.iter().any(meets), "{family:?} with {a} {b} {c}");
            }
        }
    }
}
