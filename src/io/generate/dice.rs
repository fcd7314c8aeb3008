//! The source of chance: a stream of ChaCha8, and whole numbers only after it, so that every machine draws alike.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Parts that draw from streams of their own: asking for more history leaves the requests as they are.
#[derive(Clone, Copy, Debug)]
pub(in crate::io) enum Stream {
    Prices,
    Staff,
    Requests,
    Bookings,
    History,
    Visits,
    Import,
    Rota,
    Appointments,
}

/// Draws from one stream.
#[derive(Debug)]
pub(in crate::io) struct Dice(ChaCha8Rng);

impl Dice {
    pub(in crate::io) fn new(seed: u64, stream: Stream) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(stream as u64);
        Self(source)
    }

    /// The draws for one part of something large, so that parts are made side by side.
    pub(super) fn part(seed: u64, stream: Stream, part: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream((part + 1) << 8 | stream as u64);
        Self(source)
    }

    /// A number from 0 up to, but without, `count`; 0 where `count` is 0.
    pub(in crate::io) fn below(&mut self, count: u64) -> u64 {
        let product = u128::from(self.0.next_u64()) * u128::from(count);
        u64::try_from(product >> 64).unwrap_or(0)
    }

    /// A multiple of `step` from `first` to `last`, both included; `first` itself where there is no room.
    pub(super) fn stepped(&mut self, first: i64, last: i64, step: i64) -> i64 {
        let steps = (last - first).max(0) / step.max(1) + 1;
        first + step * i64::try_from(self.below(steps.unsigned_abs())).unwrap_or(0)
    }

    /// True in this share of the draws.
    pub(super) fn chance(&mut self, share: f64) -> bool {
        self.below(1_000_000) < millionths(share)
    }

    /// One of the list, each as likely; `None` where it is empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let position = usize::try_from(self.below(list.len() as u64)).ok()?;
        list.get(position).copied()
    }

    /// A position in the list of weights; 0 where they are all 0.
    pub(super) fn weighted(&mut self, weights: &[f64]) -> usize {
        let total = weights.iter().map(|&weight| millionths(weight)).sum();
        let mut left = self.below(total);
        for (position, &weight) in weights.iter().enumerate() {
            match left.checked_sub(millionths(weight)) {
                Some(rest) if total > 0 => left = rest,
                _ => return position,
            }
        }
        0
    }
}

/// The number in millionths; negative and undefined ones are 0, the largest allowed keeps sums within 64 bits.
fn millionths(number: f64) -> u64 {
    (number.clamp(0.0, 1e9) * 1e6).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_share_the_draws() {
        let mut dice = Dice::new(7, Stream::Requests);
        let mut count = [0; 3];
        for _ in 0..10_000 {
            count[dice.weighted(&[3.0, 0.0, 1.0])] += 1;
        }
        assert_eq!(count[1], 0);
        assert!((7_300..7_700).contains(&count[0]), "{count:?}");
    }

    #[test]
    fn draws_stay_in_their_ranges() {
        let mut dice = Dice::new(7, Stream::Staff);
        for _ in 0..1_000 {
            assert!([10, 25, 40].contains(&dice.stepped(10, 54, 15)));
        }
        assert_eq!(dice.stepped(10, 5, 15), 10);
        assert_eq!(dice.pick::<i32>(&[]), None);
        assert!(!dice.chance(0.0) && dice.chance(1.0) && !dice.chance(f64::NAN));
    }

    #[test]
    fn streams_and_seeds_differ() {
        let draw = |seed, stream| Dice::new(seed, stream).below(u64::MAX);
        assert_ne!(draw(1, Stream::Staff), draw(1, Stream::Requests));
        assert_ne!(draw(1, Stream::Staff), draw(2, Stream::Staff));
        assert_eq!(draw(1, Stream::Staff), draw(1, Stream::Staff));
    }
}
