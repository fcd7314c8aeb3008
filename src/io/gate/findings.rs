//! What the rules find, and what of it would only repeat a fault that is already told.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::domain::Fault;

use super::code::{Code, Severity};

/// The sections of the file in the order in which people write them.
const SECTIONS: [&str; 12] = [
    "schemaVersion",
    "name",
    "currency",
    "horizon",
    "gridMinutes",
    "sites",
    "staff",
    "resources",
    "services",
    "requests",
    "visits",
    "policy",
];

/// Paths whose values had the wrong shape and were taken out, so that the rest could be read.
#[derive(Debug, Default)]
pub(super) struct Repaired(BTreeSet<String>);

impl Repaired {
    pub(super) fn add(&mut self, path: String) {
        self.0.insert(path);
    }

    /// Whether the value at `path`, or one that it lies in, was taken out.
    pub(super) fn covers(&self, path: &str) -> bool {
        let above = path.char_indices().filter(|(_, sign)| matches!(sign, '.' | '[')).map(|(cut, _)| &path[..cut]);
        !self.0.is_empty() && above.chain([path]).any(|prefix| self.0.contains(prefix))
    }

    /// Whether something in the value at `path` was taken out.
    pub(super) fn is_within(&self, path: &str) -> bool {
        self.0.iter().any(|taken| taken.starts_with(path))
    }

    /// Whether nothing was.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a definition in `section` lost its name: a reference to it is then no fault of the reference.
    pub(super) fn hides_names_of(&self, section: &str) -> bool {
        self.0.iter().any(|path| concerns(path, section, &["id", "pool", "units"]))
    }
}

/// Whether `path` is the section, one of its elements, or one of the fields of an element.
fn concerns(path: &str, section: &str, fields: &[&str]) -> bool {
    let Some(rest) = path.strip_prefix("$.").and_then(|path| path.strip_prefix(section)) else { return path == "$" };
    let Some(element) = rest.strip_prefix('[') else { return rest.is_empty() };
    let field = element.split_once(']').map_or("", |(_, field)| field);
    field.is_empty() || field.strip_prefix('.').is_some_and(|field| fields.contains(&field))
}

/// Everything found in a file.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) faults: Vec<Fault>,
    pub(super) warnings: Vec<Fault>,
    pub(super) repaired: Repaired,
}

impl Findings {
    /// Notes that the value at `path` breaks the rule `code`, unless that value is not the file's own any more.
    pub(super) fn add(&mut self, code: Code, path: String, cause: impl Into<String>, action: impl Into<String>) {
        if self.repaired.covers(&path) {
            return;
        }
        let fault = Fault { path, code: code.name(), cause: cause.into(), action: action.into() };
        match code.severity() {
            Severity::Fault => self.faults.push(fault),
            Severity::Warning => self.warnings.push(fault),
        }
    }

    /// Whether a definition in `section` is faulty in one of these fields, so that what follows from them would
    /// mislead.
    pub(super) fn concern(&self, section: &str, fields: &[&str]) -> bool {
        let faulty = self.faults.iter().map(|fault| &fault.path);
        faulty.chain(&self.repaired.0).any(|path| concerns(path, section, fields))
    }

    /// Faults and warnings in the order of the file.
    pub(super) fn sort(&mut self) {
        for list in [&mut self.faults, &mut self.warnings] {
            list.sort_by(|one, two| in_file_order(&one.path, &two.path).then_with(|| one.code.cmp(two.code)));
        }
    }
}

/// Sections as people write them, positions as numbers, names by the alphabet.
fn in_file_order(one: &str, two: &str) -> Ordering {
    section_rank(one).cmp(&section_rank(two)).then_with(|| parts(one).cmp(parts(two)))
}

fn section_rank(path: &str) -> Option<usize> {
    let name = path.strip_prefix("$.")?.split(['.', '[']).next()?;
    Some(SECTIONS.iter().position(|section| *section == name).unwrap_or(SECTIONS.len()))
}

/// The pieces of a path; those that are numbers with their value, so that 9 comes before 10.
fn parts(path: &str) -> impl Iterator<Item = (Option<usize>, &str)> {
    path.split(['.', '[', ']']).map(|part| (part.parse().ok(), part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repaired_value_covers_what_lies_in_it() {
        let mut repaired = Repaired::default();
        repaired.add("$.sites[1]".to_owned());
        assert!(repaired.covers("$.sites[1]"));
        assert!(repaired.covers("$.sites[1].timeZone"));
        assert!(!repaired.covers("$.sites[10].timeZone"));
        assert!(repaired.hides_names_of("sites"));
        assert!(!repaired.hides_names_of("staff"));
    }

    #[test]
    fn what_concerns_a_definition_is_the_section_the_element_or_the_field() {
        for path in ["$", "$.sites", "$.sites[12]", "$.sites[12].id"] {
            assert!(concerns(path, "sites", &["id"]), "{path}");
        }
        for path in ["$.site", "$.sites[12].name", "$.sites[12].id.more", "$.staff[0].id"] {
            assert!(!concerns(path, "sites", &["id"]), "{path}");
        }
    }

    #[test]
    fn positions_are_ordered_as_numbers() {
        assert_eq!(in_file_order("$.requests[9].id", "$.requests[10].id"), Ordering::Less);
        assert_eq!(in_file_order("$.sites[0]", "$.policy"), Ordering::Less);
        assert_eq!(in_file_order("$.requests[0]", "$.requests[0].id"), Ordering::Less);
    }
}
