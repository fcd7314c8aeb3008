//! Planned part by part or all at once, the best plan is as good.

use slotwright::domain::Problem;
use slotwright::engine::answer::PartAnswer;
use slotwright::model::availability::Availability;
use slotwright::model::candidate::open_request;
use slotwright::model::part::{Part, Subproblem, split};
use slotwright::model::visit::narrow;

use crate::support::parts::proved;
use crate::support::small::small;

fn answer(problem: &Problem, availability: &Availability, part: &Part) -> PartAnswer {
    proved(Subproblem { problem, availability, part })
}

#[test]
fn the_parts_add_up_to_the_whole() {
    let (mut compared, mut split_up) = (0, 0);
    for (seed, problem) in (0..400).filter_map(|seed| Some((seed, small(seed)?))) {
        let availability = Availability::of(&problem);
        let open = problem.indexed_requests().filter(|(_, request)| request.is_open());
        let mut listed: Vec<_> = open.map(|(index, _)| open_request(&problem, &availability, index)).collect();
        narrow(&problem, &mut listed);
        let requests: Vec<_> = listed.into_iter().filter(|open| open.obstacle.is_none()).collect();
        let parts = split(&problem, &availability, requests.clone());
        let whole = answer(&problem, &availability, &Part::of(&problem, requests));
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
