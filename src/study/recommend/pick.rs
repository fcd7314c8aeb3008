//! Which starts are offered: the best ones, far enough from each other to be a choice.
//!
//! Five neighbouring starts are no choice. The best start is picked, then the best of those that lie far enough from it, and
//! so on. Among starts that are as good, one that needs no move comes first, then one that leaves no gap beside another
//! booking, then the one farthest from those already picked, then the earliest.

use crate::domain::Minute;

/// A start that may be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// When.
    pub(super) start: Minute,
    /// How good it is.
    pub(super) points: i64,
    /// Whether nothing has to move for it.
    pub(super) is_free: bool,
    /// Whether it leaves no gap.
    pub(super) is_snug: bool,
}

/// The positions of the picked ones, at most `count`, no two less than `apart` minutes from each other.
pub(super) fn pick(choices: &[Choice], count: usize, apart: Minute) -> Vec<usize> {
    let mut picked: Vec<usize> = Vec::new();
    while picked.len() < count {
        let distance = |choice: &Choice| picked.iter().map(|&one| (choices[one].start - choice.start).abs()).min();
        let open = choices.iter().enumerate().filter(|(position, choice)| {
            !picked.contains(position) && distance(choice).is_none_or(|minutes| minutes >= apart)
        });
        let key = |choice: &Choice| {
            (choice.points, choice.is_free, choice.is_snug, distance(choice), std::cmp::Reverse(choice.start))
        };
        let Some((best, _)) = open.max_by_key(|(_, choice)| key(choice)) else { break };
        picked.push(best);
    }
    picked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(choices: &[(Minute, i64)], count: usize, apart: Minute) -> Vec<Minute> {
        let choices: Vec<Choice> =
            choices.iter().map(|&(start, points)| Choice { start, points, is_free: true, is_snug: false }).collect();
        pick(&choices, count, apart).into_iter().map(|position| choices[position].start).collect()
    }

    #[test]
    fn the_best_come_first_and_neighbours_are_passed_over() {
        assert_eq!(starts(&[(0, 5), (5, 9), (10, 8), (65, 7), (70, 6)], 3, 60), [5, 65]);
        assert_eq!(starts(&[(0, 5), (5, 9), (10, 8)], 2, 5), [5, 10]);
    }

    #[test]
    fn equals_are_spread() {
        let all: Vec<(Minute, i64)> = (0..=60).map(|hour| (10 * hour, 1)).collect();
        assert_eq!(starts(&all, 3, 60), [0, 600, 300]);
    }

    #[test]
    fn what_needs_no_move_comes_before_what_does_then_what_leaves_no_gap() {
        let choice = |start, is_free, is_snug| Choice { start, points: 1, is_free, is_snug };
        let choices = [choice(0, false, true), choice(60, true, false), choice(120, true, true)];
        assert_eq!(pick(&choices, 3, 1), [2, 1, 0]);
    }
}
