//! Folders in memory, and Parquet as CSV.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use slotwright::domain::calendar::Zone;
use slotwright::io::generate::tables::Shelf;
use slotwright::io::tables::Folder;

/// Files by their paths.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

/// A file that is being written.
pub(super) struct Growing(Memory, String);

impl Memory {
    /// A folder of these texts.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let memory = Self::default();
        for (path, text) in files {
            memory.put(path, text.as_bytes().to_vec());
        }
        memory
    }

    /// Adds a file.
    pub(super) fn put(&self, path: &str, bytes: Vec<u8>) {
        self.0.lock().unwrap().insert(path.to_owned(), bytes);
    }

    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.0.lock().unwrap().clone()
    }

    /// The same tables as CSV.
    pub(super) fn as_csv(&self) -> Self {
        let csv = Self::default();
        for (path, bytes) in self.files() {
            let text = csv_of(bytes);
            csv.put(&path.replace(".parquet", ".csv"), text.into_bytes());
        }
        csv
    }
}

impl Folder for Memory {
    type File = Bytes;

    fn paths(&self) -> io::Result<Vec<String>> {
        Ok(self.0.lock().unwrap().keys().cloned().collect())
    }

    fn open(&self, path: &str) -> io::Result<Bytes> {
        self.0.lock().unwrap().get(path).map(|bytes| bytes.clone().into()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Shelf for Memory {
    type File = Growing;

    fn create(&self, path: &str) -> io::Result<Growing> {
        self.put(path, Vec::new());
        Ok(Growing(self.clone(), path.to_owned()))
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.0.lock().unwrap().get_mut(&self.1).unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The rows of a Parquet file, in the words of CSV.
fn csv_of(parquet: Vec<u8>) -> String {
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(parquet)).unwrap();
    let names: Vec<String> = reader.schema().fields().iter().map(|field| field.name().clone()).collect();
    let mut text = names.join(",") + "\n";
    for batch in reader.build().unwrap() {
        let batch = batch.unwrap();
        for row in 0..batch.num_rows() {
            let cells: Vec<String> = batch.columns().iter().map(|column| cell(column, row)).collect();
            text += &(cells.join(",") + "\n");
        }
    }
    text
}

fn cell(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Timestamp(..) => {
            Zone::UTC.text(column.as_primitive::<TimestampMicrosecondType>().value(row) / 60_000_000)
        }
        other => unreachable!("{other}"),
    }
}
