//! What was asked for beside the rows.

use super::{Freely, Report};
use crate::cli::Manner;
use crate::cli::failure::Failure;
use crate::domain::{Problem, ResourceIndex, StaffIndex};
use crate::engine::{self, Interrupt, Options, Silent};
use crate::plan::Plan;
use crate::report::{
    self, Analysis, Appointments, Freedom, Question, measures, reconcile, resource_groups, waterfalls,
};

/// What the reports are on.
pub(super) struct Subject<'a> {
    pub(super) problem: &'a Problem,
    pub(super) plan: Option<&'a Plan>,
    pub(super) appointments: &'a Appointments,
    pub(super) pairs: &'a [(StaffIndex, ResourceIndex)],
}

impl Report {
    /// Adds it to reports on the same subject, each on a basis of its own.
    pub(super) fn analyse(
        &self,
        subject: &Subject<'_>,
        manner: Manner,
        reports: &mut [report::Report],
    ) -> Result<(), Failure> {
        let &Subject { problem, plan, appointments, pairs } = subject;
        for report in &mut *reports {
            let pair = |&(person, one): &_| reconcile(problem, plan, &report.query, person, one);
            report.analysis = Analysis {
                waterfalls: self.waterfall.then(|| waterfalls(problem, appointments, report)).flatten(),
                ceilings: Vec::new(),
                reconciliations: pairs.iter().map(pair).collect(),
                measures: self.measures.then(|| measures(problem, plan, report)),
            };
        }
        if self.waterfall && reports.iter().any(report::Report::is_fallback) {
            manner.say("note: no waterfall, for hours that are only assumed lie at no time of the day");
        }
        self.add_ceilings(subject, reports)
    }

    /// A solve for each set of resources: the basis changes what is available, not what can be booked.
    fn add_ceilings(&self, subject: &Subject<'_>, reports: &mut [report::Report]) -> Result<(), Failure> {
        let (Some(freely), Some(first)) = (self.ceiling, reports.first()) else { return Ok(()) };
        let freedom = match freely {
            Freely::Windows => Freedom::Windows,
            Freely::Period => Freedom::Period,
        };
        let options = Options { time_limit: self.time_limit.0, ..Options::default() };
        for group in resource_groups(subject.problem, &first.query) {
            let question = |report: &report::Report| {
                Question::new(subject.problem, subject.plan, &report.query, group.clone(), freedom)
            };
            let questions: Vec<Question> = reports.iter().map(question).collect();
            let Some(one) = questions.first() else { continue };
            let outcome = engine::solve(one.problem(), &options, &Interrupt::new(), &Silent)?;
            for (report, question) in reports.iter_mut().zip(&questions) {
                report.analysis.ceilings.push(question.answer(&outcome));
            }
        }
        Ok(())
    }
}
