//! What the reader of a report must know about its numbers.

use std::collections::BTreeSet;

use crate::domain::{Problem, ResourceIndex, SiteIndex, StaffIndex};

use super::available::opens;
use super::query::{Basis, Query};
use super::rows::{Row, TeamRow};
use super::usage::Usage;

/// Names that a message spells out; the rest is counted.
const SPELT_OUT: usize = 5;

/// A remark on the numbers of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Nobody is scheduled and no site has opening hours: 10 hours a day are taken for granted.
    NoWorkingHours,
    /// On the basis of opening hours nothing is available at a site that has none.
    NoOpeningHours(SiteIndex),
    /// The own hours or blocks of these resources took some of what the basis offered.
    OwnHours(Vec<ResourceIndex>),
    /// More of a resource is booked than was available.
    Overbooked(ResourceIndex, Usage),
    /// More of a person is booked than was rostered.
    OverbookedStaff(StaffIndex, Usage),
    /// Rows of a table have faults and are not in the numbers: which, how many and why, in a sentence.
    RowsLeftOut(String),
}

impl Warning {
    /// Stable name in files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoWorkingHours => "noWorkingHours",
            Self::NoOpeningHours(_) => "noOpeningHours",
            Self::OwnHours(_) => "ownHours",
            Self::Overbooked(..) => "overbooked",
            Self::OverbookedStaff(..) => "overbookedStaff",
            Self::RowsLeftOut(_) => "rowsLeftOut",
        }
    }

    /// What it means, and what can be done, in sentences.
    pub fn message(&self, problem: &Problem) -> String {
        match self {
            Self::NoWorkingHours => "No working hours configured: nobody is scheduled in this period and no site has \
                opening hours, so 10 hours a day are assumed for each resource. Enter shifts or opening hours."
                .to_owned(),
            Self::NoOpeningHours(site) => format!(
                "{} has no opening hours, so nothing is available there on this basis. Enter them, or take the staff basis.",
                problem.site(*site).name
            ),
            Self::OwnHours(resources) => {
                format!("Own hours or maintenance limit what is available of {}.", names(problem, resources))
            }
            Self::Overbooked(resource, usage) => format!(
                "{} is booked for {}% of its available time: look for double bookings and work outside hours.",
                problem.resource(*resource).name,
                percent(usage)
            ),
            Self::OverbookedStaff(person, usage) => format!(
                "{} is booked for {}% of the rostered time: look for double bookings and work outside shifts.",
                problem.person(*person).name,
                percent(usage)
            ),
            Self::RowsLeftOut(sentence) => sentence.clone(),
        }
    }
}

/// The warnings on a report: the assumptions first, then rows in their order.
pub(super) fn warnings(
    problem: &Problem,
    query: &Query,
    fallback: bool,
    rows: &[Row],
    team: Option<&[TeamRow]>,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if fallback {
        warnings.push(Warning::NoWorkingHours);
    } else if query.basis == Basis::Opening {
        warnings.extend(closed_sites(problem, rows).map(Warning::NoOpeningHours));
    }
    let mut limited: Vec<ResourceIndex> = rows.iter().filter(|row| row.limited).map(|row| row.resource).collect();
    limited.sort_unstable();
    if !limited.is_empty() {
        warnings.push(Warning::OwnHours(limited));
    }
    let overbooked = rows.iter().filter(|row| row.usage.is_overbooked());
    warnings.extend(overbooked.map(|row| Warning::Overbooked(row.resource, row.usage)));
    let people = team.unwrap_or_default().iter().filter(|row| row.usage.is_overbooked());
    warnings.extend(people.map(|row| Warning::OverbookedStaff(row.staff, row.usage)));
    warnings
}

/// The sites of the rows that have no opening hours, in order.
fn closed_sites(problem: &Problem, rows: &[Row]) -> impl Iterator<Item = SiteIndex> {
    let sites: BTreeSet<SiteIndex> = rows.iter().map(|row| problem.resource(row.resource).site).collect();
    sites.into_iter().filter(|&site| !opens(problem.site(site)))
}

fn names(problem: &Problem, resources: &[ResourceIndex]) -> String {
    let named = &resources[..resources.len().min(SPELT_OUT)];
    let list = named.iter().map(|&one| problem.resource(one).name.as_str()).collect::<Vec<_>>().join(", ");
    match resources.len() - named.len() {
        0 => list,
        more => format!("{list} and {more} more"),
    }
}

fn percent(usage: &Usage) -> String {
    format!("{:.1}", usage.utilisation().unwrap_or_default() * 100.0)
}
