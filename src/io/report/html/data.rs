//! What the scripts of the page draw.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::Problem;
use crate::io::report::definitions;
use crate::io::wire;
use crate::io::wording::{kind, status};
use crate::report::{self, Overview, Report, Row, TeamRow};

use super::analysis::Analysis;
use super::calendar::Calendar;
use super::hours::Hours;
use super::words::{Cards, Figures};

/// The whole page.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    /// The basis to show first.
    basis: &'static str,
    /// Whether inactive resources are hidden at first.
    hide_inactive: bool,
    /// The report on each basis.
    bases: Vec<OnBasis>,
    /// Names of sites by id.
    sites: BTreeMap<String, String>,
    hours: Hours,
    calendar: Calendar,
}

/// A report as `--format json` has it without the analysis, and its figures as text in the same order.
#[derive(Debug, Serialize)]
struct OnBasis {
    report: wire::report::Report,
    /// What makes a resource available.
    means: &'static str,
    cards: Cards,
    rows: Vec<Words>,
    team: Vec<Words>,
    /// What was asked for beside the rows.
    analysis: Analysis,
}

#[derive(Debug, Serialize)]
struct Words {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    status: &'static str,
    #[serde(flatten)]
    figures: Figures,
}

impl Data {
    pub(super) fn new(problem: &Problem, overview: &Overview) -> Self {
        Self {
            basis: overview.query.basis.name(),
            hide_inactive: overview.query.hide_inactive,
            bases: overview.reports.iter().map(|report| OnBasis::new(problem, report)).collect(),
            sites: problem.sites.iter().map(|site| (site.id.clone(), site.name.clone())).collect(),
            hours: Hours::new(problem, overview),
            calendar: Calendar::new(problem, overview),
        }
    }
}

impl OnBasis {
    fn new(problem: &Problem, report: &Report) -> Self {
        let row = |row: &Row| Words {
            kind: Some(kind(problem.resource(row.resource).kind)),
            status: status(row.active),
            figures: Figures::new(problem, &row.usage),
        };
        let person = |row: &TeamRow| Words {
            kind: None,
            status: status(row.active),
            figures: Figures::new(problem, &row.usage),
        };
        // The analysis is there as text alone: by day and resource it would be long, and on three bases.
        let rows = Report { analysis: report::Analysis::default(), ..report.clone() };
        Self {
            report: wire::report::Report::new(problem, &rows),
            means: definitions::meaning(report.query.basis),
            cards: Cards::new(problem, &report.kpis),
            rows: report.rows.iter().map(row).collect(),
            team: report.team.iter().flatten().map(person).collect(),
            analysis: Analysis::new(problem, report),
        }
    }
}
