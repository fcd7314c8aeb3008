//! Grids: every combination of so many rooms and so many people.

use crate::domain::Fault;
use crate::io::gate::{Code, advice};
use crate::io::wire::edit::{Edit, More, Named};
use crate::io::wire::problem::{Problem, Staff};
use crate::io::wire::study::{Axis, Grid};
use crate::study::edit::edited;

/// More cells than this are more than anybody reads.
const CELLS: usize = 400;

/// A combination.
pub(super) struct Cell {
    pub(super) name: String,
    pub(super) counts: Vec<i64>,
    pub(super) edits: Vec<Edit>,
}

/// The name of an axis for people, to be read behind a number: `rooms`, `× room-1`.
pub(super) fn axis_name(axis: &Axis) -> String {
    if axis.name.is_empty() { format!("× {}", axis.like.as_deref().unwrap_or("edited")) } else { axis.name.clone() }
}

/// All combinations, the last axis fastest.
pub(super) fn cells(file: &Problem, grid: &Grid) -> Result<Vec<Cell>, Vec<Fault>> {
    let mut faults = faults(grid);
    let mut axes = Vec::new();
    for (position, axis) in grid.axes.iter().enumerate() {
        match steps(file, axis, &format!("$.grid.axes[{position}]")) {
            Ok(steps) => axes.push((axis_name(axis), steps)),
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut cells = vec![Cell { name: String::new(), counts: Vec::new(), edits: Vec::new() }];
    for (name, steps) in axes {
        let with = |cell: &Cell, (count, edits): &(i64, Vec<Edit>)| Cell {
            name: [cell.name.as_str(), &format!("{count} {name}")]
                .iter()
                .filter(|part| !part.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(", "),
            counts: cell.counts.iter().copied().chain([*count]).collect(),
            edits: cell.edits.iter().chain(edits).cloned().collect(),
        };
        cells = cells.iter().flat_map(|cell| steps.iter().map(move |step| with(cell, step))).collect();
    }
    Ok(cells)
}

/// What is wrong with the grid itself.
fn faults(grid: &Grid) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |path: String, code: Code, cause: String, action: &str| {
        faults.push(Fault { path, code: code.name(), cause, action: action.into() });
    };
    if !(1..=2).contains(&grid.axes.len()) {
        add(
            "$.grid.axes".into(),
            Code::OutOfRange,
            format!("the grid has {} axes", grid.axes.len()),
            "give it one or two",
        );
    }
    for (position, axis) in grid.axes.iter().enumerate() {
        let path = format!("$.grid.axes[{position}]");
        if axis.like.is_some() != axis.edits.is_empty() {
            add(
                path.clone(),
                Code::MissingField,
                "an axis has either `like` or `edits`".into(),
                "give it one of the two",
            );
        }
        if axis.counts.is_empty() || axis.counts.windows(2).any(|pair| pair[0] >= pair[1]) {
            add(
                format!("{path}.counts"),
                Code::OutOfRange,
                "the numbers do not rise".into(),
                "write them like [1, 2, 3]",
            );
        }
    }
    let cells: usize = grid.axes.iter().map(|axis| axis.counts.len()).product();
    if cells > CELLS {
        add("$.grid".into(), Code::TooMany, format!("the grid has {cells} cells"), "keep it to 400");
    }
    faults
}

/// Each number of an axis with the edits that lead to it.
fn steps(file: &Problem, axis: &Axis, path: &str) -> Result<Vec<(i64, Vec<Edit>)>, Vec<Fault>> {
    let Some(like) = &axis.like else {
        let place = |fault: Fault| Fault { path: fault.path.replacen('$', path, 1), ..fault };
        edited(file, &axis.edits).map_err(|faults| faults.0.into_iter().map(place).collect::<Vec<_>>())?;
        let repeated = |count: i64| (0..count).flat_map(|_| axis.edits.clone()).collect();
        return Ok(axis.counts.iter().map(|&count| (count, repeated(count))).collect());
    };
    let alike = alike(file, like).ok_or_else(|| {
        let known =
            file.staff.iter().map(|one| one.id.as_str()).chain(file.resources.iter().map(|one| one.id.as_str()));
        let pools = file.resources.iter().filter_map(|one| one.pool.as_deref());
        let cause = format!("no pool, resource or person is called `{like}`");
        let action = advice(like, known.chain(pools));
        vec![Fault { path: format!("{path}.like"), code: Code::UnknownResource.name(), cause, action }]
    })?;
    Ok(axis.counts.iter().map(|&count| (count, alike.to(count))).collect())
}

/// Everybody or everything like the one named, those that stay longest first.
struct Alike {
    ids: Vec<String>,
    more: fn(More) -> Edit,
    like: String,
}

impl Alike {
    /// The edits after which there are so many.
    fn to(&self, count: i64) -> Vec<Edit> {
        let wanted = usize::try_from(count).unwrap_or_default();
        if wanted > self.ids.len() {
            let count = count - i64::try_from(self.ids.len()).unwrap_or(i64::MAX);
            return vec![(self.more)(More { like: self.like.clone(), count, id: None })];
        }
        self.ids[wanted..].iter().rev().map(|id| Edit::Remove(Named { id: id.clone() })).collect()
    }
}

/// The active units of the pool that is named, or in which the resource is that is named; or the active people of the same site
/// with the same services.
fn alike(file: &Problem, like: &str) -> Option<Alike> {
    if let Some(person) = file.staff.iter().find(|one| one.id == like) {
        let is_alike = |one: &&Staff| one.active && one.site == person.site && same(&one.services, &person.services);
        let ids = file.staff.iter().filter(is_alike).map(|one| one.id.clone());
        return Some(Alike { ids: first(like, ids), more: Edit::AddStaff, like: like.to_owned() });
    }
    let resource = file.resources.iter().find(|one| one.id == like || one.pool.as_deref() == Some(like))?;
    let pool = if resource.id == like { resource.pool.as_deref() } else { Some(like) };
    let units = match (pool, resource.units) {
        (Some(pool), _) => file.resources.iter().filter(|one| one.pool.as_deref() == Some(pool)).collect(),
        (None, _) => vec![resource],
    };
    let ids = units.into_iter().filter(|one| one.active).flat_map(|one| match one.units {
        None => vec![one.id.clone()],
        Some(units) => (1..=units).map(|number| format!("{}/{number}", one.id)).collect(),
    });
    Some(Alike { ids: first(like, ids), more: Edit::AddResource, like: resource.id.clone() })
}

fn same(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|service| other.contains(service))
}

/// The ids, the one named first: it is the last to go.
fn first(named: &str, ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut ids: Vec<String> = ids.collect();
    ids.sort_by_key(|id| id != named);
    ids
}
