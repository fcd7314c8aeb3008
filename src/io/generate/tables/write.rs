//! Parquet files as the common writers make them: snappy, dictionaries, row groups of half a million rows.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, Encoding};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

/// Rows of a row group.
const GROUP: usize = 1 << 19;

/// Where tables are put.
pub trait Shelf: Sync {
    /// A file that is open for writing.
    type File: Write + Send;

    /// Makes a file, with the folder that it lies in; `/` stands between names.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn create(&self, path: &str) -> io::Result<Self::File>;
}

/// A column with its name and whether cells may be empty.
pub(super) type Column = (&'static str, ArrayRef, bool);

/// A table that is being written, batch by batch.
pub(super) struct Table<F: Write + Send>(ArrowWriter<F>);

impl<F: Write + Send> Table<F> {
    /// Begins a table whose columns are like those of `first`, and writes them.
    pub(super) fn begin<S: Shelf<File = F>>(shelf: &S, path: &str, first: Vec<Column>) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_max_row_group_row_count(Some(GROUP))
            .set_data_page_row_count_limit(GROUP)
            .set_column_dictionary_enabled(ColumnPath::from("id"), false)
            .set_column_encoding(ColumnPath::from("id"), Encoding::DELTA_BINARY_PACKED)
            .build();
        let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
        let batch = batch(first)?;
        let writer = ArrowWriter::try_new_with_options(shelf.create(path)?, batch.schema(), options);
        let mut table = Self(writer.map_err(io::Error::other)?);
        table.write_batch(&batch)?;
        Ok(table)
    }

    pub(super) fn write(&mut self, columns: Vec<Column>) -> io::Result<()> {
        self.write_batch(&batch(columns)?)
    }

    fn write_batch(&mut self, batch: &RecordBatch) -> io::Result<()> {
        self.0.write(batch).map_err(io::Error::other)
    }

    /// Writes what is left, and the end of the file.
    pub(super) fn end(self) -> io::Result<()> {
        let mut file = self.0.into_inner().map_err(io::Error::other)?;
        file.flush()
    }
}

fn batch(columns: Vec<Column>) -> io::Result<RecordBatch> {
    RecordBatch::try_from_iter_with_nullable(columns).map_err(io::Error::other)
}

/// An array as a column without empty cells.
pub(super) fn full(name: &'static str, array: impl arrow_array::Array + 'static) -> Column {
    (name, Arc::new(array), false)
}

/// An array as a column that may have empty cells.
pub(super) fn sparse(name: &'static str, array: impl arrow_array::Array + 'static) -> Column {
    (name, Arc::new(array), true)
}
