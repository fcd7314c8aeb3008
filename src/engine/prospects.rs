//! Prospects: how good a plan can be at most in which a request starts at a given time, for all its starts.
//!
//! One run of the volume algorithm prices the part of the request with all its starts. By reduced costs, the bound less
//! the loss of a placement is a bound on every plan with that placement (FORMULATION.md § 19), and the greatest of those of a
//! start is one on every plan in which the request starts then. Where that says too little, some steps more with all other
//! starts barred, as for a node of the tree, prove a bound of their own.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::answer::PartAnswer;
use super::board::{Board, JobIndex, Slot};
use super::dual::{Bars, Losses, Network, Pricing, Volume, Warmth};
use super::parts::Parts;
use super::proof::Proof;
use super::solve::{assemble, pool};
use super::{Error, Interrupt, Limits, Options, thread_count};
use crate::domain::{Minute, Problem, RequestIndex};
use crate::model::part::Subproblem;
use crate::plan::score;

/// Units of work between two looks at the limits.
const STINT: u64 = 2_000;

/// Steps of the volume algorithm for one start, and those between two looks at the limits.
const STEPS: u64 = 80;
const STRIDE: u64 = 20;

/// The least share of Polyak's step that they begin with.
const STEP: f64 = 0.01;

/// The open requests that a plan cannot decide about without this one, itself among them: its part. None where it has
/// no candidate.
///
/// # Errors
///
/// If threads cannot be started.
pub fn companions(problem: &Problem, request: RequestIndex, options: &Options) -> Result<Vec<RequestIndex>, Error> {
    pool(thread_count(options))?.install(|| {
        let parts = Parts::of(problem);
        let part = (0..parts.len()).find(|&part| parts.requests(part).contains(&request));
        Ok(part.map_or_else(Vec::new, |part| parts.requests(part).to_vec()))
    })
}

/// For each start of a mandatory request, by start: no plan of the problem in which it starts then scores more. `enough`
/// says of a start below which score nobody cares; `aim` is the score of a known plan or a guess. Work and time are limited
/// as for a solve; less of them makes weaker bounds.
///
/// # Errors
///
/// If threads cannot be started.
pub fn prospects(
    problem: &Problem,
    request: RequestIndex,
    aim: i64,
    enough: &(dyn Fn(Minute) -> i64 + Sync),
    options: &Options,
    interrupt: &Interrupt,
) -> Result<BTreeMap<Minute, i64>, Error> {
    let limits = Limits::of(options, interrupt);
    pool(thread_count(options))?.install(|| {
        let parts = Parts::of(problem);
        let base = score(problem, &assemble(problem, &parts.hopeless, Vec::new(), Vec::new())).total();
        let Some(own) = (0..parts.len()).find(|&part| parts.requests(part).contains(&request)) else {
            return Ok(BTreeMap::new());
        };
        let others = (0..parts.len()).filter(|&part| part != own);
        let elsewhere: i64 = others.map(|part| parts.with(part, |other| PartAnswer::of_greedy(other).bound)).sum();
        let rest = base + elsewhere;
        let enough = |start| enough(start).saturating_sub(rest);
        let bounds = parts.with(own, |part| bounds(part, request, aim - rest, &enough, options.work, &limits));
        Ok(bounds.into_iter().map(|(start, bound)| (start, bound.saturating_add(rest))).collect())
    })
}

/// The bounds of a part by start of one of its requests.
fn bounds(
    subproblem: Subproblem<'_>,
    request: RequestIndex,
    aim: i64,
    enough: &(dyn Fn(Minute) -> i64 + Sync),
    work: Option<u64>,
    limits: &Limits,
) -> BTreeMap<Minute, i64> {
    let board = Board::of(subproblem);
    let network = Network::of(&board);
    let Some(job) = subproblem.part.requests.iter().position(|open| open.request == request) else {
        return BTreeMap::new();
    };
    let mut proof = Proof::new(&network, Some(aim));
    let mut left = work.unwrap_or(u64::MAX);
    // Losses are those of paths without memory, so prices that rest without it are as good as any.
    while proof.is_relaxed() && proof.bound() > aim && left > 0 && !limits.are_reached() {
        proof.run(STINT.min(left), Some(aim));
        left = left.saturating_sub(STINT);
    }
    let origins: Vec<(Slot, i64)> = of_losses(&network, proof.volume(), job).into_iter().collect();
    let warmth = proof.volume().warmth();
    let bound = |&(origin, bound): &(Slot, i64)| {
        let start = board.start(job, origin);
        let own = alone(&network, &warmth, job, origin, enough(start), bound, limits);
        (start, own.min(bound))
    };
    origins.par_iter().map(bound).collect()
}

/// By origin of a job: the bound less the least loss of its placements there.
fn of_losses(network: &Network<'_, '_>, volume: &Volume<'_, '_, '_>, job: JobIndex) -> BTreeMap<Slot, i64> {
    let board = network.board;
    let mut prices = volume.prices().clone();
    network.quantum.round(board, &mut prices);
    let bound = Pricing::new(network).price(&prices, &Bars::none(board)).bound;
    let losses = Losses::at(network, &prices);
    let of_days = (0..network.days.len()).flat_map(|day| losses.of_day(day).1);
    let alone = network.alone.iter().filter(|&&one| one == job).flat_map(|&job| losses.of_job(job).1);
    let mut bounds = BTreeMap::new();
    for loss in of_days.chain(alone).filter(|loss| board.offers[loss.placement.offer].job == job) {
        let most = (bound - loss.points).floor() as i64;
        let known = bounds.entry(loss.placement.origin).or_insert(most);
        *known = most.max(*known);
    }
    bounds
}

/// A bound with the job at one origin only, by some steps from known prices; none are made where `bound` is enough.
fn alone(
    network: &Network<'_, '_>,
    warmth: &Warmth,
    job: JobIndex,
    origin: Slot,
    enough: i64,
    bound: i64,
    limits: &Limits,
) -> i64 {
    if bound <= enough {
        return bound;
    }
    let board = network.board;
    let mut bars = Bars::none(board);
    bars.bar_before(board, job, origin);
    bars.bar_from(board, job, origin + 1);
    let warmth = Warmth { step: warmth.step.max(STEP), ..warmth.clone() };
    let mut volume = Volume::resume(Pricing::new(network), bars, warmth, enough);
    for _ in 0..STEPS / STRIDE {
        if volume.bound() <= enough || limits.are_reached() {
            break;
        }
        volume.run(STRIDE);
    }
    volume.bound()
}
