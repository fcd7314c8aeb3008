//! A smallest set of rules that clash, by deletion.

use super::rules::{Rule, without};
use super::{Verdict, verdict};
use crate::domain::Problem;
use crate::study::explain::Means;

/// The positions of rules that clash while all others are done without, and whether it is shown of each that without it
/// the others can be kept.
pub fn smallest(problem: &Problem, rules: &[Rule], means: &Means) -> (Vec<usize>, bool) {
    let verdict_of = |kept: &[usize]| {
        let lifted: Vec<&Rule> =
            (0..rules.len()).filter(|position| !kept.contains(position)).map(|position| &rules[position]).collect();
        verdict(&without(problem, &lifted), means)
    };
    let mut kept: Vec<usize> = (0..rules.len()).collect();
    // Many rules go at once where none of them plays a part.
    let mut width = rules.len().div_ceil(4).max(1);
    loop {
        let mut position = 0;
        let mut is_smallest = true;
        while position < kept.len() {
            let mut rest = kept.clone();
            rest.drain(position..(position + width).min(kept.len()));
            match verdict_of(&rest) {
                Verdict::Infeasible(_) => kept = rest,
                verdict => {
                    is_smallest &= verdict == Verdict::Feasible;
                    position += width;
                }
            }
        }
        if width == 1 {
            return (kept, is_smallest);
        }
        width = width.div_ceil(4).min(width - 1);
    }
}
