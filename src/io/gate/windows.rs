//! Windows: when a request may be served.

use crate::domain::{Horizon, Interval};
use crate::io::wire::problem::{Request, Window};

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::requests::is_open;

/// A window that can be read, as the file has it and as it is.
struct Readable<'a> {
    path: String,
    request: &'a Request,
    text: &'a Window,
    interval: Interval,
}

/// The windows of the requests at those positions that can be read.
fn windows<'a>(draft: &Draft<'a>, is_meant: impl Fn(usize, &Request) -> bool) -> Vec<Readable<'a>> {
    let requests = draft.file.requests.iter().enumerate().filter(|(position, request)| is_meant(*position, request));
    let all = requests.flat_map(|(position, request)| {
        let texts = request.windows.iter().flatten().zip(draft.windows(request)).enumerate();
        texts.filter_map(move |(at, (text, interval))| {
            let path = format!("$.requests[{position}].windows[{at}]");
            Some(Readable { path, request, text, interval: interval? })
        })
    });
    all.collect()
}

/// A window ends after it begins.
pub(super) fn window_backwards(draft: &Draft<'_>, findings: &mut Findings) {
    for one in windows(draft, |_, _| true).into_iter().filter(|one| one.interval.is_empty()) {
        let (end, start) = (&one.text.latest_end, &one.text.earliest_start);
        let cause = format!("it ends at {end}, not after it begins at {start}");
        findings.add(
            Code::WindowBackwards,
            format!("{}.latestEnd", one.path),
            cause,
            "swap the two times, or correct one",
        );
    }
}

/// The appointment has room in each window of an open request.
pub(super) fn window_too_short(draft: &Draft<'_>, findings: &mut Findings) {
    for one in windows(draft, |position, request| is_open(position, request, &findings.repaired)) {
        let Some(service) = draft.service(&one.request.service) else { continue };
        let minutes = one.interval.minutes();
        if 0 < minutes && minutes < service.duration_minutes {
            let cause =
                format!("it is {minutes} minutes long, and `{}` lasts {}", service.id, service.duration_minutes);
            findings.add(Code::WindowTooShort, one.path, cause, "widen the window, or take it out");
        }
    }
}

/// Some window of an open request has a minute of the horizon.
pub(super) fn window_outside_horizon(draft: &Draft<'_>, findings: &mut Findings) {
    for (position, request) in draft.file.requests.iter().enumerate() {
        if !is_open(position, request, &findings.repaired) {
            continue;
        }
        let (Some(span), Some(horizon)) = (draft.horizon_at(&request.site), draft.horizon) else { continue };
        let outside =
            |window: Option<Interval>| window.is_some_and(|window| !window.is_empty() && !window.overlaps(span));
        let mut windows = draft.windows(request).peekable();
        if windows.peek().is_some() && windows.all(outside) {
            let cause = format!("none of them has a minute of the horizon, {}", text(horizon));
            let action = "correct the windows, extend the horizon, or leave the request out";
            findings.add(Code::WindowOutsideHorizon, format!("$.requests[{position}].windows"), cause, action);
        }
    }
}

fn text(horizon: Horizon) -> String {
    format!("{} up to, but without, {}", horizon.start, horizon.end)
}

/// The windows of an open request lie in the horizon; what lies outside is not planned.
pub(super) fn window_clipped(draft: &Draft<'_>, findings: &mut Findings) {
    for one in windows(draft, |position, request| is_open(position, request, &findings.repaired)) {
        let (Some(span), Some(horizon)) = (draft.horizon_at(&one.request.site), draft.horizon) else { continue };
        if !span.contains(one.interval) {
            let cause = format!("it reaches outside the horizon, {}", text(horizon));
            findings.add(Code::WindowClipped, one.path, cause, "nothing, if only that part is to be planned");
        }
    }
}
