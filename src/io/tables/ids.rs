//! From ids to positions: by dictionary for text, by one look-up for whole numbers.

use std::collections::HashMap;
use std::sync::Arc;

use super::cells::{Cells, EMPTY, NO_WORD, Words};

/// The position that stands for an empty cell.
pub(super) const NOBODY: usize = u32::MAX as usize;

/// The position that stands for an id that nothing has.
pub(super) const UNKNOWN: usize = NOBODY - 1;

/// Room in the table of whole numbers for each id that is one.
const ROOM: usize = 16;

/// The positions of ids.
#[derive(Debug)]
pub(super) struct Ids {
    words: HashMap<String, u32>,
    /// Positions of the ids that are whole numbers, from `least` on.
    numbers: Vec<u32>,
    least: i64,
    /// Positions of whole numbers that lie far apart.
    scattered: HashMap<i64, u32>,
}

impl Ids {
    /// The ids in their order.
    pub(super) fn of<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let words: HashMap<String, u32> = ids.map(str::to_owned).zip(0..).collect();
        // 007 is a text, not the number 7.
        let number = |(id, position): (&String, &u32)| {
            Some((id.parse::<i64>().ok().filter(|one| one.to_string() == *id)?, *position))
        };
        let whole: Vec<(i64, u32)> = words.iter().filter_map(number).collect();
        let least = whole.iter().map(|(id, _)| *id).min().unwrap_or_default();
        let most = whole.iter().map(|(id, _)| *id).max().unwrap_or_default();
        let span = usize::try_from(i128::from(most) - i128::from(least) + 1).unwrap_or(usize::MAX);
        if span > ROOM * whole.len() {
            return Self { words, numbers: Vec::new(), least, scattered: whole.into_iter().collect() };
        }
        let mut numbers = vec![UNKNOWN as u32; span];
        for (id, position) in whole {
            numbers[(id - least) as usize] = position;
        }
        Self { words, numbers, least, scattered: HashMap::new() }
    }

    #[inline]
    fn of_number(&self, id: i64) -> usize {
        let at = id.wrapping_sub(self.least) as u64;
        match self.numbers.get(at as usize) {
            Some(position) => *position as usize,
            None if id == EMPTY => NOBODY,
            None => self.scattered.get(&id).map_or(UNKNOWN, |position| *position as usize),
        }
    }

    fn of_word(&self, id: &str) -> usize {
        self.words.get(id).map_or(UNKNOWN, |position| *position as usize)
    }
}

/// The positions that the cells of one column name, row by row.
#[derive(Debug)]
pub(super) struct Named<T> {
    items: Vec<T>,
    /// For each row the end of its items; empty where each has one.
    ends: Vec<usize>,
    /// The words of the last rows with their positions: row groups have one dictionary.
    known: Option<(Arc<Vec<String>>, Vec<T>)>,
}

impl<T: Copy + From<usize> + PartialEq> Named<T> {
    pub(super) fn new() -> Self {
        Self { items: Vec::new(), ends: Vec::new(), known: None }
    }

    /// Takes the rows of a column; nobody in any of them where the file does not have it.
    pub(super) fn take(&mut self, cells: Option<&Cells>, rows: usize, ids: &Ids) {
        self.items.clear();
        self.ends.clear();
        match cells {
            None => self.items.resize(rows, T::from(NOBODY)),
            Some(Cells::Lists(cells, ends)) => {
                self.extend(cells, ids);
                self.ends.extend_from_slice(ends);
                self.once_each();
            }
            Some(cells) => self.extend(cells, ids),
        }
    }

    fn extend(&mut self, cells: &Cells, ids: &Ids) {
        match cells {
            Cells::Numbers(numbers) => self.items.extend(numbers.iter().map(|&id| T::from(ids.of_number(id)))),
            Cells::Words(words) => {
                let known = self.known.take().filter(|(known, _)| Arc::ptr_eq(known, &words.words));
                let (known, positions) = known.unwrap_or_else(|| resolve(words, ids));
                let position = |key: &u32| match *key {
                    NO_WORD => T::from(NOBODY),
                    key => positions.get(key as usize).copied().unwrap_or_else(|| T::from(UNKNOWN)),
                };
                self.items.extend(words.keys.iter().map(position));
                self.known = Some((known, positions));
            }
            Cells::Lists(..) => {}
        }
    }

    /// Takes what a list names twice, and its empty cells, out of it.
    fn once_each(&mut self) {
        let (mut kept, mut start) = (0, 0);
        for end in &mut self.ends {
            let first = kept;
            for at in start..*end {
                let item = self.items[at];
                if item != T::from(NOBODY) && !self.items[first..kept].contains(&item) {
                    self.items[kept] = item;
                    kept += 1;
                }
            }
            start = std::mem::replace(end, kept);
        }
        self.items.truncate(kept);
    }

    /// What a row names.
    #[inline]
    pub(super) fn at(&self, row: usize) -> &[T] {
        let list = if self.ends.is_empty() {
            &self.items[row..=row]
        } else {
            &self.items[if row == 0 { 0 } else { self.ends[row - 1] }..self.ends[row]]
        };
        if list.len() == 1 && list[0] == T::from(NOBODY) { &[] } else { list }
    }
}

fn resolve<T: From<usize>>(words: &Words, ids: &Ids) -> (Arc<Vec<String>>, Vec<T>) {
    (words.words.clone(), words.words.iter().map(|word| T::from(ids.of_word(word))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::StaffIndex;

    fn positions(ids: &[&str], cells: &Cells) -> Vec<usize> {
        let mut named = Named::<StaffIndex>::new();
        named.take(Some(cells), 5, &Ids::of(ids.iter().copied()));
        (0..5).flat_map(|row| named.at(row).iter().map(|one| one.position()).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn numbers_near_or_far_apart_find_their_ids() {
        let cells = Cells::Numbers(vec![7, EMPTY, 9, 1 << 40, 8]);
        assert_eq!(positions(&["9", "7", "x"], &cells), [1, 0, UNKNOWN, UNKNOWN]);
        assert_eq!(positions(&["9", "7", "007", "1099511627776"], &cells), [1, 0, 3, UNKNOWN]);
    }

    #[test]
    fn lists_name_each_once() {
        let list = Cells::Numbers(vec![7, 9, 7, EMPTY, 9]);
        let cells = Cells::Lists(Box::new(list), vec![3, 3, 4, 5, 5]);
        assert_eq!(positions(&["9", "7"], &cells), [1, 0, 0]);
    }
}
