//! Bit sets over slots, as slices of 64-bit words: slot `s` is bit `s % 64` of word `s / 64`.

/// Sets bit `at`.
pub fn set(words: &mut [u64], at: usize) {
    words[at / 64] |= 1 << (at % 64);
}

/// Whether bit `at` is set.
pub fn is_set(words: &[u64], at: usize) -> bool {
    words[at / 64] >> (at % 64) & 1 == 1
}

/// Sets the bits of `from..to`.
pub fn fill(words: &mut [u64], from: usize, to: usize) {
    for_each_mask(from, to, |word, mask| words[word] |= mask);
}

/// Clears the bits of `from..to`.
pub fn clear(words: &mut [u64], from: usize, to: usize) {
    for_each_mask(from, to, |word, mask| words[word] &= !mask);
}

/// Whether any bit of `from..to` is set.
pub fn any(words: &[u64], from: usize, to: usize) -> bool {
    let mut found = 0;
    for_each_mask(from, to, |word, mask| found |= words[word] & mask);
    found != 0
}

/// The words that the bits of `from..to` lie in, each with the mask of those bits.
pub fn for_each_mask(from: usize, to: usize, mut visit: impl FnMut(usize, u64)) {
    if from >= to {
        return;
    }
    let (first, last) = (from / 64, (to - 1) / 64);
    for word in first..=last {
        let low = if word == first { u64::MAX << (from % 64) } else { u64::MAX };
        let high = if word == last { u64::MAX >> (63 - (to - 1) % 64) } else { u64::MAX };
        visit(word, low & high);
    }
}

/// Keeps the bits from which `length` bits in a row are set: the starts at which something of that length fits. What
/// lies beyond the last word counts as clear.
///
/// Doubling: after each step, a bit says that `run` bits in a row are set, so `log2(length)` steps are enough.
pub fn erode(words: &mut [u64], length: usize) {
    let mut run = 1;
    while run < length {
        let step = run.min(length - run);
        and_shifted(words, step);
        run += step;
    }
}

/// `words &= words >> by`, from the first word on.
pub fn and_shifted(words: &mut [u64], by: usize) {
    let (skip, shift) = (by / 64, by % 64);
    for at in 0..words.len() {
        let low = words.get(at + skip).copied().unwrap_or(0) >> shift;
        let next = words.get(at + skip + 1).copied().unwrap_or(0);
        let high = if shift == 0 { 0 } else { next << (64 - shift) };
        words[at] &= low | high;
    }
}

/// The positions of set bits, in order.
pub fn ones(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(word, &bits)| {
        let mut rest = bits;
        std::iter::from_fn(move || {
            let at = rest.trailing_zeros() as usize;
            (rest != 0).then(|| {
                rest &= rest - 1;
                word * 64 + at
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_cross_words() {
        let mut words = [0; 3];
        fill(&mut words, 60, 140);
        assert_eq!(ones(&words).collect::<Vec<_>>(), (60..140).collect::<Vec<_>>());
        clear(&mut words, 64, 128);
        assert_eq!(ones(&words).collect::<Vec<_>>(), (60..64).chain(128..140).collect::<Vec<_>>());
        assert!(any(&words, 0, 61) && !any(&words, 64, 128) && !any(&words, 5, 5));
        assert!(is_set(&words, 63) && !is_set(&words, 64));
    }

    #[test]
    fn what_is_left_of_an_erosion_has_room() {
        let mut patterns: Vec<[u64; 3]> = vec![[u64::MAX; 3], [0; 3], [0x0f0f_00ff_ffff_fff0, u64::MAX, 0x7fff]];
        let mut state = 1u64;
        patterns.extend((0..50).map(|_| {
            [0; 3].map(|_: u64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state | state << 7 | state >> 9
            })
        }));
        for free in patterns {
            for length in [1, 2, 3, 5, 8, 13, 30, 63, 64, 65, 100, 192, 193] {
                let mut eroded = free;
                erode(&mut eroded, length);
                let fits = |start: usize| start + length <= 192 && (start..start + length).all(|at| is_set(&free, at));
                let expected: Vec<usize> = (0..192).filter(|&start| fits(start)).collect();
                assert_eq!(ones(&eroded).collect::<Vec<_>>(), expected, "length {length}");
            }
        }
    }
}
