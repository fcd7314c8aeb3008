//! The query: which period, which basis, whose appointments.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::calendar::next_day;
use crate::domain::{Interval, Problem, ResourceIndex, SiteIndex, StaffIndex};

/// What makes a resource available, before its own hours and blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Somebody of its site is on shift.
    #[default]
    Staff,
    /// Its site is open.
    Opening,
    /// Somebody of its site is on shift who can do a service that can use it.
    Eligible,
}

impl Basis {
    /// Every basis, the default first.
    pub const ALL: [Self; 3] = [Self::Staff, Self::Opening, Self::Eligible];

    /// Name in files and options.
    pub fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Opening => "opening",
            Self::Eligible => "eligible",
        }
    }

    /// The basis of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.name() == name)
    }
}

/// What is asked of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// First local date of each site.
    pub from: NaiveDate,
    /// Last local date, included.
    pub to: NaiveDate,
    /// What makes a resource available.
    pub basis: Basis,
    /// Only this site's resources and people.
    pub site: Option<SiteIndex>,
    /// Only this person's appointments, and on the bases of shifts only their shifts.
    pub staff: Option<StaffIndex>,
    /// Leaves inactive resources out of the rows. The KPIs count them all the same.
    pub hide_inactive: bool,
    /// Whether a no-show counts as booked and as revenue.
    pub count_no_show: bool,
    /// Whether setup and cleanup count as booked.
    pub occupied: bool,
    /// Resources whose active flag is turned round for this report.
    pub flipped: BTreeSet<ResourceIndex>,
    /// Whether the Team report comes with it.
    pub team: bool,
}

impl Query {
    /// All resources on the staff basis, no-shows counted, from one date to another, both included.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self {
            from,
            to,
            basis: Basis::default(),
            site: None,
            staff: None,
            hide_inactive: false,
            count_no_show: true,
            occupied: false,
            flipped: BTreeSet::new(),
            team: false,
        }
    }

    /// The period on the clock of a site.
    pub fn period(&self, problem: &Problem, site: SiteIndex) -> Interval {
        problem.site(site).zone.days(self.from, next_day(self.to))
    }

    /// Whether the resource is active in this report.
    pub fn is_active(&self, problem: &Problem, resource: ResourceIndex) -> bool {
        problem.resource(resource).active != self.flipped.contains(&resource)
    }
}
