//! Each term of the score, by hand.

use slotwright::domain::{Pin, Policy, Status, Worth};
use slotwright::plan::{Score, score};

use crate::support::salon::{Salon, at};

/// A massage of 60 minutes and 10 000 hundredths with priority 3: a worth of 30 000.
fn one(start: &str) -> Salon {
    let mut salon = Salon::quiet();
    salon.ask("a", "massage").priority = 3;
    salon.book("a", start, &["anna"], &["room-1"]);
    salon
}

fn scored(salon: &Salon) -> Score {
    score(&salon.problem, &salon.plan)
}

#[test]
fn worth_is_price_minutes_or_count_times_the_priority() {
    let mut salon = one("2026-11-23 10:00");
    for (worth, served) in [(Worth::Revenue, 30_000), (Worth::Minutes, 18_000), (Worth::Count, 30_000)] {
        salon.problem.policy.worth = worth;
        assert_eq!(scored(&salon), Score { served, ..Score::default() }, "{worth:?}");
    }
    salon.problem.policy.worth = Worth::Revenue;
    salon.request("a").price = 0;
    assert_eq!(scored(&salon).served, 3, "what is free is worth a point");
}

#[test]
fn deviations_count_time_of_day_and_date_apart() {
    let mut salon = one("2026-11-25 11:35");
    salon.request("a").preferred_start = Some(at("2026-11-23 10:00"));
    let found = scored(&salon);
    // 30 000 × 60 × 95 div 60 000, and 30 000 × 50 × 2 div 1000
    assert_eq!((found.start_deviation, found.day_deviation), (-2_850, -3_000));
    assert_eq!(found.total(), 24_150);
    salon.request("a").preferred_start = Some(at("2026-11-26 12:15"));
    let found = scored(&salon);
    // 40 minutes and a day the other way
    assert_eq!((found.start_deviation, found.day_deviation), (-1_200, -1_500));
}

#[test]
fn a_deduction_is_rounded_towards_zero() {
    let mut salon = one("2026-11-23 10:01");
    (salon.request("a").price, salon.request("a").priority) = (1_999, 1);
    salon.request("a").preferred_start = Some(at("2026-11-23 10:00"));
    // 1 999 × 60 × 1 / 60 000 = 1.999
    assert_eq!(scored(&salon).start_deviation, -1);
}

/// The night of 2026-10-25 is an hour longer: from 10:00 to 10:00 are 25 elapsed hours, but no deviation of the time.
#[test]
fn deviations_are_of_the_wall_clock_over_a_clock_change() {
    let mut salon = one("2026-10-25 10:00");
    salon.request("a").preferred_start = Some(at("2026-10-24 10:00"));
    let found = scored(&salon);
    assert_eq!((found.start_deviation, found.day_deviation), (0, -1_500));
    // 01:30 and 03:30 are three elapsed hours apart on this day, but two on the clock.
    salon.rebook("a", "2026-10-25 03:30", &["anna"], &["room-1"]);
    salon.request("a").preferred_start = Some(at("2026-10-25 01:30"));
    assert_eq!(at("2026-10-25 03:30") - at("2026-10-25 01:30"), 180);
    // 30 000 × 60 × 120 div 60 000
    assert_eq!((scored(&salon).start_deviation, scored(&salon).day_deviation), (-3_600, 0));
}

#[test]
fn one_of_the_preferred_people_is_enough() {
    let mut salon = one("2026-11-23 10:00");
    let (anna, bela, cili) = (salon.staff("anna"), salon.staff("bela"), salon.staff("cili"));
    for (wanted, points) in [(None, 0), (Some(vec![cili, anna]), 0), (Some(vec![bela, cili]), -3_000)] {
        salon.request("a").preferred_staff = wanted;
        assert_eq!(scored(&salon).staff_preference, points);
    }
}

#[test]
fn moves_count_what_differs_from_the_existing_booking() {
    let mut salon = Salon::quiet();
    salon.give("a", "duo", Status::Confirmed, Pin::None, "2026-11-23 10:00", &["anna", "bela"], &["room-1", "room-2"]);
    // 30 000 by its price; 500, 200 and 10 per mille of it
    salon.book("a", "2026-11-23 10:00", &["bela", "anna"], &["room-2", "room-1"]);
    assert_eq!(scored(&salon), Score { served: 30_000, ..Score::default() }, "the order is nothing");
    salon.rebook("a", "2026-11-24 10:00", &["anna", "cili"], &["room-1", "ipl-1"]);
    let expected =
        Score { served: 30_000, move_time: -15_000, move_staff: -6_000, move_resource: -300, ..Score::default() };
    assert_eq!(scored(&salon), expected);
    assert_eq!(expected.total(), 8_700);
}

#[test]
fn only_a_request_that_had_a_booking_is_dropped() {
    let mut salon = Salon::quiet();
    salon.give("had", "massage", Status::Tentative, Pin::Staff, "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.ask("new", "massage");
    salon.leave_out("had");
    salon.leave_out("new");
    salon.problem.policy.drop = 1_500;
    assert_eq!(scored(&salon), Score { drop: -15_000, ..Score::default() });
}

#[test]
fn people_and_resources_count_once_for_each_local_date() {
    let mut salon = Salon::new();
    salon.problem.policy = Policy { staff_day: 7, resource_day: 100, ..Policy::default() };
    salon.plan.unassigned.clear();
    salon.book("r4", "2026-11-24 10:00", &["anna"], &["room-1"]);
    let found = scored(&salon);
    // Anna on two dates, Béla on one; room 1 on two, room 2 and the IPL on one.
    assert_eq!((found.staff_day, found.resource_day), (-21, -400));
    // The date is the local one of the start: 23:30 and 00:30 of one night are two dates, one in UTC.
    salon.plan.bookings.clear();
    salon.book("r1", "2026-11-24 23:30", &["anna"], &["room-1"]);
    salon.book("r4", "2026-11-25 00:30", &["anna"], &["room-1"]);
    assert_eq!((scored(&salon).staff_day, scored(&salon).resource_day), (-14, -200));
}

#[test]
fn standing_bookings_of_live_requests_count_and_history_does_not() {
    let mut salon = Salon::quiet();
    salon.problem.policy = Policy { staff_day: 7, resource_day: 100, ..Policy::default() };
    salon.give("kept", "massage", Status::Confirmed, Pin::All, "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.request("kept").preferred_start = Some(at("2026-11-23 11:00"));
    salon.book("kept", "2026-11-23 10:00", &["anna"], &["room-1"]);
    // 10 000 × 60 × 60 div 60 000
    let expected =
        Score { served: 10_000, start_deviation: -600, staff_day: -7, resource_day: -100, ..Score::default() };
    assert_eq!(scored(&salon), expected);
    for (id, status) in [("done", Status::Completed), ("off", Status::Cancelled)] {
        salon.give(id, "massage", status, Pin::None, "2026-11-24 10:00", &["bela"], &["room-2"]);
    }
    salon.book("done", "2026-11-24 10:00", &["bela"], &["room-2"]);
    salon.leave_out("off");
    assert_eq!(scored(&salon), expected, "also where a plan lists it by mistake");
}

#[test]
fn points_end_where_64_bits_do() {
    let mut salon = one("2026-11-23 10:00");
    (salon.request("a").priority, salon.request("a").price) = (1_000, 100_000_000_000);
    salon.request("a").preferred_start = Some(at("1970-01-02 10:00"));
    salon.problem.policy.day_deviation = 1_000_000;
    let found = scored(&salon);
    // 10¹⁴ × 10⁶ × 20 779 days div 1000 is more than 2⁶³.
    assert_eq!((found.served, found.day_deviation), (100_000_000_000_000, -i64::MAX));
    assert_eq!(found.total(), 100_000_000_000_000 - i64::MAX);
}
