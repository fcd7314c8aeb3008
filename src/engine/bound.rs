//! A bound that needs no solver: what could be served if only the total working time counted.
//!
//! Let `v_r` be the most points of any candidate of request `r`, or 0 if that is negative, and `w_r` the minutes of work it takes: the
//! minutes in which it takes its people, times the people. A plan books a set of requests whose `w_r` add up to no more than `T`, the minutes that
//! the people have at all, and it is worth no more than the sum of their `v_r`: resources, days, times and other
//! requests only ever take points away. So the relaxed knapsack
//!
//! ```text
//! max Σ v_r z_r     Σ w_r z_r ≤ T,   0 ≤ z_r ≤ 1
//! ```
//!
//! is an upper bound, solved by taking requests by falling `v_r / w_r` (Dantzig 1957). Work of nobody (`w_r = 0`) always fits.

use std::cmp::Ordering;

use crate::domain::{Interval, IntervalSet, Minute};
use crate::model::candidate::OpenRequest;
use crate::model::part::Subproblem;

/// No bookings of the part add more points than this.
pub fn bound(subproblem: Subproblem<'_>) -> i64 {
    let Subproblem { problem, part, .. } = subproblem;
    let wish = |open: &OpenRequest| {
        let service = problem.service_of(open.request);
        (most_points(open), i64::from(service.staff_count) * service.busy.staff.minutes())
    };
    let (free, mut wishes): (Vec<_>, Vec<_>) = part.requests.iter().map(wish).partition(|&(_, work)| work == 0);
    wishes.sort_by(|&one, &other| by_density(one, other));
    let mut total: i64 = free.into_iter().map(|(points, _)| points).sum();
    let mut left = working_time(subproblem);
    for (points, work) in wishes {
        let fits = work.min(left);
        // The last one in part; the optimum is whole, so the fraction may be rounded down.
        total += (i128::from(points) * i128::from(fits) / i128::from(work)) as i64;
        left -= fits;
    }
    total - part.requests.iter().map(|open| open.stakes.drop).sum::<i64>()
}

fn most_points(open: &OpenRequest) -> i64 {
    open.candidates.iter().map(|candidate| candidate.points).max().unwrap_or(0).max(0)
}

/// By falling points for each minute, compared without division.
fn by_density((points, work): (i64, Minute), (other_points, other_work): (i64, Minute)) -> Ordering {
    let cross = |points: i64, work: Minute| i128::from(points) * i128::from(work);
    cross(other_points, work).cmp(&cross(points, other_work))
}

/// The minutes of all people that candidates of the part can take.
fn working_time(subproblem: Subproblem<'_>) -> Minute {
    let mut by_person: Vec<Vec<Interval>> = vec![Vec::new(); subproblem.problem.staff.len()];
    for open in &subproblem.part.requests {
        for at_start in open.candidates.chunk_by(|one, next| one.start == next.start) {
            for busy in subproblem.problem.staff_busy(open.request, at_start[0].start) {
                let people = at_start.iter().flat_map(|candidate| candidate.staff.iter());
                people.for_each(|person| add(&mut by_person[person.position()], busy));
            }
        }
    }
    by_person.into_iter().map(|taken| taken.into_iter().collect::<IntervalSet>().minutes()).sum()
}

/// Adds an interval, to the last one if it goes on from there: candidates come in the order of their starts.
fn add(taken: &mut Vec<Interval>, busy: Interval) {
    match taken.last_mut() {
        Some(last) if last.start <= busy.start && busy.start <= last.end => last.end = last.end.max(busy.end),
        _ => taken.push(busy),
    }
}
