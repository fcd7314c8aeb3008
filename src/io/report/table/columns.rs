//! The columns of the tables of resources and people.

use super::grid::Column;
use super::{LIMITED, OVERBOOKED, Page, text};
use crate::domain::{Resource, SiteIndex};
use crate::io::wording::{clean, grouped, hours, kind, money, percent, status};
use crate::report::{Row, TeamRow, Usage};

/// The columns of the resources.
pub(super) fn resources(page: &Page<'_>) -> Vec<Column> {
    let rows = &page.report.rows;
    let each = |cell: &dyn Fn(&Resource) -> String| -> Vec<String> {
        rows.iter().map(|row| cell(page.problem.resource(row.resource))).collect()
    };
    let usages: Vec<Usage> = rows.iter().map(|row| row.usage).collect();
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
    let usages: Vec<Usage> = rows.iter().map(|row| row.usage).collect();
    let rostered = usages.iter().map(|usage| hours(usage.available)).collect();
    let mut columns = vec![
        Column::text("Name", people.clone().map(|person| clean(&person.name)).collect()),
        Column::text("Location", people.map(|person| location(page, person.site)).collect()),
    ];
    columns.extend(figures(page, &usages, rostered));
    columns.push(Column::text("Status", rows.iter().map(|row| status(row.active).to_owned()).collect()));
    columns
}

/// The utilisations, marked above 100 %.
pub(super) fn utilisations(usages: &[Usage]) -> Vec<String> {
    marked(OVERBOOKED, usages.iter().map(|usage| (percent(usage.utilisation()), usage.is_overbooked())))
}

/// The available times, marked where own hours or blocks limit them.
pub(super) fn availables(rows: &[Row]) -> Vec<String> {
    marked(LIMITED, rows.iter().map(|row| (hours(row.usage.available), row.limited)))
}

fn figures(page: &Page<'_>, usages: &[Usage], available: Vec<String>) -> [Column; 5] {
    let each = |cell: &dyn Fn(&Usage) -> String| -> Vec<String> { usages.iter().map(cell).collect() };
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

/// The numbers with the mark behind some; the others are filled so that all stay in line.
fn marked(mark: &str, cells: impl Iterator<Item = (String, bool)> + Clone) -> Vec<String> {
    let blank = if cells.clone().any(|(_, marked)| marked) { " ".repeat(text::width(mark)) } else { String::new() };
    cells.map(|(cell, marked)| cell + if marked { mark } else { &blank }).collect()
}
