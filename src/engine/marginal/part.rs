//! What stretches of time are worth in a part.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Marginals;
use super::tariff::Tariff;
use super::wide::Wide;
use crate::domain::{Interval, IntervalSet, RequestIndex, ResourceIndex, SiteIndex};
use crate::engine::Limits;
use crate::engine::board::{BARRED, Board, DayIndex, Placement, Slot};
use crate::engine::dual::{Bars, Losses, Network, Prices, Pricing, Reach, Totals};
use crate::model::availability::Availability;
use crate::model::formulation::Lane;
use crate::model::part::Subproblem;

/// What all parts have in common.
#[derive(Clone, Copy)]
pub(super) struct Ground<'g> {
    /// The problem in which everybody is there.
    pub(super) wide: &'g Wide,
    /// When they are in truth.
    pub(super) truth: &'g Availability,
    /// The stretches, by site.
    pub(super) stretches: &'g [Vec<Interval>],
}

/// What stretches are worth in a part of the wide problem.
pub(super) fn of_part(subproblem: Subproblem<'_>, ground: Ground<'_>, limits: &Limits) -> Marginals {
    let mut board = Board::of(subproblem);
    let off = off(&board, ground.truth);
    let points = bar(&mut board, ground, &off);
    let tariff = Tariff::of(&board, limits);
    board.offers.iter_mut().zip(points).for_each(|(offer, points)| offer.points = points);
    let network = Network::of(&board);
    let values = Values { ground, board: &board, network: &network, off: &off };
    let mut found = Marginals { eased: tariff.bounds.0, pressed: tariff.bounds.1, ..Marginals::default() };
    values.units(&tariff.eased, &mut found);
    values.staff(&tariff, &mut found);
    values.teams(&tariff.eased, &mut found);
    values.clients(&tariff.pressed, &mut found);
    found.groups = vec![values.asked()];
    found
}

/// By staff-day, and slot from its first on: whether the person is not there in truth.
pub(super) type Off = Vec<Vec<bool>>;

fn off(board: &Board<'_>, truth: &Availability) -> Off {
    let is_off = |person, slot| {
        let minute = board.grid.minute(slot);
        !truth.staff(person).covers(Interval::new(minute, minute + board.grid.minutes))
    };
    board.days.iter().map(|day| day.slots.clone().map(|slot| is_off(day.person, slot)).collect()).collect()
}

/// Takes away what is there only in the wide problem. Returns the points as they were.
fn bar(board: &mut Board<'_>, ground: Ground<'_>, off: &Off) -> Vec<Vec<i64>> {
    let points = board.offers.iter().map(|offer| offer.points.clone()).collect();
    let sums: Vec<Vec<usize>> = off.iter().map(|day| sums(day)).collect();
    for offer in &mut board.offers {
        let job = &board.jobs[offer.job];
        let is_sample = ground.wide.sample(board.formulation.part.requests[offer.job].request).is_some();
        for (at, points) in offer.points.iter_mut().enumerate() {
            let is_away = |&day: &DayIndex| {
                let node = |offset: usize| offer.first + at + offset - board.days[day].slots.start;
                job.busy.iter().any(|busy| sums[day][node(busy.end)] > sums[day][node(busy.start)])
            };
            if *points != BARRED && (is_sample || offer.team.iter().any(is_away)) {
                *points = BARRED;
            }
        }
    }
    points
}

/// How many are so before each position.
fn sums(list: &[bool]) -> Vec<usize> {
    let mut sum = 0;
    let after = list.iter().map(|&is| {
        sum += usize::from(is);
        sum
    });
    std::iter::once(0).chain(after).collect()
}

/// Reads values off prices.
pub(super) struct Values<'v> {
    pub(super) ground: Ground<'v>,
    pub(super) board: &'v Board<'v>,
    pub(super) network: &'v Network<'v, 'v>,
    pub(super) off: &'v Off,
}

impl Values<'_> {
    /// The stretches of a site by their slots among `slots`, with their positions; empty ones are left out.
    fn stretches(&self, site: SiteIndex, slots: &Range<Slot>) -> Vec<(usize, Range<Slot>)> {
        let all = &self.ground.stretches[site.position()];
        let Some(last) = slots.end.checked_sub(1).filter(|last| slots.start <= *last) else { return Vec::new() };
        let from = all.partition_point(|one| one.end <= self.board.grid.minute(slots.start));
        let within = all[from..].iter().take_while(|one| one.start <= self.board.grid.minute(last));
        let clipped = within.enumerate().map(|(position, one)| {
            let first = self.board.grid.slot_from(one.start).max(slots.start);
            (from + position, first..self.board.grid.slot_from(one.end).min(slots.end).max(first))
        });
        clipped.filter(|(_, slots)| !slots.is_empty()).collect()
    }

    /// What one more unit brings: the price of the hour. Where the units are taken or in maintenance nothing has a price.
    fn units(&self, prices: &Prices, found: &mut Marginals) {
        let (problem, classes) = (&self.ground.wide.problem, &self.board.formulation.classes.list);
        for (lane, prices) in self.board.lanes.iter().zip(&prices.lanes) {
            let Lane::Class(class) = lane.lane else { continue };
            let (units, unit) = (&classes[class].units, problem.resource(classes[class].units[0]));
            let hours = self.hours(units[0]);
            for (stretch, slots) in self.stretches(unit.site, &(0..self.board.grid.len())) {
                let is_free = |slot: Slot| lane.capacity[slot] > 0;
                let is_open = |slot: &Slot| hours.contains(self.board.grid.minute(*slot));
                if slots.clone().any(is_free) && slots.clone().filter(is_open).all(is_free) {
                    let points = f64::from(unit.places()) * slots.map(|slot| prices[slot]).sum::<f64>();
                    found.units.extend(units.iter().map(|&unit| ((unit, stretch), points)));
                }
            }
        }
    }

    /// When a unit can be used but for maintenance and bookings.
    fn hours(&self, unit: ResourceIndex) -> IntervalSet {
        let (problem, grid) = (&self.ground.wide.problem, &self.board.grid);
        let Some(last) = grid.slots().last() else { return IntervalSet::new() };
        let (of, span) = (problem.resource(unit), Interval::new(grid.minute(0), grid.minute(last) + grid.minutes));
        match &of.hours {
            Some(hours) => hours.within(problem.site(of.site).zone, span),
            None => problem.opening(of.site, span),
        }
    }

    /// What it brings that people are there: at eased prices where they are not yet, at pressed ones where they are.
    fn staff(&self, tariff: &Tariff, found: &mut Marginals) {
        let site = |day: DayIndex| self.ground.wide.problem.person(self.board.days[day].person).site;
        let stretches: Vec<_> =
            (0..self.board.days.len()).map(|day| self.stretches(site(day), &self.board.days[day].slots)).collect();
        let mut pricing = Pricing::new(self.network);
        let mut values = |prices: &Prices| -> Vec<f64> {
            pricing.price(prices, &Bars::none(self.board)).paths.into_iter().map(|path| path.value).collect()
        };
        let (eased, pressed) = (self.shut(&tariff.eased), self.shut(&tariff.pressed));
        let now = (values(&eased), values(&pressed));
        // Staff-days are priced apart, so one stretch of each is looked at at a time.
        for turn in 0..stretches.iter().map(Vec::len).max().unwrap_or(0) {
            let (mut there, mut away) = (eased.clone(), pressed.clone());
            for (day, stretches) in stretches.iter().enumerate() {
                let Some((_, slots)) = stretches.get(turn) else { continue };
                for at in self.nodes(day, slots) {
                    there.days[day][at] = tariff.eased.days[day][at];
                    away.days[day][at] = self.forbidding();
                }
            }
            let then = (values(&there), values(&away));
            for (day, stretches) in stretches.iter().enumerate() {
                let Some((stretch, slots)) = stretches.get(turn) else { continue };
                let kept = self.nodes(day, slots).filter(|&at| !self.off[day][at]);
                let time: f64 = kept.map(|at| tariff.pressed.days[day][at]).sum();
                let key = (self.board.days[day].person, *stretch);
                *found.off.entry(key).or_insert(0.0) += then.0[day] - now.0[day];
                *found.there.entry(key).or_insert(0.0) += now.1[day] - then.1[day] + time;
            }
        }
    }

    fn nodes(&self, day: DayIndex, slots: &Range<Slot>) -> Range<usize> {
        let first = self.board.days[day].slots.start;
        slots.start - first..slots.end - first
    }

    /// A price for a slot that no placement pays.
    fn forbidding(&self) -> f64 {
        2.0 * self.network.quantum.nearest(f64::MAX)
    }

    /// Prices at which nobody works when they are off, and samples are left alone.
    pub(super) fn shut(&self, prices: &Prices) -> Prices {
        let mut shut = prices.clone();
        for (prices, off) in shut.days.iter_mut().zip(self.off) {
            let closed = prices.iter_mut().zip(off).filter(|(_, is_off)| **is_off);
            closed.for_each(|(price, _)| *price = self.forbidding());
        }
        for (job, open) in self.board.formulation.part.requests.iter().enumerate() {
            if self.ground.wide.sample(open.request).is_some() {
                shut.jobs[job] = self.forbidding();
            }
        }
        shut
    }

    /// What one more client brings, by the start of the appointment.
    fn clients(&self, prices: &Prices, found: &mut Marginals) {
        let shut = self.shut(prices);
        let losses = Losses::at(self.network, &shut);
        let reaches: Vec<Reach> = (0..self.board.days.len()).map(|day| losses.reach(day)).collect();
        let totals = Totals::of(&shut);
        for (job, open) in self.board.formulation.part.requests.iter().enumerate() {
            let Some((service, site)) = self.ground.wide.sample(open.request) else { continue };
            let mut best: BTreeMap<usize, f64> = BTreeMap::new();
            for placement in self.placements(job) {
                let start = self.board.start(job, placement.origin);
                let Some(stretch) = self.stretch_of(site, start) else { continue };
                let Some(worth) = totals.worth(self.board, placement) else { continue };
                let points = worth + shut.jobs[job] - self.detour(&reaches, placement);
                let is_served = points > -self.forbidding() / 2.0;
                if is_served {
                    let most = best.entry(stretch).or_insert(0.0);
                    *most = most.max(points);
                }
            }
            for (stretch, points) in best {
                *found.clients.entry((service, site, stretch)).or_insert(0.0) += points;
            }
        }
    }

    pub(super) fn placements(&self, job: usize) -> impl Iterator<Item = Placement> + '_ {
        let of = &self.board.jobs[job];
        of.offers.clone().flat_map(move |offer| {
            self.board.offers[offer].origins().flat_map(move |(origin, _)| {
                (0..of.footprints.len()).map(move |footprint| Placement { offer, origin, footprint })
            })
        })
    }

    /// What the people of a placement would do instead. Of time with a hole the dearest piece counts, which is never too much.
    fn detour(&self, reaches: &[Reach], placement: Placement) -> f64 {
        let team = self.board.offers[placement.offer].team.iter();
        let of_person = |&day: &DayIndex| {
            let pieces = self.board.busy(placement).map(|busy| reaches[day].detour(&self.nodes(day, &busy)));
            pieces.fold(0.0, f64::max)
        };
        team.map(of_person).sum()
    }

    pub(super) fn stretch_of(&self, site: SiteIndex, minute: i64) -> Option<usize> {
        let all = &self.ground.stretches[site.position()];
        let after = all.partition_point(|one| one.start <= minute);
        after.checked_sub(1).filter(|&at| minute < all[at].end)
    }

    /// The requests of the problem in this part.
    fn asked(&self) -> Vec<RequestIndex> {
        let requests = self.board.formulation.part.requests.iter().map(|open| open.request);
        requests.filter(|&request| self.ground.wide.sample(request).is_none()).collect()
    }
}
