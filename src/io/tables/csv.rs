//! CSV: UTF-8, a header, commas. Lines are taken by one thread and read by all.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;

use csv::{ByteRecord, Reader, ReaderBuilder};
use parquet::file::reader::ChunkReader;
use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::domain::Fault;
use crate::io::gate::utc_minute;

use super::Error;
use super::cells::{Cells, EMPTY, NO_WORD, Rows, UNREADABLE, Words};
use super::folder::Folder;
use super::source::places;
use super::table::{Holds, Table};

/// Lines that are read at a time.
const BATCH: usize = 4096;

/// What stands between the ids of a list.
const BETWEEN: [char; 3] = [';', '|', ' '];

/// A file of a table.
#[derive(Debug)]
pub(super) struct Part {
    path: Arc<str>,
    /// For each column of the table the position of the file's.
    places: Vec<Option<usize>>,
}

/// Lines as they stand in the file, and the number of the first.
type Lines = (u64, Vec<ByteRecord>);

impl Part {
    pub(super) fn open<F: Folder>(
        folder: &F,
        path: &str,
        table: Table,
        faults: &mut Vec<Fault>,
    ) -> Result<Self, Error> {
        let mut reader = reader(folder, path)?;
        let header = reader.byte_headers().map_err(|error| Error::read(path, error))?;
        let names: Vec<String> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned())
            .collect();
        Ok(Self { path: path.into(), places: places(path, table, &names, faults) })
    }

    /// Adds all rows to sums.
    pub(super) fn fold<F: Folder, T: Send>(
        &self,
        folder: &F,
        table: Table,
        columns: &[usize],
        none: &(impl Fn() -> T + Sync + Send),
        add: &(impl Fn(&mut T, &Rows) + Sync + Send),
        merge: &(impl Fn(T, T) -> T + Sync + Send),
    ) -> Result<T, Error> {
        let failed = Mutex::new(None);
        let sums = self.lines(folder, &failed)?.par_bridge().fold(none, |mut sums, lines| {
            add(&mut sums, &self.rows(table, columns, &lines));
            sums
        });
        let sums = sums.reduce(none, merge);
        ended(failed)?;
        Ok(sums)
    }

    /// Reads all rows in their order.
    pub(super) fn read_owned<F: Folder>(
        &self,
        folder: &F,
        table: Table,
        columns: &[usize],
        each: impl FnMut(Rows),
    ) -> Result<(), Error> {
        let failed = Mutex::new(None);
        self.lines(folder, &failed)?.map(|lines| self.rows(table, columns, &lines)).for_each(each);
        ended(failed)
    }

    /// The lines in batches, up to the first that cannot be read.
    fn lines<'a, F: Folder>(
        &'a self,
        folder: &'a F,
        failed: &'a Mutex<Option<Error>>,
    ) -> Result<impl Iterator<Item = Lines> + Send + 'a, Error> {
        let mut reader = reader(folder, &self.path)?;
        let mut first = 1;
        Ok(std::iter::from_fn(move || {
            let mut lines = Vec::with_capacity(BATCH);
            while lines.len() < BATCH {
                let mut line = ByteRecord::new();
                match reader.read_byte_record(&mut line) {
                    Ok(true) => lines.push(line),
                    Ok(false) => break,
                    Err(error) => {
                        if let Ok(mut failed) = failed.lock() {
                            *failed = Some(Error::read(&self.path, error));
                        }
                        return None;
                    }
                }
            }
            let number = first;
            first += lines.len() as u64;
            (!lines.is_empty()).then_some((number, lines))
        }))
    }

    fn rows(&self, table: Table, columns: &[usize], (first, lines): &Lines) -> Rows {
        let column = |column: &usize| {
            let place = self.places[*column]?;
            let cells = lines.iter().map(|line| line.get(place).unwrap_or_default());
            Some(decoded(cells, table.columns()[*column].holds))
        };
        Rows { path: self.path.clone(), first: *first, len: lines.len(), columns: columns.iter().map(column).collect() }
    }
}

fn ended(failed: Mutex<Option<Error>>) -> Result<(), Error> {
    failed.into_inner().ok().flatten().map_or(Ok(()), Err)
}

fn reader<F: Folder>(folder: &F, path: &str) -> Result<Reader<<F::File as ChunkReader>::T>, Error> {
    let file = folder.open(path).map_err(|error| Error::read(path, error))?;
    let read = file.get_read(0).map_err(|error| Error::read(path, error))?;
    Ok(ReaderBuilder::new().flexible(true).from_reader(read))
}

fn decoded<'a>(cells: impl Iterator<Item = &'a [u8]>, holds: Holds) -> Cells {
    // What is no UTF-8 is no id either, and no number.
    let texts = cells.map(|cell| std::str::from_utf8(cell).map_or("\u{fffd}", str::trim));
    match holds {
        Holds::Id | Holds::Text => Cells::Words(Dictionary::default().of(texts)),
        Holds::Ids => {
            let (mut dictionary, mut keys, mut ends) = (Dictionary::default(), Vec::new(), Vec::new());
            for text in texts {
                keys.extend(text.split(BETWEEN).filter(|id| !id.is_empty()).map(|id| dictionary.key(id)));
                ends.push(keys.len());
            }
            Cells::Lists(Box::new(Cells::Words(dictionary.words(keys))), ends)
        }
        Holds::Flag => numbers(texts, flag),
        Holds::Whole => numbers(texts, |text| text.parse().ok()),
        Holds::Time => numbers(texts, time),
        Holds::Money => numbers(texts, money),
    }
}

fn numbers<'a>(texts: impl Iterator<Item = &'a str>, read: impl Fn(&str) -> Option<i64>) -> Cells {
    let number = |text| match text {
        "" => EMPTY,
        text => read(text).filter(|number| *number > UNREADABLE).unwrap_or(UNREADABLE),
    };
    Cells::Numbers(texts.map(number).collect())
}

/// The different words of a column, by their first places.
#[derive(Default)]
struct Dictionary<'a> {
    keys: HashMap<&'a str, u32>,
    words: Vec<String>,
}

impl<'a> Dictionary<'a> {
    fn key(&mut self, word: &'a str) -> u32 {
        if word.is_empty() {
            return NO_WORD;
        }
        *self.keys.entry(word).or_insert_with(|| {
            self.words.push(word.to_owned());
            u32::try_from(self.words.len() - 1).unwrap_or(NO_WORD)
        })
    }

    fn of(mut self, words: impl Iterator<Item = &'a str>) -> Words {
        let keys = words.map(|word| self.key(word)).collect();
        self.words(keys)
    }

    fn words(self, keys: Vec<u32>) -> Words {
        Words { words: Arc::new(self.words), keys }
    }
}

fn flag(text: &str) -> Option<i64> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "t" | "yes" | "1" => Some(1),
        "false" | "f" | "no" | "0" => Some(0),
        _ => None,
    }
}

/// Hundredths of a decimal number.
fn money(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (units, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let rest = rest.trim_end_matches('0');
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if units.is_empty() || rest.len() > 2 || !is_number(units) || !is_number(rest) {
        return None;
    }
    let hundredths: i64 = format!("{rest:0<2}").parse().ok()?;
    units.parse::<i64>().ok()?.checked_mul(100)?.checked_add(hundredths)?.checked_mul(sign)
}

/// The minute of a time with an offset, as systems write it: with a space for the `T`, with seconds and fractions that are 0,
/// with offsets of hours alone.
fn time(text: &str) -> Option<i64> {
    if let Some(minute) = utc_minute(text) {
        return Some(minute);
    }
    let (date, clock) = text.split_once(['T', ' '])?;
    let at = clock.find(['Z', 'z', '+', '-'])?;
    let (clock, offset) = clock.split_at_checked(at)?;
    let (clock, fraction) = clock.trim_end().split_once('.').unwrap_or((clock.trim_end(), ""));
    if !fraction.bytes().all(|digit| digit == b'0') {
        return None;
    }
    let offset = match (offset.len(), offset) {
        (1, _) => "Z".to_owned(),
        (3, hours) => format!("{hours}:00"),
        (5, both) => format!("{}:{}", both.get(..3)?, both.get(3..)?),
        (_, offset) => offset.to_owned(),
    };
    utc_minute(&format!("{date}T{clock}{offset}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_systems_write_them() {
        let minute = utc_minute("2026-11-23T09:00Z");
        for text in [
            "2026-11-23T10:00+01:00",
            "2026-11-23 09:00:00+00",
            "2026-11-23T09:00:00.000000+0000",
            "2026-11-23 09:00:00.000Z",
        ] {
            assert_eq!(time(text), minute, "{text}");
        }
        for text in ["2026-11-23 09:00", "2026-11-23T09:00:30Z", "2026-11-23T09:00:00.5Z", "noon", "2026-11-23T+é"] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn money_has_two_digits_at_most() {
        assert_eq!(["12", "12.5", "-12.050", "0.07"].map(money), [Some(1200), Some(1250), Some(-1205), Some(7)]);
        assert_eq!(["", ".5", "1.005", "1e3", "1,5", "99999999999999999999"].map(money), [None; 6]);
    }
}
