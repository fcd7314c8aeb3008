//! Requests with their windows and bookings.

use crate::domain::{Booking, Interval, Pin, Request, ResourceIndex, ServiceIndex, StaffIndex, Status};
use crate::io::wire::problem;

use super::super::draft::Draft;
use super::super::money::cents;
use super::Clients;
use super::place::site_index;

pub(super) fn request(draft: &Draft<'_>, file: &problem::Request, clients: &Clients<'_>) -> Option<Request> {
    let service = draft.service(&file.service)?;
    let mut request = Request {
        id: file.id.clone(),
        client: file.client.as_ref().and_then(|id| clients.index(id)),
        service: ServiceIndex::from(*draft.services.get(file.service.as_str())?),
        site: site_index(draft, &file.site)?,
        windows: Vec::new(),
        preferred_start: match &file.preferred_start {
            Some(text) => Some(draft.time_of(file, text)?),
            None => None,
        },
        preferred_staff: file.preferred_staff.as_ref().map(|ids| staff(draft, ids)).filter(|list| !list.is_empty()),
        // An empty list of what is allowed is no oversight: it allows nothing.
        allowed_staff: file.allowed_staff.as_ref().map(|ids| staff(draft, ids)),
        allowed_resources: file.allowed_resources.as_ref().map(|names| units(draft, names)),
        priority: file.priority,
        price: cents(file.price.unwrap_or(service.price)),
        mandatory: file.mandatory,
        status: status(file.status),
        booking: match &file.booking {
            Some(given) => Some(booking(draft, file, given)?),
            None => None,
        },
        pin: pin(file.pin),
        created_at: match &file.created_at {
            Some(text) => Some(draft.time_of(file, text)?),
            None => None,
        },
    };
    request.windows = windows(draft, file, &request, service.duration_minutes)?;
    Some(request)
}

/// In order, each once.
fn staff(draft: &Draft<'_>, ids: &[String]) -> Vec<StaffIndex> {
    let mut list: Vec<StaffIndex> =
        ids.iter().filter_map(|id| draft.staff.get(id.as_str())).map(|&at| at.into()).collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// The units behind the names, in order, each once.
fn units(draft: &Draft<'_>, names: &[String]) -> Vec<ResourceIndex> {
    draft.stock.all_named(names).into_iter().map(Into::into).collect()
}

fn booking(draft: &Draft<'_>, file: &problem::Request, booking: &problem::Booking) -> Option<Booking> {
    Some(Booking {
        start: draft.time_of(file, &booking.start)?,
        staff: staff(draft, &booking.staff),
        resources: units(draft, &booking.resources),
    })
}

/// The windows given, or else the day of the booking, or else the horizon; inside the horizon where a plan decides.
fn windows(draft: &Draft<'_>, file: &problem::Request, request: &Request, duration: i64) -> Option<Vec<Interval>> {
    let mut windows: Vec<Interval> = draft.windows(file).collect::<Option<_>>()?;
    let horizon = draft.horizon_at(&file.site)?;
    if windows.is_empty() {
        windows.push(match &request.booking {
            Some(booking) => {
                let zone = draft.zone(&file.site)?;
                let day = zone.day(zone.date(booking.start));
                // An appointment across midnight must be able to stay where it is.
                Interval::new(day.start, day.end.max(booking.start + duration))
            }
            None => horizon,
        });
    }
    windows.sort_unstable();
    windows.dedup();
    if request.is_open() {
        windows = windows.into_iter().filter_map(|window| window.intersect(horizon)).collect();
    }
    Some(windows)
}

fn status(status: problem::Status) -> Status {
    match status {
        problem::Status::Requested => Status::Requested,
        problem::Status::Tentative => Status::Tentative,
        problem::Status::Confirmed => Status::Confirmed,
        problem::Status::Arrived => Status::Arrived,
        problem::Status::Completed => Status::Completed,
        problem::Status::Cancelled => Status::Cancelled,
        problem::Status::NoShow => Status::NoShow,
    }
}

fn pin(pin: problem::Pin) -> Pin {
    match pin {
        problem::Pin::None => Pin::None,
        problem::Pin::Time => Pin::Time,
        problem::Pin::Staff => Pin::Staff,
        problem::Pin::Resource => Pin::Resource,
        problem::Pin::All => Pin::All,
    }
}
