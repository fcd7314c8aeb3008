//! One date of the request: the part of the calendar that competes with it then, and what is known of its starts.

use std::collections::BTreeMap;

use crate::domain::{Interval, Minute, Problem, RequestIndex};
use crate::engine::{Error, Fit, Interrupt, Options, Silent, companions, improve, prospects, solve};
use crate::plan::{Outcome, Plan, score};
use crate::study::calendar::{as_it_stands, demanding, keeping_times, only, starting, within, without};

/// The share of work that a solve with all times kept may take.
const KEPT: u64 = 4;

/// How many times as much work the solve without the request may take: every start is measured by it.
const WITHOUT: u64 = 5;

/// A start on the date.
#[derive(Clone, Debug)]
pub(super) struct Start {
    /// When.
    pub(super) at: Minute,
    /// The most points that the request has then.
    pub(super) most: i64,
    /// How it fits without a move.
    pub(super) fit: Option<Fit>,
    /// No plan with it scores more than this, in the part; known when the day is open.
    pub(super) bound: Option<i64>,
    /// The best plan found with it, unless that is the fit, with its score in the part.
    pub(super) found: Option<(Plan, i64)>,
    /// Whether it has been solved with all times kept.
    pub(super) is_tried: bool,
    /// Whether it has been solved.
    pub(super) is_settled: bool,
    /// Whether it is proved that no plan has it.
    pub(super) is_impossible: bool,
}

/// A date with starts of the request.
#[derive(Debug)]
pub(super) struct Day {
    /// From midnight to midnight.
    pub(super) date: Interval,
    pub(super) starts: Vec<Start>,
    /// What competes with the request, once that is known.
    pub(super) open: Option<Open>,
}

/// The part of the calendar that competes with the request on the date.
#[derive(Debug)]
pub(super) struct Open {
    /// All others are cancelled in it.
    pub(super) problem: Problem,
    /// The score of what is booked as it stands.
    pub(super) stands: i64,
    /// The best score without the request.
    pub(super) without: (i64, i64),
}

impl Open {
    /// Finds the part, the best score without the request, and bounds for its starts, with limits of their own.
    pub(super) fn find(
        calendar: &Problem,
        request: RequestIndex,
        day: &Day,
        options: &Options,
        interrupt: &Interrupt,
    ) -> Result<(Self, BTreeMap<Minute, i64>), Error> {
        let narrowed = within(calendar, request, day.date);
        let problem = only(&narrowed, &companions(&narrowed, request, options)?);
        let rest = without(&problem, request);
        let stands = score(&rest, &as_it_stands(&rest)).total();
        let fits = day.starts.iter().filter_map(|start| start.fit.as_ref());
        let aim = stands + fits.map(|fit| fit.points).max().unwrap_or(0).max(0);
        let demanding = demanding(&problem, request);
        let enough = |start: Minute| day.enough(start).map_or(i64::MAX, |points| stands + points);
        let half = Options { threads: Some((crate::engine::thread_count(options) / 2).max(1)), ..options.clone() };
        let (outcome, bounds) = std::thread::scope(|scope| {
            let bounds = scope.spawn(|| prospects(&demanding, request, aim, &enough, &half, interrupt));
            let patient = Options { work: half.work.map(|work| work.saturating_mul(WITHOUT)), ..half.clone() };
            let outcome = solve(&rest, &patient, interrupt, &Silent);
            (outcome, bounds.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        let outcome = outcome?;
        let found = score_of(&outcome).unwrap_or(stands).max(stands);
        let without = (found, outcome.bound.unwrap_or(found).max(found));
        Ok((Self { problem, stands, without }, bounds?))
    }

    /// A plan with the request at a start in which all bookings keep their times: little is left to decide, so one with few
    /// visible moves is found at once. Its bound is none of other plans.
    pub(super) fn keeping_times(
        &self,
        request: RequestIndex,
        start: Minute,
        options: &Options,
        interrupt: &Interrupt,
    ) -> Result<Option<(Plan, i64)>, Error> {
        let problem = keeping_times(&starting(&self.problem, request, start), request);
        let options = Options { work: options.work.map(|work| work / KEPT), ..options.clone() };
        let outcome = solve(&problem, &options, interrupt, &Silent)?;
        Ok(score_of(&outcome).and_then(|score| Some((self.whole(outcome.plan?.0), score))))
    }

    /// The best plan with the request at a start, from a known one on.
    pub(super) fn with(
        &self,
        request: RequestIndex,
        start: &Start,
        options: &Options,
        interrupt: &Interrupt,
    ) -> Result<Outcome, Error> {
        let nothing = Plan::default();
        let known = start.found.as_ref().map_or(&nothing, |(plan, _)| plan);
        improve(&starting(&self.problem, request, start.at), known, options, interrupt, &Silent)
    }

    /// The plan with those left out who wait.
    fn whole(&self, mut plan: Plan) -> Plan {
        let waiting = as_it_stands(&self.problem).unassigned.into_iter();
        let is_new = |request: RequestIndex| plan.bookings.iter().all(|planned| planned.request != request);
        let waiting: Vec<_> = waiting.filter(|left_out| is_new(left_out.request)).collect();
        plan.unassigned.retain(|left_out| waiting.iter().all(|one| one.request != left_out.request));
        plan.unassigned.extend(waiting);
        plan.unassigned.sort_by_key(|left_out| left_out.request);
        plan
    }
}

/// The score of a whole plan.
pub(super) fn score_of(outcome: &Outcome) -> Option<i64> {
    outcome.plan.as_ref().filter(|_| outcome.status.has_plan()).map(|(_, score)| score.total())
}

impl Day {
    /// The points beyond the plan as it stands above which it matters how much a start can bring: what it brings without a
    /// move, or nothing. `None` where more is impossible.
    fn enough(&self, start: Minute) -> Option<i64> {
        let at = self.starts.binary_search_by_key(&start, |one| one.at).ok()?;
        let start = &self.starts[at];
        let fit = start.fit.as_ref().map_or(0, |fit| fit.points);
        (fit < start.most).then_some(fit.max(0))
    }

    /// Takes over what is known of the part and of its starts.
    pub(super) fn learn(&mut self, open: Open, bounds: &BTreeMap<Minute, i64>) {
        for start in &mut self.starts {
            let trivial = open.without.1 + start.most;
            start.bound = Some(bounds.get(&start.at).map_or(trivial, |priced| trivial.min(*priced)));
        }
        self.open = Some(open);
    }

    /// The score of the best plan known with a start.
    pub(super) fn known(&self, start: &Start) -> Option<i64> {
        let fit = self.open.as_ref().zip(start.fit.as_ref()).map(|(open, fit)| open.stands + fit.points);
        fit.max(start.found.as_ref().map(|(_, score)| *score))
    }

    /// The least that booking it at a start adds to the best score.
    pub(super) fn least_gain(&self, start: &Start) -> Option<i64> {
        Some(self.known(start)? - self.open.as_ref()?.without.1)
    }

    /// Whether the best plan known with it is no worse than the best one known without the request.
    pub(super) fn is_worth_it(&self, start: &Start) -> bool {
        let without = self.open.as_ref().map(|open| open.without.0);
        without.zip(self.known(start)).is_some_and(|(without, known)| known >= without)
    }

    /// The most that it adds.
    pub(super) fn most_gain(&self, start: &Start) -> i64 {
        let bound = self.open.as_ref().zip(start.bound).map(|(open, bound)| bound.saturating_sub(open.without.0));
        bound.map_or(start.most, |bound| bound.min(start.most))
    }
}
