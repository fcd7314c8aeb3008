//! Parquet: row groups, decoded column by column.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Decimal32Type, Decimal64Type, Decimal128Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_schema::{DataType, Field, FieldRef, Schema, TimeUnit};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::basic::Type as Physical;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::statistics::Statistics;
use parquet::schema::types::SchemaDescriptor;

use crate::domain::{Fault, Interval, Minute};
use crate::io::gate::cents;

use super::Error;
use super::cells::{Cells, EMPTY, NO_WORD, Rows, UNREADABLE, Words};
use super::folder::Folder;
use super::source::{places, words};
use super::table::{Holds, Table};

/// Rows that are decoded at a time: so many that their columns stay in the cache of a core.
const BATCH: usize = 8192;

/// A file of a table.
#[derive(Debug)]
pub(super) struct Part {
    path: Arc<str>,
    table: Table,
    metadata: ArrowReaderMetadata,
    /// For each column of the table the position of the file's.
    places: Vec<Option<usize>>,
}

impl Part {
    pub(super) fn open<F: Folder>(
        folder: &F,
        path: &str,
        table: Table,
        faults: &mut Vec<Fault>,
    ) -> Result<Self, Error> {
        let file = folder.open(path).map_err(|error| Error::read(path, error))?;
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = ArrowReaderMetadata::load(&file, options.clone()).map_err(|error| Error::read(path, error))?;
        let names: Vec<String> = metadata.schema().fields().iter().map(|field| field.name().clone()).collect();
        let places = places(path, table, &names, faults);
        for (column, place) in table.columns().iter().zip(&places) {
            let Some(place) = place else { continue };
            let found = metadata.schema().field(*place).data_type();
            if !fits(found, column.holds) {
                faults.push(Fault {
                    path: format!("{path}: {}", column.name),
                    code: "wrongType",
                    cause: format!("the column holds {found}"),
                    action: format!("write {}", words(column.holds)),
                });
            }
        }
        let hinted = hinted(metadata.schema(), metadata.parquet_schema(), &places);
        let metadata = ArrowReaderMetadata::try_new(metadata.metadata().clone(), options.with_schema(hinted.into()));
        Ok(Self { path: path.into(), table, metadata: metadata.map_err(|error| Error::read(path, error))?, places })
    }

    /// How many row groups the file has.
    pub(super) fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// Whether anything in the row group may share a minute with `span`, by its statistics.
    pub(super) fn reaches(&self, group: usize, span: Interval) -> bool {
        let group = self.metadata.metadata().row_group(group);
        let first = self.bounds(group, "start").is_none_or(|(least, _)| least < span.end);
        first && self.bounds(group, "end").is_none_or(|(_, most)| span.start < most + 1)
    }

    /// Least and greatest minute of a column of times in a row group, if the file tells.
    fn bounds(&self, group: &RowGroupMetaData, name: &str) -> Option<(Minute, Minute)> {
        let column = self.table.columns().iter().position(|column| column.name == name)?;
        let place = (*self.places.get(column)?)?;
        let DataType::Timestamp(unit, _) = self.metadata.schema().field(place).data_type() else { return None };
        let leaf = leaf(self.metadata.parquet_schema(), place)?;
        let Some(Statistics::Int64(statistics)) = group.column(leaf).statistics() else { return None };
        let minute = |ticks: i64| ticks.div_euclid(ticks_of_a_minute(*unit));
        Some((minute(*statistics.min_opt()?), minute(*statistics.max_opt()?)))
    }

    /// Reads columns of a row group, batch by batch.
    pub(super) fn read<F: Folder>(
        &self,
        folder: &F,
        group: usize,
        columns: &[usize],
        mut each: impl FnMut(&Rows),
    ) -> Result<(), Error> {
        self.read_owned(folder, group, columns, |rows| each(&rows))
    }

    /// The same, and hands the rows over.
    pub(super) fn read_owned<F: Folder>(
        &self,
        folder: &F,
        group: usize,
        columns: &[usize],
        mut each: impl FnMut(Rows),
    ) -> Result<(), Error> {
        let failed = |error| Error::read(&self.path, error);
        let file = folder.open(&self.path).map_err(|error| Error::read(&self.path, error))?;
        let places: Vec<Option<usize>> = columns.iter().map(|column| self.places[*column]).collect();
        let mut read: Vec<usize> = places.iter().flatten().copied().collect();
        read.sort_unstable();
        let mask = ProjectionMask::roots(self.metadata.parquet_schema(), read.iter().copied());
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let reader = reader.with_row_groups(vec![group]).with_projection(mask).with_batch_size(BATCH);
        let before: i64 = self.metadata.metadata().row_groups()[..group].iter().map(RowGroupMetaData::num_rows).sum();
        let mut first = before.unsigned_abs() + 1;
        let mut dictionaries: Vec<Option<Dictionary>> = vec![None; columns.len()];
        for batch in reader.build().map_err(failed)? {
            let batch = batch.map_err(|error| Error::read(&self.path, error))?;
            let mut cells = Vec::with_capacity(columns.len());
            for (at, place) in places.iter().enumerate() {
                let array = place.and_then(|place| read.binary_search(&place).ok()).map(|found| batch.column(found));
                let holds = self.table.columns()[columns[at]].holds;
                cells.push(array.map(|array| decoded(array, holds, &mut dictionaries[at])));
            }
            each(Rows { path: self.path.clone(), first, len: batch.num_rows(), columns: cells });
            first += batch.num_rows() as u64;
        }
        Ok(())
    }
}

/// The leaf of a column that is no list.
fn leaf(schema: &SchemaDescriptor, root: usize) -> Option<usize> {
    (0..schema.num_columns()).find(|leaf| schema.get_column_root_idx(*leaf) == root)
}

/// Whether a type of the file can be what a column holds.
fn fits(found: &DataType, holds: Holds) -> bool {
    let is_text = matches!(found, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Binary);
    match holds {
        Holds::Id => found.is_integer() || is_text,
        Holds::Ids => match found {
            DataType::List(item) | DataType::LargeList(item) => fits(item.data_type(), Holds::Id),
            _ => fits(found, Holds::Id),
        },
        Holds::Text => is_text,
        Holds::Flag => matches!(found, DataType::Boolean),
        Holds::Whole => found.is_integer(),
        Holds::Time => matches!(found, DataType::Timestamp(_, Some(_))),
        Holds::Money => {
            let is_decimal = matches!(found, DataType::Decimal128(..));
            is_decimal || found.is_integer() || matches!(found, DataType::Float32 | DataType::Float64)
        }
    }
}

/// The schema in which text stays in its dictionaries and decimals are as narrow as the file has them.
fn hinted(schema: &Schema, parquet: &SchemaDescriptor, places: &[Option<usize>]) -> Schema {
    let hint = |(at, field): (usize, &FieldRef)| -> FieldRef {
        if !places.contains(&Some(at)) {
            return field.clone();
        }
        let physical = leaf(parquet, at).map(|leaf| parquet.column(leaf).physical_type());
        Arc::new(field.as_ref().clone().with_data_type(hinted_type(field.data_type(), physical)))
    };
    Schema::new_with_metadata(
        schema.fields().iter().enumerate().map(hint).collect::<Vec<_>>(),
        schema.metadata().clone(),
    )
}

fn hinted_type(found: &DataType, physical: Option<Physical>) -> DataType {
    match found {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Binary => {
            DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
        }
        DataType::Decimal128(precision, scale) => match physical {
            Some(Physical::INT32) => DataType::Decimal32(*precision, *scale),
            Some(Physical::INT64) => DataType::Decimal64(*precision, *scale),
            _ => found.clone(),
        },
        DataType::List(item) => {
            let item: Field = item.as_ref().clone().with_data_type(hinted_type(item.data_type(), physical));
            DataType::List(Arc::new(item))
        }
        _ => found.clone(),
    }
}

fn ticks_of_a_minute(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 60,
        TimeUnit::Millisecond => 60_000,
        TimeUnit::Microsecond => 60_000_000,
        TimeUnit::Nanosecond => 60_000_000_000,
    }
}

/// The values of a dictionary, and the same as words.
type Dictionary = (ArrayRef, Arc<Vec<String>>);

/// The cells of an array of one of the types that fit.
fn decoded(array: &ArrayRef, holds: Holds, last: &mut Option<Dictionary>) -> Cells {
    let array_type = array.data_type();
    match array_type {
        DataType::Dictionary(..) => return Cells::Words(in_words(array, last)),
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let offsets = list.value_offsets();
            let base = offsets.first().copied().unwrap_or_default();
            let items =
                list.values().slice(base as usize, (offsets.last().copied().unwrap_or_default() - base) as usize);
            // An empty list and no list are the same: an array of lists keeps no items in rows without one.
            let ends = offsets.iter().skip(1).map(|end| (end - base) as usize).collect();
            return Cells::Lists(Box::new(decoded(&items, holds, last)), ends);
        }
        _ => {}
    }
    if holds == Holds::Money && array_type.is_integer() {
        let whole = decoded(array, Holds::Whole, last);
        return in_hundredths(whole);
    }
    Cells::Numbers(match array_type {
        DataType::Int8 => whole::<Int8Type>(array, i64::from),
        DataType::Int16 => whole::<Int16Type>(array, i64::from),
        DataType::Int32 => whole::<Int32Type>(array, i64::from),
        DataType::Int64 => whole::<Int64Type>(array, |number| number.max(UNREADABLE)),
        DataType::UInt8 => whole::<UInt8Type>(array, i64::from),
        DataType::UInt16 => whole::<UInt16Type>(array, i64::from),
        DataType::UInt32 => whole::<UInt32Type>(array, i64::from),
        DataType::UInt64 => whole::<UInt64Type>(array, |number| i64::try_from(number).unwrap_or(UNREADABLE)),
        DataType::Date32 => whole::<Date32Type>(array, i64::from),
        DataType::Float32 => whole::<Float32Type>(array, |amount| in_cents(f64::from(amount))),
        DataType::Float64 => whole::<Float64Type>(array, in_cents),
        DataType::Decimal32(_, scale) => decimals::<Decimal32Type>(array, *scale),
        DataType::Decimal64(_, scale) => decimals::<Decimal64Type>(array, *scale),
        DataType::Decimal128(_, scale) => decimals::<Decimal128Type>(array, *scale),
        DataType::Timestamp(TimeUnit::Second, _) => whole::<TimestampSecondType>(array, minutes::<60>),
        DataType::Timestamp(TimeUnit::Millisecond, _) => whole::<TimestampMillisecondType>(array, minutes::<60_000>),
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            whole::<TimestampMicrosecondType>(array, minutes::<60_000_000>)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            whole::<TimestampNanosecondType>(array, minutes::<60_000_000_000>)
        }
        DataType::Boolean => {
            let flags = array.as_boolean();
            (0..flags.len()).map(|row| if flags.is_null(row) { EMPTY } else { flags.value(row).into() }).collect()
        }
        _ => vec![UNREADABLE; array.len()],
    })
}

/// Whole units of the currency in hundredths.
fn in_hundredths(units: Cells) -> Cells {
    let Cells::Numbers(mut numbers) = units else { return units };
    for number in numbers.iter_mut().filter(|number| **number > UNREADABLE) {
        *number = number.checked_mul(100).unwrap_or(UNREADABLE);
    }
    Cells::Numbers(numbers)
}

#[inline]
fn minutes<const TICKS: i64>(ticks: i64) -> i64 {
    let minute = ticks.div_euclid(TICKS);
    if minute * TICKS == ticks { minute } else { UNREADABLE }
}

fn in_cents(amount: f64) -> i64 {
    if amount.is_finite() { cents(amount) } else { UNREADABLE }
}

#[inline]
fn whole<T: ArrowPrimitiveType>(array: &ArrayRef, number: impl Fn(T::Native) -> i64) -> Vec<i64> {
    let array: &PrimitiveArray<T> = array.as_primitive();
    match array.nulls().filter(|nulls| nulls.null_count() > 0) {
        None => array.values().iter().map(|value| number(*value)).collect(),
        Some(nulls) => {
            let values = array.values().iter().zip(nulls.iter());
            values.map(|(value, is_there)| if is_there { number(*value) } else { EMPTY }).collect()
        }
    }
}

/// Hundredths; an amount with more digits than two cannot be read.
fn decimals<T: ArrowPrimitiveType<Native: Into<i128>>>(array: &ArrayRef, scale: i8) -> Vec<i64> {
    if scale == 2 {
        return whole::<T>(array, |value| i64::try_from(value.into()).unwrap_or(UNREADABLE));
    }
    let power = 10i128.checked_pow(u32::from((2 - i32::from(scale)).unsigned_abs() as u8)).unwrap_or(1);
    whole::<T>(array, |value| {
        let value: i128 = value.into();
        let hundredths =
            if scale < 2 { value.checked_mul(power) } else { Some(value / power).filter(|_| value % power == 0) };
        hundredths.and_then(|one| i64::try_from(one).ok()).unwrap_or(UNREADABLE)
    })
}

fn in_words(array: &ArrayRef, last: &mut Option<Dictionary>) -> Words {
    let array = array.as_dictionary::<Int32Type>();
    let values = array.values();
    let words = match last {
        Some((known, words)) if Arc::ptr_eq(known, values) => words.clone(),
        _ => {
            let texts = values.as_string::<i32>();
            let words = Arc::new(texts.iter().map(|text| text.unwrap_or_default().to_owned()).collect::<Vec<_>>());
            *last = Some((values.clone(), words.clone()));
            words
        }
    };
    let keys = array.keys();
    let key = |row: usize| if keys.is_null(row) { NO_WORD } else { keys.value(row).unsigned_abs() };
    let keys = match keys.nulls() {
        None => keys.values().iter().map(|key| key.unsigned_abs()).collect(),
        Some(_) => (0..array.len()).map(key).collect(),
    };
    Words { words, keys }
}
