//! Changes from one plan to another: as JSON, and as the list of clients to call.

use std::io::{Result, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use crate::domain::{Booking, Problem, RequestIndex};
use crate::io::report::csv::{BYTE_ORDER_MARK, safe};
use crate::plan::Change;

/// A request that is served differently.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeEntry {
    /// Id of the request.
    request: String,
    /// Id of its client.
    client: Option<String>,
    /// Id of its service.
    service: String,
    /// `booked`, `dropped`, or what differs of `time`, `staff`, `resources`.
    changed: Vec<&'static str>,
    /// Whether the client has to be told.
    visible: bool,
    /// How it was booked; null where it was not.
    from: Option<Place>,
    /// How it is booked; null where it is not.
    to: Option<Place>,
    /// All of it as a sentence.
    detail: String,
}

/// When, by whom and with what.
#[derive(Clone, Debug, Serialize)]
struct Place {
    start: String,
    staff: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<String>,
}

/// A change with ids and local times.
pub fn change_entry(problem: &Problem, change: &Change) -> ChangeEntry {
    let request = problem.request(change.request);
    ChangeEntry {
        request: request.id.clone(),
        client: client(problem, change.request).map(ToOwned::to_owned),
        service: problem.service_of(change.request).id.clone(),
        changed: change.aspects().into_iter().map(|aspect| aspect.code()).collect(),
        visible: change.visible(),
        from: change.from.as_ref().map(|booking| place(problem, change.request, booking)),
        to: change.to.as_ref().map(|booking| place(problem, change.request, booking)),
        detail: change.sentence(problem),
    }
}

fn place(problem: &Problem, request: RequestIndex, booking: &Booking) -> Place {
    Place {
        start: problem.zone_of(request).text(booking.start),
        staff: booking.staff.iter().map(|&one| problem.person(one).id.clone()).collect(),
        resources: booking.resources.iter().map(|&one| problem.resource(one).id.clone()).collect(),
    }
}

fn client(problem: &Problem, request: RequestIndex) -> Option<&str> {
    problem.request(request).client.map(|client| problem.clients[client.position()].as_str())
}

/// The columns of the list of clients to call.
pub const CALL_COLUMNS: [&str; 8] =
    ["Client", "Request", "Service", "Change", "Old start", "Old staff", "New start", "New staff"];

/// Writes the clients to call as CSV for a spreadsheet (see [`crate::io::report::csv`]): a row for each change, names of people, local times, and
/// nothing of resources. Changes of resources alone are left out.
///
/// # Errors
///
/// Those of `out`.
pub fn calls_csv(out: &mut impl Write, problem: &Problem, calls: &[Change]) -> Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(CALL_COLUMNS)?;
    for call in calls {
        let Some(news) = call.news() else { continue };
        let [old_start, old_staff] = cells(problem, call.request, call.from.as_ref());
        let [new_start, new_staff] = cells(problem, call.request, call.to.as_ref());
        let whom = safe(client(problem, call.request).unwrap_or_default());
        let (request, service) = (&problem.request(call.request).id, &problem.service_of(call.request).name);
        let row = [whom, safe(request), safe(service), news.to_owned(), old_start, old_staff, new_start, new_staff];
        writer.write_record(row)?;
    }
    writer.flush()
}

/// Start and people of a booking; empty where there is none.
fn cells(problem: &Problem, request: RequestIndex, booking: Option<&Booking>) -> [String; 2] {
    let Some(booking) = booking else { return [String::new(), String::new()] };
    let people: Vec<&str> = booking.staff.iter().map(|&one| problem.person(one).name.as_str()).collect();
    let start = problem.zone_of(request).at(booking.start).format("%Y-%m-%d %H:%M").to_string();
    [start, safe(&people.join(", "))]
}
