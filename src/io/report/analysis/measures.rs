//! Further measures as text.

use crate::domain::{DAY, Problem};
use crate::io::wording::{UNDEFINED, clean, counted, grouped, hours, money, percent};
use crate::report::{FEW_DAYS, Measure, Measures, Usage};

/// A column: its heading, a short one, and the text of a cell.
pub(in crate::io::report) type Column<T> = (&'static str, &'static str, fn(&Problem, &T) -> String);

/// What is told of each row.
pub(in crate::io::report) const MEASURES: [Column<Measure>; 7] = [
    ("Utilisation", "Util.", |_, one| percent(one.usage.utilisation())),
    ("95% by day", "95% by day", |_, one| interval(one)),
    ("Revenue per available hour", "Revenue/h", per_hour),
    ("Idle", "Idle", |_, one| one.idle.map_or_else(|| UNDEFINED.to_owned(), hours)),
    ("No-shows", "No-shows", |_, one| percent(one.attendance.no_show_rate())),
    ("Cancelled", "Cancelled", |_, one| percent(one.attendance.cancellation_rate())),
    ("Booked ahead", "Ahead", |_, one| lead_time(one)),
];

/// What is told of each day.
pub(in crate::io::report) const DAYS: [Column<Usage>; 4] = [
    ("Appointments", "Appts", |_, usage| grouped(usage.appointments)),
    ("Booked", "Booked", |_, usage| hours(usage.booked)),
    ("Available", "Available", |_, usage| hours(usage.available)),
    ("Utilisation", "Util.", |_, usage| percent(usage.utilisation())),
];

/// Resources, people, and all resources, by name.
pub(in crate::io::report) fn named<'a>(problem: &Problem, measures: &'a Measures) -> Vec<(String, &'a Measure)> {
    let resources = measures.resources.iter().map(|(one, measure)| (&problem.resource(*one).name, measure));
    let team = measures.team.iter().map(|(one, measure)| (&problem.person(*one).name, measure));
    let rows = resources.chain(team).map(|(name, measure)| (clean(name), measure));
    rows.chain([("All resources".to_owned(), &measures.total)]).collect()
}

/// How much the interval is worth.
pub(in crate::io::report) fn note(measures: &Measures) -> String {
    let days = |days: usize| counted(days as u64, "day", "days");
    match measures.total.confidence {
        Some(one) if one.is_of_few_days() => {
            format!("The 95% interval rests on {} only: below {FEW_DAYS} it is no more than a hint.", days(one.days))
        }
        Some(one) => format!("The 95% interval is a bootstrap over {}.", days(one.days)),
        None => "One day shows no variation, so there is no 95% interval.".to_owned(),
    }
}

fn per_hour(problem: &Problem, measure: &Measure) -> String {
    let cents = measure.usage.revenue_per_available_hour();
    cents.map_or_else(|| UNDEFINED.to_owned(), |cents| money(cents, &clean(&problem.currency)))
}

fn interval(measure: &Measure) -> String {
    let text = |low: f64, high: f64| format!("{:.1}–{:.1}%", low * 100.0, high * 100.0);
    measure.confidence.map_or_else(|| UNDEFINED.to_owned(), |one| text(one.low, one.high))
}

/// The median in days with one decimal, or in hours below two days.
fn lead_time(measure: &Measure) -> String {
    match measure.attendance.median_lead_time() {
        None => UNDEFINED.to_owned(),
        Some(minutes) if minutes < 2 * DAY => format!("{} h", hours(minutes)),
        Some(minutes) => format!("{:.1} days", minutes as f64 / DAY as f64),
    }
}
