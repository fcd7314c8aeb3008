//! A part by decomposition into staff-days: search from below, prices and branches from above, in rounds.
//!
//! In each round the climbs, the proof and a descent do a given amount of work side by side, each on its own state and on
//! what was known when the round began. Between rounds they tell each other: the best plan is what the proof aims at,
//! prices guide the walks and lead the plunges. So the answer depends on the amount of work alone, never on how many
//! threads there are or which is first.

use std::sync::mpsc::channel;

use super::answer::PartAnswer;
use super::backend::BackendError;
use super::board::{Assignment, Board, Placement};
use super::climb::Climb;
use super::columns::Descent;
use super::compact;
use super::dual::{Network, Totals};
use super::finish::{Finish, Leftovers, finish, survivors};
use super::infeasible::is_proved_infeasible;
use super::proof::Proof;
use super::search::Chart;
use super::{Interrupt, Orders};
use crate::model::part::Subproblem;

/// Climbs side by side.
const CLIMBS: usize = 3;

/// Where every job has only one time and staff-days cost, prices know how many overlap at once and hardly more: one walk
/// goes on to the end without them, in rounds so many times as long. The proof takes part in one of so many, for as much
/// less: a step of it takes long for its units there.
const GATHERING: u64 = 8;

/// Units of work of the first round and of the longest, for each task; a unit is about a microsecond.
const SHORTEST: u64 = 1_000;
const LONGEST: u64 = 40_000;

/// Boards with more arcs are too large for the linear programmes of a descent.
const DESCENT_ARCS: usize = 60_000;

/// So few placements are left to a solver to choose from, when the tree has opened so many nodes; before that, so few.
const FINISH: usize = 6_000;
const PATIENCE: u64 = 100;
const FEW: usize = 1_500;

/// After so many rounds without more of the mandatory requests it is asked whether they can all be booked; steps of column
/// generation for that.
const DOUBT: u64 = 32;
const PRICE_STEPS: u32 = 200;

/// Improves on what is known of a part by search and prices.
pub fn solve_part(subproblem: Subproblem<'_>, known: PartAnswer, orders: Orders<'_>) -> PartAnswer {
    solve_and(subproblem, known, orders, false, |answer, _| answer)
}

/// The same, but where `narrows`, it ends when prices leave a third of the placements to choose from. `then` makes
/// something of the answer and of what is left, if there was anything to prove.
pub fn solve_and<T>(
    subproblem: Subproblem<'_>,
    known: PartAnswer,
    orders: Orders<'_>,
    narrows: bool,
    then: impl FnOnce(PartAnswer, Option<Leftovers<'_, '_, '_>>) -> T,
) -> T {
    let mut answer = known;
    if answer.is_settled(orders.gap) || orders.limits.are_reached() {
        return then(answer, None);
    }
    let board = Board::of(subproblem);
    let (chart, network) = (Chart::of(&board), Network::of(&board));
    let start = board.assignment(&answer.bookings).unwrap_or_else(|| vec![None; board.jobs.len()]);
    let mut search = Search::begin(&chart, &network, start, orders);
    search.narrows = narrows;
    search.run();
    match board.bookings(&search.best) {
        Ok(bookings) => answer.improve(PartAnswer::of(subproblem, bookings, answer.bound)),
        Err(unreadable) => answer.trouble = Some(unreadable.to_string()),
    }
    answer.trouble = answer.trouble.or(search.trouble.take());
    answer.is_infeasible = search.is_infeasible;
    if answer.is_complete() && search.proof.bound() < answer.points {
        let (bound, points) = (search.proof.bound(), answer.points);
        answer.trouble = Some(format!("the bound of {bound} points is below a plan of {points}"));
    } else {
        answer.bound = answer.bound.min(search.proof.bound());
    }
    let (prices, spent) = (search.proof.volume().prices(), search.spent);
    then(answer, Some(Leftovers { network: &network, prices, spent }))
}

/// Units of work of a round.
#[derive(Clone, Copy, Debug)]
struct Shares {
    /// For the proof.
    proof: u64,
    /// Climbs that take part.
    climbs: usize,
    /// For each of them.
    climb: u64,
    /// In how many stints: between them a limit may end it.
    stints: u64,
    /// What the proof and a descent count for.
    beside: u64,
}

/// The state between two rounds.
struct Search<'s, 'b, 'a, 'o> {
    orders: Orders<'o>,
    network: &'s Network<'b, 'a>,
    climbs: Vec<Climb<'s, 'b, 'a>>,
    proof: Proof<'s, 'b, 'a>,
    /// Prices for the walks.
    totals: Totals,
    descent: Option<Descent<'s, 'b, 'a>>,
    has_descended: bool,
    has_finished: bool,
    /// Whether it ends where few placements are left, and whether they are.
    narrows: bool,
    is_narrow: bool,
    is_infeasible: bool,
    best: Assignment,
    value: i64,
    missing: usize,
    rounds: u64,
    /// The round after which another mandatory request was last booked.
    moved: u64,
    spent: u64,
    trouble: Option<String>,
}

impl<'s, 'b, 'a, 'o> Search<'s, 'b, 'a, 'o> {
    fn begin(chart: &'s Chart<'s>, network: &'s Network<'b, 'a>, start: Assignment, orders: Orders<'o>) -> Self {
        let seed = |number: usize| orders.seed.wrapping_mul(1_000).wrapping_add(number as u64);
        let climbs: Vec<Climb<'s, 'b, 'a>> =
            (0..CLIMBS).map(|number| Climb::new(chart, &start, seed(number))).collect();
        let (value, missing) = (climbs[0].walk().value(), climbs[0].walk().missing());
        let proof = Proof::new(network, (missing == 0).then_some(value));
        Self {
            orders,
            network,
            climbs,
            totals: Totals::of(proof.volume().prices()),
            proof,
            descent: None,
            has_descended: false,
            has_finished: false,
            narrows: false,
            is_narrow: false,
            is_infeasible: false,
            best: start,
            value,
            missing,
            rounds: 0,
            moved: 0,
            spent: 0,
            trouble: None,
        }
    }

    fn run(&mut self) {
        // The solver of the exact finish is stopped when the rounds are over.
        let stop = Interrupt::new();
        let (network, orders) = (self.network, self.orders);
        let (sender, receiver) = channel();
        rayon::in_place_scope(|scope| {
            let mut length = SHORTEST;
            while !self.is_over() {
                if let Some(survivors) = self.last_survivors() {
                    let (sender, known, effort) = (sender.clone(), self.best.clone(), orders.effort(&stop));
                    let finish = move || drop(sender.send(finish(network.board, &survivors, &known, &effort)));
                    // With several threads it has one of them for itself; what is to be the same every time waits for it.
                    if orders.work.is_none() && rayon::current_num_threads() > 1 {
                        scope.spawn(move |_| finish());
                    } else {
                        finish();
                    }
                }
                receiver.try_iter().for_each(|finished| self.learn(finished));
                self.round(length);
                length = (length * 5 / 4).min(LONGEST);
                orders.ear.hear(self.complete_value(), Some(self.proof.bound()));
            }
            stop.ask();
        });
    }

    fn complete_value(&self) -> Option<i64> {
        (self.missing == 0).then_some(self.value)
    }

    fn is_over(&self) -> bool {
        let is_settled = |value| crate::plan::gap(value, self.proof.bound()) <= self.orders.gap;
        self.is_infeasible
            || self.is_narrow
            || self.complete_value().is_some_and(is_settled)
            || self.orders.limits.are_reached()
            || self.orders.work.is_some_and(|work| self.spent >= work)
    }

    /// Everybody works side by side, then tells the others.
    fn round(&mut self, length: u64) {
        let (value, shares, limits) = (self.complete_value(), self.shares(length), self.orders.limits);
        let Self { climbs, proof, descent, totals, .. } = self;
        let mut arrived = Ok(None);
        rayon::scope(|scope| {
            if shares.proof > 0 {
                scope.spawn(|_| proof.run(shares.proof, value));
            }
            for climb in &mut climbs[..shares.climbs] {
                scope.spawn(|_| {
                    for _ in 0..shares.stints {
                        if !limits.are_reached() {
                            climb.run(shares.climb / shares.stints, totals);
                        }
                    }
                });
            }
            if let Some(descent) = descent {
                scope.spawn(|_| arrived = descent.run(1, limits));
            }
        });
        self.spent += shares.climbs as u64 * shares.climb + shares.beside;
        self.rounds += 1;
        self.take_the_best();
        self.is_narrow = self.narrows && self.rounds.is_multiple_of(16) && self.has_few_left();
        self.follow(arrived);
        self.lead_on();
        self.doubt();
    }

    /// How a round of that length is shared out.
    fn shares(&self, length: u64) -> Shares {
        let node = self.proof.pace(length);
        if !self.climbs[0].gathers() {
            // Until prices are good, one walk is enough: they are what makes walks good. Then one climb goes ahead, so that
            // its plan is there as soon as can be.
            let climbs = if self.proof.is_relaxed() || !self.climbs[0].has_arrived() { 1 } else { CLIMBS };
            return Shares { proof: length, climbs, climb: node, stints: 1, beside: 2 * node };
        }
        let climb = GATHERING * length;
        // A node of the tree that takes longer than the walk would keep it waiting, and a limit too.
        let proves = node <= climb && self.rounds % GATHERING == GATHERING - 1;
        let proof = if proves { length / GATHERING } else { 0 };
        Shares { proof, climbs: 1, climb, stints: GATHERING, beside: proof }
    }

    /// The placements left to choose from, once, when they are few and the tree has had its chance.
    fn last_survivors(&mut self) -> Option<Vec<Placement>> {
        if self.has_finished || !self.rounds.is_multiple_of(16) {
            return None;
        }
        let most = if self.proof.nodes() < PATIENCE { FEW } else { FINISH };
        let proved = self.complete_value()? + self.proof.step() - 1;
        let survivors = survivors(self.network, self.proof.volume().prices(), proved);
        self.has_finished = survivors.len() <= most;
        self.has_finished.then_some(survivors)
    }

    /// Whether a third of the placements are left at most.
    fn has_few_left(&self) -> bool {
        let prices = self.proof.volume().prices();
        let left =
            self.complete_value().map(|value| survivors(self.network, prices, value + self.proof.step() - 1).len());
        left.is_some_and(|left| left * 3 <= self.network.arcs)
    }

    /// Takes over what the exact finish has found.
    fn learn(&mut self, finished: Result<Option<Finish>, BackendError>) {
        match finished {
            Ok(None) => {}
            Ok(Some(finish)) => {
                if let Some(better) = finish.better.filter(|better| self.network.board.value(better) > self.value) {
                    (self.value, self.best) = (self.network.board.value(&better), better);
                }
                self.proof.lower(finish.bound);
            }
            Err(error) => self.trouble = Some(error.to_string()),
        }
    }

    /// Where mandatory requests are still left out, asks whether all of them can be booked: prices first, then a solver,
    /// which may find how.
    fn doubt(&mut self) {
        if self.missing == 0 || self.orders.limits.are_reached() {
            return;
        }
        let subproblem = self.network.board.subproblem();
        let stuck = self.rounds - self.moved;
        if stuck == DOUBT {
            match is_proved_infeasible(subproblem, PRICE_STEPS, self.orders.limits) {
                Ok(is_proved) => self.is_infeasible = is_proved,
                Err(error) => self.trouble = Some(error.to_string()),
            }
        } else if stuck == 2 * DOUBT {
            let mandatory = subproblem.part.mandatory(subproblem.problem);
            let alone = Subproblem { part: &mandatory, ..subproblem };
            let known = PartAnswer::of(alone, Vec::new(), i64::MAX);
            let answer = compact::solve_part(alone, known, Orders { gap: f64::INFINITY, ..self.orders });
            self.is_infeasible = answer.is_infeasible;
            self.trouble = self.trouble.take().or_else(|| answer.trouble.clone());
            if answer.is_complete()
                && let Some(assignment) = self.network.board.assignment(&answer.bookings)
            {
                self.climbs[0].set_out(&assignment, &self.totals);
            }
        }
    }

    fn take_the_best(&mut self) {
        for climb in &self.climbs {
            let walk = climb.walk();
            if (walk.missing(), -walk.value()) < (self.missing, -self.value) {
                if walk.missing() < self.missing {
                    self.moved = self.rounds;
                }
                (self.best, self.value, self.missing) = (walk.best(), walk.value(), walk.missing());
            }
        }
    }

    /// Tells the walk of new prices, and begins plunges where walks have gone far enough.
    fn lead_on(&mut self) {
        if self.climbs[0].gathers() {
            return;
        }
        if self.proof.is_relaxed() {
            // To guide a walk takes a while, and prices change quickly at first, then ever more slowly.
            if self.rounds.is_power_of_two() || self.rounds.is_multiple_of(8) {
                self.totals = Totals::of(self.proof.volume().prices());
                self.climbs[0].guide(&self.totals);
            }
            return;
        }
        let begun = if self.climbs[0].has_arrived() { CLIMBS } else { 1 };
        for climb in self.climbs[..begun].iter_mut().filter(|climb| climb.is_at_rest()) {
            self.totals = Totals::of(self.proof.volume().prices());
            climb.plunge(self.network, self.proof.volume(), &self.best, self.value);
        }
    }

    /// Begins a descent when prices have come to rest; where it has arrived, a walk sets out.
    fn follow(&mut self, arrived: Result<Option<Assignment>, BackendError>) {
        match arrived {
            Ok(None) => {}
            Ok(Some(assignment)) => {
                self.climbs[CLIMBS - 1].set_out(&assignment, &self.totals);
                self.descent = None;
            }
            Err(error) => {
                self.trouble = Some(error.to_string());
                self.descent = None;
            }
        }
        if !self.has_descended
            && !self.climbs[0].gathers()
            && !self.proof.is_relaxed()
            && self.network.arcs <= DESCENT_ARCS
        {
            self.has_descended = true;
            match Descent::new(self.network, self.proof.volume().prices().clone()) {
                Ok(descent) => self.descent = Some(descent),
                Err(error) => self.trouble = Some(error.to_string()),
            }
        }
    }
}
