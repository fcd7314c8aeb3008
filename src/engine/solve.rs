//! From a problem to an outcome: split, plan the parts side by side, put together, check.

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use rayon::ThreadPool;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::answer::PartAnswer;
use super::parts::Parts;
use super::{Ear, EngineName, Error, Interrupt, Limits, Listener, Options, Orders, Progress, backend, clash, method};
use crate::domain::{Problem, RequestIndex};
use crate::model::part::Subproblem;
use crate::plan::{
    Outcome, Plan, PlannedBooking, Reason, Rule, Score, Status, StoppedBy, Unassigned, check, gap, score,
};

/// Plans the open requests of a problem; standing bookings stay as they are.
///
/// The answer depends on the problem and the options alone, whatever the number of threads, unless a limit cut in. The
/// plan has passed the checker.
///
/// # Errors
///
/// Only if the machine fails: see [`Error`]. A problem without a plan is an outcome.
pub fn solve(
    problem: &Problem,
    options: &Options,
    interrupt: &Interrupt,
    listener: &dyn Listener,
) -> Result<Outcome, Error> {
    improve(problem, &Plan::default(), options, interrupt, listener)
}

/// The same from a known plan on, where that is better than what greedy insertion finds. A plan that breaks a rule is
/// passed over.
///
/// # Errors
///
/// As for [`solve`].
pub fn improve(
    problem: &Problem,
    known: &Plan,
    options: &Options,
    interrupt: &Interrupt,
    listener: &dyn Listener,
) -> Result<Outcome, Error> {
    let started = Instant::now();
    let limits = Limits::of(options, interrupt);
    let threads = thread_count(options);
    let search = || {
        let search = pool(threads)?.install(|| {
            let search = Search::begin(problem, options, limits, started, listener);
            search.adopt(known);
            search
        });
        search.run(threads)
    };
    // On a thread of its own: a worker of another pool that waited here would take up other work, one on top of another.
    std::thread::scope(|scope| scope.spawn(search).join()).unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

pub(super) fn pool(threads: usize) -> Result<ThreadPool, Error> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?)
}

/// The threads that a solve with these options uses.
pub fn thread_count(options: &Options) -> usize {
    options.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// A solve under way.
struct Search<'a> {
    problem: &'a Problem,
    options: &'a Options,
    limits: Limits,
    started: Instant,
    listener: &'a dyn Listener,
    parts: Parts<'a>,
    /// The best known of each part.
    answers: Vec<Mutex<PartAnswer>>,
    /// The most points that a running search has told of for each part: for the listener only.
    heard: Vec<AtomicI64>,
    /// Parts whose search has ended.
    done: AtomicUsize,
    /// Score of what no part decides: standing bookings, and bookings that cannot be kept.
    base: i64,
    /// How many bookings stand.
    standing: usize,
}

impl<'a> Search<'a> {
    /// Lists candidates, splits, and has a greedy plan for each part.
    fn begin(
        problem: &'a Problem,
        options: &'a Options,
        limits: Limits,
        started: Instant,
        listener: &'a dyn Listener,
    ) -> Self {
        let parts = Parts::of(problem);
        let first_answer = |part| Mutex::new(parts.with(part, PartAnswer::of_greedy));
        let answers: Vec<_> = (0..parts.len()).into_par_iter().map(first_answer).collect();
        let undecided = assemble(problem, &parts.hopeless, Vec::new(), Vec::new());
        let (base, standing) = (score(problem, &undecided).total(), undecided.bookings.len());
        let heard = answers.iter().map(|_| AtomicI64::new(i64::MIN)).collect();
        let done = AtomicUsize::new(0);
        Self { problem, options, limits, started, listener, parts, answers, heard, done, base, standing }
    }

    /// Takes over the bookings of a plan for the parts in which they are better.
    fn adopt(&self, known: &Plan) {
        let is_empty = known.bookings.is_empty();
        if is_empty || check(self.problem, known).iter().any(|violation| violation.rule != Rule::Mandatory) {
            return;
        }
        for part in 0..self.parts.len() {
            let requests = self.parts.requests(part);
            let own = known.bookings.iter().filter(|planned| requests.binary_search(&planned.request).is_ok());
            let own: Vec<PlannedBooking> = own.cloned().collect();
            self.answer(part, |answer| {
                let bound = answer.bound;
                answer.improve(self.parts.with(part, |subproblem| PartAnswer::of(subproblem, own, bound)));
            });
        }
    }

    fn run(self, threads: usize) -> Result<Outcome, Error> {
        self.tell();
        let impossible = self.parts.hopeless.iter().find(|one| self.problem.request(one.request).mandatory);
        if let Some(hopeless) = impossible {
            return Ok(self.infeasible(vec![hopeless.request]));
        }
        if self.options.engine != EngineName::Greedy {
            self.search_parts(threads, self.options.gap)?;
            // Each part within the gap is not all of them within it where some bring points and others cost them.
            if self.options.gap > 0.0 && self.known_gap().is_some_and(|gap| gap > self.options.gap) {
                self.search_parts(threads, 0.0)?;
            }
        }
        let infeasible = (0..self.parts.len()).find(|&part| self.answer(part, |answer| answer.is_infeasible));
        if let Some(part) = infeasible {
            let backend = backend::named(self.options.backend);
            let clashing = self.parts.with(part, |subproblem| clash::clash(subproblem, backend, &self.limits));
            return Ok(self.infeasible(clashing));
        }
        self.finish()
    }

    /// Parts that are a small share of the whole are planned side by side, one thread each, small ones first; then the
    /// large ones one by one with all threads. What a part leaves of its share of the time goes to those that follow.
    fn search_parts(&self, threads: usize, gap: f64) -> Result<(), Error> {
        self.done.store(0, Ordering::Relaxed);
        let mut order: Vec<usize> = (0..self.parts.len()).collect();
        order.sort_by_key(|&part| (self.parts.size(part), part));
        let total: usize = (0..self.parts.len()).map(|part| self.parts.size(part)).sum();
        let is_narrow = |part: &usize| self.parts.size(*part) * threads < total;
        let (narrow, wide) = order.split_at(order.partition_point(is_narrow));
        let size_of = |parts: &[usize]| parts.iter().map(|&part| self.parts.size(part)).sum::<usize>();
        let share = |size: usize, of: usize| size as f64 / of.max(1) as f64;

        let limits = self.limits.with_share(share(size_of(narrow), total));
        let (next, pools) = (AtomicUsize::new(0), (0..threads.min(narrow.len())).map(|_| pool(1)));
        let pools = pools.collect::<Result<Vec<ThreadPool>, Error>>()?;
        std::thread::scope(|scope| {
            for pool in &pools {
                scope.spawn(|| {
                    while let Some(&part) = narrow.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let waiting = narrow.len() - self.done.load(Ordering::Relaxed);
                        let limits = limits.with_share(threads as f64 / waiting.max(threads) as f64);
                        pool.install(|| self.search_part(part, share(self.parts.size(part), total), gap, &limits));
                    }
                });
            }
        });

        let all = pool(threads)?;
        for (position, &part) in wide.iter().enumerate() {
            let size = self.parts.size(part);
            let limits = self.limits.with_share(share(size, size_of(&wide[position..])));
            all.install(|| self.search_part(part, share(size, total), gap, &limits));
        }
        Ok(())
    }

    /// `share` is that of the part in the whole problem.
    fn search_part(&self, part: usize, share: f64, gap: f64, limits: &Limits) {
        let known = self.answer(part, |answer| answer.clone());
        let orders = Orders {
            gap,
            seed: self.options.seed,
            work: self.options.work.map(|work| (work as f64 * share) as u64),
            limits,
            backend: backend::named(self.options.backend),
            ear: &PartEar { search: self, part },
        };
        let plan = |subproblem: Subproblem<'_>| method::plan_part(self.options.engine, subproblem, known, orders);
        let begun = Instant::now();
        let found = self.parts.with(part, plan);
        if found.is_complete() {
            let gap = 100.0 * crate::plan::gap(found.points, found.bound);
            orders.ear.note(&format!("gap {gap:.3} % after {:.1} s", begun.elapsed().as_secs_f64()));
        }
        self.answer(part, |answer| *answer = found);
        self.done.fetch_add(1, Ordering::Relaxed);
        self.tell();
    }

    /// The gap of the answers together; `None` where one leaves out mandatory requests.
    fn known_gap(&self) -> Option<f64> {
        let each = (0..self.parts.len())
            .map(|part| self.answer(part, |answer| answer.is_complete().then_some((answer.points, answer.bound))));
        let add = |(points, bound), (more, higher)| (points + more, bound + higher);
        let (points, bound) = each.collect::<Option<Vec<(i64, i64)>>>()?.into_iter().fold((self.base, self.base), add);
        Some(gap(points, bound))
    }

    fn answer<T>(&self, part: usize, read: impl FnOnce(&mut PartAnswer) -> T) -> T {
        read(&mut self.answers[part].lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn tell(&self) {
        let mut progress = Progress {
            elapsed: self.started.elapsed(),
            score: Some(self.base),
            bound: self.base,
            booked: self.standing,
            requests: self.standing + self.parts.hopeless.len(),
            parts_done: self.done.load(Ordering::Relaxed),
            parts: self.parts.len(),
        };
        for part in 0..self.parts.len() {
            self.answer(part, |answer| {
                let heard = Some(self.heard[part].load(Ordering::Relaxed)).filter(|heard| *heard > i64::MIN);
                let points = answer.is_complete().then_some(answer.points).max(heard);
                progress.score = progress.score.zip(points).map(|(score, points)| score + points);
                progress.bound += answer.bound;
                progress.booked += answer.bookings.len();
                progress.requests += self.parts.requests(part).len();
            });
        }
        self.listener.hear(&progress);
    }

    /// Puts the answers together, and has the plan checked.
    fn finish(self) -> Result<Outcome, Error> {
        let answers: Vec<PartAnswer> = self
            .answers
            .into_iter()
            .map(|answer| answer.into_inner().unwrap_or_else(PoisonError::into_inner))
            .collect();
        let bound = self.base + answers.iter().map(|answer| answer.bound).sum::<i64>();
        let troubles = answers.iter().filter_map(|answer| answer.trouble.clone()).collect();
        let stopped_by_limit = match (self.limits.interrupt.is_asked(), self.limits.are_reached()) {
            (true, _) => StoppedBy::Interrupt,
            (_, true) => StoppedBy::TimeLimit,
            _ if self.options.work.is_some() => StoppedBy::WorkLimit,
            _ => StoppedBy::Exhausted,
        };
        let missing: usize = answers.iter().map(|answer| answer.missing).sum();
        let points = self.base + answers.iter().map(|answer| answer.points).sum::<i64>();
        let (mut bookings, mut left_out) = (Vec::new(), Vec::new());
        for (part, answer) in answers.into_iter().enumerate() {
            left_out.extend(left_out_of(self.parts.requests(part), &answer));
            bookings.extend(answer.bookings);
        }
        let plan = assemble(self.problem, &self.parts.hopeless, bookings, left_out);
        let score = checked_score(self.problem, &plan, points, missing)?;
        let (status, stopped_by) = match gap(points, bound) {
            _ if missing > 0 => (Status::Unknown, stopped_by_limit),
            0.0 => (Status::Optimal, StoppedBy::Proof),
            gap if gap <= self.options.gap => (Status::WithinGap, StoppedBy::Gap),
            _ => (Status::Feasible, stopped_by_limit),
        };
        Ok(Outcome { status, stopped_by, plan: Some((plan, score)), bound: Some(bound), clash: Vec::new(), troubles })
    }

    fn infeasible(&self, clash: Vec<RequestIndex>) -> Outcome {
        Outcome {
            status: Status::Infeasible,
            stopped_by: StoppedBy::Proof,
            plan: None,
            bound: None,
            clash,
            troubles: Vec::new(),
        }
    }
}

/// Passes on what a part has to tell.
struct PartEar<'s, 'a> {
    search: &'s Search<'a>,
    part: usize,
}

impl Ear for PartEar<'_, '_> {
    fn hear(&self, points: Option<i64>, bound: Option<i64>) {
        self.search.heard[self.part].fetch_max(points.unwrap_or(i64::MIN), Ordering::Relaxed);
        let lower = |answer: &mut PartAnswer| answer.bound = answer.bound.min(bound.unwrap_or(i64::MAX));
        self.search.answer(self.part, lower);
        self.search.tell();
    }

    fn note(&self, text: &str) {
        self.search.listener.note(&format!("part {} of {}: {text}", self.part + 1, self.search.parts.len()));
    }
}

/// The open requests of a part that its answer leaves out; only a proof says that they are displaced.
fn left_out_of(requests: &[RequestIndex], answer: &PartAnswer) -> Vec<Unassigned> {
    let reason = if answer.is_settled(0.0) { Reason::Displaced } else { Reason::Undecided };
    let booked: std::collections::BTreeSet<RequestIndex> =
        answer.bookings.iter().map(|planned| planned.request).collect();
    let left_out = requests.iter().filter(|request| !booked.contains(request));
    left_out.map(|&request| Unassigned { request, reason }).collect()
}

/// The score of what no part decides, if these requests have no candidate.
pub(super) fn untouched(problem: &Problem, hopeless: &[Unassigned]) -> i64 {
    score(problem, &assemble(problem, hopeless, Vec::new(), Vec::new())).total()
}

/// A plan of the standing bookings and these, in the order of plans.
pub(super) fn assemble(
    problem: &Problem,
    hopeless: &[Unassigned],
    mut bookings: Vec<PlannedBooking>,
    mut unassigned: Vec<Unassigned>,
) -> Plan {
    let live = |(request, _): &(RequestIndex, _)| problem.request(*request).status.is_live();
    bookings.extend(problem.standing_bookings().filter(live).map(|(request, booking)| {
        let end = problem.appointment(request, booking.start).end;
        PlannedBooking { request, booking: booking.clone(), end }
    }));
    unassigned.extend(hopeless);
    bookings.sort_by_key(|planned| (planned.booking.start, planned.request));
    unassigned.sort_by_key(|left_out| left_out.request);
    Plan { bookings, unassigned }
}

/// The score of a plan that is worth the points that the model counts, and keeps every rule; `missing` mandatory
/// requests may be left out.
fn checked_score(problem: &Problem, plan: &Plan, points: i64, missing: usize) -> Result<Score, Error> {
    let mut violations = check(problem, plan);
    if violations.len() == missing {
        violations.retain(|violation| violation.rule != Rule::Mandatory);
    }
    if !violations.is_empty() {
        return Err(Error::Broken(violations.into_iter().map(|violation| violation.detail).collect()));
    }
    let score = score(problem, plan);
    if score.total() == points { Ok(score) } else { Err(Error::Score { model: points, plan: score.total() }) }
}
