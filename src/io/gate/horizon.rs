//! The horizon: the dates that are planned.

use crate::domain::Horizon;
use crate::io::wire::problem;

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::times::{YEARS, date};

/// The longest horizon, in days.
const LONGEST: i64 = 366;

/// Both dates, whatever their order, if they can be read.
fn dates(horizon: &problem::Horizon) -> Option<Horizon> {
    let readable = |text| date(text).filter(|date| YEARS.contains(&chrono::Datelike::year(date)));
    Some(Horizon { start: readable(&horizon.start)?, end: readable(&horizon.end)? })
}

/// The horizon, if it keeps the rules.
pub(super) fn read(horizon: &problem::Horizon) -> Option<Horizon> {
    dates(horizon).filter(|dates| (1..=LONGEST).contains(&days(dates)))
}

fn days(horizon: &Horizon) -> i64 {
    (horizon.end - horizon.start).num_days()
}

/// The horizon ends after it starts.
pub(super) fn horizon_empty(draft: &Draft<'_>, findings: &mut Findings) {
    if let Some(dates) = dates(&draft.file.horizon).filter(|dates| days(dates) < 1) {
        let cause = format!("the end {} is not after the start {}", dates.end, dates.start);
        let action = "give as `end` the first date that is not planned any more";
        findings.add(Code::HorizonEmpty, "$.horizon.end".to_owned(), cause, action);
    }
}

/// The horizon has at most 366 days.
pub(super) fn horizon_too_long(draft: &Draft<'_>, findings: &mut Findings) {
    if let Some(dates) = dates(&draft.file.horizon).filter(|dates| days(dates) > LONGEST) {
        let cause =
            format!("from {} to {} there are {} days, more than {LONGEST}", dates.start, dates.end, days(&dates));
        findings.add(Code::HorizonTooLong, "$.horizon.end".to_owned(), cause, "plan a shorter time at once");
    }
}
