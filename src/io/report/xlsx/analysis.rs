//! The sheets of what goes beyond the rows, each only where it was asked for.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::sheet::{self, Heading, Line};
use super::style::Style;
use crate::domain::Problem;
use crate::io::report::analysis::waterfall::LINES;
use crate::io::report::analysis::{ceiling, measures, reconciliation};
use crate::plan::Conflict;
use crate::report::{Ceiling, Measure, Measures, Reconciliation, Report, Share, Waterfall, Waterfalls};

const CEILING: Heading<'_> = Heading {
    columns: &[
        "Resources",
        "Booked",
        "Available",
        "Utilisation",
        "A plan reaches",
        "Reachable utilisation",
        "No plan exceeds",
        "Highest utilisation",
        "Requests",
        "Served",
    ],
    fixed: 1,
};

const RECONCILIATION: Heading<'_> = Heading {
    columns: &["Person", "Resource", "Cause", "Percentage points", "Booked", "Available", "Utilisation"],
    fixed: 2,
};

const MEASURES: Heading<'_> = Heading {
    columns: &[
        "Name",
        "Utilisation",
        "95% by day, from",
        "95% by day, to",
        "Days behind it",
        "Revenue per available hour",
        "Idle",
        "Appointments",
        "Cancelled",
        "Cancellation rate",
        "Due",
        "No-shows",
        "No-show rate",
        "Median days ahead",
    ],
    fixed: 1,
};

const CONFLICTS: Heading<'_> = Heading { columns: &["What", "Requests", "Description"], fixed: 0 };

/// Adds the sheets.
pub(super) fn write(book: &mut Workbook, style: &Style, problem: &Problem, report: &Report) -> Result<(), XlsxError> {
    let analysis = &report.analysis;
    if let Some(all) = &analysis.waterfalls {
        let columns: Vec<&str> = std::iter::once("Name").chain(LINES.iter().map(|line| line.heading)).collect();
        let heading = Heading { columns: &columns, fixed: 1 };
        sheet::write(book.add_worksheet(), style, "Where the hours went", &heading, waterfall(problem, report, all))?;
    }
    if !analysis.ceilings.is_empty() {
        let lines = analysis.ceilings.iter().map(|one| reach(problem, one));
        sheet::write(book.add_worksheet(), style, "Ceiling", &CEILING, lines)?;
    }
    if !analysis.reconciliations.is_empty() {
        let lines = analysis.reconciliations.iter().flat_map(|one| causes(problem, one));
        sheet::write(book.add_worksheet(), style, "Reconciliation", &RECONCILIATION, lines)?;
    }
    if let Some(all) = &analysis.measures {
        let lines = measures::named(problem, all).into_iter().map(|(name, one)| measure(name, one));
        sheet::write(book.add_worksheet(), style, "Measures", &MEASURES, lines)?;
        sheet::write(book.add_worksheet(), style, "Conflicts", &CONFLICTS, conflicts(problem, all))?;
    }
    Ok(())
}

/// The resources in the order of the report, then all of them.
fn waterfall(problem: &Problem, report: &Report, all: &Waterfalls) -> impl Iterator<Item = Line> {
    let line = |name: &str, active: bool, one: &Waterfall| {
        let times = LINES.iter().map(|line| Cell::Time((line.minutes)(one)));
        Line { cells: std::iter::once(Cell::text(name)).chain(times).collect(), active }
    };
    let is_active = |index| report.query.is_active(problem, index);
    let rows = all.rows.iter().map(move |(index, one)| line(&problem.resource(*index).name, is_active(*index), one));
    rows.chain([line("All resources", true, &all.total)])
}

fn reach(problem: &Problem, one: &Ceiling) -> Line {
    let pair = |share: Option<Share>| match share {
        Some(share) => [Cell::Time(share.booked), Cell::Share(share.utilisation())],
        None => [Cell::Undefined, Cell::Undefined],
    };
    let mut cells = vec![Cell::Text(ceiling::names(problem, one))];
    cells.extend([Cell::Time(one.now.booked), Cell::Time(one.now.available), Cell::Share(one.now.utilisation())]);
    cells.extend(pair(one.reachable_share()));
    cells.extend(pair(one.bound_share()));
    cells.extend([one.requests, one.served].map(|count| Cell::Count(count as u64)));
    Line { cells, active: true }
}

/// The person's percentage, the causes, and the resource's.
fn causes(problem: &Problem, one: &Reconciliation) -> Vec<Line> {
    let names = reconciliation::names(problem, one);
    let line = |cause: String, points: Option<i64>, share: Share| {
        let points = points.map_or(Cell::Undefined, Cell::Points);
        let mut cells = names.clone().map(Cell::Text).to_vec();
        cells.extend([Cell::Text(cause), points, Cell::Time(share.booked), Cell::Time(share.available)]);
        cells.push(Cell::Share(share.utilisation()));
        Line { cells, active: true }
    };
    let first = line("the person, as in the Team report".to_owned(), None, one.person);
    let causes = reconciliation::causes(problem, one);
    let causes = causes.map(|(step, cause)| line(cause, step.hundredths(), step.after));
    let last = line("in all, up to the resource".to_owned(), reconciliation::whole(one), one.machine);
    std::iter::once(first).chain(causes).chain([last]).collect()
}

fn measure(name: String, one: &Measure) -> Line {
    let attendance = &one.attendance;
    let end = |end: Option<f64>| end.map_or(Cell::Undefined, |end| Cell::Share(Some(end)));
    let cells = vec![
        Cell::Text(name),
        Cell::Share(one.usage.utilisation()),
        end(one.confidence.map(|interval| interval.low)),
        end(one.confidence.map(|interval| interval.high)),
        one.confidence.map_or(Cell::Undefined, |interval| Cell::Count(interval.days as u64)),
        one.usage.revenue_per_available_hour().map_or(Cell::Undefined, Cell::Money),
        one.idle.map_or(Cell::Undefined, Cell::Time),
        Cell::Count(attendance.appointments),
        Cell::Count(attendance.cancelled),
        Cell::Share(attendance.cancellation_rate()),
        Cell::Count(attendance.due),
        Cell::Count(attendance.no_shows),
        Cell::Share(attendance.no_show_rate()),
        attendance.median_lead_time().map_or(Cell::Undefined, Cell::Days),
    ];
    Line { cells, active: true }
}

/// Double bookings, then bookings outside hours.
fn conflicts(problem: &Problem, all: &Measures) -> impl Iterator<Item = Line> {
    let line = |what: &str, one: &Conflict| {
        let requests: Vec<&str> = one.requests.iter().map(|&request| problem.request(request).id.as_str()).collect();
        let cells = [what, &requests.join(", "), &one.detail].map(Cell::text).to_vec();
        Line { cells, active: true }
    };
    let doubled = all.double_bookings.iter().map(move |one| line("Double booking", one));
    doubled.chain(all.outside_hours.iter().map(move |one| line("Outside hours", one)))
}
