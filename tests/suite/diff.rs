//! What differs between two plans, and between a plan and the calendar.

use slotwright::domain::{Pin, Status};
use slotwright::plan::{Aspect, changes, diff};

use crate::support::salon::Salon;

#[test]
fn equal_plans_do_not_differ_whatever_the_order() {
    let before = Salon::new();
    let mut after = before.clone();
    after.plan.bookings.reverse();
    after.rebook("r3", "2026-11-23 13:00", &["bela", "anna"], &["room-2", "room-1"]);
    assert_eq!(diff(&before.problem, &before.plan, &after.plan), []);
}

#[test]
fn each_kind_of_change_is_told_in_the_order_of_the_requests() {
    let before = Salon::new();
    let mut after = before.clone();
    after.plan.unassigned.clear();
    after.book("r4", "2026-11-25 10:00", &["bela"], &["room-2"]);
    after.rebook("r2", "2026-11-23 11:15", &["anna"], &["room-2", "ipl-1"]);
    after.rebook("r1", "2026-11-24 09:00", &["bela"], &["room-1"]);
    after.cancel("r3");
    let found = diff(&before.problem, &before.plan, &after.plan);
    let aspects: Vec<_> = found.iter().map(|change| (change.request, change.aspects(), change.visible())).collect();
    let expected = [
        ("r1", vec![Aspect::Time, Aspect::Staff], true),
        ("r2", vec![Aspect::Resources], false),
        ("r3", vec![Aspect::Dropped], true),
        ("r4", vec![Aspect::Booked], true),
    ];
    assert_eq!(aspects, expected.map(|(id, aspects, visible)| (before.index(id), aspects, visible)));
    let sentences: Vec<String> = found.iter().map(|change| change.sentence(&before.problem)).collect();
    let expected = [
        "request r1 moves from 2026-11-23 10:00+01:00 to 2026-11-24 09:00+01:00 and from Anna Kovács (anna) to Béla (bela)",
        "request r2 moves from room-1 and ipl-1 to room-2 and ipl-1",
        "request r3 is dropped; it was booked at 2026-11-23 13:00+01:00 with Anna Kovács (anna) and Béla (bela), \
         using room-1 and room-2",
        "request r4 is booked at 2026-11-25 10:00+01:00 with Béla (bela), using room-2",
    ];
    assert_eq!(sentences, expected);
}

#[test]
fn changes_are_counted_from_the_calendar() {
    let mut salon = Salon::quiet();
    salon.give("stays", "massage", Status::Confirmed, Pin::None, "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.give("moves", "massage", Status::Confirmed, Pin::None, "2026-11-23 10:00", &["bela"], &["room-2"]);
    salon.give("done", "massage", Status::Completed, Pin::None, "2026-11-23 09:00", &["bela"], &["room-2"]);
    salon.ask("new", "massage");
    salon.book("stays", "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.book("moves", "2026-11-23 10:15", &["bela"], &["room-2"]);
    salon.leave_out("new");
    let found = changes(&salon.problem, &salon.plan);
    assert_eq!(found.len(), 1, "history is no change, and neither is what was not booked and is not");
    assert_eq!((found[0].request, found[0].aspects()), (salon.index("moves"), vec![Aspect::Time]));
}
