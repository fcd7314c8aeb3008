//! When people work: shifts, as their unions.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::domain::{Interval, IntervalSet, Problem, StaffIndex};

use super::query::{Basis, Query};
use super::scope::Scope;

/// Growth of a list of intervals beyond its last union that calls for the next one.
const SLACK: usize = 64;

/// The shifts within the period of their sites, taken one by one, in any order, and kept as their unions: memory grows
/// with sites (and people, where the query asks for them) times days, not with shifts.
#[derive(Clone, Debug)]
pub struct Roster {
    /// For each site the union of the shifts that count.
    sites: Unions,
    /// For each person the union of theirs; nobody where the query asks for no person.
    people: Unions,
    /// Whether nobody at any site has a shift in the period, whatever the filters.
    is_empty: bool,
}

impl Roster {
    /// No shift yet.
    pub fn none(scope: &Scope, query: &Query) -> Self {
        let people = if query.team || query.basis == Basis::Eligible { scope.sizes().1 } else { 0 };
        Self { sites: Unions::none(scope.sites()), people: Unions::none(people), is_empty: true }
    }

    /// Adds a shift. Nothing outside the period counts.
    pub fn add(&mut self, person: StaffIndex, shift: Interval, scope: &Scope) {
        let Some((site, shift)) = scope.shift(person, shift) else { return };
        self.is_empty = false;
        if scope.staffs(person) {
            self.sites.add(site.position(), shift);
        }
        if !self.people.0.is_empty() {
            self.people.add(person.position(), shift);
        }
    }

    /// The shifts of two batches, taken in the same scope.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.sites.merge(other.sites);
        self.people.merge(other.people);
        self.is_empty &= other.is_empty;
        self
    }

    /// The unions.
    pub(super) fn shifts(self) -> Shifts {
        Shifts { sites: self.sites.sets(), people: self.people.sets(), is_empty: self.is_empty }
    }
}

/// The shifts of a period as sets of minutes, each within the period of its site: of a problem or of a roster.
pub(super) struct Shifts {
    /// For each site those that count.
    pub(super) sites: Vec<IntervalSet>,
    /// For each person theirs, whatever the filters; nobody in those of a roster where the query asks for no person.
    pub(super) people: Vec<IntervalSet>,
    /// Whether nobody at any site has one, whatever the filters.
    pub(super) is_empty: bool,
}

impl Shifts {
    /// Those of the people of a problem.
    pub(super) fn of_problem(problem: &Problem, query: &Query) -> Self {
        let within = |position: usize| {
            let index = StaffIndex::from(position);
            problem.shifts(index, query.period(problem, problem.person(index).site))
        };
        let people: Vec<IntervalSet> = (0..problem.staff.len()).into_par_iter().map(within).collect();
        let mut sites = Unions::none(problem.sites.len());
        for (position, shifts) in people.iter().enumerate() {
            let person = StaffIndex::from(position);
            if query.staff.is_none_or(|only| only == person) {
                shifts.iter().for_each(|shift| sites.add(problem.person(person).site.position(), shift));
            }
        }
        Self { sites: sites.sets(), is_empty: people.iter().all(IntervalSet::is_empty), people }
    }
}

/// Unions of intervals, each with its number of intervals when it was last made one.
#[derive(Clone, Debug)]
struct Unions(Vec<(Vec<Interval>, usize)>);

impl Unions {
    fn none(count: usize) -> Self {
        Self(vec![(Vec::new(), 0); count])
    }

    /// Adds an interval. Those that come nearly in order, as in most rosters, become one with the last before them.
    fn add(&mut self, position: usize, next: Interval) {
        let (intervals, united) = &mut self.0[position];
        match intervals.last_mut() {
            Some(last) if next.start <= last.end && last.start <= next.end => {
                *last = Interval::new(last.start.min(next.start), last.end.max(next.end));
            }
            _ => intervals.push(next),
        }
        if intervals.len() > 2 * *united + SLACK {
            *intervals = union(intervals).iter().collect();
            *united = intervals.len();
        }
    }

    fn merge(&mut self, other: Self) {
        for ((mine, _), (others, _)) in self.0.iter_mut().zip(other.0) {
            if mine.is_empty() { *mine = others } else { mine.extend(others) }
        }
    }

    fn sets(self) -> Vec<IntervalSet> {
        self.0.into_par_iter().map(|(intervals, _)| union(&intervals)).collect()
    }
}

fn union(intervals: &[Interval]) -> IntervalSet {
    intervals.iter().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifts_in_any_order_make_one_union_in_bounded_memory() {
        let shift = |number: i64| Interval::new(number * 7 % 1000, number * 7 % 1000 + 5);
        let mut unions = Unions::none(1);
        for number in 0..100_000 {
            unions.add(0, shift(number));
            assert!(unions.0[0].0.len() <= 2 * 1000 + SLACK + 1);
        }
        assert_eq!(unions.sets(), [(0..1000).map(shift).collect()]);
    }
}
