//! A table as it lies in its files, read in parallel.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::prelude::IndexedParallelIterator;

use crate::domain::{Fault, Interval};

use super::cells::Rows;
use super::folder::Folder;
use super::table::{Column, Holds, Table, plain};
use super::{Error, csv, parquet};

/// The files of a table, opened as far as to know their columns.
#[derive(Debug)]
pub(super) struct Source<'a, F> {
    folder: &'a F,
    pub(super) table: Table,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Parquet(parquet::Part),
    Csv(csv::Part),
}

/// What is asked of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Request<'a> {
    /// The columns.
    pub(super) columns: &'a [&'static str],
    /// What starts after it or ends before it may be passed over.
    pub(super) within: Option<Interval>,
}

/// A file, or a row group of one.
#[derive(Clone, Copy, Debug)]
struct Task {
    part: usize,
    group: Option<usize>,
}

impl<'a, F: Folder> Source<'a, F> {
    /// Opens the files of the table among `paths`. What is missing or of another type is added to `faults`.
    pub(super) fn open(folder: &'a F, table: Table, paths: &[String], faults: &mut Vec<Fault>) -> Result<Self, Error> {
        let mut parts = Vec::new();
        let mut paths: Vec<&str> = paths.iter().map(String::as_str).filter(|path| is_part(path, table)).collect();
        paths.sort_unstable();
        for path in &paths {
            parts.push(if is_parquet(path) {
                Part::Parquet(parquet::Part::open(folder, path, table, faults)?)
            } else {
                Part::Csv(csv::Part::open(folder, path, table, faults)?)
            });
        }
        if parts.is_empty() && table.is_required() {
            let name = table.name();
            faults.push(Fault {
                path: name.to_owned(),
                code: "missingTable",
                cause: format!("there is no table of {name}"),
                action: format!(
                    "add {name}.parquet, {name}.csv, or a folder {name} with such files; see docs/TABLES.md"
                ),
            });
        }
        Ok(Self { folder, table, parts })
    }

    /// Adds all rows to sums: each task by one thread, batch by batch.
    pub(super) fn fold<T: Send>(
        &self,
        request: Request<'_>,
        none: impl Fn() -> T + Sync + Send,
        add: impl Fn(&mut T, &Rows) + Sync + Send,
        merge: impl Fn(T, T) -> T + Sync + Send,
    ) -> Result<T, Error> {
        let columns = self.positions(request.columns);
        let read = |mut sums: T, task: Task| match &self.parts[task.part] {
            Part::Parquet(part) => {
                let group = task.group.unwrap_or_default();
                part.read(self.folder, group, &columns, |rows| add(&mut sums, rows))?;
                Ok(sums)
            }
            Part::Csv(part) => Ok(merge(sums, part.fold(self.folder, self.table, &columns, &none, &add, &merge)?)),
        };
        let tasks = self.tasks(request.within);
        let sums = tasks.into_par_iter().with_max_len(1).try_fold(&none, read);
        sums.try_reduce(&none, |one, two| Ok(merge(one, two)))
    }

    /// All rows in the order of the files.
    pub(super) fn rows(&self, columns: &[&'static str]) -> Result<Vec<Rows>, Error> {
        let columns = self.positions(columns);
        let mut all = Vec::new();
        for part in &self.parts {
            match part {
                Part::Parquet(part) => {
                    for group in 0..part.groups() {
                        part.read_owned(self.folder, group, &columns, |rows| all.push(rows))?;
                    }
                }
                Part::Csv(part) => part.read_owned(self.folder, self.table, &columns, |rows| all.push(rows))?,
            }
        }
        Ok(all)
    }

    fn positions(&self, columns: &[&str]) -> Vec<usize> {
        let known = self.table.columns();
        columns.iter().filter_map(|name| known.iter().position(|column| column.name == *name)).collect()
    }

    fn tasks(&self, within: Option<Interval>) -> Vec<Task> {
        let tasks = |(part, one): (usize, &Part)| -> Vec<Task> {
            match one {
                Part::Parquet(of) => {
                    let groups = (0..of.groups()).filter(|group| within.is_none_or(|span| of.reaches(*group, span)));
                    groups.map(|group| Task { part, group: Some(group) }).collect()
                }
                Part::Csv(_) => vec![Task { part, group: None }],
            }
        };
        self.parts.iter().enumerate().flat_map(tasks).collect()
    }
}

fn is_parquet(path: &str) -> bool {
    path.ends_with(".parquet")
}

/// `NAME.parquet`, `NAME.csv`, `NAME/….parquet` or `NAME/….csv`.
fn is_part(path: &str, table: Table) -> bool {
    let rest = path.strip_prefix(table.name());
    let stem = path.strip_suffix(".parquet").or_else(|| path.strip_suffix(".csv"));
    stem == Some(table.name()) || stem.is_some() && rest.is_some_and(|rest| rest.starts_with('/'))
}

/// For each column of the table its position among the names of a file; those that are missing are faults.
pub(super) fn places(path: &str, table: Table, names: &[String], faults: &mut Vec<Fault>) -> Vec<Option<usize>> {
    let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let mut place = |column: &Column| {
        let found = names.iter().position(|name| *name == plain(column.name));
        if found.is_none() && column.is_required {
            faults.push(Fault {
                path: format!("{path}: {}", column.name),
                code: "missingColumn",
                cause: format!("there is no column {}", column.name),
                action: format!("add it; it holds {}", words(column.holds)),
            });
        }
        found
    };
    table.columns().iter().map(&mut place).collect()
}

/// What a column holds, for people.
pub(super) fn words(holds: Holds) -> &'static str {
    match holds {
        Holds::Id => "ids: text or whole numbers",
        Holds::Ids => "ids (text or whole numbers), or lists of ids",
        Holds::Text => "text",
        Holds::Flag => "true or false",
        Holds::Whole => "whole numbers",
        Holds::Time => "timestamps with a time zone",
        Holds::Money => "decimal numbers",
    }
}
