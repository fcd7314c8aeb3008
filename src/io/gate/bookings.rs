//! Bookings that requests already have.

use crate::io::wire::problem::{Pin, Status};

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::requests::is_open;
use super::services::unmet_by;

/// What happened, and what is pinned, has a booking.
pub(super) fn booking_missing(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, request) in draft.file.requests.iter().enumerate().filter(|(_, one)| one.booking.is_none()) {
        let happened = matches!(request.status, Status::Arrived | Status::Completed | Status::NoShow);
        let cause = match (happened, request.pin) {
            (true, _) => "a request with this status stands as it was booked, and no booking is given",
            (false, Pin::None) => continue,
            (false, _) => "a pin keeps something of a booking, and no booking is given",
        };
        let action =
            if happened { "give the booking, or correct the status" } else { "give the booking, or set `pin` to none" };
        findings.add(Code::BookingMissing, format!("$.requests[{position}].booking"), cause, action);
    }
}

/// A booking that a plan decides about starts in the horizon.
pub(super) fn booking_outside_horizon(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, request) in draft.file.requests.iter().enumerate() {
        let (Some(booking), Some(span), Some(horizon)) =
            (&request.booking, draft.horizon_at(&request.site), draft.horizon)
        else {
            continue;
        };
        let Some(start) = draft.time_of(request, &booking.start) else { continue };
        if is_open(position, request, &findings.repaired) && !(span.start..span.end).contains(&start) {
            let cause = format!("it starts at {}, outside {} to {}", booking.start, horizon.start, horizon.end);
            let action = "set `pin` to all so that it stands, or extend the horizon";
            findings.add(Code::BookingOutsideHorizon, format!("$.requests[{position}].booking.start"), cause, action);
        }
    }
}

/// Resources pinned by hand would also do by the requirements of the service.
pub(super) fn unmet_hand_made(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, request) in draft.file.requests.iter().enumerate() {
        let (Some(booking), Some(service)) = (&request.booking, draft.service(&request.service)) else { continue };
        if request.pin != Pin::Resource || !is_open(position, request, &findings.repaired) {
            continue;
        }
        let given = draft.stock.all_named(&booking.resources);
        let choices = |names: &[String]| draft.stock.all_named(names).intersection(&given).copied().collect();
        if let Some((number, _)) = unmet_by(draft, service, |requirement| choices(&requirement.any_of)) {
            let cause =
                format!("they do not meet requirement {} of `{}`, and stand in its place", number + 1, service.id);
            let path = format!("$.requests[{position}].booking.resources");
            findings.add(Code::UnmetHandMade, path, cause, "nothing, if they were chosen so by hand");
        }
    }
}
