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
    /// empty board. For the few words of a day the loops are unrolled.
    pub(super) fn starts<'w>(&self, way: &Way, words: &'w mut Words) -> &'w [u64] {
        match way.words.len() {
            1 => self.starts_of_day::<1>(way, words),
            2 => self.starts_of_day::<2>(way, words),
            3 => self.starts_of_day::<3>(way, words),
            4 => self.starts_of_day::<4>(way, words),
            _ => self.starts_of_any(way, words),
        }
        &words.starts
    }

    fn starts_of_day<const N: usize>(&self, way: &Way, words: &mut Words) {
        let mut starts = [0; N];
        starts.copy_from_slice(self.chart.allowed(way));
        for take in self.chart.takes(way) {
            let mut free = [u64::MAX; N];
            for &base in self.chart.bases(take) {
                let row = self.words(base, &way.words);
                for at in 0..N {
                    free[at] &= row[at];
                }
            }
            erode_few(&mut free, take.offsets.end - take.offsets.start);
            shift_down(&mut free, take.offsets.start);
            for at in 0..N {
                starts[at] &= free[at];
            }
        }
        words.starts.clear();
        words.starts.extend_from_slice(&starts);
    }

    fn starts_of_any(&self, way: &Way, words: &mut Words) {
        let Words { starts, free } = words;
        starts.clear();
        starts.extend_from_slice(self.chart.allowed(way));
        for take in self.chart.takes(way) {
            free.clear();
            free.resize(way.words.len(), u64::MAX);
            for &base in self.chart.bases(take) {
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
        // Points do not tell which days have begun already: now and then any start.
        if self.chart.has_days && dice.chance(0.2) {
            let (first, last) = (way.origins.0 - base, way.origins.1 - base);
            let from = first + dice.below(last + 1 - first);
            return first_one(starts, from, last + 1).map(|at| at + base);
        }
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

/// [`bits::erode`] for a known number of words.
fn erode_few<const N: usize>(words: &mut [u64; N], length: usize) {
    let mut run = 1;
    while run < length {
        let step = run.min(length - run);
        if step >= 64 {
            bits::and_shifted(words, step);
        } else {
            for at in 0..N {
                let next = if at + 1 < N { words[at + 1] } else { 0 };
                words[at] &= words[at] >> step | next << (64 - step);
            }
        }
        run += step;
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
