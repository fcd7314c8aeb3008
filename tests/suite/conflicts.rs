//! Conflicts among given bookings are told, and only those.

use slotwright::domain::{ClientIndex, Pin, Status};
use slotwright::plan::{Rule, conflicts};

use crate::support::salon::{Salon, at};

/// The rules, the ids of the requests and nothing else of each conflict.
fn found(salon: &Salon) -> Vec<(Rule, Vec<&str>)> {
    let ids = |requests: &[slotwright::domain::RequestIndex]| {
        requests.iter().map(|&one| salon.problem.request(one).id.as_str()).collect()
    };
    conflicts(&salon.problem).iter().map(|conflict| (conflict.rule, ids(&conflict.requests))).collect()
}

#[test]
fn given_bookings_side_by_side_are_no_conflict() {
    let mut salon = Salon::new();
    salon.give("next", "massage", Status::Arrived, Pin::None, "2026-11-23 10:15", &["bela"], &["room-2"]);
    assert_eq!(found(&salon), [], "past ends at 10:15 with its cleanup");
}

#[test]
fn people_rooms_and_clients_taken_twice_are_told_once_each() {
    let mut salon = Salon::quiet();
    salon.problem.clients = vec!["c1".into()];
    salon.give("a", "massage", Status::Completed, Pin::None, "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.give("b", "massage", Status::Confirmed, Pin::All, "2026-11-23 10:30", &["anna"], &["room-1"]);
    for id in ["a", "b"] {
        salon.request(id).client = Some(ClientIndex::from(0));
    }
    let expected = [Rule::StaffOverlap, Rule::ResourceOverlap, Rule::ClientOverlap].map(|rule| (rule, vec!["a", "b"]));
    assert_eq!(found(&salon), expected);
    let detail =
        "client c1 is taken by requests a and b at once, from 2026-11-23 10:30+01:00 to 2026-11-23 11:00+01:00";
    assert_eq!(conflicts(&salon.problem)[2].detail, detail);
}

#[test]
fn people_and_resources_that_are_away_or_inactive_are_told() {
    let mut salon = Salon::quiet();
    salon.give("early", "ipl", Status::Confirmed, Pin::All, "2026-11-23 08:45", &["anna"], &["ipl-1"]);
    assert_eq!(found(&salon), [(Rule::StaffShift, vec!["early"]), (Rule::ResourceHours, vec!["early"])]);
    let detail = "Anna Kovács (anna) is not on shift for all of the time that request early takes, \
                  from 2026-11-23 08:45+01:00 to 2026-11-23 09:15+01:00";
    assert_eq!(conflicts(&salon.problem)[0].detail, detail);
    (salon.problem.staff[0].active, salon.problem.resources[3].active) = (false, false);
    assert_eq!(found(&salon), [(Rule::StaffInactive, vec!["early"]), (Rule::ResourceInactive, vec!["early"])]);
}

#[test]
fn what_a_plan_may_still_move_or_what_is_cancelled_is_no_conflict() {
    let mut salon = Salon::quiet();
    salon.give("past", "massage", Status::Completed, Pin::None, "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.give("off", "massage", Status::Cancelled, Pin::None, "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.give("open", "massage", Status::Confirmed, Pin::Time, "2026-11-23 10:00", &["anna"], &["room-1"]);
    assert_eq!(found(&salon), []);
    salon.problem = salon.problem.freeze_until(at("2026-11-23 10:01"));
    let both = vec!["past", "open"];
    assert_eq!(found(&salon), [(Rule::StaffOverlap, both.clone()), (Rule::ResourceOverlap, both)], "frozen, it stands");
}
