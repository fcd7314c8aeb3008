//! The best of a set of starts without looking at all of them.
//!
//! Points rise up to the preferred start and fall after it. Cut into pieces on which points only rise or only fall, the
//! best of a set is the last or the first of the set in one of the pieces: a few words to look at, whatever the points.

use crate::engine::board::Slot;

/// Origins over which points rise, fall, or stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) from: Slot,
    /// After the last.
    pub(super) to: Slot,
    pub(super) slope: Slope,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slope {
    Rising,
    Falling,
    Flat,
}

/// The pieces of origins in the order of time with their points, from left to right as long as possible.
pub(super) fn pieces(origins: &[(Slot, i64)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = origins;
    while let Some(&(from, _)) = rest.first() {
        let rising = 1 + rest.windows(2).take_while(|pair| pair[0].1 <= pair[1].1).count();
        let falling = 1 + rest.windows(2).take_while(|pair| pair[0].1 >= pair[1].1).count();
        let slope = match rising.cmp(&falling) {
            std::cmp::Ordering::Greater => Slope::Rising,
            std::cmp::Ordering::Less => Slope::Falling,
            std::cmp::Ordering::Equal => Slope::Flat,
        };
        let (piece, after) = rest.split_at(rising.max(falling));
        pieces.push(Piece { from, to: piece.last().map_or(from, |last| last.0) + 1, slope });
        rest = after;
    }
    pieces
}

/// The first set bit of `from..to`.
pub(super) fn first_one(words: &[u64], from: usize, to: usize) -> Option<usize> {
    let mut at = from / 64;
    let mut word = words.get(at)? & (u64::MAX << (from % 64));
    while word == 0 {
        at += 1;
        if at * 64 >= to {
            return None;
        }
        word = *words.get(at)?;
    }
    Some(at * 64 + word.trailing_zeros() as usize).filter(|found| *found < to)
}

/// The last set bit of `from..to`.
pub(super) fn last_one(words: &[u64], from: usize, to: usize) -> Option<usize> {
    let mut at = (to - 1) / 64;
    let mut word = words[at] & (u64::MAX >> (63 - (to - 1) % 64));
    while word == 0 {
        if at * 64 <= from {
            return None;
        }
        at -= 1;
        word = words[at];
    }
    Some(at * 64 + 63 - word.leading_zeros() as usize).filter(|found| *found >= from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::board::bits;

    #[test]
    fn a_tent_with_a_spike_has_three_pieces() {
        let points = [1, 2, 3, 9, 4, 3, 2, 2];
        let origins: Vec<(Slot, i64)> = points.iter().enumerate().map(|(at, &points)| (10 + at * 2, points)).collect();
        let piece = |from, to, slope| Piece { from, to, slope };
        assert_eq!(pieces(&origins), [piece(10, 17, Slope::Rising), piece(18, 25, Slope::Falling)]);
        assert_eq!(pieces(&[(3, 5), (4, 5)]), [piece(3, 5, Slope::Flat)]);
        assert_eq!(pieces(&[]), []);
    }

    #[test]
    fn ones_are_found_from_both_ends() {
        let mut words = [0; 3];
        [5, 63, 64, 130].into_iter().for_each(|at| bits::set(&mut words, at));
        for (from, to) in [(0, 192), (5, 6), (6, 64), (6, 63), (64, 130), (65, 131), (131, 192), (0, 5)] {
            let inside: Vec<usize> = bits::ones(&words).filter(|at| (from..to).contains(at)).collect();
            assert_eq!(first_one(&words, from, to), inside.first().copied(), "{from}..{to}");
            assert_eq!(last_one(&words, from, to), inside.last().copied(), "{from}..{to}");
        }
    }
}
