//! A plunge: from the averaged plan of the volume algorithm to an assignment, without a linear programme.
//!
//! What the averaged plan is nearly agreed on is decided: first which team serves a job, then from which slot on. All else
//! of the job is barred, prices follow in some steps, and so on until nothing is in doubt. Like a dive on columns, no step
//! is taken back; unlike one, it costs some hundreds of pricings, whatever the size of the board.

use super::board::{Assignment, JobIndex, OfferIndex, Placement, Slot};
use super::columns::{Column, Occupancy};
use super::dual::{Bars, Network, Pricing, Totals, Volume, Warmth};
use super::search::dice::Dice;

/// Steps of the volume algorithm between two decisions.
const STEPS: u64 = 20;

/// The share of what is in doubt that is decided at once.
const SHARE: usize = 8;

/// More of a job than this is as good as agreed.
const AGREED: f64 = 0.85;

/// The most by which an amount is taken for less than it is.
const BLUR: f64 = 0.3;

/// Less of a job than this is none.
const LEAST: f64 = 0.3;

/// A plunge under way.
#[derive(Debug)]
pub struct Plunge<'n, 'b, 'a> {
    network: &'n Network<'b, 'a>,
    pricing: Pricing<'n, 'b, 'a>,
    warmth: Warmth,
    bars: Bars,
    target: i64,
    /// By job, its offer where that is decided, and its origin.
    decided: Vec<(Option<OfferIndex>, Option<Slot>)>,
    dice: Dice,
    is_done: bool,
    work: u64,
}

impl<'n, 'b, 'a> Plunge<'n, 'b, 'a> {
    /// Begins where the volume algorithm has come to rest; another seed decides differently where it is close.
    pub fn new(network: &'n Network<'b, 'a>, volume: &Volume<'n, 'b, 'a>, target: i64, seed: u64) -> Self {
        Self {
            network,
            pricing: volume.pricing().clone(),
            warmth: volume.warmth(),
            bars: Bars::none(network.board),
            target,
            decided: vec![(None, None); network.board.jobs.len()],
            dice: Dice::new(seed),
            is_done: false,
            work: 0,
        }
    }

    /// Keeps most of an assignment: what all but a share of the staff-days do is decided, as it is there.
    #[must_use]
    pub fn around(mut self, known: &Assignment, share: f64) -> Self {
        let board = self.network.board;
        let is_free: Vec<bool> = board.days.iter().map(|_| self.dice.chance(share)).collect();
        for placement in known.iter().flatten() {
            let offer = &board.offers[placement.offer];
            if offer.team.iter().all(|&day| !is_free[day]) {
                self.decided[offer.job] = (Some(placement.offer), Some(placement.origin));
                self.bars.bar_others(board, placement.offer);
                self.bars.narrow(placement.offer, placement.origin..placement.origin + 1);
            }
        }
        self
    }

    /// Goes on for about so much work.
    pub fn run(&mut self, work: u64) {
        let until = self.work + work;
        while !self.is_done && self.work < until {
            self.step();
        }
    }

    /// Whether nothing is in doubt any more.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Work done so far.
    pub fn work(&self) -> u64 {
        self.work
    }

    fn step(&mut self) {
        let before = self.pricing.work();
        let mut warmth = self.warmth.clone();
        warmth.step = warmth.step.max(0.05);
        let mut volume = Volume::resume(self.pricing.clone(), self.bars.clone(), warmth, self.target);
        volume.run(STEPS);
        self.warmth = volume.warmth();
        self.pricing = volume.pricing().clone();
        self.work += self.pricing.work() - before + 1;
        let mut teams: Vec<(f64, OfferIndex)> = Vec::new();
        let mut times: Vec<(f64, OfferIndex, Slot)> = Vec::new();
        for job in 0..self.decided.len() {
            match self.decided[job] {
                (None, _) => {
                    let blur = 1.0 - BLUR * self.dice.unit();
                    teams.extend(self.best_team(&volume, job).map(|(amount, offer)| (amount * blur, offer)));
                }
                (Some(offer), None) => times.extend(self.best_time(&volume, offer)),
                (Some(_), Some(_)) => {}
            }
        }
        self.is_done = teams.is_empty() && times.is_empty();
        teams.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        times.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let at_once = |count: usize| count.div_ceil(SHARE);
        let (some_teams, some_times) = (at_once(teams.len()), if teams.len() < 3 { at_once(times.len()) } else { 0 });
        for (rank, (amount, offer)) in teams.into_iter().enumerate() {
            if rank < some_teams || amount >= AGREED {
                self.decided[self.network.board.offers[offer].job].0 = Some(offer);
                self.bars.bar_others(self.network.board, offer);
            }
        }
        for (rank, (amount, offer, origin)) in times.into_iter().enumerate() {
            if rank < some_times || amount >= AGREED {
                self.decided[self.network.board.offers[offer].job].1 = Some(origin);
                self.bars.narrow(offer, origin..origin + 1);
            }
        }
    }

    /// The offer that the plan has most of, if it has enough of the job.
    fn best_team(&self, volume: &Volume<'_, '_, '_>, job: JobIndex) -> Option<(f64, OfferIndex)> {
        let amounts = self.network.board.jobs[job].offers.clone().map(|offer| (self.amount(volume, offer), offer));
        let (mut total, mut best) = (0.0, (0.0, 0));
        for (amount, offer) in amounts {
            total += amount;
            if amount > best.0 {
                best = (amount, offer);
            }
        }
        (total > LEAST && best.0 > 0.0).then_some(best)
    }

    fn amount(&self, volume: &Volume<'_, '_, '_>, offer: OfferIndex) -> f64 {
        let origins = self.bars.window(offer);
        origins.map(|origin| volume.primal().amount(self.network.number(offer, origin))).sum()
    }

    /// The origin that the plan has most of.
    fn best_time(&self, volume: &Volume<'_, '_, '_>, offer: OfferIndex) -> Option<(f64, OfferIndex, Slot)> {
        let origins = self.bars.window(offer);
        let amounts = origins.map(|origin| (volume.primal().amount(self.network.number(offer, origin)), origin));
        let best = amounts.fold((0.0, 0), |best, next| if next.0 > best.0 { next } else { best });
        (best.0 > LEAST / 3.0).then_some((best.0, offer, best.1))
    }

    /// What is decided and has room beside what is worth more; visits whole.
    pub fn assignment(&self) -> Assignment {
        let board = self.network.board;
        let totals = Totals::of(&self.warmth.prices);
        let mut placements: Vec<(f64, Placement)> = Vec::new();
        for &(offer, origin) in &self.decided {
            let Some((offer, origin)) = offer.zip(origin) else { continue };
            let footprints = 0..board.jobs[board.offers[offer].job].footprints.len();
            let worth = |footprint| {
                let placement = Placement { offer, origin, footprint };
                Some((totals.worth(board, placement)?, placement))
            };
            placements
                .extend(footprints.filter_map(worth).reduce(|one, other| if other.0 > one.0 { other } else { one }));
        }
        placements.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut occupancy = Occupancy::new(board);
        for (_, placement) in placements {
            let column = Column::alone(placement);
            if occupancy.has_room(&column) {
                occupancy.take(&column);
            }
        }
        let mut assignment = occupancy.assignment().clone();
        board.drop_pieces(&mut assignment);
        assignment
    }
}
