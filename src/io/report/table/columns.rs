//! The columns of the tables of resources and people.

use super::grid::Column;
use super::{LIMITED, LOW, OVERBOOKED, Page, text};
use crate::domain::{Resource, SiteIndex};
use crate::io::wording::{clean, grouped, hours, is_low, kind, money, percent, status};
use crate::report::{Row, TeamRow, Usage};

/// The columns of the resources.
pub(super) fn resources(page: &Page<'_>) -> Vec<Column> {
    let rows = &page.report.rows;
    let each = |cell: &dyn Fn(&Resource) -> String| -> Vec<String> {
        rows.iter().map(|row| cell(page.problem.resource(row.resource))).collect()
    };
    let usages: Vec<(Usage, bool)> = rows.iter().map(|row| (row.usage, row.active)).collect();
    let mut columns = vec![
        Column::text("Name", each(&|resource| clean(&resource.name))),
        Column::text("Type", each(&|resource| kind(resource.kind).to_owned())),
        Column::text("Location", each(&|resource| location(page, resource.site))),
        Column::number("Capacity", "Cap.", each(&|resource| grouped(resource.capacity.into()))),
    ];
    columns.extend(figures(page, &usages, availables(rows)));
    columns.push(Column::text("Status", rows.iter().map(|row| status(row.active).to_owned()).collect()));
    columns
}

/// The columns of the people.
pub(super) fn team(page: &Page<'_>, rows: &[TeamRow]) -> Vec<Column> {
    let people = rows.iter().map(|row| page.problem.person(row.staff));
    let usages: Vec<(Usage, bool)> = rows.iter().map(|row| (row.usage, row.active)).collect();
    let rostered = rows.iter().map(|row| hours(row.usage.available)).collect();
    let mut columns = vec![
        Column::text("Name", people.clone().map(|person| clean(&person.name)).collect()),
        Column::text("Location", people.map(|person| location(page, person.site)).collect()),
    ];
    columns.extend(figures(page, &usages, rostered));
    columns.push(Column::text("Status", rows.iter().map(|row| status(row.active).to_owned()).collect()));
    columns
}

/// The utilisations, each with whether it is of something active, marked above 100% and where they are low.
pub(super) fn utilisations(usages: &[(Usage, bool)]) -> Vec<String> {
    let mark = |usage: &Usage, active| match usage.is_overbooked() {
        true => Some(OVERBOOKED),
        false => is_low(usage, active).then_some(LOW),
    };
    marked(usages.iter().map(|(usage, active)| (percent(usage.utilisation()), mark(usage, *active))))
}

/// The available times, marked where own hours or blocks limit them.
pub(super) fn availables(rows: &[Row]) -> Vec<String> {
    marked(rows.iter().map(|row| (hours(row.usage.available), row.limited.then_some(LIMITED))))
}

fn figures(page: &Page<'_>, usages: &[(Usage, bool)], available: Vec<String>) -> [Column; 5] {
    let each = |cell: &dyn Fn(&Usage) -> String| -> Vec<String> { usages.iter().map(|(one, _)| cell(one)).collect() };
    let currency = clean(&page.problem.currency);
    [
        Column::figure("Appointments", "Appts", each(&|usage| grouped(usage.appointments))),
        Column::figure("Booked", "Booked", each(&|usage| hours(usage.booked))),
        Column::figure("Available", "Available", available),
        Column::figure("Utilisation", "Util.", utilisations(usages)),
        Column::figure("Revenue", "Revenue", each(&|usage| money(usage.revenue, &currency))),
    ]
}

fn location(page: &Page<'_>, site: SiteIndex) -> String {
    clean(&page.problem.site(site).name)
}

/// The numbers with the marks behind some; the others are filled so that all stay in line.
fn marked(cells: impl Iterator<Item = (String, Option<&'static str>)> + Clone) -> Vec<String> {
    let widest = cells.clone().filter_map(|(_, mark)| mark).map(text::width).max().unwrap_or_default();
    cells.map(|(cell, mark)| cell + &text::left(mark.unwrap_or_default(), widest)).collect()
}
