//! Entering the bookings of a plan into the text of its problem: the next plan starts from there.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::domain::{Pin, Problem, RequestIndex};
use crate::plan::{Plan, PlannedBooking};

/// The problem file, otherwise as it was written, in which the open requests that the plan serves have its bookings and the
/// others none, and one request has a new pin. `None` where the text is not that of the problem.
pub fn enter_bookings(text: &[u8], problem: &Problem, plan: &Plan, pinned: (RequestIndex, Pin)) -> Option<Value> {
    let mut file: Value = serde_json::from_slice(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)).ok()?;
    let booked: HashMap<RequestIndex, &PlannedBooking> =
        plan.bookings.iter().map(|planned| (planned.request, planned)).collect();
    let list = file.get_mut("requests")?.as_array_mut()?;
    for (position, request) in list.iter_mut().enumerate() {
        let index = RequestIndex::from(position);
        if !problem.requests.get(position)?.is_open() {
            continue;
        }
        let fields = request.as_object_mut()?;
        match booked.get(&index) {
            Some(planned) => {
                fields.insert("booking".into(), booking(problem, planned));
            }
            None => leave_out(fields),
        }
        if index == pinned.0 {
            fields.insert("pin".into(), word(pinned.1).into());
        }
    }
    Some(file)
}

fn booking(problem: &Problem, planned: &PlannedBooking) -> Value {
    let booking = &planned.booking;
    let staff: Vec<&str> = booking.staff.iter().map(|&one| problem.person(one).id.as_str()).collect();
    let resources: Vec<&str> = booking.resources.iter().map(|&one| problem.resource(one).id.as_str()).collect();
    json!({ "start": problem.zone_of(planned.request).text(booking.start), "staff": staff, "resources": resources })
}

/// Without a booking there is nothing to pin.
fn leave_out(fields: &mut Map<String, Value>) {
    fields.shift_remove("booking");
    fields.shift_remove("pin");
}

fn word(pin: Pin) -> &'static str {
    match pin {
        Pin::None => "none",
        Pin::Time => "time",
        Pin::Staff => "staff",
        Pin::Resource => "resource",
        Pin::All => "all",
    }
}
