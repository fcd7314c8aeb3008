//! Planned part by part or all at once, the best plan is as good.

use slotwright::domain::Problem;
use slotwright::engine::answer::PartAnswer;
use slotwright::engine::backend::highs::Highs;
use slotwright::engine::compact::solve_part;
use slotwright::engine::{Deaf, Orders};
use slotwright::engine::{Interrupt, Limits};
use slotwright::model::availability::Availability;
use slotwright::model::candidate::open_request;
use slotwright::model::part::{Part, Subproblem, split};

use crate::support::small::small;

fn answer(problem: &Problem, availability: &Availability, part: &Part) -> PartAnswer {
    let subproblem = Subproblem { problem, availability, part };
    let known = PartAnswer::of_greedy(subproblem);
    let limits = Limits { deadline: None, interrupt: Interrupt::new() };
    let orders = Orders { gap: 0.0, seed: 0, work: None, limits: &limits, backend: &Highs, ear: &Deaf };
    let answer = solve_part(subproblem, known, orders);
    assert_eq!(answer.trouble, None);
    assert!(answer.is_settled(0.0));
    answer
}

#[test]
fn the_parts_add_up_to_the_whole() {
    let (mut compared, mut split_up) = (0, 0);
    for (seed, problem) in (0..400).filter_map(|seed| Some((seed, small(seed)?))) {
        let availability = Availability::of(&problem);
        let open = problem.indexed_requests().filter(|(_, request)| request.is_open());
        let listed = open.map(|(index, _)| open_request(&problem, &availability, index));
        let requests: Vec<_> = listed.filter(|open| open.obstacle.is_none()).collect();
        let parts = split(&problem, &availability, requests.clone());
        let whole = answer(&problem, &availability, &Part { requests });
        let each: Vec<_> = parts.iter().map(|part| answer(&problem, &availability, part)).collect();
        assert_eq!(whole.is_infeasible, each.iter().any(|part| part.is_infeasible), "seed {seed}");
        if !whole.is_infeasible {
            assert_eq!(whole.points, each.iter().map(|part| part.points).sum::<i64>(), "seed {seed}");
        }
        compared += 1;
        split_up += usize::from(parts.len() > 1);
    }
    assert!(compared > 250 && split_up > 10, "{split_up} of {compared} have parts");
}
