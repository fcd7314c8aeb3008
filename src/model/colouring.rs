//! Interval colouring: which unit each booking gets, after the model has counted them.
//!
//! By start, each interval takes a unit whose last interval has ended. At most `m` intervals overlap, so one of the `m` units
//! is always free: exact for interval graphs, and it uses the fewest units (Golumbic 1980, ch. 8).

use crate::domain::{Interval, Minute, ResourceIndex};

/// Gives `amount` different units to each interval; `None` if more overlap than there are units.
///
/// The answer is in the order of the intervals given. Units that come first are used first.
pub fn colour(units: &[ResourceIndex], intervals: &[(Interval, u32)]) -> Option<Vec<Vec<ResourceIndex>>> {
    let mut busy_until: Vec<Minute> = vec![Minute::MIN; units.len()];
    let mut order: Vec<usize> = (0..intervals.len()).collect();
    order.sort_by_key(|&position| (intervals[position].0, position));
    let mut given = vec![Vec::new(); intervals.len()];
    for position in order {
        let (interval, amount) = intervals[position];
        for (unit, until) in units.iter().zip(&mut busy_until) {
            if given[position].len() < amount as usize && *until <= interval.start {
                *until = interval.end;
                given[position].push(*unit);
            }
        }
        if given[position].len() < amount as usize {
            return None;
        }
    }
    Some(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours(units: usize, intervals: &[(i64, i64, u32)]) -> Option<Vec<Vec<usize>>> {
        let units: Vec<ResourceIndex> = (0..units).map(ResourceIndex::from).collect();
        let intervals: Vec<_> =
            intervals.iter().map(|&(start, end, amount)| (Interval::new(start, end), amount)).collect();
        let given = colour(&units, &intervals)?;
        Some(given.into_iter().map(|units| units.into_iter().map(ResourceIndex::position).collect()).collect())
    }

    #[test]
    fn as_many_units_as_overlap_are_enough() {
        assert_eq!(
            colours(2, &[(0, 3, 1), (1, 2, 1), (2, 5, 1), (3, 4, 1)]),
            Some(vec![vec![0], vec![1], vec![1], vec![0]])
        );
        assert_eq!(colours(2, &[(0, 2, 1), (0, 2, 2)]), None);
        assert_eq!(colours(3, &[(0, 2, 1), (0, 2, 2)]), Some(vec![vec![0], vec![1, 2]]));
    }
}
