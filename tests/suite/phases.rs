//! Phases: what they free is free, for the checker.

use slotwright::domain::{ClientIndex, Interval, Phase, Service};
use slotwright::plan::{Rule, check};

use crate::support::salon::{Salon, at, between, weekdays};

/// Massage of 30 + 15 + 15 minutes: in the middle the client is alone in the room, at the end nobody needs the room.
fn in_phases(salon: &mut Salon) {
    let alone = Phase { staff: false, ..Phase::busy(15) };
    let outside = Phase { resources: false, client: false, ..Phase::busy(15) };
    let phases = vec![Phase::busy(30), alone, outside];
    let massage = salon.problem.services[0].clone();
    salon.problem.services[0] = between(0, 0, Service { phases, ..massage });
}

#[test]
fn phases_free_people_resources_and_clients_for_each_other() {
    let mut salon = Salon::quiet();
    in_phases(&mut salon);
    salon.problem.clients = vec!["c1".into()];
    salon.ask("long", "massage").client = Some(ClientIndex::from(0));
    salon.ask("short", "ipl").client = Some(ClientIndex::from(0));
    salon.problem.services[1] =
        between(0, 0, Service { phases: vec![Phase::busy(15)], ..salon.problem.services[1].clone() });
    salon.problem.services[1].duration = 15;
    salon.book("long", "2026-11-23 10:00", &["anna"], &["room-1"]);
    salon.book("short", "2026-11-23 10:30", &["anna"], &["room-1", "ipl-1"]);
    assert_eq!(salon.broken(), [Rule::ResourceOverlap, Rule::ClientOverlap], "only Anna is free from 10:30");
    salon.rebook("short", "2026-11-23 10:45", &["anna"], &["room-1", "ipl-1"]);
    assert_eq!(salon.broken(), [Rule::StaffOverlap], "only Anna is busy from 10:45");
    salon.rebook("short", "2026-11-23 10:45", &["bela"], &["room-1", "ipl-1"]);
    assert_eq!(salon.broken(), []);
}

#[test]
fn a_break_fits_into_a_phase_without_the_person() {
    let mut salon = Salon::quiet();
    in_phases(&mut salon);
    salon.problem.staff[0].hours = weekdays(&[(9, 12), (13, 18)]);
    salon.problem.staff[0].blocks = Interval::new(at("2026-11-23 10:30"), at("2026-11-23 10:45")).into();
    salon.ask("long", "massage");
    salon.book("long", "2026-11-23 10:00", &["anna"], &["room-1"]);
    assert_eq!(salon.broken(), []);
    salon.rebook("long", "2026-11-23 10:15", &["anna"], &["room-1"]);
    let found = check(&salon.problem, &salon.plan);
    assert_eq!(found.iter().map(|one| one.rule).collect::<Vec<_>>(), [Rule::StaffShift]);
    assert_eq!(found[0].at, Some(Interval::new(at("2026-11-23 10:15"), at("2026-11-23 10:45"))));
    salon.problem.resources[0].hours = Some(weekdays(&[(9, 11)]));
    salon.rebook("long", "2026-11-23 10:15", &["bela"], &["room-1"]);
    assert_eq!(salon.broken(), [], "the room is free from 11:00");
}
