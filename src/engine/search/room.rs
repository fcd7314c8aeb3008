//! How much of a shared lane is left, for 64 slots at once.
//!
//! The units left of each slot are written in binary across words: bit `s` of plane `p` is binary digit `p` of slot `s`.
//! To take an amount from an interval is a subtraction with borrow on all slots of a word together, which ends after two
//! planes on average, and "at least so many left" is a comparison in the same way. Counts are exact for any amount.

/// The units left of a lane, by slot.
#[derive(Clone, Debug)]
pub(super) struct Room {
    planes: usize,
    /// Word by word, the planes of each from the lowest on.
    digits: Vec<u64>,
}

impl Room {
    /// All of a capacity, of which never more than `most` is taken.
    pub(super) fn of(capacity: &[u32], most: u32) -> Self {
        let largest = capacity.iter().map(|units| *units.min(&most)).max().unwrap_or(0);
        let planes = (32 - largest.leading_zeros()).max(1) as usize;
        let mut digits = vec![0; capacity.len().div_ceil(64) * planes];
        for (slot, units) in capacity.iter().enumerate() {
            for plane in 0..planes {
                let digit = u64::from((*units.min(&most)) >> plane & 1);
                digits[slot / 64 * planes + plane] |= digit << (slot % 64);
            }
        }
        Self { planes, digits }
    }

    /// Takes an amount from the slots of a mask, each of which has as much.
    pub(super) fn take(&mut self, word: usize, mask: u64, amount: u32) {
        let digits = &mut self.digits[word * self.planes..(word + 1) * self.planes];
        for plane in (0..digits.len()).filter(|plane| amount >> plane & 1 == 1) {
            let mut borrow = mask;
            for digit in &mut digits[plane..] {
                *digit ^= borrow;
                // Where the digit has become 1, it was 0 and the next one pays.
                borrow &= *digit;
                if borrow == 0 {
                    break;
                }
            }
        }
    }

    /// Gives an amount back to the slots of a mask.
    pub(super) fn give(&mut self, word: usize, mask: u64, amount: u32) {
        let digits = &mut self.digits[word * self.planes..(word + 1) * self.planes];
        for plane in (0..digits.len()).filter(|plane| amount >> plane & 1 == 1) {
            let mut carry = mask;
            for digit in &mut digits[plane..] {
                *digit ^= carry;
                carry &= !*digit;
                if carry == 0 {
                    break;
                }
            }
        }
    }

    /// The slots of a word that have at least an amount left.
    pub(super) fn at_least(&self, word: usize, amount: u32) -> u64 {
        let digits = &self.digits[word * self.planes..(word + 1) * self.planes];
        if amount == 1 {
            return digits.iter().fold(0, |any, digit| any | digit);
        }
        if amount.checked_shr(self.planes as u32).is_some_and(|beyond| beyond != 0) {
            return 0;
        }
        let (mut more, mut equal) = (0, u64::MAX);
        for (plane, digit) in digits.iter().enumerate().rev() {
            if amount >> plane & 1 == 1 {
                equal &= digit;
            } else {
                more |= equal & digit;
                equal &= !digit;
            }
        }
        more | equal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_count_like_numbers() {
        let mut left: Vec<u32> = (0..64).map(|slot| slot % 14).collect();
        let mut room = Room::of(&left, 100);
        let agree = |room: &Room, left: &[u32]| {
            for amount in 1..20 {
                let expected = left
                    .iter()
                    .enumerate()
                    .fold(0, |bits, (slot, &units)| if units >= amount { bits | 1_u64 << slot } else { bits });
                assert_eq!(room.at_least(0, amount), expected, "{amount}");
            }
        };
        for amount in [1, 3, 2, 5, 1, 6] {
            let mask = room.at_least(0, amount) & 0x0fff_f0ff_00ff_ff0f;
            room.take(0, mask, amount);
            (0..64).filter(|slot| mask >> slot & 1 == 1).for_each(|slot| left[slot] -= amount);
            agree(&room, &left);
        }
        for amount in [1, 4, 1] {
            let mask = !room.at_least(0, 9) & 0xff_ffff;
            room.give(0, mask, amount);
            (0..64).filter(|slot| mask >> slot & 1 == 1).for_each(|slot| left[slot] += amount);
            agree(&room, &left);
        }
    }
}
