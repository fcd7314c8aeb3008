//! Further measures: a table of the rows, one of the days, and the bookings that break a rule.

use std::io::{Result, Write};

use super::grid::{self, Column};
use super::{Page, text};
use crate::domain::DAY;
use crate::io::wording::{UNDEFINED, clean, counted, grouped, hours, money, percent};
use crate::plan::Conflict;
use crate::report::{FEW_DAYS, Measure, Measures};

/// Writes all of it.
pub(super) fn write(out: &mut impl Write, page: &Page<'_>, measures: &Measures) -> Result<()> {
    page.title(out, "More measures")?;
    rows(out, page, measures)?;
    page.title(out, "All resources by day")?;
    days(out, page, &measures.total)?;
    page.title(out, "Double bookings")?;
    conflicts(out, page, &measures.double_bookings)?;
    page.title(out, "Bookings outside hours")?;
    conflicts(out, page, &measures.outside_hours)
}

fn rows(out: &mut impl Write, page: &Page<'_>, measures: &Measures) -> Result<()> {
    let resources = measures.resources.iter().map(|(one, measure)| (&page.problem.resource(*one).name, measure));
    let team = measures.team.iter().map(|(one, measure)| (&page.problem.person(*one).name, measure));
    let named: Vec<(String, &Measure)> = resources
        .chain(team)
        .map(|(name, measure)| (clean(name), measure))
        .chain([("All resources".to_owned(), &measures.total)])
        .collect();
    let each = |cell: &dyn Fn(&Measure) -> String| named.iter().map(|(_, measure)| cell(measure)).collect();
    let currency = clean(&page.problem.currency);
    let per_hour = |one: &Measure| match one.usage.revenue_per_available_hour() {
        Some(cents) => money(cents, &currency),
        None => UNDEFINED.to_owned(),
    };
    let columns = vec![
        Column::text("Name", named.iter().map(|(name, _)| name.clone()).collect()),
        Column::figure("Utilisation", "Util.", each(&|one| percent(one.usage.utilisation()))),
        Column::figure("95% by day", "95% by day", each(&interval)),
        Column::figure("Revenue per available hour", "Revenue/h", each(&per_hour)),
        Column::figure("Idle", "Idle", each(&|one| one.idle.map_or_else(|| UNDEFINED.to_owned(), hours))),
        Column::figure("No-shows", "No-shows", each(&|one| percent(one.attendance.no_show_rate()))),
        Column::figure("Cancelled", "Cancelled", each(&|one| percent(one.attendance.cancellation_rate()))),
        Column::figure("Booked ahead", "Ahead", each(&lead_time)),
    ];
    grid::write(out, page, columns, &vec![false; named.len()])?;
    let sample = measures.total.confidence.map(|one| (one.days, one.is_of_few_days()));
    let note = match sample {
        Some((days, true)) => format!(
            "The 95% interval rests on {} only: below {FEW_DAYS} it is no more than a hint.",
            counted(days as u64, "day", "days")
        ),
        Some((days, false)) => format!("The 95% interval is a bootstrap over {}.", counted(days as u64, "day", "days")),
        None => "One day shows no variation, so there is no 95% interval.".to_owned(),
    };
    page.note(out, &note)
}

fn interval(measure: &Measure) -> String {
    measure
        .confidence
        .map_or_else(|| UNDEFINED.to_owned(), |one| format!("{:.1}–{:.1}%", one.low * 100.0, one.high * 100.0))
}

/// The median in days with one decimal, or in hours below two days.
fn lead_time(measure: &Measure) -> String {
    match measure.attendance.median_lead_time() {
        None => UNDEFINED.to_owned(),
        Some(minutes) if minutes < 2 * DAY => format!("{} h", hours(minutes)),
        Some(minutes) => format!("{:.1} days", minutes as f64 / DAY as f64),
    }
}

fn days(out: &mut impl Write, page: &Page<'_>, total: &Measure) -> Result<()> {
    let each = |cell: &dyn Fn(&crate::report::Usage) -> String| -> Vec<String> {
        total.days.iter().map(|day| cell(&day.usage)).collect()
    };
    let columns = vec![
        Column::text("Date", total.days.iter().map(|day| day.date.format("%a %Y-%m-%d").to_string()).collect()),
        Column::number("Appointments", "Appts", each(&|usage| grouped(usage.appointments))),
        Column::number("Booked", "Booked", each(&|usage| hours(usage.booked))),
        Column::number("Available", "Available", each(&|usage| hours(usage.available))),
        Column::number("Utilisation", "Util.", each(&|usage| percent(usage.utilisation()))),
    ];
    grid::write(out, page, columns, &vec![false; total.days.len()])
}

fn conflicts(out: &mut impl Write, page: &Page<'_>, conflicts: &[Conflict]) -> Result<()> {
    if conflicts.is_empty() {
        return writeln!(out, "None.");
    }
    for conflict in conflicts {
        for (position, line) in text::wrap(&conflict.detail, page.width - 2).iter().enumerate() {
            writeln!(out, "{} {line}", if position == 0 { "·" } else { " " })?;
        }
    }
    Ok(())
}
