//! The parts of a problem, and the answer of the compact model to one.

use slotwright::domain::{Problem, RequestIndex};
use slotwright::engine::answer::PartAnswer;
use slotwright::engine::backend::highs::Highs;
use slotwright::engine::compact::solve_part;
use slotwright::engine::{Deaf, Interrupt, Limits, Orders};
use slotwright::model::availability::Availability;
use slotwright::model::candidate::open_request;
use slotwright::model::part::{Part, Subproblem, split};
use slotwright::model::visit::narrow;

/// The parts, with the requests that have a candidate.
pub(crate) fn parts(problem: &Problem, availability: &Availability) -> Vec<Part> {
    let open = problem.indexed_requests().filter(|(_, request)| request.is_open());
    let open: Vec<RequestIndex> = open.map(|(index, _)| index).collect();
    let mut listed: Vec<_> = open.into_iter().map(|index| open_request(problem, availability, index)).collect();
    narrow(problem, &mut listed);
    listed.retain(|open| open.obstacle.is_none());
    split(problem, availability, listed)
}

/// What the compact model proves of a part.
pub(crate) fn proved(subproblem: Subproblem<'_>) -> PartAnswer {
    let known = PartAnswer::of_greedy(subproblem);
    let limits = Limits { deadline: None, interrupt: Interrupt::new() };
    let orders = Orders { gap: 0.0, seed: 0, work: None, limits: &limits, backend: &Highs, ear: &Deaf };
    let answer = solve_part(subproblem, known, orders);
    assert_eq!(answer.trouble, None);
    assert!(answer.is_settled(0.0));
    answer
}
