//! The solves of a study, side by side within one number of threads and one limit.
//!
//! 1. A plan for each case, all with the same seed and the same share of the limit.
//! 2. How much could be served, earned and used by any plan: solves with another policy each.
//! 3. What is known of one case is told the others where it holds for them ([`super::order`]).
//! 4. Where score and bound do not tell a scenario from the problem as it is, the search goes on in the rest of the limit.
//!
//! Of n solves on t threads, the first n mod t run together on all threads, the others t at a time on one thread each:
//! so all threads are busy until the last ones end. Each has about the same share of the work.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::engine::{Error, Interrupt, Limits, Options, Silent, solve, thread_count};
use crate::plan::StoppedBy;

use super::aim::Aim;
use super::answer::Answer;
use super::case::Case;
use super::known::Verdict;
use super::tell::tell;

/// The share of the limit for the plans, and for the ceilings; the rest is for what is undecided.
const FOR_PLANS: f64 = 0.5;
const FOR_CEILINGS: f64 = 0.5;

/// With a limit by work, what is undecided is searched again with so many times the work.
const AGAIN: u64 = 4;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Orders {
    /// Threads, seed and engine; the time limit is that of the whole study, the work that of each solve.
    pub options: Options,
    /// Whether to ask how much could be served, earned and used by any plan.
    pub ceilings: bool,
    /// Whether to ask for the fewest days of people and of resources.
    pub fewest: bool,
}

/// Hears how a study goes on, from several threads.
pub trait Watcher: Sync {
    /// A solve has begun: `case` is its name.
    fn begun(&self, case: &str, aim: Aim);

    /// A solve has ended; `done` of `all` that are planned so far.
    fn ended(&self, case: &str, aim: Aim, answer: &Answer, done: usize, all: usize);
}

/// One solve.
type Task = (usize, Aim);

/// Answers for all cases, in their order. When somebody interrupts, those not finished say so.
///
/// # Errors
///
/// Those of the engine: only if the machine fails.
pub fn run(
    cases: &[Case],
    orders: &Orders,
    interrupt: &Interrupt,
    watcher: &dyn Watcher,
) -> Result<Vec<Answer>, Error> {
    let deadline = orders.options.time_limit.and_then(|limit| Instant::now().checked_add(limit));
    let limits = Limits { deadline, interrupt: interrupt.clone() };
    let study = Running {
        cases,
        orders,
        watcher,
        answers: cases.iter().map(|_| Mutex::default()).collect(),
        done: AtomicUsize::new(0),
        all: AtomicUsize::new(0),
    };
    let plans: Vec<Task> = (0..cases.len()).map(|case| (case, Aim::Score)).collect();
    let aims =
        Aim::CEILINGS.into_iter().filter(|_| orders.ceilings).chain(Aim::FEWEST.into_iter().filter(|_| orders.fewest));
    let ceilings: Vec<Task> = aims.flat_map(|aim| (0..cases.len()).map(move |case| (case, aim))).collect();
    study.all.store(plans.len() + ceilings.len(), Ordering::Relaxed);
    study.side_by_side(&plans, &limits.with_share(FOR_PLANS), 1)?;
    study.side_by_side(&ceilings, &limits.with_share(FOR_CEILINGS), 1)?;
    study.tell();
    let undecided = if limits.are_reached() { Vec::new() } else { study.undecided() };
    study.all.fetch_add(undecided.len(), Ordering::Relaxed);
    study.side_by_side(&undecided, &limits, AGAIN)?;
    study.tell();
    Ok(study.answers.into_iter().map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner)).collect())
}

/// A study under way.
struct Running<'a> {
    cases: &'a [Case],
    orders: &'a Orders,
    watcher: &'a dyn Watcher,
    answers: Vec<Mutex<Answer>>,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Running<'_> {
    /// Makes the solves; each has its share of the time, and of what those before have left of theirs.
    fn side_by_side(&self, tasks: &[Task], limits: &Limits, work: u64) -> Result<(), Error> {
        let threads = thread_count(&self.orders.options).max(1);
        let (first, rest) = tasks.split_at(tasks.len() % threads);
        if !first.is_empty() {
            let share = first.len() as f64 / tasks.len() as f64;
            self.together(first, threads, &limits.with_share(share), work)?;
        }
        self.together(rest, threads, limits, work)
    }

    /// As many at a time as there are threads, or all, which then share the threads.
    fn together(&self, tasks: &[Task], threads: usize, limits: &Limits, work: u64) -> Result<(), Error> {
        let workers = threads.min(tasks.len());
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let worker = |number: usize| -> Result<(), Error> {
            // Threads that cannot be shared out evenly go to the first.
            let own = threads / workers + usize::from(number < threads % workers);
            while let Some(&task) =
                tasks.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !limits.interrupt.is_asked())
            {
                let waiting = (tasks.len() - done.load(Ordering::Relaxed)).max(workers);
                let time = limits.with_share(workers as f64 / waiting as f64).left();
                self.solve(task, own, time, work, &limits.interrupt)?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..workers).map(|number| scope.spawn(move || worker(number))).collect();
            let ended =
                workers.into_iter().map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            ended.collect::<Result<(), Error>>()
        })
    }

    fn solve(
        &self,
        (case, aim): Task,
        threads: usize,
        time_limit: Option<Duration>,
        work: u64,
        interrupt: &Interrupt,
    ) -> Result<(), Error> {
        let name = &self.cases[case].name;
        self.watcher.begun(name, aim);
        let (problem, reading) = aim.problem(&self.cases[case].problem);
        let common = &self.orders.options;
        let options = Options {
            time_limit,
            work: common.work.map(|units| units.saturating_mul(work)),
            threads: Some(threads),
            ..common.clone()
        };
        let outcome = solve(&problem, &options, interrupt, &Silent)?;
        let known = reading.known(&problem, &outcome);
        let is_whole = outcome.stopped_by != StoppedBy::Interrupt;
        let answer = self.with(case, |answer| {
            answer.is_finished |= aim == Aim::Score && is_whole;
            answer.add(aim, &self.cases[case].problem, known, outcome);
            answer.clone()
        });
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.watcher.ended(name, aim, &answer, done, self.all.load(Ordering::Relaxed));
        Ok(())
    }

    fn with<T>(&self, case: usize, change: impl FnOnce(&mut Answer) -> T) -> T {
        change(&mut self.answers[case].lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Tells every case what the others know.
    fn tell(&self) {
        let mut answers: Vec<Answer> =
            (0..self.cases.len()).map(|case| self.with(case, |answer| answer.clone())).collect();
        tell(self.cases, &mut answers);
        answers.into_iter().enumerate().for_each(|(case, told)| self.with(case, |answer| *answer = told));
    }

    /// The plans to search for again: of each scenario that is not told from the baseline, where there is a gap.
    fn undecided(&self) -> Vec<Task> {
        let scores: Vec<_> = (0..self.cases.len()).map(|case| self.with(case, |answer| answer.score())).collect();
        let Some((baseline, policy)) = scores.first().zip(self.cases.first().map(|case| case.problem.policy)) else {
            return Vec::new();
        };
        let is_open = |case: &usize| {
            let comparable = self.cases[*case].problem.policy == policy;
            *case > 0 && comparable && scores[*case].against(*baseline) == Verdict::Undecided
        };
        let open: Vec<usize> = (0..self.cases.len()).filter(is_open).collect();
        let baseline = open.first().map(|_| 0);
        let again = baseline.into_iter().chain(open).filter(|&case| !scores[case].is_exact());
        again.map(|case| (case, Aim::Score)).collect()
    }
}
