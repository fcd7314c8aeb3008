//! The small tables, as a problem without requests. They go through the one gate; the rows that it finds faulty are left out.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::calendar::Zone;
use crate::domain::{Faults, Problem};
use crate::io::gate::admit_shaped;
use crate::io::wire::problem as wire;

use super::cells::Rows;
use super::folder::Folder;
use super::left_out::LeftOut;
use super::source::Source;
use super::span::span;
use super::table::{Table, plain};
use super::{Error, Fault};

/// The highest capacity of a resource.
const CAPACITY: i64 = 10_000;

/// The small tables.
pub(super) struct Sources<'a, F> {
    pub(super) sites: Source<'a, F>,
    pub(super) staff: Source<'a, F>,
    pub(super) resources: Source<'a, F>,
    pub(super) hours: Source<'a, F>,
    pub(super) blocks: Source<'a, F>,
}

/// What a table says, each with the row that says it.
struct Listed<T>(Vec<(T, (Arc<str>, u64))>);

impl<T> Listed<T> {
    fn wire(&self) -> Vec<T>
    where
        T: Clone,
    {
        self.0.iter().map(|(one, _)| one.clone()).collect()
    }
}

/// Sites, people and resources with their hours.
pub(super) fn read<F: Folder>(sources: &Sources<'_, F>, left_out: &mut LeftOut) -> Result<Problem, Error> {
    let columns = ["id", "name", "time_zone", "currency"];
    let mut currencies = Vec::new();
    let mut sites = listed(&sources.sites, &columns, left_out, |rows, row| {
        currencies.extend(rows.text(3, row).filter(|one| !currencies.contains(one)));
        Ok(wire::Site {
            id: rows.text(0, row).unwrap_or_default(),
            name: rows.text(1, row).unwrap_or_default(),
            time_zone: rows.text(2, row).unwrap_or_default(),
            ..wire::Site::default()
        })
    })?;
    if currencies.len() > 1 {
        return Err(Error::Faults(Faults(vec![mixed(&currencies)])));
    }
    let mut staff = listed(&sources.staff, &["id", "name", "site", "active"], left_out, |rows, row| {
        Ok(wire::Staff {
            id: rows.text(0, row).unwrap_or_default(),
            name: rows.text(1, row).unwrap_or_default(),
            site: rows.text(2, row).unwrap_or_default(),
            active: flag(rows, 3, row, true)?,
            ..wire::Staff::default()
        })
    })?;
    let columns = ["id", "name", "kind", "site", "capacity", "multi_use", "active"];
    let mut resources = listed(&sources.resources, &columns, left_out, |rows, row| {
        let capacity = if rows.is_unreadable(4, row) { 0 } else { rows.number(4, row).unwrap_or(1) };
        if !(1..=CAPACITY).contains(&capacity) {
            return Err("have a capacity that is not from 1 to 10,000");
        }
        Ok(wire::Resource {
            id: rows.text(0, row).unwrap_or_default(),
            name: rows.text(1, row).unwrap_or_default(),
            kind: rows.text(2, row).map_or(Ok(wire::Kind::Other), |text| kind(&text))?,
            site: rows.text(3, row).unwrap_or_default(),
            capacity,
            multi_use: flag(rows, 5, row, false)?,
            active: flag(rows, 6, row, true)?,
            ..wire::Resource::default()
        })
    })?;
    hours(&sources.hours, &mut sites, &mut resources, left_out)?;
    blocks(&sources.blocks, &mut resources, left_out)?;
    admitted(currencies.pop().unwrap_or_default(), &mut sites, &mut staff, &mut resources, left_out)
}

/// The rows of a table, those without what cannot be read.
fn listed<F: Folder, T>(
    source: &Source<'_, F>,
    columns: &[&'static str],
    left_out: &mut LeftOut,
    mut read: impl FnMut(&Rows, usize) -> Result<T, &'static str>,
) -> Result<Listed<T>, Error> {
    let mut list = Vec::new();
    for rows in source.rows(columns)? {
        left_out.saw(source.table, rows.len);
        for row in 0..rows.len {
            match read(&rows, row) {
                Ok(one) => list.push((one, (rows.path.clone(), rows.first + row as u64))),
                Err(fault) => left_out.add(source.table, &rows, row, fault),
            }
        }
    }
    Ok(Listed(list))
}

fn mixed(currencies: &[String]) -> Fault {
    Fault {
        path: "sites: currency".to_owned(),
        code: "mixedCurrencies",
        cause: format!("the sites have prices in {}", currencies.join(", ")),
        action: "make a folder of tables for each currency: amounts of several cannot be added".to_owned(),
    }
}

fn flag(rows: &Rows, column: usize, row: usize, otherwise: bool) -> Result<bool, &'static str> {
    if rows.is_unreadable(column, row) {
        return Err("have a flag that is neither true nor false");
    }
    Ok(rows.number(column, row).map_or(otherwise, |flag| flag != 0))
}

fn kind(text: &str) -> Result<wire::Kind, &'static str> {
    Ok(match plain(text).as_str() {
        "room" => wire::Kind::Room,
        "equipment" => wire::Kind::Equipment,
        "solarium" => wire::Kind::Solarium,
        "other" => wire::Kind::Other,
        _ => return Err("have a kind that is not room, equipment, solarium or other"),
    })
}

/// Adds hours to sites and resources.
fn hours<F: Folder>(
    source: &Source<'_, F>,
    sites: &mut Listed<wire::Site>,
    resources: &mut Listed<wire::Resource>,
    left_out: &mut LeftOut,
) -> Result<(), Error> {
    let site_at: HashMap<String, usize> = sites.0.iter().map(|(site, _)| site.id.clone()).zip(0..).collect();
    let resource_at: HashMap<String, usize> = resources.0.iter().map(|(one, _)| one.id.clone()).zip(0..).collect();
    listed(source, &["site", "resource", "day", "hours"], left_out, |rows, row| {
        let (day, text) = (rows.text(2, row).unwrap_or_default(), rows.text(3, row));
        let (weekly, exceptions) = match (rows.text(0, row), rows.text(1, row)) {
            (Some(id), None) => {
                let site = &mut sites.0[*site_at.get(&id).ok_or("name no site of the table of sites")?].0;
                (&mut site.opening_hours, &mut site.exceptions)
            }
            (None, Some(id)) => {
                let at = *resource_at.get(&id).ok_or("name no resource of the table of resources")?;
                let resource = &mut resources.0[at].0;
                (&mut resource.weekly_hours, &mut resource.exceptions)
            }
            _ => return Err("name not one of a site and a resource"),
        };
        let ranges = match weekday(&day) {
            Some(weekday) => weekday(weekly.get_or_insert_default()),
            None if day.starts_with(|sign: char| sign.is_ascii_digit()) => {
                exceptions.get_or_insert_default().entry(day).or_default()
            }
            None => return Err("have a day that is neither a weekday nor a date"),
        };
        // No hours: closed on that day.
        ranges.extend(text);
        Ok(())
    })?;
    Ok(())
}

/// The list of a weekday by the first three letters of its name.
fn weekday(name: &str) -> Option<fn(&mut wire::WeeklyHours) -> &mut Vec<String>> {
    Some(match name.to_ascii_lowercase().get(..3)? {
        "mon" => |week| &mut week.mon,
        "tue" => |week| &mut week.tue,
        "wed" => |week| &mut week.wed,
        "thu" => |week| &mut week.thu,
        "fri" => |week| &mut week.fri,
        "sat" => |week| &mut week.sat,
        "sun" => |week| &mut week.sun,
        _ => return None,
    })
}

/// Adds maintenance to resources.
fn blocks<F: Folder>(
    source: &Source<'_, F>,
    resources: &mut Listed<wire::Resource>,
    left_out: &mut LeftOut,
) -> Result<(), Error> {
    let resource_at: HashMap<String, usize> = resources.0.iter().map(|(one, _)| one.id.clone()).zip(0..).collect();
    listed(source, &["resource", "start", "end"], left_out, |rows, row| {
        let id = rows.text(0, row).unwrap_or_default();
        let at = *resource_at.get(&id).ok_or("name no resource of the table of resources")?;
        let time = |column: usize| rows.numbers(column).and_then(|times| times.get(row)).copied().unwrap_or_default();
        let block = span(time(1), time(2))?;
        resources.0[at]
            .0
            .blocks
            .push(wire::Block { start: Zone::UTC.text(block.start), end: Zone::UTC.text(block.end) });
        Ok(())
    })?;
    Ok(())
}

/// The problem, without the rows in which the gate finds a fault.
fn admitted(
    currency: String,
    sites: &mut Listed<wire::Site>,
    staff: &mut Listed<wire::Staff>,
    resources: &mut Listed<wire::Resource>,
    left_out: &mut LeftOut,
) -> Result<Problem, Error> {
    loop {
        let file = wire::Problem {
            schema_version: 1,
            currency: currency.clone(),
            // The period of the report takes its place.
            horizon: wire::Horizon { start: "2000-01-01".to_owned(), end: "2000-01-02".to_owned() },
            grid_minutes: 5,
            sites: sites.wire(),
            staff: staff.wire(),
            resources: resources.wire(),
            ..wire::Problem::default()
        };
        let faults = match admit_shaped(&file) {
            Ok(problem) => return Ok(problem),
            Err(faults) => faults,
        };
        let before = (sites.0.len(), staff.0.len(), resources.0.len());
        drop_faulty(sites, Table::Sites, "$.sites[", &faults, left_out);
        drop_faulty(staff, Table::Staff, "$.staff[", &faults, left_out);
        drop_faulty(resources, Table::Resources, "$.resources[", &faults, left_out);
        if before == (sites.0.len(), staff.0.len(), resources.0.len()) {
            return Err(Error::Faults(faults));
        }
    }
}

/// Leaves out the rows that faults lie in, told by the code of the fault and what is wrong with the first.
fn drop_faulty<T>(list: &mut Listed<T>, table: Table, prefix: &str, faults: &Faults, left_out: &mut LeftOut) {
    let position = |fault: &Fault| fault.path.strip_prefix(prefix)?.split_once(']')?.0.parse::<usize>().ok();
    let faulty: HashMap<usize, &Fault> = faults.0.iter().rev().filter_map(|one| Some((position(one)?, one))).collect();
    let mut words: HashMap<&str, String> = HashMap::new();
    let mut at = 0;
    list.0.retain(|(_, (path, row))| {
        let fault = faulty.get(&at);
        if let Some(fault) = fault {
            left_out.add_place(table, path, *row, words.entry(fault.code).or_insert_with(|| told(fault)));
        }
        at += 1;
        fault.is_none()
    });
}

/// A path in the problem would mean nothing to those who wrote a table.
fn told(fault: &Fault) -> String {
    let cause = Some(&fault.cause).filter(|cause| !cause.contains("$."));
    format!("are faulty [{}]{}", fault.code, cause.map(|cause| format!(": {cause}")).unwrap_or_default())
}
