//! Each rule is broken alone by at least one plan, and named alone.

use std::collections::BTreeSet;

use slotwright::domain::calendar::{Hours, WallRange};
use slotwright::domain::{self, ClientIndex, Interval, Pin, RequestIndex, ResourceIndex, StaffIndex, VisitStaff};
use slotwright::plan::{Rule, Unassigned, Violation, check};

use crate::claims;
use crate::support::salon::{Salon, at, between, requirement, weekdays};

/// A rule and a change of the salon that breaks it.
type Breach = (Rule, fn(&mut Salon));

const BREACHES: &[Breach] = &[
    (Rule::Unknown, |salon| {
        let nobody = StaffIndex::from(99);
        salon.plan.bookings[0].booking.staff = vec![nobody];
    }),
    (Rule::Unknown, |salon| salon.plan.bookings[0].booking.resources = vec![ResourceIndex::from(99)]),
    (Rule::Unknown, |salon| {
        salon.plan.unassigned.push(Unassigned { request: RequestIndex::from(99), ..salon.plan.unassigned[0] });
    }),
    (Rule::Missing, |salon| salon.cancel("r1")),
    (Rule::Missing, |salon| salon.plan.unassigned.clear()),
    (Rule::Repeated, |salon| salon.leave_out("r4")),
    (Rule::Repeated, |salon| salon.leave_out("r1")),
    (Rule::Repeated, |salon| salon.book("r1", "2026-11-24 10:00", &["anna"], &["room-1"])),
    (Rule::NotLive, |salon| salon.leave_out("past")),
    (Rule::NotLive, |salon| salon.book("past", "2026-11-23 09:00", &["bela"], &["room-2"])),
    (Rule::NotLive, |salon| salon.book("off", "2026-11-24 10:00", &["anna"], &["room-1"])),
    (Rule::Mandatory, |salon| salon.request("r4").mandatory = true),
    (Rule::Standing, |salon| {
        salon.give("kept", "massage", domain::Status::Confirmed, Pin::All, "2026-11-24 03:07", &["cili"], &["ipl-1"]);
        salon.book("kept", "2026-11-24 10:00", &["anna"], &["room-1"]);
    }),
    (Rule::Standing, |salon| {
        salon.give("kept", "massage", domain::Status::Confirmed, Pin::All, "2026-11-24 10:00", &["anna"], &["room-1"]);
        salon.leave_out("kept");
    }),
    (Rule::Frozen, |salon| salon.problem.frozen_until = Some(at("2026-11-23 10:01"))),
    (Rule::Duration, |salon| salon.plan.bookings[0].end += 5),
    (Rule::Grid, |salon| salon.rebook("r1", "2026-11-24 10:10", &["anna"], &["room-1"])),
    (Rule::Window, |salon| {
        let morning = Interval::new(at("2026-11-23 09:00"), at("2026-11-23 10:45"));
        salon.request("r1").windows = vec![morning, Interval::new(at("2026-11-23 10:45"), at("2026-11-23 12:00"))];
    }),
    (Rule::OpeningHours, |salon| {
        salon.problem.staff[1].hours = weekdays(&[(6, 18)]);
        salon.problem.resources[0].hours = Some(weekdays(&[(6, 18)]));
        salon.rebook("r1", "2026-11-24 08:30", &["bela"], &["room-1"]);
    }),
    (Rule::StaffCount, |salon| salon.rebook("r1", "2026-11-24 10:00", &["anna", "bela"], &["room-1"])),
    (Rule::StaffCount, |salon| salon.rebook("r1", "2026-11-24 10:00", &[], &["room-1"])),
    (Rule::StaffCount, |salon| salon.rebook("r3", "2026-11-24 13:00", &["anna", "anna"], &["room-1", "room-2"])),
    (Rule::StaffCount, |salon| salon.rebook("r1", "2026-11-24 10:00", &["anna", "anna"], &["room-1"])),
    (Rule::StaffService, |salon| {
        salon.problem.staff[0].services.remove(&0.into());
    }),
    (Rule::StaffInactive, |salon| {
        salon.problem.staff[1].active = false;
    }),
    (Rule::StaffSite, |salon| salon.rebook("r1", "2026-11-24 10:00", &["cili"], &["room-1"])),
    (Rule::StaffAllowed, |salon| salon.request("r1").allowed_staff = Some(vec![StaffIndex::from(1)])),
    (Rule::StaffShift, |salon| salon.rebook("r2", "2026-11-23 11:45", &["anna"], &["room-1", "ipl-1"])),
    (Rule::StaffShift, |salon| {
        let absence = Interval::new(at("2026-11-23 11:10"), at("2026-11-23 11:12"));
        salon.problem.staff[0].blocks = absence.into();
    }),
    (Rule::StaffOverlap, |salon| salon.rebook("r2", "2026-11-23 11:00", &["anna"], &["room-2", "ipl-1"])),
    (Rule::StaffOverlap, |salon| salon.rebook("r1", "2026-11-23 10:00", &["bela"], &["room-1"])),
    (Rule::Requirements, |salon| salon.rebook("r2", "2026-11-23 11:15", &["anna"], &["room-1"])),
    (Rule::Requirements, |salon| salon.rebook("r1", "2026-11-23 10:00", &["anna"], &["room-1", "ipl-1"])),
    (Rule::Requirements, |salon| salon.rebook("r3", "2026-11-23 13:00", &["anna", "bela"], &["room-1", "room-1"])),
    (Rule::Requirements, |salon| salon.rebook("r1", "2026-11-23 10:00", &["anna"], &["ipl-1"])),
    (Rule::Requirements, |salon| {
        let booking = salon.booking("2026-11-24 10:00", &["anna"], &["studio"]);
        (salon.request("r1").booking, salon.request("r1").pin) = (Some(booking), Pin::Staff);
        salon.rebook("r1", "2026-11-24 10:00", &["anna"], &["studio"]);
    }),
    (Rule::ResourceInactive, |salon| salon.problem.resources[3].active = false),
    (Rule::ResourceSite, |salon| salon.rebook("r1", "2026-11-23 10:00", &["anna"], &["room-9"])),
    (Rule::ResourceAllowed, |salon| salon.request("r1").allowed_resources = Some(vec![ResourceIndex::from(1)])),
    (Rule::ResourceHours, |salon| salon.problem.resources[3].hours = Some(weekdays(&[(12, 18)]))),
    (Rule::ResourceHours, |salon| {
        let maintenance = Interval::new(at("2026-11-23 11:44"), at("2026-11-23 12:00"));
        salon.problem.resources[3].blocks = maintenance.into();
    }),
    (Rule::ResourceOverlap, |salon| salon.rebook("r2", "2026-11-23 11:00", &["bela"], &["room-1", "ipl-1"])),
    (Rule::ClientOverlap, |salon| {
        salon.problem.clients = vec!["c1".into()];
        salon.request("r1").client = Some(ClientIndex::from(0));
        salon.request("r2").client = Some(ClientIndex::from(0));
        salon.rebook("r2", "2026-11-23 10:45", &["bela"], &["room-2", "ipl-1"]);
    }),
    (Rule::VisitIncomplete, |salon| salon.bind(&["r1", "r4"], 600, VisitStaff::Any)),
    (Rule::VisitOrder, |salon| salon.bind(&["r2", "r1"], 600, VisitStaff::Any)),
    (Rule::VisitWait, |salon| salon.bind(&["r1", "r2"], 14, VisitStaff::Any)),
    (Rule::VisitDate, |salon| {
        salon.bind(&["r1", "r2"], 1440, VisitStaff::Any);
        salon.rebook("r2", "2026-11-24 09:15", &["anna"], &["room-1", "ipl-1"]);
    }),
    (Rule::VisitStaff, |salon| {
        salon.bind(&["r1", "r2"], 15, VisitStaff::Same);
        salon.rebook("r2", "2026-11-23 11:15", &["bela"], &["room-1", "ipl-1"]);
    }),
    (Rule::VisitStaff, |salon| salon.bind(&["r1", "r2"], 15, VisitStaff::Different)),
    (Rule::PinTime, |salon| pin(salon, Pin::Time)),
    (Rule::PinStaff, |salon| pin(salon, Pin::Staff)),
    (Rule::PinResource, |salon| pin(salon, Pin::Resource)),
];

/// Pins `r1` to a booking that differs from the planned one in everything.
fn pin(salon: &mut Salon, pin: Pin) {
    let booking = salon.booking("2026-11-24 10:00", &["bela"], &["room-2"]);
    (salon.request("r1").booking, salon.request("r1").pin) = (Some(booking), pin);
}

#[test]
fn the_base_plan_keeps_every_rule() {
    let salon = Salon::new();
    assert_eq!(check(&salon.problem, &salon.plan), []);
}

#[test]
fn each_breach_is_named_and_nothing_else() {
    for (position, (rule, breach)) in BREACHES.iter().enumerate() {
        let mut salon = Salon::new();
        breach(&mut salon);
        let found = check(&salon.problem, &salon.plan);
        let rules: BTreeSet<Rule> = found.iter().map(|violation| violation.rule).collect();
        assert_eq!(rules, [*rule].into(), "breach {position}: {found:#?}");
        assert!(found.iter().all(|violation| !violation.detail.ends_with('.')), "{found:#?}");
    }
}

#[test]
fn every_rule_has_a_breach_and_a_code_of_its_own() {
    let broken: BTreeSet<Rule> =
        BREACHES.iter().map(|(rule, _)| *rule).chain(claims::FALSE_CLAIMS.iter().map(|(rule, _)| *rule)).collect();
    assert_eq!(broken, Rule::ALL.iter().copied().collect());
    assert_eq!(Rule::ALL.iter().map(|rule| rule.code()).collect::<BTreeSet<_>>().len(), Rule::ALL.len());
}

#[test]
fn a_violation_names_who_what_and_when() {
    let mut salon = Salon::new();
    salon.rebook("r2", "2026-11-23 11:00", &["anna"], &["room-2", "ipl-1"]);
    let expected = Violation {
        requests: vec![salon.index("r1"), salon.index("r2")],
        rule: Rule::StaffOverlap,
        staff: Some(salon.staff("anna")),
        resource: None,
        at: Some(Interval::new(at("2026-11-23 11:00"), at("2026-11-23 11:15"))),
        detail: "Anna Kovács (anna) is taken by requests r1 and r2 at once, \
                 from 2026-11-23 11:00+01:00 to 2026-11-23 11:15+01:00"
            .into(),
    };
    assert_eq!(check(&salon.problem, &salon.plan), [expected]);
}

#[test]
fn the_cleanup_takes_people_and_rooms_but_not_the_client() {
    let mut salon = Salon::new();
    salon.problem.clients = vec!["c1".into()];
    salon.request("r1").client = Some(ClientIndex::from(0));
    salon.request("r2").client = Some(ClientIndex::from(0));
    salon.rebook("r2", "2026-11-23 11:00", &["bela"], &["room-2", "ipl-1"]);
    assert_eq!(salon.broken(), []);
    salon.rebook("r2", "2026-11-23 11:00", &["anna"], &["room-1", "ipl-1"]);
    assert_eq!(salon.broken(), [Rule::StaffOverlap, Rule::ResourceOverlap]);
}

#[test]
fn setup_and_cleanup_lie_within_the_shift_but_may_lie_outside_the_windows() {
    let mut salon = Salon::new();
    salon.problem.services[0] = between(15, 15, salon.problem.services[0].clone());
    salon.request("r1").windows = vec![Interval::new(at("2026-11-24 10:00"), at("2026-11-24 11:00"))];
    salon.rebook("r1", "2026-11-24 10:00", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), []);
    salon.request("r1").windows = vec![Interval::new(at("2026-11-24 09:00"), at("2026-11-24 11:00"))];
    salon.rebook("r1", "2026-11-24 09:00", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), [Rule::StaffShift, Rule::ResourceHours], "the setup begins before opening");
}

#[test]
fn a_studio_of_four_places_holds_four_but_not_five() {
    let mut salon = Salon::quiet();
    for (id, start) in [("a", "10:00"), ("b", "10:15"), ("c", "10:30"), ("d", "10:45"), ("e", "11:00")] {
        salon.ask(id, "class");
        salon.book(id, &format!("2026-11-23 {start}"), &[], &["studio"]);
    }
    assert_eq!(salon.broken(), [], "e begins when a ends");
    salon.rebook("e", "2026-11-23 10:30", &[], &["studio"]);
    let found = check(&salon.problem, &salon.plan);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].requests.len(), 5);
    assert_eq!(found[0].at, Some(Interval::new(at("2026-11-23 10:45"), at("2026-11-23 11:00"))));
    salon.problem.resources[4].multi_use = false;
    assert_eq!(salon.problem.resources[4].places(), 1, "without multiUse capacity counts for nothing");
    assert_eq!(salon.broken(), [Rule::ResourceOverlap; 3], "at 10:15, 10:30 and 10:45 somebody comes too many");
}

#[test]
fn overlapping_requirements_are_met_by_different_resources() {
    let mut salon = Salon::new();
    salon.problem.services[1].requirements =
        vec![requirement("massage-room", &[0, 1], 1), requirement("room-1", &[0], 1)];
    salon.rebook("r2", "2026-11-23 11:15", &["anna"], &["room-1", "room-2"]);
    assert_eq!(salon.broken(), [], "room 2 for the pool, room 1 for itself");
    salon.rebook("r2", "2026-11-23 11:15", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), [Rule::Requirements], "room 1 cannot be both");
    salon.problem.services[1].requirements[1] = requirement("ipl-1", &[3], 1);
    salon.rebook("r2", "2026-11-23 11:15", &["anna"], &["room-1", "room-2"]);
    assert_eq!(salon.broken(), [Rule::Requirements], "as many as asked for, but the wrong ones");
}

#[test]
fn pinned_resources_stand_in_place_of_the_requirements_alone() {
    let mut salon = Salon::new();
    let booking = salon.booking("2026-11-24 10:00", &["bela"], &["studio", "ipl-1"]);
    (salon.request("r1").booking, salon.request("r1").pin) = (Some(booking), Pin::Resource);
    salon.rebook("r1", "2026-11-23 10:00", &["anna"], &["ipl-1", "studio"]);
    assert_eq!(salon.broken(), [], "in any order");
    salon.problem.resources[4].active = false;
    assert_eq!(salon.broken(), [Rule::ResourceInactive], "activity still binds");
    salon.request("r1").allowed_resources = Some(vec![ResourceIndex::from(3)]);
    assert_eq!(salon.broken(), [Rule::ResourceInactive, Rule::ResourceAllowed]);
}

#[test]
fn pins_bind_only_what_is_booked() {
    for kind in [Pin::Time, Pin::Staff, Pin::Resource] {
        let mut salon = Salon::new();
        pin(&mut salon, kind);
        salon.cancel("r1");
        salon.leave_out("r1");
        assert_eq!(salon.broken(), [], "{kind:?}");
    }
}

#[test]
fn a_start_is_on_the_grid_or_where_the_booking_starts() {
    let mut salon = Salon::new();
    let booking = salon.booking("2026-11-24 10:07", &["bela"], &["room-2"]);
    salon.request("r1").booking = Some(booking);
    salon.rebook("r1", "2026-11-24 10:07", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), []);
    salon.rebook("r1", "2026-11-25 10:07", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), [Rule::Grid]);
}

/// On 2026-10-25 the clock in Budapest goes back from 03:00 to 02:00: 10:00 is 11 elapsed hours after midnight.
#[test]
fn the_grid_counts_elapsed_minutes_from_local_midnight() {
    let starts_at = |text: &str| {
        let mut salon = Salon::quiet();
        salon.problem.grid = 120;
        salon.problem.services[3].outside_opening_hours = true;
        salon.problem.resources[4].hours = Some(Hours {
            weekly: std::array::from_fn(|_| vec![WallRange { start: 0, end: 24 * 60 }]),
            ..Default::default()
        });
        salon.ask("a", "class").windows = vec![Interval::new(at("2026-10-24 00:00"), at("2026-10-27 00:00"))];
        salon.book("a", text, &[], &["studio"]);
        salon.broken()
    };
    assert_eq!(starts_at("2026-10-24 10:00"), []);
    assert_eq!(starts_at("2026-10-25 10:00"), [Rule::Grid]);
    assert_eq!(starts_at("2026-10-25 11:00"), []);
    assert_eq!(starts_at("2026-10-25 22:00"), [Rule::Grid]);
    assert_eq!(starts_at("2026-10-26 10:00"), [], "the next midnight counts anew");
}

#[test]
fn an_open_end_of_hours_is_no_break_at_midnight() {
    let mut salon = Salon::quiet();
    let night = weekdays(&[(22, 26)]);
    (salon.problem.sites[0].opening_hours, salon.problem.staff[0].hours) = (Some(night.clone()), night);
    salon.ask("late", "massage");
    salon.book("late", "2026-11-23 23:30", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), []);
    salon.rebook("late", "2026-11-24 01:00", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), [Rule::StaffShift, Rule::ResourceHours], "the cleanup ends at 02:15");
}

#[test]
fn a_site_without_opening_hours_restricts_nothing() {
    let mut salon = Salon::quiet();
    salon.problem.sites[0].opening_hours = None;
    salon.ask("late", "class");
    salon.book("late", "2026-11-29 03:00", &[], &["studio"]);
    assert_eq!(salon.broken(), []);
}

#[test]
fn a_service_outside_opening_hours_needs_only_its_people_and_resources() {
    let mut salon = Salon::quiet();
    salon.problem.services[3].outside_opening_hours = true;
    salon.ask("early", "class");
    salon.book("early", "2026-11-23 08:00", &[], &["studio"]);
    assert_eq!(salon.broken(), [Rule::ResourceHours], "the studio follows its site");
    salon.problem.resources[4].hours = Some(weekdays(&[(8, 18)]));
    assert_eq!(salon.broken(), []);
}

/// Two standing bookings in conflict, of the wrong people, off the grid, at night: all as it was.
#[test]
fn standing_bookings_may_break_every_rule() {
    let mut salon = Salon::new();
    for id in ["kept", "same"] {
        salon.give(id, "massage", domain::Status::Confirmed, Pin::All, "2026-11-24 03:07", &["cili"], &["ipl-1"]);
        salon.book(id, "2026-11-24 03:07", &["cili"], &["ipl-1"]);
    }
    assert_eq!(salon.broken(), []);
}

#[test]
fn a_standing_booking_stays_in_every_part() {
    let mut salon = Salon::new();
    salon.give("kept", "massage", domain::Status::Confirmed, Pin::All, "2026-11-24 10:00", &["anna"], &["room-1"]);
    salon.request("kept").mandatory = true;
    let moves: [(&str, &[&str], &[&str]); 3] = [
        ("2026-11-24 10:15", &["anna"], &["room-1"]),
        ("2026-11-24 10:00", &["bela"], &["room-1"]),
        ("2026-11-24 10:00", &["anna"], &["room-2"]),
    ];
    for (start, staff, resources) in moves {
        salon.rebook("kept", start, staff, resources);
        assert_eq!(salon.broken(), [Rule::Standing], "{start} {staff:?} {resources:?}");
    }
    salon.rebook("kept", "2026-11-24 10:00", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), []);
    salon.plan.bookings[3].end += 15;
    assert_eq!(salon.broken(), [Rule::Standing]);
    salon.plan.bookings[3].end -= 15;
    salon.plan.bookings[3].booking.start += 15;
    assert_eq!(salon.broken(), [Rule::Standing]);
    salon.cancel("kept");
    salon.leave_out("kept");
    assert_eq!(salon.broken(), [Rule::Standing], "not mandatory: it was never to be decided");
}

#[test]
fn nothing_new_overlaps_a_standing_booking() {
    for (status, pin) in [
        (domain::Status::Completed, Pin::None),
        (domain::Status::NoShow, Pin::None),
        (domain::Status::Confirmed, Pin::All),
    ] {
        let mut salon = Salon::new();
        salon.give("kept", "massage", status, pin, "2026-11-23 11:30", &["anna"], &["room-1"]);
        if status.is_live() {
            salon.book("kept", "2026-11-23 11:30", &["anna"], &["room-1"]);
        }
        let found = check(&salon.problem, &salon.plan);
        let rules: Vec<Rule> = found.iter().map(|violation| violation.rule).collect();
        assert_eq!(rules, [Rule::StaffOverlap, Rule::ResourceOverlap], "{status:?}");
        assert_eq!(found[0].requests, [salon.index("r2"), salon.index("kept")]);
    }
}

#[test]
fn nothing_new_overlaps_a_standing_appointment_of_its_client() {
    let mut salon = Salon::new();
    salon.problem.clients = vec!["c1".into()];
    for id in ["r1", "past"] {
        salon.request(id).client = Some(ClientIndex::from(0));
    }
    assert_eq!(salon.broken(), [], "one ends at 10:00, the other starts then");
    salon.rebook("r1", "2026-11-23 09:45", &["anna"], &["room-1"]);
    salon.rebook("r2", "2026-11-24 11:15", &["anna"], &["room-1", "ipl-1"]);
    assert_eq!(salon.broken(), [Rule::ClientOverlap]);
}

#[test]
fn standing_bookings_beyond_the_places_are_no_violation_until_something_new_comes() {
    let mut salon = Salon::quiet();
    for id in ["a", "b", "c", "d", "e"] {
        salon.give(id, "class", domain::Status::Arrived, Pin::None, "2026-11-23 10:00", &[], &["studio"]);
    }
    salon.ask("new", "class");
    salon.book("new", "2026-11-23 11:00", &[], &["studio"]);
    assert_eq!(salon.broken(), []);
    salon.rebook("new", "2026-11-23 10:45", &[], &["studio"]);
    assert_eq!(salon.broken(), [Rule::ResourceOverlap]);
}

#[test]
fn the_frozen_time_keeps_what_it_has_and_takes_nothing_new() {
    let mut salon = Salon::new();
    let booking = salon.booking("2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.request("r1").booking = Some(booking);
    salon.problem = salon.problem.freeze_until(at("2026-11-23 11:15"));
    assert_eq!(salon.broken(), [], "r1 is frozen, r2 starts when the frozen time ends");
    salon.rebook("r1", "2026-11-24 10:00", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), [Rule::Standing]);
    salon.rebook("r1", "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.problem = salon.problem.freeze_until(at("2026-11-23 11:30"));
    assert_eq!(salon.broken(), [Rule::Frozen], "r2 now starts before its end");
}
