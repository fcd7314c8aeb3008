//! Where a job fits, and where best.

use super::chart::{Way, WayIndex};
use super::dice::Dice;
use super::pieces::{Slope, first_one, last_one};
use super::state::{Spot, State};
use crate::engine::board::{JobIndex, Slot, bits};

/// Room for the words of a way, reused from one to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    starts: Vec<u64>,
    free: Vec<u64>,
}

/// The best of several spots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) spot: Spot,
    /// What it adds to the value.
    pub(super) gain: i64,
}

impl State<'_> {
    /// The origins at which a way has room now, as words of [`Way::words`].
    ///
    /// For each take, `erode(and of the rows, length)` shifted by where it begins; and of all that, with the origins of the
    /// empty board.
    pub(super) fn starts<'w>(&self, way: &Way, words: &'w mut Words) -> &'w [u64] {
        let Words { starts, free } = words;
        starts.clear();
        starts.extend_from_slice(self.chart.allowed(way));
        for take in self.chart.takes(way) {
            let (first, others) = match self.chart.bases(take) {
                [first, others @ ..] => (first, others),
                [] => continue,
            };
            free.clear();
            free.extend_from_slice(self.words(*first, &way.words));
            for &base in others {
                for (word, other) in free.iter_mut().zip(self.words(base, &way.words)) {
                    *word &= other;
                }
            }
            bits::erode(free, take.offsets.end - take.offsets.start);
            shift_down(free, take.offsets.start);
            for (word, other) in starts.iter_mut().zip(&*free) {
                *word &= other;
            }
        }
        starts
    }

    /// The best spot of a way, days included, if there is room at all.
    pub(super) fn best_of_way(&self, index: WayIndex, words: &mut Words, dice: &mut Dice) -> Option<Choice> {
        let way = &self.chart.ways[index];
        let origin = if way.origins.0 == way.origins.1 {
            self.fits(Spot { way: index, origin: way.origins.0 }).then_some(way.origins.0)
        } else {
            let starts = self.starts(way, words);
            self.best_start(way, starts, dice)
        };
        let spot = Spot { way: index, origin: origin? };
        let points = self.chart.points(way, spot.origin);
        Some(Choice { spot, gain: if self.chart.has_days { points - self.day_costs(spot) } else { points } })
    }

    /// The origin with the most points of a set; where points do not tell, the first or the last.
    fn best_start(&self, way: &Way, starts: &[u64], dice: &mut Dice) -> Option<Slot> {
        let base = way.words.start * 64;
        let mut best: Option<(i64, Slot)> = None;
        for piece in self.chart.pieces(way) {
            let (from, to) = (piece.from - base, piece.to - base);
            let at_end = match piece.slope {
                Slope::Rising => true,
                Slope::Falling => false,
                Slope::Flat => dice.chance(0.5),
            };
            let found = if at_end { last_one(starts, from, to) } else { first_one(starts, from, to) };
            let Some(origin) = found.map(|at| at + base) else { continue };
            let points = self.chart.points(way, origin);
            if best.is_none_or(|(most, _)| points > most) {
                best = Some((points, origin));
            }
        }
        best.map(|(_, origin)| origin)
    }

    /// The best spot of several ways, beginning with a random one; each is passed over with a chance of `blink`.
    pub(super) fn best_of(
        &self,
        ways: std::ops::Range<WayIndex>,
        blink: f64,
        words: &mut Words,
        dice: &mut Dice,
        work: &mut u64,
    ) -> Option<Choice> {
        if ways.is_empty() {
            return None;
        }
        let first = ways.start + dice.below(ways.len());
        let mut best: Option<Choice> = None;
        for index in (first..ways.end).chain(ways.start..first) {
            let most = best.map_or(i64::MIN, |best| best.gain);
            if self.chart.ways[index].most <= most || dice.chance(blink) {
                continue;
            }
            *work += 1;
            if let Some(choice) = self.best_of_way(index, words, dice)
                && choice.gain > most
            {
                best = Some(choice);
            }
        }
        best
    }

    /// Whether a job should be placed for a gain: at any price if it must be.
    pub(super) fn is_wanted(&self, job: JobIndex, gain: i64) -> bool {
        gain > 0 || self.chart.board.jobs[job].mandatory
    }
}

/// `words >>= by`, from the first word on.
fn shift_down(words: &mut [u64], by: usize) {
    if by == 0 {
        return;
    }
    let (skip, shift) = (by / 64, by % 64);
    for at in 0..words.len() {
        let low = words.get(at + skip).copied().unwrap_or(0) >> shift;
        let next = words.get(at + skip + 1).copied().unwrap_or(0);
        words[at] = low | if shift == 0 { 0 } else { next << (64 - shift) };
    }
}
