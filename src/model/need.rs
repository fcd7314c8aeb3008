//! The resources that a request needs, and whether a set of free ones can meet it.

use crate::domain::{Pin, Problem, RequestIndex, ResourceIndex};

/// Any `units` different resources of a list, already restricted to what the request may use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Need {
    /// The resources, in order.
    pub any_of: Vec<ResourceIndex>,
    /// How many of them.
    pub units: usize,
}

/// The needs of a request: those of its service among the active resources of its site that it may use, or,
/// pinned to its resources, exactly those.
pub fn needs(problem: &Problem, request: RequestIndex) -> Vec<Need> {
    let asked = problem.request(request);
    let may_use = |resource: &ResourceIndex| {
        let unit = problem.resource(*resource);
        let allowed = asked.allowed_resources.as_ref().is_none_or(|allowed| allowed.contains(resource));
        unit.active && unit.site == asked.site && allowed
    };
    let restricted = |list: &[ResourceIndex]| -> Vec<_> { list.iter().copied().filter(may_use).collect() };
    match (&asked.booking, asked.pin) {
        (Some(booking), Pin::Resource) => {
            booking.resources.iter().map(|&one| Need { any_of: restricted(&[one]), units: 1 }).collect()
        }
        _ => problem
            .service(asked.service)
            .requirements
            .iter()
            .map(|one| Need { any_of: restricted(&one.any_of), units: one.units as usize })
            .collect(),
    }
}

/// Different free resources that meet all needs, in order; those in `liked` where that is possible as a whole,
/// otherwise the first that fit. `None` where the free ones do not suffice.
///
/// A system of distinct representatives by augmenting paths (Kuhn 1955); needs are few and short.
pub fn choose(
    needs: &[Need],
    free: impl Fn(ResourceIndex) -> bool,
    liked: &[ResourceIndex],
) -> Option<Vec<ResourceIndex>> {
    if needs.is_empty() {
        return Some(Vec::new());
    }
    if !liked.is_empty()
        && let Some(kept) = represent(needs, |one| liked.contains(&one) && free(one))
    {
        return Some(kept);
    }
    represent(needs, free)
}

fn represent(needs: &[Need], free: impl Fn(ResourceIndex) -> bool) -> Option<Vec<ResourceIndex>> {
    let slots: Vec<Vec<ResourceIndex>> = needs
        .iter()
        .flat_map(|need| {
            let options: Vec<_> = need.any_of.iter().copied().filter(|one| free(*one)).collect();
            std::iter::repeat_n(options, need.units)
        })
        .collect();
    let mut taken: Vec<(ResourceIndex, usize)> = Vec::with_capacity(slots.len());
    for slot in 0..slots.len() {
        if !augment(&slots, slot, &mut taken, &mut Vec::new()) {
            return None;
        }
    }
    let mut chosen: Vec<_> = taken.into_iter().map(|(resource, _)| resource).collect();
    chosen.sort_unstable();
    Some(chosen)
}

/// Finds a resource for `slot`, moving others to another of their options where that helps.
fn augment(
    slots: &[Vec<ResourceIndex>],
    slot: usize,
    taken: &mut Vec<(ResourceIndex, usize)>,
    tried: &mut Vec<ResourceIndex>,
) -> bool {
    for &option in &slots[slot] {
        if tried.contains(&option) {
            continue;
        }
        tried.push(option);
        let Some(at) = taken.iter().position(|(resource, _)| *resource == option) else {
            taken.push((option, slot));
            return true;
        };
        let holder = taken[at].1;
        if augment(slots, holder, taken, tried) {
            // The holder has moved: its old entry is now this slot's.
            if let Some(entry) = taken.iter_mut().find(|entry| **entry == (option, holder)) {
                entry.1 = slot;
            }
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(resources: &[usize], units: usize) -> Need {
        Need { any_of: resources.iter().map(|&one| one.into()).collect(), units }
    }

    fn chosen(needs: &[Need], free: &[usize], liked: &[usize]) -> Option<Vec<usize>> {
        let liked: Vec<ResourceIndex> = liked.iter().map(|&one| one.into()).collect();
        choose(needs, |one| free.contains(&one.position()), &liked)
            .map(|all| all.into_iter().map(ResourceIndex::position).collect())
    }

    #[test]
    fn a_need_moves_aside_for_one_with_fewer_options() {
        assert_eq!(chosen(&[need(&[0, 1], 1), need(&[0], 1)], &[0, 1], &[]), Some(vec![0, 1]));
        assert_eq!(chosen(&[need(&[0, 1, 2], 2), need(&[0, 1], 1)], &[0, 1, 2], &[]), Some(vec![0, 1, 2]));
    }

    #[test]
    fn one_resource_never_meets_two_needs() {
        assert_eq!(chosen(&[need(&[0], 1), need(&[0], 1)], &[0], &[]), None);
        assert_eq!(chosen(&[need(&[0, 1, 2], 2)], &[1], &[]), None);
    }

    #[test]
    fn what_is_liked_is_kept_as_a_whole() {
        assert_eq!(chosen(&[need(&[0, 1, 2], 2)], &[0, 1, 2], &[1, 2]), Some(vec![1, 2]));
        assert_eq!(chosen(&[need(&[0, 1, 2], 1)], &[0, 1], &[2]), Some(vec![0]));
    }
}
