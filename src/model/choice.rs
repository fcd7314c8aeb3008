//! Choices: the ways in which the needs of a request can be met from classes of units.

use std::collections::{BTreeMap, BTreeSet};

use super::class::{ClassIndex, Classes};
use super::need::Need;

/// How many units of which classes serve a request, and what that adds to the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Classes in order, each with at least one unit.
    pub amounts: Vec<(ClassIndex, u32)>,
    /// Zero, or minus what leaving the resources of the existing booking costs.
    pub points: i64,
}

/// All choices for the needs among the classes that are free, each once, in order.
///
/// A need takes its units from any of its classes; together the needs take no more of a class than it has. Any such
/// counts can be met with different units, because the units of a class answer to the same needs.
pub fn choices(needs: &[Need], classes: &Classes, is_free: impl Fn(ClassIndex) -> bool) -> Vec<Vec<(ClassIndex, u32)>> {
    let options: Vec<(Vec<ClassIndex>, usize)> = needs
        .iter()
        .map(|need| {
            let wanted: BTreeSet<_> = need.any_of.iter().filter_map(|&unit| classes.class_of(unit)).collect();
            (wanted.into_iter().filter(|&class| is_free(class)).collect(), need.units)
        })
        .collect();
    let mut found = BTreeSet::new();
    take(&options, classes, &mut BTreeMap::new(), &mut found);
    found.into_iter().collect()
}

/// Meets the first of the remaining needs in every way, then the others.
fn take(
    needs: &[(Vec<ClassIndex>, usize)],
    classes: &Classes,
    amounts: &mut BTreeMap<ClassIndex, u32>,
    found: &mut BTreeSet<Vec<(ClassIndex, u32)>>,
) {
    let Some(((options, units), rest)) = needs.split_first() else {
        found.insert(amounts.iter().map(|(&class, &amount)| (class, amount)).collect());
        return;
    };
    if *units == 0 {
        return take(rest, classes, amounts, found);
    }
    for (position, &class) in options.iter().enumerate() {
        let taken = amounts.get(&class).copied().unwrap_or(0);
        if (taken as usize) < classes.list[class].units.len() {
            amounts.insert(class, taken + 1);
            // Classes of one need are taken in order, so that no choice is met twice in different orders.
            let mut next = vec![(options[position..].to_vec(), units - 1)];
            next.extend_from_slice(rest);
            take(&next, classes, amounts, found);
            if taken == 0 {
                amounts.remove(&class);
            } else {
                amounts.insert(class, taken);
            }
        }
    }
}
