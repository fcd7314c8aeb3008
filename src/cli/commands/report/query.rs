//! The query that the flags ask, in the indices of the problem.

use chrono::NaiveDate;

use super::{Format, Report};
use crate::cli::failure::Failure;
use crate::domain::calendar::Zone;
use crate::domain::{Problem, ResourceIndex, SiteIndex, StaffIndex};
use crate::report::{Period, Query};

/// Ids that an error names.
const NAMED: usize = 50;

impl Report {
    pub(super) fn query(&self, problem: &Problem) -> Result<Query, Failure> {
        let site = |id: &String| position("site", id, problem.sites.iter().map(|site| &site.id));
        let person = |id: &String| position("person", id, problem.staff.iter().map(|person| &person.id));
        let resource = |id: &String| position("resource", id, problem.resources.iter().map(|resource| &resource.id));
        let site = self.site.as_ref().map(site).transpose()?.map(SiteIndex::from);
        let staff = self.staff.as_ref().map(person).transpose()?.map(StaffIndex::from);
        let flipped =
            self.flip_active.iter().map(|id| resource(id).map(ResourceIndex::from)).collect::<Result<_, _>>()?;
        let (from, to) = self.dates(problem, site);
        if to < from {
            return Err(Failure::Usage(format!("the period ends on {to}, before it begins on {from}")));
        }
        Ok(Query {
            basis: self.basis,
            site,
            staff,
            hide_inactive: self.hide_inactive,
            count_no_show: !self.without_no_shows,
            occupied: self.occupied,
            flipped,
            // A workbook has room for everything.
            team: self.team || self.format == Format::Xlsx,
            ..Query::new(from, to)
        })
    }

    fn dates(&self, problem: &Problem, site: Option<SiteIndex>) -> (NaiveDate, NaiveDate) {
        let custom = self.from.zip(self.to).map(|(from, to)| Period::Custom(from, to));
        let Some(period) = custom.or(self.period) else {
            return (problem.horizon.start, problem.horizon.end.pred_opt().unwrap_or(problem.horizon.end));
        };
        let site = site.map(|site| problem.site(site)).or(problem.sites.first());
        let zone = site.map_or(Zone::UTC, |site| site.zone);
        period.dates(self.today.unwrap_or_else(|| zone.date(chrono::Utc::now().timestamp().div_euclid(60))))
    }

    /// The people and resources to reconcile.
    pub(super) fn pairs(&self, problem: &Problem) -> Result<Vec<(StaffIndex, ResourceIndex)>, Failure> {
        self.reconcile.iter().map(|pair| person_and_resource(problem, pair)).collect()
    }
}

/// The person and the resource of `STAFF:RESOURCE`. Ids may hold colons, so every one of them is tried.
fn person_and_resource(problem: &Problem, pair: &str) -> Result<(StaffIndex, ResourceIndex), Failure> {
    let split = |(colon, _)| {
        let (person, resource) = (&pair[..colon], &pair[colon + 1..]);
        let person = problem.staff.iter().position(|one| one.id == person)?;
        let resource = problem.resources.iter().position(|one| one.id == resource)?;
        Some((person.into(), resource.into()))
    };
    pair.match_indices(':').find_map(split).ok_or_else(|| {
        let people: Vec<&str> = problem.staff.iter().map(|one| one.id.as_str()).collect();
        let resources: Vec<&str> = problem.resources.iter().map(|one| one.id.as_str()).collect();
        let (people, resources) = (people.join(", "), resources.join(", "));
        Failure::Usage(format!(
            "{pair} is no person and resource; write STAFF:RESOURCE with one of the people {people} and one of the resources {resources}"
        ))
    })
}

/// The position of an id in a list; the error names what there is.
fn position<'a>(noun: &str, id: &str, ids: impl Iterator<Item = &'a String>) -> Result<usize, Failure> {
    let known: Vec<&str> = ids.map(String::as_str).collect();
    let found = known.iter().position(|known| *known == id);
    let named = &known[..known.len().min(NAMED)];
    let more = if named.len() < known.len() { ", …" } else { "" };
    found.ok_or_else(|| Failure::Usage(format!("there is no {noun} {id}; there are: {}{more}", named.join(", "))))
}
