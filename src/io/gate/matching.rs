//! Whether different units can be found for all requirements of a service.

use std::collections::{HashMap, VecDeque};

/// What one requirement takes: so many of these units.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    pub(super) choices: Vec<usize>,
    pub(super) units: usize,
}

/// The position of the first demand that cannot be met together with those before it, each by units of its own.
pub(super) fn first_unmet(demands: &[Demand]) -> Option<usize> {
    // With as many choices as units are wanted in all, a demand is met whatever the others take: more change nothing.
    let total = demands.iter().map(|demand| demand.units).sum();
    let mut matching = Matching { demands, enough: total, holder: HashMap::new() };
    demands.iter().enumerate().position(|(demand, one)| !(0..one.units).all(|unit| matching.extend((demand, unit))))
}

/// One of the units that a demand takes: position of the demand, number of the unit.
type Slot = (usize, usize);

/// Slots and the units that they hold: a matching in a bipartite graph, grown by augmenting paths.
struct Matching<'a> {
    demands: &'a [Demand],
    enough: usize,
    holder: HashMap<usize, Slot>,
}

impl Matching<'_> {
    /// Finds a unit for one more slot, moving others to further units where that helps.
    fn extend(&mut self, slot: Slot) -> bool {
        let demands = self.demands;
        let mut reached_from: HashMap<usize, (Slot, Option<usize>)> = HashMap::new();
        let mut queue = VecDeque::from([(slot, None)]);
        while let Some((taker, gives_up)) = queue.pop_front() {
            let choices = demands.get(taker.0).map_or(&[][..], |demand| &demand.choices);
            for &unit in choices.iter().take(self.enough) {
                if reached_from.contains_key(&unit) {
                    continue;
                }
                reached_from.insert(unit, (taker, gives_up));
                match self.holder.get(&unit) {
                    Some(&other) => queue.push_back((other, Some(unit))),
                    None => {
                        self.shift(unit, &reached_from);
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Hands the free unit to the slot that reached it, the unit which that one gives up to the slot before, and so on.
    fn shift(&mut self, free: usize, reached_from: &HashMap<usize, (Slot, Option<usize>)>) {
        let mut next = Some(free);
        while let Some(unit) = next {
            let Some(&(taker, gives_up)) = reached_from.get(&unit) else { return };
            self.holder.insert(unit, taker);
            next = gives_up;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unmet(demands: &[(&[usize], usize)]) -> Option<usize> {
        let demands = demands.iter().map(|&(choices, units)| Demand { choices: choices.to_vec(), units });
        first_unmet(&demands.collect::<Vec<_>>())
    }

    #[test]
    fn each_demand_has_units_of_its_own() {
        assert_eq!(unmet(&[]), None);
        assert_eq!(unmet(&[(&[1, 2], 2)]), None);
        assert_eq!(unmet(&[(&[1, 2], 3)]), Some(0));
        assert_eq!(unmet(&[(&[1], 1), (&[1], 1)]), Some(1));
        assert_eq!(unmet(&[(&[1, 2], 1), (&[1], 1)]), None, "the first moves on to 2");
        assert_eq!(unmet(&[(&[1, 2], 1), (&[2, 3], 1), (&[1], 1)]), None, "a chain of two moves");
        assert_eq!(unmet(&[(&[1, 2], 1), (&[2, 3], 1), (&[1], 1), (&[2], 1)]), Some(3));
    }

    #[test]
    fn long_chains_are_no_trouble() {
        // Demand k takes k or k + 1, and settles on k; the last takes 0 alone, so that all move up by one.
        let mut demands: Vec<Demand> = (0..5000).map(|at| Demand { choices: vec![at, at + 1], units: 1 }).collect();
        demands.push(Demand { choices: vec![0], units: 1 });
        assert_eq!(first_unmet(&demands), None);
        demands.push(Demand { choices: vec![0], units: 1 });
        assert_eq!(first_unmet(&demands), Some(5001));
    }

    #[test]
    fn agrees_with_trying_everything() {
        // All systems of three demands for one or two out of four units.
        for code in 0..30_usize.pow(3) {
            let demands: Vec<Demand> = [code % 30, code / 30 % 30, code / 900]
                .map(|one| Demand {
                    choices: (0..4).filter(|unit| (one / 2 + 1) >> unit & 1 == 1).collect(),
                    units: one % 2 + 1,
                })
                .to_vec();
            assert_eq!(first_unmet(&demands).is_none(), met(&demands, 0), "{demands:?}");
        }
    }

    /// Whether the demands can be met without the units in the bit set `taken`.
    fn met(demands: &[Demand], taken: usize) -> bool {
        let Some((first, rest)) = demands.split_first() else { return true };
        (0..16_usize).any(|set| {
            set.count_ones() as usize == first.units
                && set & taken == 0
                && (0..4).all(|unit| set >> unit & 1 == 0 || first.choices.contains(&unit))
                && met(rest, taken | set)
        })
    }
}
