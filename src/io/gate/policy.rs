//! The policy: scores that stay exact.

use crate::domain::{HOUR, Horizon, Minute};
use crate::io::wire::problem::{Request, Service, Worth};

use super::code::Code;
use super::draft::Draft;
use super::findings::Findings;
use super::money::cents;
use super::requests::is_live;

/// Below 2⁵³, every solver computes with whole numbers exactly.
const EXACT: i128 = 1 << 53;

/// The sum of all that can count for or against a plan stays exact.
pub(super) fn score_too_large(draft: &Draft<'_>, findings: &mut Findings) {
    let Some(horizon) = draft.horizon else { return };
    let live = draft.file.requests.iter().filter(|request| is_live(request));
    let parts = live.filter_map(|request| Some(reach(draft, request, draft.service(&request.service)?, horizon)));
    let total: i128 = parts.sum();
    if total >= EXACT {
        let cause = format!("worths and weights could add up to {total} points, and scores are exact below {EXACT}");
        let action = "lower prices, priorities or weights, or plan fewer requests at once";
        findings.add(Code::ScoreTooLarge, "$.policy".to_owned(), cause, action);
    }
}

/// The most points that a request can bring or cost: its worth with each deduction that can apply, and its days.
fn reach(draft: &Draft<'_>, request: &Request, service: &Service, horizon: Horizon) -> i128 {
    let policy = &draft.file.policy;
    let mut per_mille = 1000;
    if let Some(preferred) = request.preferred_start.as_ref().and_then(|text| draft.time_of(request, text)) {
        let days = draft.zone(&request.site).map_or(0, |zone| farthest(horizon, zone.date(preferred)));
        per_mille += i128::from(policy.start_deviation_per_hour) * i128::from(24 * HOUR) / i128::from(HOUR);
        per_mille += i128::from(policy.day_deviation) * i128::from(days);
    }
    if request.preferred_staff.as_ref().is_some_and(|ids| !ids.is_empty()) {
        per_mille += i128::from(policy.staff_preference);
    }
    let mut people = service.staff_count;
    let mut units = service.requires.iter().map(|requirement| requirement.units).sum::<i64>();
    if let Some(booking) = &request.booking {
        let moves = [policy.move_time, policy.move_staff, policy.move_resource, policy.drop];
        per_mille += moves.into_iter().map(i128::from).sum::<i128>();
        people = people.max(booking.staff.len() as i64);
        units = units.max(booking.resources.len() as i64);
    }
    let days = i128::from(people) * i128::from(policy.staff_day) + i128::from(units) * i128::from(policy.resource_day);
    worth(draft, request, service) * per_mille / 1000 + days + 1
}

/// The most days from a date to one of the horizon.
fn farthest(horizon: Horizon, date: chrono::NaiveDate) -> Minute {
    (horizon.end - date).num_days().max((date - horizon.start).num_days())
}

fn worth(draft: &Draft<'_>, request: &Request, service: &Service) -> i128 {
    let unit = match draft.file.policy.worth {
        Worth::Revenue => cents(request.price.unwrap_or(service.price)).max(1),
        Worth::Minutes => service.duration_minutes * 100,
        Worth::Count => 10_000,
    };
    i128::from(request.priority) * i128::from(unit)
}
