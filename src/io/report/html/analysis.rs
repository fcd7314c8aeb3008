//! What goes beyond the rows, as text and as shares of a bar.

use serde::Serialize;

use super::words::from_share;
use crate::domain::{Minute, Problem, ResourceIndex};
use crate::io::report::analysis::waterfall::{Side, shown};
use crate::io::report::analysis::{ceiling, measures, reconciliation, waterfall};
use crate::io::wording::{clean, hours, percent};
use crate::plan::Conflict;
use crate::report::{Ceiling, Measure, Measures, Reconciliation, Report, Share, Waterfall, Waterfalls};

/// All of it; each part only where it was asked for.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Analysis {
    waterfall: Option<Flows>,
    ceiling: Option<Ceilings>,
    reconciliations: Vec<Gap>,
    measures: Option<More>,
}

/// Where the hours went.
#[derive(Debug, Serialize)]
struct Flows {
    /// Key and heading of each part that is shown.
    parts: Vec<(&'static str, &'static str)>,
    /// All resources, then each one.
    rows: Vec<Flow>,
    note: String,
}

#[derive(Debug, Serialize)]
struct Flow {
    name: String,
    active: bool,
    whole: String,
    /// In the order of the parts: per cent of the whole, and hours; null where there are none.
    parts: Vec<Option<(f64, String)>>,
    /// What is booked outside of the sum.
    beside: Vec<String>,
}

/// What could be reached.
#[derive(Debug, Serialize)]
struct Ceilings {
    rows: Vec<Reach>,
    notes: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Reach {
    name: String,
    now: String,
    /// Per cent of what is available: booked now, reached by a plan, exceeded by none; at most 100.
    shares: [Option<f64>; 3],
    behind: Vec<String>,
}

/// Why two percentages differ.
#[derive(Debug, Serialize)]
struct Gap {
    /// Name and percentage of the person, then of the resource.
    names: [String; 2],
    shares: [String; 2],
    /// Percentage points and cause; nothing where one of the percentages is undefined.
    steps: Vec<(String, String)>,
    /// Percentage points in all; null where there is nothing to compare, and the words for that.
    whole: Option<String>,
    nothing: &'static str,
}

/// More about each row.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct More {
    rows: Table,
    note: String,
    days: Table,
    double_bookings: Vec<String>,
    outside_hours: Vec<String>,
}

/// Headings, and rows that begin with a name.
#[derive(Debug, Serialize)]
struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Analysis {
    pub(super) fn new(problem: &Problem, report: &Report) -> Self {
        let analysis = &report.analysis;
        let is_active = |index: ResourceIndex| report.query.is_active(problem, index);
        Self {
            waterfall: analysis.waterfalls.as_ref().map(|all| Flows::new(problem, all, is_active)),
            ceiling: (!analysis.ceilings.is_empty()).then(|| Ceilings::new(problem, &analysis.ceilings)),
            reconciliations: analysis.reconciliations.iter().map(|one| Gap::new(problem, one)).collect(),
            measures: analysis.measures.as_ref().map(|one| More::new(problem, one)),
        }
    }
}

impl Flows {
    fn new(problem: &Problem, all: &Waterfalls, is_active: impl Fn(ResourceIndex) -> bool) -> Self {
        // What was sold comes first.
        let mut parts: Vec<_> = shown(all).filter(|line| line.side == Side::Part).collect();
        parts.reverse();
        let flow = |name: String, active: bool, one: &Waterfall| Flow {
            name,
            active,
            whole: hours(one.whole()),
            parts: parts.iter().map(|line| part((line.minutes)(one), one.whole())).collect(),
            beside: beside(all, one),
        };
        let total = flow("All resources".to_owned(), true, &all.total);
        let rows =
            all.rows.iter().map(|(index, one)| flow(problem.resource(*index).name.clone(), is_active(*index), one));
        Self {
            rows: std::iter::once(total).chain(rows).collect(),
            parts: parts.iter().map(|line| (line.key, line.heading)).collect(),
            note: waterfall::note(all),
        }
    }
}

fn part(minutes: Minute, whole: Minute) -> Option<(f64, String)> {
    (minutes > 0 && whole > 0).then(|| (100.0 * minutes as f64 / whole as f64, hours(minutes)))
}

fn beside(all: &Waterfalls, one: &Waterfall) -> Vec<String> {
    let lines = shown(all).filter(|line| line.side == Side::Beside && (line.minutes)(one) > 0);
    lines.map(|line| format!("{} {}", line.heading.to_lowercase(), hours((line.minutes)(one)))).collect()
}

impl Ceilings {
    fn new(problem: &Problem, ceilings: &[Ceiling]) -> Self {
        let reach = |one: &Ceiling| {
            let (reached, bound) = (one.reachable_share(), one.bound_share());
            let told = |share: Share| format!("{} ({})", percent(share.utilisation()), hours(share.booked));
            let mut behind = vec![format!("booked {} of {} now", hours(one.now.booked), hours(one.now.available))];
            behind.extend(reached.map(|share| format!("a plan reaches {}", told(share))));
            behind.extend(bound.map(|share| format!("none exceeds {}", told(share))));
            behind.push(format!("{} of {} requests", one.served, one.requests));
            Reach {
                name: ceiling::names(problem, one),
                now: percent(one.now.utilisation()),
                shares: [Some(one.now), reached, bound].map(|share| share.and_then(Share::utilisation).map(from_share)),
                behind,
            }
        };
        Self { rows: ceilings.iter().map(reach).collect(), notes: ceiling::notes(ceilings).collect() }
    }
}

impl Gap {
    fn new(problem: &Problem, one: &Reconciliation) -> Self {
        let points = |hundredths: Option<i64>| reconciliation::points(hundredths.unwrap_or_default());
        let causes = reconciliation::causes(problem, one);
        Self {
            names: reconciliation::names(problem, one),
            shares: [one.person, one.machine].map(|share| percent(share.utilisation())),
            steps: causes.map(|(step, cause)| (points(step.hundredths()), cause)).collect(),
            whole: reconciliation::whole(one).map(|all| points(Some(all))),
            nothing: reconciliation::NOTHING,
        }
    }
}

impl More {
    fn new(problem: &Problem, all: &Measures) -> Self {
        let row = |(name, measure): (String, &Measure)| {
            let cells = measures::MEASURES.iter().map(|(_, _, cell)| cell(problem, measure));
            std::iter::once(name).chain(cells).collect()
        };
        let day = |day: &crate::report::Day| {
            let cells = measures::DAYS.iter().map(|(_, _, cell)| cell(problem, &day.usage));
            std::iter::once(day.date.format("%a %-d %b %Y").to_string()).chain(cells).collect()
        };
        let told = |conflicts: &[Conflict]| conflicts.iter().map(|one| clean(&one.detail)).collect();
        Self {
            rows: Table {
                headings: std::iter::once("Name").chain(measures::MEASURES.iter().map(|column| column.0)).collect(),
                rows: measures::named(problem, all).into_iter().map(row).collect(),
            },
            note: measures::note(all),
            days: Table {
                headings: std::iter::once("Date").chain(measures::DAYS.iter().map(|column| column.0)).collect(),
                rows: all.total.days.iter().map(day).collect(),
            },
            double_bookings: told(&all.double_bookings),
            outside_hours: told(&all.outside_hours),
        }
    }
}
