//! Explanations as they are handed over.

use super::probe::Case;
use super::{Found, evidence};
use crate::domain::{Problem, RequestIndex};
use crate::io::wire::edit::Edit;
use crate::io::wire::explanation as wire;
use crate::io::wire::plan as plan_wire;
use crate::io::wording::points;
use crate::plan::{Plan, PlannedBooking, diff, score};
use crate::study::change::{listed, sentence};

/// The explanation of a request.
pub(super) fn explanation(
    problem: &Problem,
    case: Case<'_>,
    reason: wire::Cause,
    price: Option<wire::Price>,
    changes: Vec<wire::Change>,
    complete: bool,
) -> wire::Explanation {
    let id = |&one: &RequestIndex| problem.request(one).id.clone();
    let evidence = case.wanted.iter().flat_map(|&one| {
        let several = case.wanted.len() > 1;
        let told = evidence::evidence(problem, case.plan, one).into_iter();
        told.map(move |text| if several { format!("{}: {text}", problem.request(one).id) } else { text })
    });
    wire::Explanation {
        request: case.wanted.first().map(id).unwrap_or_default(),
        with: case.wanted.iter().skip(1).map(id).collect(),
        reason,
        detail: detail(problem, reason, price.as_ref()),
        evidence: evidence.collect(),
        price,
        changes,
        complete,
    }
}

fn detail(problem: &Problem, reason: wire::Cause, price: Option<&wire::Price>) -> String {
    let lost = |price: &wire::Price| {
        let most = price.at_most.map_or(String::new(), |most| format!(" and at most {}", points(most)));
        let instead = match (price.displaces.as_slice(), price.moves) {
            ([], 0) => String::new(),
            ([], moves) => format!("; the best plan found with it moves {moves} others"),
            (ids, _) => format!("; the best plan found with it leaves out {} instead", named(problem, ids)),
        };
        format!("at least {}{most} points less{instead}", points(price.at_least.unwrap_or_default()))
    };
    match (reason, price) {
        (wire::Cause::NoStart, _) => {
            "no start on the grid fits its windows, the opening hours and its client's other bookings".into()
        }
        (wire::Cause::NoStaff, _) => "nobody who may serve it is on shift long enough within its windows".into(),
        (wire::Cause::NoResource, _) => {
            "the resources it needs can never be used together long enough within its windows".into()
        }
        (wire::Cause::NoCommonStart, _) => {
            "the people and the resources it needs are never there together long enough within its windows".into()
        }
        (wire::Cause::NoVisit, _) => {
            "the services of its visit cannot all be booked, one after the other within the longest wait".into()
        }
        (wire::Cause::Displaced, Some(price)) if price.at_least.is_none() => {
            format!("no plan books it beside the mandatory {}", named(problem, &price.displaces))
        }
        (wire::Cause::Displaced, Some(price)) if price.at_least == price.at_most => {
            let instead = match price.displaces.as_slice() {
                [] => String::new(),
                ids => format!(", and leaves out {} instead", named(problem, ids)),
            };
            format!(
                "the best plan with it is worth {} points less{instead}",
                points(price.at_least.unwrap_or_default())
            )
        }
        (wire::Cause::Displaced, Some(price)) => format!("every plan with it is worth {}", lost(price)),
        (wire::Cause::Displaced, None) => "every plan with it is worth less".into(),
        (wire::Cause::Fits, Some(price)) if price.at_most.is_some_and(|most| most < 0) => {
            let more = price.at_most.map_or(0, |most| -most);
            format!("a plan with it is worth {} points more: the plan is not the best one", points(more))
        }
        (wire::Cause::Fits, _) => "it fits at no loss".into(),
        (wire::Cause::Undecided, Some(price)) if price.at_most.is_some() => {
            let most = price.at_most.map_or(String::new(), points);
            let instead = match price.displaces.as_slice() {
                [] => String::new(),
                ids => format!(" and leaves out {} instead", named(problem, ids)),
            };
            format!("the best plan found with it is worth {most} points less{instead}; a better one is not excluded")
        }
        (wire::Cause::Undecided, _) => {
            "it could be booked alone; the search ended before it was settled what that displaces".into()
        }
    }
}

/// `r3 (Facial, 12,000 points)`.
fn named(problem: &Problem, ids: &[String]) -> String {
    let name = |id: &String| {
        let known = problem.indexed_requests().find(|(_, one)| one.id == *id);
        known.map_or(id.clone(), |(index, one)| {
            format!("{id} ({}, priority {})", problem.service_of(index).name, one.priority)
        })
    };
    listed(&ids.iter().map(name).collect::<Vec<_>>())
}

/// What the best plan with the request gives up, of the score that the plan has now.
pub(super) fn price(problem: &Problem, case: Case<'_>, now: i64, bound: i64, best: Option<&Plan>) -> wire::Price {
    let others = |plan: &Plan| -> Vec<_> {
        let changes = diff(problem, case.plan, plan).into_iter();
        changes.filter(|change| !case.wanted.contains(&change.request) && change.from.is_some()).collect()
    };
    let changes = best.map(others).unwrap_or_default();
    let dropped = changes.iter().filter(|change| change.to.is_none());
    wire::Price {
        at_least: Some(now - bound),
        at_most: best.map(|plan| now - score(problem, plan).total()),
        displaces: dropped.map(|change| problem.request(change.request).id.clone()).collect(),
        moves: changes.iter().filter(|change| change.to.is_some()).count(),
    }
}

/// The price of a request that clashes with mandatory ones.
pub(super) fn impossible(problem: &Problem, case: Case<'_>, clash: &[RequestIndex]) -> wire::Price {
    let others = clash.iter().filter(|one| !case.wanted.contains(one));
    let displaces = others.map(|&one| problem.request(one).id.clone()).collect();
    wire::Price { at_least: None, at_most: None, displaces, moves: 0 }
}

/// A change with the plan of the edited problem that shows it.
pub(super) fn change(
    problem: &Problem,
    edited: &Problem,
    case: Case<'_>,
    found: &Found,
    edits: Vec<Edit>,
    shown: &Plan,
) -> wire::Change {
    let differs = diff(edited, case.plan, shown);
    let of = |request: RequestIndex| shown.bookings.iter().find(|one| one.request == request);
    let booked = differs.iter().filter(|one| one.from.is_none()).filter_map(|one| of(one.request));
    let moved = differs.iter().filter(|one| one.from.is_some()).filter_map(|one| of(one.request));
    let dropped = differs.iter().filter(|one| one.to.is_none());
    wire::Change {
        detail: detail_of(problem, found),
        effort: found.effort,
        edits,
        bookings: booked.map(|one| booking(edited, one)).collect(),
        moved: moved.map(|one| booking(edited, one)).collect(),
        dropped: dropped.map(|one| edited.request(one.request).id.clone()).collect(),
    }
}

fn detail_of(problem: &Problem, found: &Found) -> String {
    if found.moved.is_empty() {
        return "nothing has to be changed: book it, and move others at no loss".into();
    }
    let each: Vec<String> = found.moved.iter().map(|(lever, amount)| sentence(problem, lever, *amount)).collect();
    listed(&each)
}

fn booking(problem: &Problem, planned: &PlannedBooking) -> plan_wire::Booking {
    let (zone, booking) = (problem.zone_of(planned.request), &planned.booking);
    plan_wire::Booking {
        request: problem.request(planned.request).id.clone(),
        start: zone.text(booking.start),
        end: zone.text(planned.end),
        staff: booking.staff.iter().map(|&one| problem.person(one).id.clone()).collect(),
        resources: booking.resources.iter().map(|&one| problem.resource(one).id.clone()).collect(),
    }
}
