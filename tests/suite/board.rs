//! The board holds the same candidates as the model, is worth as much, and translates both ways.

#![expect(clippy::unwrap_used, reason = "what does not translate must fail")]

use slotwright::engine::board::Board;
use slotwright::engine::greedy::greedy;
use slotwright::model::availability::Availability;
use slotwright::model::contribution::contribution;
use slotwright::model::part::Subproblem;

use crate::support::parts::parts;
use crate::support::small::small;

/// Returns what values differ by multiples of.
fn agree(subproblem: Subproblem<'_>) -> i64 {
    let board = Board::of(subproblem);
    let listed: usize = board.offers.iter().map(|offer| offer.origins().count()).sum();
    assert_eq!(listed, subproblem.part.size());
    for (job, of) in board.jobs.iter().enumerate() {
        let open = &subproblem.part.requests[job];
        for offer in &board.offers[of.offers.clone()] {
            for (origin, points) in offer.origins() {
                let start = board.start(job, origin);
                let candidate = open.candidates.iter().find(|one| {
                    one.start == start
                        && one.staff.iter().copied().eq(offer.team.iter().map(|&day| board.days[day].person))
                });
                assert_eq!(candidate.unwrap().points, points);
            }
        }
    }

    let bookings = greedy(subproblem).bookings;
    let assignment = board.assignment(&bookings).unwrap();
    assert!(board.has_room(&assignment));
    assert_eq!(board.value(&assignment), contribution(subproblem, &bookings));
    let back = board.bookings(&assignment).unwrap();
    assert_eq!(contribution(subproblem, &back), contribution(subproblem, &bookings));
    assert_eq!(board.assignment(&back).unwrap(), assignment);
    for placement in assignment.iter().flatten() {
        let open = &subproblem.part.requests[board.offers[placement.offer].job];
        let candidate = &open.candidates[board.candidate(*placement).unwrap()];
        let booked = bookings.iter().find(|planned| planned.request == open.request).unwrap();
        assert_eq!((candidate.start, &*candidate.staff), (booked.booking.start, &*booked.booking.staff));
    }
    assert_eq!((board.value(&assignment) - board.base) % board.step(), 0);
    board.step()
}

#[test]
fn a_board_agrees_with_its_part() {
    let (mut compared, mut coarse) = (0, 0);
    for problem in (0..400).filter_map(small) {
        let availability = Availability::of(&problem);
        for part in &parts(&problem, &availability) {
            let step = agree(Subproblem { problem: &problem, availability: &availability, part });
            compared += 1;
            coarse += usize::from(step >= 50);
        }
    }
    assert!(compared > 200, "only {compared} parts were compared");
    assert!(coarse > 50, "only {coarse} parts have values that are far apart");
}
