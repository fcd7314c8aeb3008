//! Confirmation: a trial is made in the problem, and both are solved.
//!
//! With score and bound of both solves, the gain of one more lies between
//!
//! ```text
//! score(with) − bound(without)   and   bound(with) − score(without)
//! ```
//!
//! and never below zero, since every plan without is one with. Only requests that can notice are solved for: those that
//! compete, directly or through others, with one that may be served on the dates of the trial. The others have the same best plans in
//! both, and their gaps would only blur the difference.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::subject::Subject;
use super::{Trial, Values, clock};
use crate::domain::calendar::{Hours, WallRange, dates, next_day};
use crate::domain::{Faults, HOUR, Interval, Problem, Request, RequestIndex, ServiceIndex, SiteIndex, Status};
use crate::engine::{self, Interrupt, Listener, Options};
use crate::io::gate::admit;
use crate::io::wire::edit::{Absence, Edit, LongerHours, More};
use crate::io::wire::problem as wire;
use crate::study::edit::edited;

/// What two solves say of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// What was tried.
    pub trial: Trial,
    /// Score and bound as it is, of the requests that can notice.
    pub without: (i64, i64),
    /// Score and bound after the trial.
    pub with: (i64, i64),
}

/// What is known of a gain or a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There is one.
    Proved,
    /// There is none.
    Nothing,
    /// The bounds leave it open.
    Undecided,
}

impl Confirmed {
    /// The least and the most that is gained, or for less of something lost.
    pub fn range(&self) -> (i64, i64) {
        let (less, more) = if self.trial.is_less { (self.with, self.without) } else { (self.without, self.with) };
        ((more.0 - less.1).max(0), (more.1 - less.0).max(0))
    }

    /// What that means.
    pub fn verdict(&self) -> Verdict {
        match self.range() {
            (1.., _) => Verdict::Proved,
            (_, 0) => Verdict::Nothing,
            _ => Verdict::Undecided,
        }
    }
}

/// Solves with and without.
pub struct Solves<'s> {
    /// The file.
    pub file: &'s wire::Problem,
    /// What it means.
    pub problem: &'s Problem,
    /// What its hours are worth.
    pub values: &'s Values,
    /// For each solve.
    pub options: &'s Options,
    /// Ends it early.
    pub interrupt: &'s Interrupt,
    /// Hears of each solve.
    pub listener: &'s dyn Listener,
}

impl std::fmt::Debug for Solves<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Solves({:?})", self.options)
    }
}

/// What went wrong with a trial.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The machine.
    #[error(transparent)]
    Engine(#[from] engine::Error),
    /// The gate refuses the problem of the trial.
    #[error("the problem cannot be changed for a trial\n{0}")]
    Faults(#[from] Faults),
}

impl Solves<'_> {
    /// Confirms trials one after the other, until somebody interrupts; one without a plan for both is left out.
    ///
    /// # Errors
    ///
    /// If the machine fails, or the gate refuses a problem that is as large as may be.
    pub fn confirm(&self, trials: &[Trial]) -> Result<Vec<Confirmed>, Error> {
        let mut known: BTreeMap<Vec<usize>, Option<(i64, i64)>> = BTreeMap::new();
        let mut confirmed = Vec::new();
        for trial in trials {
            let groups = self.groups(trial);
            let without = match known.get(&groups) {
                Some(known) => *known,
                None => *known.entry(groups.clone()).or_insert(self.solved(self.problem.clone(), &groups)?),
            };
            let with = self.solved(self.changed(trial)?, &groups)?;
            if self.interrupt.is_asked() {
                break;
            }
            confirmed.extend(without.zip(with).map(|(without, with)| Confirmed { trial: *trial, without, with }));
        }
        Ok(confirmed)
    }

    /// Score and bound of the problem without the requests that cannot notice.
    fn solved(&self, mut problem: Problem, groups: &[usize]) -> Result<Option<(i64, i64)>, Error> {
        for (position, group) in self.values.groups.iter().enumerate() {
            if groups.binary_search(&position).is_err() {
                group.iter().for_each(|request| problem.requests[request.position()].status = Status::Cancelled);
            }
        }
        let outcome = engine::solve(&problem, self.options, self.interrupt, self.listener)?;
        let score = outcome.plan.filter(|_| outcome.status.has_plan()).map(|(_, score)| score.total());
        Ok(score.zip(outcome.bound))
    }

    /// The groups with a window on the dates of the trial.
    fn groups(&self, trial: &Trial) -> Vec<usize> {
        let zone = self.problem.site(self.site(trial)).zone;
        let days: Vec<Interval> = self.dates(trial).map(|date| zone.day(date)).collect();
        let notices = |request: &RequestIndex| {
            let windows = &self.problem.request(*request).windows;
            windows.iter().any(|window| days.iter().any(|day| day.overlaps(*window)))
        };
        let groups = self.values.groups.iter().enumerate();
        groups.filter(|(_, group)| group.iter().any(notices)).map(|(position, _)| position).collect()
    }

    fn site(&self, trial: &Trial) -> SiteIndex {
        self.values.rows[trial.row].subject.site(self.problem)
    }

    /// The dates of the horizon with the weekday.
    fn dates(&self, trial: &Trial) -> impl Iterator<Item = NaiveDate> + use<> {
        let (horizon, weekday) = (self.problem.horizon, Weekday::try_from(trial.weekday as u8).unwrap_or(Weekday::Mon));
        let all = dates(horizon.start, horizon.end).take_while(move |date| *date < horizon.end);
        all.filter(move |date| date.weekday() == weekday)
    }

    /// The problem with the trial made.
    fn changed(&self, trial: &Trial) -> Result<Problem, Error> {
        match &self.values.rows[trial.row].subject {
            Subject::Pool(_, units) => self.with_unit(trial, &self.problem.resource(units[0]).id),
            Subject::Person(person) if trial.is_less => {
                self.with_edits(&self.away(trial, &self.problem.person(*person).id))
            }
            Subject::Person(person) => {
                let dates = self.dates(trial).map(|date| date.to_string()).collect();
                let (of, hours) = (self.problem.person(*person).id.clone(), hours(trial));
                self.with_edits(&[Edit::ExtendHours(LongerHours { of, hours, dates, weekdays: Vec::new() })])
            }
            Subject::Service(service, site) => Ok(self.with_clients(trial, *service, *site)),
        }
    }

    fn with_edits(&self, edits: &[Edit]) -> Result<Problem, Error> {
        Ok(admit(&edited(self.file, edits)?)?.0)
    }

    /// One unit more, which has no hours but those of the trial.
    fn with_unit(&self, trial: &Trial, like: &str) -> Result<Problem, Error> {
        let more = More { like: like.to_owned(), ..More::default() };
        let mut problem = self.with_edits(&[Edit::AddResource(more)])?;
        let range = WallRange { start: trial.from as i64 * HOUR, end: trial.to as i64 * HOUR };
        let exceptions = self.dates(trial).map(|date| (date, vec![range])).collect();
        let is_new = |id: &str| self.problem.resources.iter().all(|known| known.id != id);
        if let Some(unit) = problem.resources.iter_mut().find(|unit| is_new(&unit.id)) {
            unit.hours = Some(Hours { exceptions, ..Hours::default() });
        }
        Ok(problem)
    }

    /// An absence on each of the dates.
    fn away(&self, trial: &Trial, person: &str) -> Vec<Edit> {
        let block = |date: NaiveDate| {
            let end = if trial.to == 24 { next_day(date) } else { date };
            Edit::Block(Absence {
                of: person.to_owned(),
                start: format!("{date}T{:02}:00", trial.from),
                end: format!("{end}T{:02}:00", trial.to % 24),
            })
        };
        self.dates(trial).map(block).collect()
    }

    /// A client more on each of the dates, who pays the price of the service and starts in that hour.
    fn with_clients(&self, trial: &Trial, service: ServiceIndex, site: SiteIndex) -> Problem {
        let mut problem = self.problem.clone();
        let (price, duration) = (problem.service(service).price, problem.service(service).duration);
        let place = trial.weekday * 24 + trial.from;
        let clock = clock(self.problem, site);
        for (hour, _) in clock.pieces().iter().filter(|(_, at)| *at == place) {
            let window = Interval::new(hour.start, hour.end - 1 + duration);
            problem.requests.push(Request::plain(service, site, vec![window], price));
        }
        problem
    }
}

/// `18:00-20:00`.
fn hours(trial: &Trial) -> String {
    format!("{:02}:00-{:02}:00", trial.from, trial.to)
}
